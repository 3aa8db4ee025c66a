/* SPDX-License-Identifier: MIT */
/* npy_decode: numbers as they stand in a .npy or .safetensors file, made doubles. */
#ifndef IO_NPY_DECODE_H
#define IO_NPY_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/num.h"

/*
 * One number.  kind: 'f', 'i', 'u' or 'b' (0 or not), and of safetensors alone 'B' (bfloat16), 'E', 'Q', 'X' (F8_E5M2, F8_E4M3, F8_E8M0:
 * io/narrow.h).  size: bytes (f: 2 4 8; i, u: 1 2 4 8; B: 2; else 1).  big: the most significant first.
 */
struct npy_number {
	char kind;
	size_t size;
	bool big;
};

/* Is it this machine's double? */
bool npy_decode_native(const struct npy_number *t);

/* v[i] = number i of bytes, rounded to nearest where an integer of 8 bytes has more than 53 bits. */
void npy_decode(const struct npy_number *t, size_t n, const unsigned char bytes[], double v[]);

/* The first of the n numbers, decoded to v, that is not its double: an integer that was rounded; n when there is none. */
size_t npy_decode_rounded(const struct npy_number *t, size_t n, const unsigned char bytes[], const double v[]);

/* The first of n doubles that is not finite, or n.  About 10 GB/s when there is none. */
size_t npy_decode_special(size_t n, const double v[]);

/* The number as text: every digit of an integer, the shortest text of a real; returns its length. */
size_t npy_decode_text(const struct npy_number *t, const unsigned char *bytes, char out[NUM_TEXT]);

#endif
