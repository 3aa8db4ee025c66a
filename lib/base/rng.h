/* SPDX-License-Identifier: MIT */
/* rng: random numbers that depend on (seed, stream, counter) and nothing else (Philox4x32-10, Salmon et al. 2011). */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stdint.h>

/*
 * A position in stream number stream of a seed; draw i of a bootstrap is stream i.  Block c of a stream is Philox4x32-10 of the
 * counter words (c, c >> 32, stream, stream >> 32) under the key words (seed, seed >> 32); its four words are two of 64 bits, low
 * half first.  A stream has 2^65 of them; 2^64 streams a seed, 2^64 seeds, no two of which share a block's input.
 */
struct rng {
	uint64_t seed, stream, counter;	/* counter: the next block */
	uint64_t word[2];		/* bits of the current block not yet handed out: word[2 - left ..] */
	unsigned left;
};

struct rng rng_at(uint64_t seed, uint64_t stream);

/* 64 uniform bits. */
uint64_t rng_bits(struct rng *r);

/* Uniform on the 2^52 midpoints (k + 1/2) 2^-52, each a double, as is 1 minus it: never 0, 1/2 or 1; k = 52 high bits. */
double rng_uniform(struct rng *r);

/* Uniform on 0..n-1, n >= 1, without bias: Lemire 2019 (arXiv 1805.10941), algorithm 5; one rng_bits, seldom more. */
uint64_t rng_below(struct rng *r, uint64_t n);

/*
 * Standard normal: the quantile of one rng_uniform, |value| <= 8.21, symmetric to the bit.  Relative error of the quantile below
 * 1e-15.  Source: Wichura 1988, algorithm AS 241, PPND16.
 */
double rng_normal(struct rng *r);

#endif
