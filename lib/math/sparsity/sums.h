/* SPDX-License-Identifier: MIT */
/* sums: what is accumulated over the magnitudes of a vector, and how measures read it. */
#ifndef MATH_SPARSITY_SUMS_H
#define MATH_SPARSITY_SUMS_H

#include <stddef.h>

#include "base/entropysum.h"
#include "base/powersum.h"
#include "math/sparsity/energy.h"
#include "math/sparsity/scaled.h"
#include "math/sparsity/sketch.h"
#include "math/sparsity/sparsity.h"
#include "math/sparsity/tilt.h"

/*
 * Sums that are no power sums.
 * SUM_ENTROPY, SUM_ENERGY   of c log c, of c^2 log c
 * SUM_GAP                   D = n S_2 - S_1^2, for a row that has both as its powers
 * SUM_SKETCH                a histogram, of sketch_bits(par[0]) (sketch.h)
 * SUM_TILT                  of p (p^eps - 1) / eps with eps = par[0] - 1, when that is near_one (tilt.h)
 * SUM_LOGS                  of log c over c > 0, for a row that has no powers, or an exponent that is 0
 */
enum { SUM_ENTROPY = 1, SUM_ENERGY = 2, SUM_GAP = 4, SUM_TILT = 8, SUM_SKETCH = 16, SUM_LOGS = 32 };

/* Exponents beyond this one, unless infinite, have no power sum: what needs them is nan. */
enum { MAX_EXPONENT = 1000 };

static inline bool
near_one(double order)
{
	return fabs(order - 1) < 0.5;
}

/*
 * What m specs need together: the distinct exponents p other than 0 and inf, the distinct eps of SUM_TILT and bits of SUM_SKETCH,
 * the SUM_* and needs bits, and the terms in the order of the specs.  in_blocks: there are sums of arrays of terms.  Never changes once
 * made.
 */
struct plan {
	size_t n_powers, n_tilts, n_sketches, n_terms;
	double *power, *eps, *bits;
	struct term {
		void (*of)(size_t n, const double c[], const double par[], double t[]);
		const double *par;
	} *term;
	unsigned sums, needs;
	bool in_blocks;
};

bool plan_make(struct plan *plan, size_t m, const struct spec specs[]);	/* false: no memory */
void plan_free(struct plan *plan);

/*
 * A vector while it is read, and complete for measures.  c_i = |x_i|.
 * n, zeros   counts;  min, max: of all c_i; min = inf, max = 0 when empty
 * x          (n) when the plan is SORTED or CENTRED: the vector, in ascending order of magnitude when SORTED; else NULL
 * whole, *rest          SUM_LOGS: sum log c = whole ln 2 + rest, neither of which loses the scale of the other
 * par, percent, total   values of the spec being evaluated, and the sum of its terms
 */
struct sums {
	const struct plan *plan;
	size_t n, zeros;
	double min, max;
	const double *x;
	const double *par;
	unsigned percent;
	double total;
	int64_t whole;
	struct powersum *power;		/* (plan->n_powers), of 1/c for p < 0 */
	struct scaled *value;		/* (plan->n_powers), their values once complete */
	struct scaled gap;		/* SUM_GAP: n sum (c - mean)^2, rounded once, when complete */
	struct entropysum *entropy;	/* SUM_ENTROPY */
	struct energy *energy;		/* SUM_ENERGY */
	struct xsum *rest;		/* SUM_LOGS */
	struct tilt *tilt;		/* (plan->n_tilts) */
	struct sketch *sketch;		/* (plan->n_sketches) */
	struct xsum *term;		/* (plan->n_terms) */
};

bool sums_make(struct sums *s, const struct plan *plan);	/* empty; false: no memory */
size_t sums_bytes(const struct plan *plan);			/* what one takes, without the bins of sketches */
void sums_clear(struct sums *s);
void sums_free(struct sums *s);

/* s takes n more finite numbers; s takes what t has taken (same plan).  Exact, so in any order. */
void sums_add(struct sums *s, size_t n, const double x[]);
void sums_merge(struct sums *s, const struct sums *t);

/* A sketch found no memory for its bins: s is lost. */
bool sums_failed(const struct sums *s);

/* All of s as words of base/sumtext, and back, into an empty s of the same plan: false when the text is not such a thing. */
void sums_print(const struct sums *s, struct text *t);
bool sums_read(struct sums *s, struct str text);

/* s is complete: fills value and gap, for the functions below. */
void sums_complete(struct sums *s);

/*
 * S_p, for p of the plan (the sum over c > 0 for p < 0, where c < 2^-1024 counts as 2^-1024), 0 or inf (the maximum).
 * The norm S_p^(1/p) and the power mean (S_p/n)^(1/p); of p = inf the maximum.
 */
struct scaled sums_power(const struct sums *s, double p);
struct scaled sums_norm(const struct sums *s, double p);
struct scaled sums_mean(const struct sums *s, double p);

/* All magnitudes are the same. */
static inline bool
sums_equal(const struct sums *s)
{
	return s->min == s->max;
}

/*
 * A power of two m = 2^e by which every magnitude may be multiplied: the largest then lies in [2^-75, 2^25), so that nothing
 * overflows, and what falls below 2^-1074 is less than 2^-990 of the largest.
 */
struct scaled sums_unit(const struct sums *s);

/* sum p (p^eps - 1) / eps for p = c / S_1 and eps = order - 1; the plan has S_1. */
double sums_tilt(const struct sums *s, double order);

/* The Gini index of the sketch of these bits. */
double sums_sketch_gini(const struct sums *s, int bits);

/* The exact sum of the plan's k-th term, rounded once. */
double sums_term(const struct sums *s, size_t k);

#endif
