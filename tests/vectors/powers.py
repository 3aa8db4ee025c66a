#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes lib/base/num_powers.c: python3 tests/vectors/powers.py > lib/base/num_powers.c"""

LOW, HIGH, ACROSS = -342, 324, 3


def significand(q):
    """floor(10^q 2^s), s such that it has 128 bits; plain integers, nothing rounded on the way."""
    p = 10 ** abs(q)
    if q >= 0:
        s = p.bit_length() - 128
        return p >> s if s >= 0 else p << -s
    s = p.bit_length() + 127
    g = (1 << s) // p
    assert g.bit_length() == 128
    return g


print("""/* SPDX-License-Identifier: MIT */
/* num_powers: powers of ten, written by tests/vectors/powers.py; num_inside.h says what they are, tests/unit/num.c verifies them. */
#include "base/num_inside.h"

/* floor(10^q 2^s) with s such that 2^127 <= entry < 2^128: high 64 bits, low 64 bits.  Always cut, never rounded. */
const uint64_t num_powers[NUM_POWER_MAX - NUM_POWER_MIN + 1][2] = {""")
powers = list(range(LOW, HIGH + 1))
for i in range(0, len(powers), ACROSS):
    if i % (10 * ACROSS) == 0:
        print("\t/* from 10^%d */" % powers[i])
    print("\t" + " ".join("{%#018x,%#018x}," % divmod(significand(q), 1 << 64) for q in powers[i:i + ACROSS]))
print("};")
