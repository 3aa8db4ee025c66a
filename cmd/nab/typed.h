/* SPDX-License-Identifier: MIT */
/* nab/typed: the numbers of nab-min's options. */
#ifndef NAB_TYPED_H
#define NAB_TYPED_H

#include "math/nab/big.h"

/* The number an option was given, in a part of its text perhaps; leaves with a usage error when it is none. */
struct big nab_typed_number(const char *option, struct str text);

/* Two numbers from 1 to most with a byte between them; false when text is not that. */
bool nab_typed_pair(const char *text, char between, uint64_t most, uint64_t *a, uint64_t *b);

#endif
