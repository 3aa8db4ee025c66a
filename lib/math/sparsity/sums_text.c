/* SPDX-License-Identifier: MIT */
/* sums_text: the accumulators of a vector as text and back; see sums.h. */
#include <math.h>

#include "math/sparsity/sums.h"

static void
print_energy(struct text *t, const struct energy *s)
{
	sumtext_integer(t, s->top);
	sumtext_entropysum(t, &s->upper);
	sumtext_entropysum(t, &s->lower);
}

static void
read_energy(struct sumread *r, struct energy *s)
{
	s->top = (int)sumread_integer(r, -ENERGY_NONE);
	sumread_entropysum(r, &s->upper);
	sumread_entropysum(r, &s->lower);
}

static void
print_tilt(struct text *t, const struct tilt *s)
{
	sumtext_integer(t, s->first);
	sumtext_integer(t, s->last);
	for (int i = s->first; i <= s->last; i++) {
		sumtext_wide(t, s->cell[i].mass[1], s->cell[i].mass[0]);
		sumtext_wide(t, s->cell[i].tilt[1], s->cell[i].tilt[0]);
	}
}

static void
read_tilt(struct sumread *r, struct tilt *s)
{
	int first = (int)sumread_count(r, TILT_CELLS), last = (int)sumread_integer(r, TILT_CELLS - 1);
	r->bad |= last < -1 || (first == TILT_CELLS) != (last == -1);
	if (r->bad)
		return;
	s->first = first;
	s->last = last;
	for (int i = first; i <= last; i++) {
		sumread_wide(r, &s->cell[i].mass[1], &s->cell[i].mass[0]);
		sumread_wide(r, &s->cell[i].tilt[1], &s->cell[i].tilt[0]);
	}
}

void
sums_print(const struct sums *s, struct text *t)
{
	sumtext_count(t, s->n);
	sumtext_count(t, s->zeros);
	sumtext_number(t, s->min);
	sumtext_number(t, s->max);
	for (size_t i = 0; i < s->plan->n_powers; i++)
		sumtext_powersum(t, &s->power[i]);
	if (s->plan->sums & SUM_ENTROPY)
		sumtext_entropysum(t, s->entropy);
	if (s->plan->sums & SUM_ENERGY)
		print_energy(t, s->energy);
	if (s->plan->sums & SUM_LOGS) {
		sumtext_integer(t, s->whole);
		sumtext_xsum(t, s->rest);
	}
	for (size_t i = 0; i < s->plan->n_tilts; i++)
		print_tilt(t, &s->tilt[i]);
	for (size_t i = 0; i < s->plan->n_sketches; i++)
		sketch_print(&s->sketch[i], t);
	for (size_t i = 0; i < s->plan->n_terms; i++)
		sumtext_xsum(t, &s->term[i]);
}

bool
sums_read(struct sums *s, struct str text)
{
	struct sumread r = { .rest = text };
	s->n = sumread_count(&r, UINT64_C(1) << 53);
	s->zeros = sumread_count(&r, s->n);
	s->min = sumread_number(&r);
	s->max = sumread_number(&r);
	for (size_t i = 0; i < s->plan->n_powers; i++)
		sumread_powersum(&r, &s->power[i]);
	if (s->plan->sums & SUM_ENTROPY)
		sumread_entropysum(&r, s->entropy);
	if (s->plan->sums & SUM_ENERGY)
		read_energy(&r, s->energy);
	if (s->plan->sums & SUM_LOGS) {
		s->whole = sumread_integer(&r, INT64_C(1) << 62);
		sumread_xsum(&r, s->rest);
	}
	for (size_t i = 0; i < s->plan->n_tilts; i++)
		read_tilt(&r, &s->tilt[i]);
	for (size_t i = 0; i < s->plan->n_sketches; i++)
		sketch_read(&s->sketch[i], &r);
	for (size_t i = 0; i < s->plan->n_terms; i++)
		sumread_xsum(&r, &s->term[i]);
	return !r.bad && r.rest.n == 0 && !sums_failed(s) && s->max >= 0 && isfinite(s->max) && s->min >= 0;
}
