/* SPDX-License-Identifier: MIT */
/* sketch: a histogram of magnitudes fine enough for the Gini index within EPS, mergeable. */
#ifndef MATH_SPARSITY_SKETCH_H
#define MATH_SPARSITY_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sumtext.h"
#include "math/sparsity/scaled.h"

/*
 * A bin is the exponent and the first bits mantissa bits of |x|: it holds how many elements fell into it and the exact sum of their
 * mantissas, as an integer of two words.  Integers commute, so order, split and merge change no bit.  Bins of one exponent are a page,
 * made when its first element comes.  Memory: 24 2^bits bytes for each binade of the data.
 *
 * Elements of a bin differ by at most 2^-bits of themselves; taking all of them for their mean lowers the Gini index by at most
 * 2^-bits / 4 <= EPS.
 */
enum { SKETCH_EXPONENTS = 2047 };
struct sketch_bin {
	uint64_t n, low, high;
};
struct sketch {
	int bits;
	bool failed;			/* no memory for a page: the sketch is lost */
	struct sketch_bin *page[SKETCH_EXPONENTS];
};

/* ceil(log2(1 / (4 EPS))), for 1e-5 <= EPS <= 1/4: 0..15. */
int sketch_bits(double eps);

/* The empty sketch of a struct that was zero or a sketch of as many bits before; all memory is released by clear. */
void sketch_clear(struct sketch *s, int bits);

/* n finite numbers, zeros too; another sketch of as many bits. */
void sketch_add(struct sketch *s, size_t n, const double x[]);
void sketch_merge(struct sketch *s, const struct sketch *t);

/* sum over bins (2 N + n_b - n) s_b, N the elements in lower bins, n and S_1 of all: divided by n S_1.  Not for the zero vector. */
double sketch_gini(const struct sketch *s, uint64_t n, struct scaled s1);

/* As words of base/sumtext: how many bins, and for each how far it is behind the one before, its count and its sum. */
void sketch_print(const struct sketch *s, struct text *t);
void sketch_read(struct sketch *s, struct sumread *r);

#endif
