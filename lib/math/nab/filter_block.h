/* SPDX-License-Identifier: MIT */
/* filter_block: one superblock of the filter; what its planning, its kernels and its driver share.  See filter.h. */
#ifndef MATH_NAB_FILTER_BLOCK_H
#define MATH_NAB_FILTER_BLOCK_H

#include "math/nab/nab.h"

enum { FILTER_LANES = 16, FILTER_STEPS = 16 };

/*
 * first, groups   t = first .. first + groups 16 I - 1, I = 2 half
 * b0, b1, b2, b   coefficients of -beta at centre, modulo 1
 * slack, slack64  the bounds E of the kernel and of the 64-bit look
 * limit, limit64  what passes is at most this (shifted by the slack)
 * found           what passed, noted; least: the F it was measured by
 */
struct filter_block {
	const struct nab_start *st;
	int64_t first, centre, half, groups, last;
	bool cubic;
	double slack, slack64;
	uint64_t b0, b1, b2;
	double b[8];
	uint32_t limit;
	uint64_t limit64;
	struct nab_found found;
};

/* Polynomials of the lanes of a group, 64 bits behind the point. */
struct filter_lanes {
	uint64_t p[5][FILTER_LANES];
};

/* Plans the superblock that begins at t: its length, its kernel, its slack.  False when t is too small for one. */
bool filter_block_plan(const struct nab_start *st, int64_t t, struct filter_block *b);

/* Number of t in it. */
int64_t filter_block_length(const struct filter_block *b);

/* Coefficients, and the limits for a least excess; false when first is already above it. */
bool filter_block_set(struct filter_block *b, int64_t least);

/* The steps after step k0 of the lanes in mask are worth a look. */
void filter_block_hits(struct filter_block *b, const struct filter_lanes *p, int64_t group, int64_t k0, unsigned mask);

/* Runs over the superblock, at each level of instructions. */
void filter_portable(struct filter_block *b);
void filter_avx2(struct filter_block *b);
void filter_avx512(struct filter_block *b);

#endif
