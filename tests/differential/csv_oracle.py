# SPDX-License-Identifier: MIT
"""Tables of csv: random documents, and what Python's csv module says of them.

Where we are stricter or other than csv.reader(strict=True), on purpose:
  - a byte order mark in front is stepped over;
  - blanks around a cell are not its own (documents get such blanks after Python has read them without);
  - NUL bytes, and CR without LF, are refused wherever they stand;
  - a quote inside an unquoted cell is refused: every row has the grammar of RFC 4180;
  - rows have as many cells as the first;
  - a line of blanks is no row, in a table of one column a missing value, but at the end nothing;
  - a line that begins with # is refused unless inside a quoted cell;
  - a table without a row is refused.
"""
import csv
import re
import struct

NUMBER = re.compile(rb'[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\Z')
INFINITY = re.compile(rb'[+-]?inf(inity)?\Z', re.I)
MISSING = {b'', b'NA', b'N/A', b'nan', b'NaN', b'null', b'None'}
GOOD = ['0', '-0', '1', '-2.5', '3e4', '+1', '.5', '5.', '1e-400', '4.9e-324', '2.2250738585072011e-308', '9007199254740993',
        '123456789012345678901234567890', '1.7976931348623158e308', 'inf', '-Infinity', 'nan', 'NA', 'N/A', 'None', 'null', 'NaN', '']
BAD = ['1e999', '-1e999', '1.7976931348623159e308', '0x10', '1_000', '1e', '1e+', '--1', '1.2.3', '.', '-', '+', 'x', '1f', '1d5', 'na']
STRAY = 'quote inside an unquoted cell'		# of which Python says nothing, so that it may stand in front of anything else


class Refused(Exception):
    pass


def number(r):
    kind = r.randrange(8)
    if kind == 0:
        return r.choice(GOOD)
    if kind == 1:
        return repr(struct.unpack('<d', r.getrandbits(64).to_bytes(8, 'little'))[0])		# also nan
    if kind == 2:
        return '%d.%0*de%d' % (r.randrange(-9, 10), r.randrange(1, 40), r.getrandbits(r.randrange(1, 130)), r.randrange(-330, 260))
    if kind == 3:
        return '%.*f' % (r.randrange(20), r.uniform(-1e6, 1e6))
    return '%.6g' % r.gauss(0, 1)


def text(r, delimiter):
    kind = r.randrange(10)
    if kind < 4:
        return r.choice(['a', 'loss', '', 'x y', 'é', '日本', '😀', '-', "it's", '\\', 'NA', '1,5', '\x7f', '\x01', 'ÿ'])
    if kind == 4:
        return ''.join(r.choice(['"', '\n', '\r\n', delimiter, ' ', '\t', '#', 'a', "'"]) for _ in range(r.randrange(1, 9)))
    if kind == 5:
        return 'z' * r.choice([1, 15, 16, 31, 32, 33, 63, 64, 65, 300, 5000])
    return number(r)


def document(r, numbers):
    """Bytes for us, bytes for Python, delimiter.  One in three is broken somewhere, then without any blanks."""
    delimiter = r.choice(',,,,;|\t')
    broken = r.randrange(3) == 0
    width = r.choice([1, 1, 2, 3, 4, 7, 40])
    wild = r.choice([40, 100000])
    end = r.choice(['\n', '\n', '\n', '\r\n'])
    blank = [''] if broken or r.randrange(2) else ['', '', ' ', '  '] + ['\t'] * (delimiter != '\t')
    quoting = r.choice([0, 0.05, 0.5, 1])
    ours = theirs = last = ''
    for _ in range(r.choice([0, 1, 2, 3, 5, 9, 30])):
        if r.randrange(15) == 0:
            ours, theirs = ours + r.choice(blank) + end, theirs + end
        cells = []
        for _ in range(width if r.randrange(60) else r.randrange(1, 6)):
            cell = text(r, delimiter) if not numbers else r.choice(BAD) if r.randrange(wild) == 0 else number(r)
            cell = ''.join(c for c in cell if c not in ' \t') if broken else cell
            special = any(c in cell for c in '"\n\r ' + delimiter + '\t') or cell[:1] == '#'
            if special or r.random() < quoting:
                cell = '"' + cell.replace('"', '""') + '"'
            cells.append(cell)
        theirs += delimiter.join(cells) + end
        ours += delimiter.join(r.choice(blank) + c + r.choice(blank) for c in cells) + end
        last = end
        if r.randrange(20) == 0:
            end = '\r\n' if end == '\n' else '\n'
    if r.randrange(3) == 0:
        ours, theirs = ours.removesuffix(last), theirs.removesuffix(last)
    ours, theirs = ours.encode(), theirs.encode()
    if broken:
        theirs = bytearray(theirs)
        for _ in range(r.choice([1, 1, 1, 2, 5])):
            at = r.randrange(len(theirs) + 1)
            piece = r.choice([b'"', b'""', b'\r', b'\n', b'\0', delimiter.encode(), b'#', b'"a', b'1', b'\xff', b'\n\n', b'\r\n'])
            theirs[at:at + r.choice([0, 0, 1, 1, 4, 50])] = piece if r.randrange(4) else b''
        ours = theirs = bytes(b for b in theirs if b not in b' \t' or bytes([b]) == delimiter.encode())
    if r.randrange(20) == 0:
        ours = b'\xef\xbb\xbf' + ours
    return ours, theirs, delimiter


def cell_text(cell):
    return b'%d:%s' % (len(cell), cell)


def cell_number(cell):
    if cell in MISSING:
        return b'nan'
    if INFINITY.match(cell):
        x = float(cell)
    elif NUMBER.match(cell):
        x = float(cell)
        if x in (float('inf'), float('-inf')):
            raise Refused('beyond the largest double')
    else:
        raise Refused('is not a number')
    return b'%016x' % struct.unpack('<Q', struct.pack('<d', x))


def expected(data, delimiter, numbers):
    """The rows as reads prints them, why it stops (None: it does not), and the lines between which it has to."""
    lines = re.findall(rb'[^\n]*\n|[^\n]+\Z', data)

    def feed():
        for line in lines:
            if re.search(rb'\r(?!\n)', line):
                raise Refused('carriage return|NUL|' + STRAY)
            if b'\0' in line:
                raise Refused('NUL|carriage return|' + STRAY)
            yield line.decode('latin-1')

    d = re.escape(delimiter.encode())
    cell = rb'(?:"(?:[^"]|"")*"|[^"\r\n' + d + rb']*)'
    grammar = re.compile(cell + rb'(?:' + d + cell + rb')*(?:\r?\n)?')
    show = cell_number if numbers else cell_text
    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    rows, width, blanks, line = [], 0, 0, 0

    def put(cells):
        rows.append(b'\nrow ' + b''.join(show(c) for c in cells))

    def put_blanks():
        for _ in range(blanks if width == 1 else 0):
            put([b''])

    try:
        while True:
            line = reader.line_num + 1
            if line <= len(lines):
                start = lines[line - 1]
                if start[:1] == b'#':
                    blanks = 0
                    raise Refused('line begins with #')
                bare = start[:-2] if start.endswith(b'\r\n') else start[:-1] if start.endswith(b'\n') else start
                if not bare.strip(b' \t' if delimiter != '\t' else b' ') and not re.search(rb'[\r\0]', bare):
                    next(reader)
                    blanks += 1
                    continue
            row = [c.encode('latin-1') for c in next(reader)]
            if not grammar.fullmatch(b''.join(lines[line - 1:reader.line_num])):
                raise Refused(STRAY)
            width = width or len(row)
            put_blanks()
            blanks = 0
            if len(row) != width:
                raise Refused('row has')
            put(row)
    except Refused as e:
        put_blanks()
        return rows, str(e), line, reader.line_num + 1
    except csv.Error as e:
        put_blanks()
        why = 'quote is never closed' if 'unexpected end' in str(e) else 'after the closing quote'
        return rows, why + '|' + STRAY, line, len(lines) + 1
    except StopIteration:
        return rows, None if rows else 'no data', 0, 0
