# SPDX-License-Identifier: MIT
"""JSON: random documents, and what Python's json module says of them.

Where we are stricter or other than json.JSONDecoder, on purpose:
  - the input is a sequence of values, with white space or nothing between them; a number or a word ends where white space, a bracket,
    a comma, a colon or a quote stands;
  - NaN and Infinity are no values of JSON;
  - half of a surrogate pair, \\u0000, and bytes that are not UTF-8 are refused;
  - arrays and objects nest at most 512 deep;
  - a byte order mark in front is stepped over.
Of records, a table: its columns are the paths of the first record, objects inside objects are joined by dots; the same path twice,
a new path, an array as a cell, an object for a value and the other way round are refused; null is empty and may stand for an object.
"""
import json
import re
import struct

from csv_oracle import Refused, number

BARE = re.compile(r'[^ \t\r\n,:\[\]{}"]*')
SPACE = re.compile(r'[ \t\r\n]*')
DEPTH = 512


class Object(list):
    pass


def no_word(_):
    raise ValueError('no value of JSON')


def decoder(numbers):
    return json.JSONDecoder(object_pairs_hook=Object, parse_constant=no_word, parse_int=numbers, parse_float=numbers)


TREE, TEXTS = decoder(float), decoder(lambda digits: Number(digits))


class Number(str):
    pass


def values(data, how):
    """The values of a sequence, one by one."""
    data = data[3:] if data[:3] == b'\xef\xbb\xbf' else data
    s = data.decode('utf-8')
    at = SPACE.match(s).end()
    while at < len(s):
        bare = BARE.match(s, at).end()
        value, end = how.raw_decode(s, at)
        if s[at] not in '"[{' and end != bare:
            raise ValueError('a bare word goes on')
        yield value
        at = SPACE.match(s, end).end()


def text(mark, s):
    raw = s.encode('utf-8')		# raises on half of a pair
    if b'\0' in raw:
        raise Refused('NUL')
    return b'%s%d:%s' % (mark, len(raw), raw)


def tokens(value, depth, out):
    if isinstance(value, (Object, list)):
        if depth == DEPTH:
            raise Refused('nested')
        named = isinstance(value, Object)
        out.append(b'{' if named else b'[')
        for x in value:
            if named:
                out.append(text(b'k', x[0]))
            tokens(x[1] if named else x, depth + 1, out)
        out.append(b'}' if named else b']')
    elif isinstance(value, str):
        out.append(text(b's', value))
    elif isinstance(value, float):
        out.append(b'#%016x' % struct.unpack('<Q', struct.pack('<d', value)))
    else:
        out.append({True: b't', False: b'f', None: b'0'}[value])


def expected(data):
    """The tokens up to the value that is wrong, and whether there is one."""
    out = []
    try:
        for value in values(data, TREE):
            piece = []
            tokens(value, 0, piece)
            out += piece
    except (ValueError, Refused) as e:
        return b''.join(out), str(e)
    return b''.join(out), None


def expected_table(data):
    """Names, rows, and why it stops."""
    columns, objects, names, rows = {}, set(), [], []
    try:
        for record in records(data):
            cells, seen = {}, set()
            first = not rows and not names
            flatten(record, '', cells, seen, columns, objects, first)
            if first:
                names = list(columns)
                if not names:
                    raise Refused('no keys')
            rows.append(b'\nrow ' + b''.join(text(b'', cells.get(k, '')) for k in names))
    except (ValueError, Refused) as e:
        return b''.join(text(b'', n) for n in names), rows, str(e)
    return b''.join(text(b'', n) for n in names), rows, None if rows else 'no data'


def records(data):
    """The records of a table, which may stand in arrays."""
    for value in values(data, TEXTS):
        for x in [value] if isinstance(value, Object) else value:
            if not isinstance(x, Object):
                raise Refused('not a record')
            yield x


def flatten(record, prefix, cells, seen, columns, objects, first):
    for key, x in record:
        path = prefix + key
        known = path in columns or path in objects
        if path in seen or (not first and not known):
            raise Refused('key')
        seen.add(path)
        inside = isinstance(x, Object)
        if first:
            objects.add(path) if inside else columns.setdefault(path, len(columns))
        if path in objects:
            if inside:
                flatten(x, path + '.', cells, seen, columns, objects, first)
            elif x is not None:
                raise Refused('the first has an object here')
        elif isinstance(x, (Object, list)):
            raise Refused('no cell')
        else:
            cells[path] = {True: 'true', False: 'false', None: ''}[x] if x is None or isinstance(x, bool) else str(x)


ESCAPES = ['\\n', '\\"', '\\\\', '\\/', '\\b', '\\f', '\\r', '\\t', '\\u0041', '\\u00e9', '\\uD83D\\uDE00', '\\u20ac', '\\uffff']
BAD_ESCAPES = ['\\u0000', '\\ud800', '\\udc00', '\\ud83dx', '\\ud83d\\u0041', '\\x41', '\\u12', '\\u00zz', '\\', '\\U0041', '\\a', '\\u 041', '\\u+041']
LITERALS = ['true', 'false', 'null']
BAD_WORDS = ['True', 'NaN', 'Infinity', '-Infinity', 'nul', 'truefalse', '01', '-01', '1.', '.5', '+1', '1e', '1e+', '0x10', '1-2', '--1',
             '-', '1_0', "'a'", '// c', 'undefined', '1.2.3', '00', '-a', '1e5.5']
GOOD_NUMBERS = ['0', '-0', '0.0', '1e5', '1E+5', '1e-5', '-0.5e0', '1e999', '-1e999', '1e-999', '9007199254740993', '2.5e-324',
                '0.1', '1' * 400, '0.' + '0' * 400 + '1', '1' * 30 + 'e-10', '1e0000000000000000005', '0e999999999999', '123456789012345678']


def a_string(r, broken):
    pieces = []
    for _ in range(r.choice([0, 1, 1, 2, 3, 8])):
        kind = r.randrange(12)
        if kind < 6:
            pieces.append(r.choice(['a', 'key', ' ', 'é', '日本', '😀', '\x7f', '\u2028', '0', '.', '/', "'", 'n' * r.choice([1, 31, 64, 300])]))
        elif kind < 10:
            pieces.append(r.choice(ESCAPES))
        elif broken and kind == 10:
            pieces.append(r.choice(BAD_ESCAPES + ['\t', '\n', '\x00', '\x1f', '"']))
        else:
            pieces.append('\\u%04x' % r.randrange(1, 0xd800))
    return '"' + ''.join(pieces) + '"'


def a_number(r):
    while True:
        s = r.choice(GOOD_NUMBERS) if r.randrange(4) == 0 else number(r)
        if re.fullmatch(r'-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?', s):
            return s


def a_value(r, depth, broken):
    def space():
        return r.choice(['', '', '', ' ', '\n', '\r\n', '\t', '  '])

    kind = r.randrange(10)
    if depth == 0 or kind < 5:
        if broken and r.randrange(30) == 0:
            return r.choice(BAD_WORDS)
        return a_number(r) if kind < 5 and kind != 1 else r.choice(LITERALS) if kind & 1 else a_string(r, broken)
    items = range(r.choice([0, 1, 2, 3, 5]))
    if kind < 8:
        return '[' + ','.join(space() + a_value(r, depth - 1, broken) + space() for _ in items) + space() * (not items) + ']'
    keys = [r.choice(['"a"', '"b"', '"a"', a_string(r, broken)]) for _ in items]
    return '{' + ','.join(space() + k + space() + ':' + space() + a_value(r, depth - 1, broken) + space() for k in keys) + '}'


def damage(r, data):
    data = bytearray(data)
    for _ in range(r.choice([1, 1, 1, 2, 4])):
        at = r.randrange(len(data) + 1)
        piece = r.choice([b'"', b'[', b']', b'{', b'}', b',', b':', b'0', b'-', b'.', b'e', b'\\', b'\0', b'\x1f', b'\xff', b'\xc0\x80',
                          b'\xed\xa0\x80', b'\xf4\x90\x80\x80', b'\xe2\x82', b'\xc3', b' ', b'\n', b'\x0b', b'\xc2\xa0', b'\xef\xbb\xbf'])
        data[at:at + r.choice([0, 0, 1, 1, 3, 40])] = piece if r.randrange(4) else b''
    return bytes(data)


def document(r):
    broken = r.randrange(3)		# 0: sound; 1: wrong pieces; 2: damaged bytes
    if r.randrange(40) == 0:
        n = r.choice([100, 510, 511, 512, 513, 514, 600])
        inner = r.choice(['1', '[]', '{}', '""', ''])
        opens = ''.join(r.choice(['[', '[', '{"k":']) for _ in range(n)) if r.randrange(2) else '[' * n
        data = opens + inner + ''.join('}' if c == ':' else ']' for c in reversed(opens) if c in '[:')
    else:
        gap = r.choice([' ', '\n', '\r\n', '\t \n'])
        data = gap.join(a_value(r, r.choice([0, 1, 2, 4, 7]), broken == 1) for _ in range(r.choice([0, 1, 1, 1, 1, 2, 3])))
        data = r.choice(['', '', '', ' ', '\n']) + data + r.choice(['', '\n', '\n\n', ' '])
    data = data.encode()
    if broken == 2:
        data = damage(r, data)
    if r.randrange(30) == 0:
        data = b'\xef\xbb\xbf' + data
    return data


def a_record(r, names, depth, odd):
    members = []
    for k in names:
        if r.randrange(odd) == 0:
            continue
        x = a_record(r, names[k], depth + 1, odd) if names[k] else r.choice(LITERALS) if r.randrange(6) == 0 else \
            a_string(r, False) if r.randrange(3) == 0 else a_number(r)
        if r.randrange(odd) == 0:
            x = r.choice(['null', '[]', '{}', '1', '{"a":1}'])
        members.append(json.dumps(k, ensure_ascii=r.randrange(2) == 0) + ':' + x)
    if r.randrange(3) == 0:
        r.shuffle(members)
    if r.randrange(odd) == 0:
        members.append(r.choice(['"a":1', '"new":2', '"b.c":3', '"":null']))
    return '{' + r.choice([',', ', ', ',\n']).join(members) + '}'


def table(r):
    def names(depth):
        keys = r.sample(['a', 'b', 'c', 'b.c', 'é', '', 'loss', 'x y', '"q"', 'A', 'n\n'], r.choice([1, 2, 3, 5]))
        return {k: names(depth + 1) if depth < 3 and r.randrange(4) == 0 else None for k in keys}

    shape, odd = names(0), r.choice([8, 40, 1000, 1000])
    rows = [a_record(r, shape, 0, odd) for _ in range(r.choice([1, 2, 3, 10]))]
    data = ('[' + ','.join(rows) + ']' if r.randrange(2) else r.choice(['\n', '', ' ']).join(rows)).encode()
    return damage(r, data) if r.randrange(8) == 0 else data
