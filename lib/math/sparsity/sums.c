/* SPDX-License-Identifier: MIT */
/* sums: see sums.h. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/logs.h"
#include "base/mem.h"
#include "base/sum.h"
#include "base/sumblock.h"
#include "math/sparsity/sums.h"

static size_t
place(const struct plan *plan, double p)
{
	size_t i = 0;
	while (i < plan->n_powers && plan->power[i] != p)
		i++;
	return i;
}

static size_t
has(const struct plan *plan, unsigned what)
{
	return (plan->sums & what) != 0;
}

size_t
sums_bytes(const struct plan *plan)
{
	const struct sums *s = NULL;
	return sizeof *s + has(plan, SUM_ENTROPY) * sizeof s->entropy[0] + has(plan, SUM_ENERGY) * sizeof s->energy[0] +
		has(plan, SUM_LOGS) * sizeof s->rest[0] + plan->n_powers * (sizeof s->power[0] + sizeof s->value[0]) +
		plan->n_tilts * sizeof s->tilt[0] + plan->n_sketches * sizeof s->sketch[0] + plan->n_terms * sizeof s->term[0];
}

/* Room for n zero objects at *p, which stays NULL for none. */
static bool
room(void *p, size_t n, size_t size)
{
	void *zeros = n > 0 ? mem_zero(n, size) : NULL;
	memcpy(p, &zeros, sizeof zeros);
	return zeros || n == 0;
}

bool
sums_make(struct sums *s, const struct plan *plan)
{
	*s = (struct sums){ .plan = plan };
	if (room(&s->entropy, has(plan, SUM_ENTROPY), sizeof s->entropy[0]) && room(&s->energy, has(plan, SUM_ENERGY), sizeof s->energy[0]) &&
		room(&s->rest, has(plan, SUM_LOGS), sizeof s->rest[0]) && room(&s->power, plan->n_powers, sizeof s->power[0]) &&
		room(&s->value, plan->n_powers, sizeof s->value[0]) && room(&s->tilt, plan->n_tilts, sizeof s->tilt[0]) &&
		room(&s->sketch, plan->n_sketches, sizeof s->sketch[0]) && room(&s->term, plan->n_terms, sizeof s->term[0])) {
		sums_clear(s);
		return true;
	}
	sums_free(s);
	return false;
}

void
sums_clear(struct sums *s)
{
	s->n = s->zeros = 0;
	s->min = (double)INFINITY;
	s->max = 0;
	s->x = NULL;
	s->whole = 0;
	for (size_t i = 0; i < s->plan->n_powers; i++) {
		double p = fabs(s->plan->power[i]);
		s->power[i] = powersum_of(p, powersum_width(p == 1 ? 2 : p));	/* p = 1 as sums_gap wants it */
	}
	if (has(s->plan, SUM_ENTROPY))
		*s->entropy = (struct entropysum){ 0 };
	if (has(s->plan, SUM_ENERGY))
		energy_clear(s->energy);
	if (has(s->plan, SUM_LOGS))
		*s->rest = (struct xsum){ 0 };
	for (size_t i = 0; i < s->plan->n_tilts; i++)
		tilt_clear(&s->tilt[i], s->plan->eps[i]);
	for (size_t i = 0; i < s->plan->n_sketches; i++)
		sketch_clear(&s->sketch[i], (int)s->plan->bits[i]);
	for (size_t i = 0; i < s->plan->n_terms; i++)
		s->term[i] = (struct xsum){ 0 };
}

void
sums_free(struct sums *s)
{
	mem_free(s->entropy);
	mem_free(s->energy);
	mem_free(s->rest);
	mem_free(s->power);
	mem_free(s->value);
	mem_free(s->tilt);
	for (size_t i = 0; s->sketch && i < s->plan->n_sketches; i++)
		sketch_clear(&s->sketch[i], 0);
	mem_free(s->sketch);
	mem_free(s->term);
	*s = (struct sums){ 0 };
}

static void
count(struct sums *s, size_t n, const double x[])
{
	double largest, smallest;
	size_t most = n - n % SUMBLOCK_STEP, zeros = sumblock_range(most, x, &largest, &smallest);
	s->n += n;
	s->zeros += zeros;
	s->min = fmin(s->min, zeros ? 0 : smallest);
	s->max = fmax(s->max, largest);
	for (size_t i = most; i < n; i++) {
		double c = fabs(x[i]);
		s->zeros += c == 0;
		s->min = c < s->min ? c : s->min;
		s->max = c > s->max ? c : s->max;
	}
}

/* What is summed of up to BLOCK magnitudes by arrays of their terms. */
enum { BLOCK = 1024 };

static void
add_inverses(struct powersum *s, size_t n, const double c[])
{
	double inverse[BLOCK];
	for (size_t i = 0; i < n; i++)
		inverse[i] = c[i] == 0 ? 0 : fmin(1 / c[i], DBL_MAX);
	powersum_add(s, n, inverse);
}

static void
add_logs(struct sums *s, size_t n, const double c[])
{
	double whole[BLOCK], rest[BLOCK];
	logs_split(n, c, whole, rest);
	for (size_t i = 0; i < n; i++) {
		s->whole += c[i] == 0 ? 0 : (int64_t)whole[i];
		rest[i] = c[i] == 0 ? 0 : rest[i];
	}
	xsum_add_array(s->rest, n, rest);
}

static void
add_block(struct sums *s, size_t n, const double x[])
{
	const struct plan *plan = s->plan;
	double c[BLOCK], t[BLOCK];
	for (size_t i = 0; i < n; i++)
		c[i] = fabs(x[i]);
	for (size_t i = 0; i < plan->n_powers; i++)
		if (plan->power[i] < 0)
			add_inverses(&s->power[i], n, c);
	if (has(plan, SUM_LOGS))
		add_logs(s, n, c);
	for (size_t k = 0; k < plan->n_terms; k++) {
		plan->term[k].of(n, c, plan->term[k].par, t);
		xsum_add_array(&s->term[k], n, t);
	}
}

void
sums_add(struct sums *s, size_t n, const double x[])
{
	const struct plan *plan = s->plan;

	count(s, n, x);
	for (size_t i = 0; i < plan->n_powers; i++)
		if (plan->power[i] > 0)
			powersum_add(&s->power[i], n, x);
	if (has(plan, SUM_ENTROPY))
		entropysum_add(s->entropy, n, x);
	if (has(plan, SUM_ENERGY))
		energy_add(s->energy, n, x);
	for (size_t i = 0; i < plan->n_tilts; i++)
		tilt_add(&s->tilt[i], n, x);
	for (size_t i = 0; i < plan->n_sketches; i++)
		sketch_add(&s->sketch[i], n, x);
	for (size_t i = 0; plan->in_blocks && i < n; i += BLOCK)
		add_block(s, n - i < BLOCK ? n - i : BLOCK, x + i);
}

void
sums_merge(struct sums *s, const struct sums *t)
{
	s->n += t->n;
	s->zeros += t->zeros;
	s->min = fmin(s->min, t->min);
	s->max = fmax(s->max, t->max);
	for (size_t i = 0; i < s->plan->n_powers; i++)
		powersum_merge(&s->power[i], &t->power[i]);
	if (has(s->plan, SUM_ENTROPY))
		entropysum_merge(s->entropy, t->entropy);
	if (has(s->plan, SUM_ENERGY))
		energy_merge(s->energy, t->energy);
	if (has(s->plan, SUM_LOGS))
		xsum_merge(s->rest, t->rest);
	s->whole += t->whole;
	for (size_t i = 0; i < s->plan->n_tilts; i++)
		tilt_merge(&s->tilt[i], &t->tilt[i]);
	for (size_t i = 0; i < s->plan->n_sketches; i++)
		sketch_merge(&s->sketch[i], &t->sketch[i]);
	for (size_t k = 0; k < s->plan->n_terms; k++)
		xsum_merge(&s->term[k], &t->term[k]);
}

bool
sums_failed(const struct sums *s)
{
	for (size_t i = 0; i < s->plan->n_sketches; i++)
		if (s->sketch[i].failed)
			return true;
	return false;
}

void
sums_complete(struct sums *s)
{
	for (size_t i = 0; i < s->plan->n_powers; i++)
		s->value[i].m = powersum_value(&s->power[i], &s->value[i].e);
	if (s->plan->sums & SUM_GAP)
		s->gap.m = powersum_variance_gap(&s->power[place(s->plan, 1)], &s->power[place(s->plan, 2)], s->n, &s->gap.e);
}

/* x as m 2^e. */
static struct scaled
split(double x)
{
	int e;
	double m = frexp(x, &e);
	return (struct scaled){ 2 * m, m == 0 ? 0 : e - 1 };
}

struct scaled
sums_power(const struct sums *s, double p)
{
	if (p == 0 || isinf(p))
		return split(p == 0 ? (double)(s->n - s->zeros) : s->max);
	return fabs(p) <= MAX_EXPONENT ? s->value[place(s->plan, p)] : (struct scaled){ (double)NAN, 0 };
}

struct scaled
sums_norm(const struct sums *s, double p)
{
	return isinf(p) ? sums_power(s, p) : scaled_root(sums_power(s, p), p);
}

struct scaled
sums_mean(const struct sums *s, double p)
{
	struct scaled a = sums_power(s, p);
	if (isinf(p))
		return a;
	a.m /= (double)s->n;
	return scaled_root(a, p);
}

struct scaled
sums_unit(const struct sums *s)
{
	int e = -ilogb(s->max);
	e = e > 1000 ? 1000 : e < -1000 ? -1000 : e;
	return (struct scaled){ ldexp(1, e), e };
}

double
sums_tilt(const struct sums *s, double order)
{
	size_t i = 0;
	while (s->plan->eps[i] != order - 1)
		i++;
	return tilt_value(&s->tilt[i], sums_power(s, 1));
}

double
sums_term(const struct sums *s, size_t k)
{
	return xsum_round(&s->term[k]);
}

double
sums_sketch_gini(const struct sums *s, int bits)
{
	size_t i = 0;
	while (s->sketch[i].bits != bits)
		i++;
	return sketch_gini(&s->sketch[i], s->n, sums_power(s, 1));
}
