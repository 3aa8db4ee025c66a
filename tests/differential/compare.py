# SPDX-License-Identifier: MIT
"""Feeds the documents of both oracles to reads, and compares its answers; see tests/differential/run."""
import random
import re
import subprocess
import sys

import csv_oracle
import json_oracle

BATCH = 2000
ERROR = re.compile(rb'\nerror (\d+) (\d+) ([^\n]*)\Z')


def csv_case(r, numbers):
    ours, theirs, delimiter = csv_oracle.document(r, numbers)
    rows, why, first, last = csv_oracle.expected(theirs, delimiter, numbers)
    return delimiter, ours, b''.join(rows), why, (first, last)


def json_case(r):
    data = json_oracle.document(r)
    out, why = json_oracle.expected(data)
    return '-', data, out, why, None


def table_case(r):
    data = json_oracle.table(r)
    names, rows, why = json_oracle.expected_table(data)
    return '-', data, b'names ' + names + b''.join(rows) if rows else None, why, None


KINDS = {
    't': ('csv, texts', lambda r: csv_case(r, False)),
    'n': ('csv, numbers', lambda r: csv_case(r, True)),
    'j': ('JSON, tokens', json_case),
    'r': ('JSON, records', table_case),
}


def verdict(kind, answer, case):
    """None, or what differs.  What came before the fault has to be there; of JSON a part of the value at fault may follow."""
    _, _, want, why, lines = case
    error = ERROR.search(answer)
    got = answer[:error.start()] if error else answer.removesuffix(b'\nend')
    if bool(error) != (why is not None):
        return 'ours: %s; theirs: %s' % (error[0] if error else 'read', why or 'read')
    if want is not None and (got != want if not error or kind not in 'jr' else not got.startswith(want)):
        return 'ours: %r; theirs: %r' % (got, want)
    if error and lines and lines[1] and not re.search(why, error[3].decode('latin-1')):
        return 'ours: %s; theirs: %s' % (error[3], why)
    if error and lines and lines[1] and not lines[0] <= int(error[1]) <= lines[1]:
        return 'ours: line %s; theirs: %d to %d' % (error[1].decode(), *lines)
    return None


def run(reads, kind, cases):
    feed = b''.join(b'%s%s%d\n%s' % (kind.encode(), c[0].encode(), len(c[1]), c[1]) for c in cases)
    done = subprocess.run([reads], input=feed, stdout=subprocess.PIPE, check=False)
    answers = done.stdout.split(b'\0')
    if done.returncode or len(answers) != len(cases) + 1:
        return ['reads: status %d, %d answers to %d documents' % (done.returncode, len(answers) - 1, len(cases))]
    return ['%r\n#   %s' % (c[1], v) for c, v in ((c, verdict(kind, a, c)) for a, c in zip(answers, cases)) if v]


def main(reads, documents, seed):
    sys.setrecursionlimit(10000)
    bad = different = 0
    print('1..%d' % len(KINDS))
    for number, (kind, (what, case)) in enumerate(KINDS.items(), 1):
        r = random.Random(seed * 100 + number)
        findings, refused = [], 0
        for at in range(0, documents, BATCH):
            cases = [case(r) for _ in range(min(BATCH, documents - at))]
            refused += sum(c[3] is not None for c in cases)
            findings += run(reads, kind, cases)
        for f in findings[:5]:
            print('#', f if len(f) < 1000 else f[:500] + ' ... ' + f[-450:])
        few = not documents / 20 < refused < documents * 0.8
        failed = bool(findings) or few
        bad |= failed
        different += len(findings)
        print('%s %d - %s: %d documents, %d of them refused, %d differ from Python' %
              ('not ok' if failed else 'ok', number, what, documents, refused, len(findings)))
    print('# %d documents, %d differ from Python' % (documents * len(KINDS), different))
    return int(bad)
