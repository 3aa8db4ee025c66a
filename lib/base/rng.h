/* SPDX-License-Identifier: MIT */
/* rng: random numbers that depend on (seed, stream, counter) and nothing else (Philox4x32-10, Salmon et al. 2011). */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

/* A position in stream number stream of a seed; draw i of a bootstrap is stream i. */
struct rng {
	uint64_t seed, stream, counter;
	uint64_t word[2];		/* bits of the current block not yet handed out: word[2 - left ..] */
	unsigned left;
};

struct rng rng_at(uint64_t seed, uint64_t stream);

uint64_t rng_bits(struct rng *r);			/* 64 uniform bits */
double rng_uniform(struct rng *r);			/* uniform on the 2^53 midpoints (k + 1/2) 2^-53: never 0 or 1 */
uint64_t rng_below(struct rng *r, uint64_t n);		/* uniform on 0..n-1, n >= 1, without bias (Lemire 2019) */
double rng_normal(struct rng *r);			/* standard normal, by inversion of one rng_uniform */

#endif
