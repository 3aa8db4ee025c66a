/* SPDX-License-Identifier: MIT */
/* human: large quantities (params, tokens, FLOPs) as people say them. */
#ifndef IO_HUMAN_H
#define IO_HUMAN_H

#include "base/num.h"

/*
 * x with digits significant digits and k (1e3), M (1e6), B (1e9) or T (1e12): 12.5k, 73.2B, 1.31T; 999950 with three digits
 * is 1M.  Without a letter below 1000; 5000T just below 1e16; from there on, and what is not finite, as num_print_digits.
 * Returns the number of bytes.
 */
size_t human_print(double x, int digits, char out[NUM_TEXT]);

#endif
