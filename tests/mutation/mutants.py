# SPDX-License-Identifier: MIT
"""Where a C source can be changed, one operator at one place, and into what: Mutant(file, line, before, after, text)."""
import collections
import hashlib
import re

Mutant = collections.namedtuple("Mutant", "file line before after text")

SWAPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+": "-", "-": "+", "*": "/", "/": "*",
         "&&": "||", "||": "&&", "+=": "-=", "-=": "+=", "|": "&", "&": "|", "<<": ">>", ">>": "<<"}
SWAP = re.compile(r"(?<= )(%s)(?= )" % "|".join(re.escape(s) for s in sorted(SWAPS, key=len, reverse=True)))
NUMBER = re.compile(r"(?<![\w.'])(0[xX][0-9a-fA-F]+|\d+\.?\d*(?:[eE][-+]?\d+)?)([uUlL]*)(?![\w.'])")
WORD = re.compile(r"\b(break|continue|true|false)\b")
WORDS = {"break": "continue", "continue": "break", "true": "false", "false": "true"}
RETURN = re.compile(r"\breturn (?!0;|1;|-1;|NULL;|true;|false;)([^;]+);")
TEST = re.compile(r"\b(?:if|while) \(")
TYPES = r"(?:const|static|struct|enum|union|unsigned|signed|char|int|long|short|double|float|void|bool|size_t|\w+_t|FILE|extern)\b"
DECLARED = re.compile(r"^\s*(?:%s[\s*]+)+\w+(?:\[[^]]*\])+" % TYPES)		# an array's size is room, not value
STATEMENT = re.compile(r"^\s+(?!%s|return\b|break\b|continue\b|goto\b|case\b|default\b|else\b|do\b|\(void\))"
                       r"[*(\w][^;{}]*(?:=|\(|\+\+|--)[^;{}]*;\s*$" % TYPES)


def code_only(text):
    """The text with comments, strings, characters, directives and assertions blanked, every other character in its place."""
    hide = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^[ \t]*\#(?:\\\n|[^\n])*|\b_Static_assert\([^;]*;""",
                      re.S | re.M)
    return hide.sub(lambda m: re.sub(r"[^\n]", "'" if m[0][0] in "\"'" else " ", m[0]), text)


def closing(line, at):
    """The index of the parenthesis that closes the one at `at`, None when it is on another line."""
    depth = 0
    for i in range(at, len(line)):
        depth += (line[i] == "(") - (line[i] == ")")
        if depth == 0:
            return i
    return None


def changes(code, line, begins):
    """Every change of one line: (start, end, replacement)."""
    room = DECLARED.match(code)
    for m in SWAP.finditer(code):
        yield m.start(), m.end(), SWAPS[m[0]]
    for m in NUMBER.finditer(code):
        if room and m.start() < room.end():
            continue
        if re.fullmatch(r"\d+", m[1]) and (len(m[1]) == 1 or m[1][0] != "0"):
            yield m.start(), m.end(), "%d%s" % (int(m[1]) + 1, m[2])
            if int(m[1]) > 0:
                yield m.start(), m.end(), "%d%s" % (int(m[1]) - 1, m[2])
        else:
            yield m.start(), m.end(), "(%s + 1)" % m[0]
    for m in WORD.finditer(code):
        yield m.start(), m.end(), WORDS[m[0]]
    for m in RETURN.finditer(code):
        yield m.start(1), m.end(1), "0"
    for m in TEST.finditer(code):
        end = closing(code, m.end() - 1)
        if end:
            yield m.end(), end, "!(%s)" % line[m.end():end]
    if begins and STATEMENT.match(code):
        yield len(code) - len(code.lstrip()), len(code.rstrip()), ";"


def mutants(file, text, seed):
    """At most one mutant a line, all in the order in which `seed` draws them; which one it is depends on the line, not on what is around it."""
    hidden = code_only(text).split("\n")
    lines = text.split("\n")
    seen = collections.Counter()
    before = ";"		# the last character of code before the line: a statement begins after these
    for n, line in enumerate(lines):
        seen[line] += 1
        found = []
        for start, end, new in changes(hidden[n], line, before in ";{}:)"):
            after = line[:start] + new + line[end:]
            key = "%s\0%s\0%s\0%s\0%d" % (seed, file, line, after, seen[line])
            found.append((hashlib.sha256(key.encode()).hexdigest(), after))
        if found:
            rank, after = min(found)
            # The least of k ranks is small when k is large: the line is ranked anew, so that every line is as likely as another.
            rank = hashlib.sha256(rank.encode()).hexdigest()
            yield rank, Mutant(file, n + 1, line.strip(), after.strip(), "\n".join(lines[:n] + [after] + lines[n + 1:]))
        before = hidden[n].strip()[-1:] or before
