/* SPDX-License-Identifier: MIT */
/* heldout: see heldout.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/heldout.h"
#include "math/scaling/predict.h"

/* Rows of one kind, as arrays in one piece of memory. */
struct part {
	size_t n, *cluster;
	const double *role[LAW_ROLES];
	double *v, *y, *weight;
};

static int
part_make(const struct recipe *r, const struct fit_data *d, const size_t cluster[], const size_t fold[], size_t f, enum fold_order order,
          bool train, struct part *p, struct err *e)
{
	size_t roles = r->form.roles, m = 0;

	*p = (struct part){ .v = mem_alloc(d->n * (roles + 2), sizeof *p->v), .cluster = mem_alloc(d->n, sizeof *p->cluster) };
	if (!p->v || !p->cluster)
		return err_memory(e);
	p->y = p->v + roles * d->n;
	p->weight = p->y + d->n;
	for (size_t i = 0; i < d->n; i++) {
		if (train ? !fold_trains(fold[i], f, order) : fold[i] != f)
			continue;
		for (size_t k = 0; k < roles; k++)
			p->v[k * d->n + m] = d->role[k][i];
		p->y[m] = d->y[i];
		p->weight[m] = d->weight ? d->weight[i] : 1;
		p->cluster[m++] = cluster ? cluster[i] : 0;
	}
	for (size_t k = 0; k < roles; k++)
		p->role[k] = p->v + k * d->n;
	p->n = m;
	return 0;
}

static void
part_free(struct part *p)
{
	mem_free(p->v);
	mem_free(p->cluster);
}

/* Clusters that are left in a part get the numbers 0, 1, .. */
static size_t
renumber(struct part *p, size_t clusters, struct err *e)
{
	size_t *number = mem_zero(clusters, sizeof *number), n = 0;

	if (!number) {
		err_memory(e);
		return 0;
	}
	for (size_t i = 0; i < p->n; i++)
		number[p->cluster[i]] = 1;
	for (size_t c = 0; c < clusters; c++)
		if (number[c])
			number[c] = ++n;
	for (size_t i = 0; i < p->n; i++)
		p->cluster[i] = number[p->cluster[i]] - 1;
	mem_free(number);
	return n;
}

/* The predictions of the test rows from the study of the training rows. */
static int
judge(struct study *y, const struct study_opts *o, const struct part *train, const struct part *test, struct heldout *out, struct err *e)
{
	const struct fit *f = &y->fit;
	struct saved s = { .recipe = (struct recipe *)y->recipe, .level = o->level, .draws = y->draws, .draw = y->draw,
		.sd = f->log_rmse * sqrt((double)f->rows / fmax((double)f->rows - (double)f->k, 1)) };
	struct prediction *p = mem_alloc(test->n, sizeof *p);
	double *v = mem_alloc(3 * test->n, sizeof *v), x[LAW_ROLES];

	memcpy(s.par, f->par, sizeof s.par);
	for (size_t k = 0; k < y->recipe->form.roles; k++) {
		s.least[k] = HUGE_VAL;
		s.most[k] = -HUGE_VAL;
		for (size_t i = 0; i < train->n; i++) {
			s.least[k] = fmin(s.least[k], train->role[k][i]);
			s.most[k] = fmax(s.most[k], train->role[k][i]);
		}
	}
	if (!p || !v)
		err_memory(e);
	else
		predict_rows(&s, test->n, test->role, p, e);
	out->decades = 0;
	for (size_t i = 0; i < test->n && !e->code; i++) {
		v[i] = p[i].predicted;
		v[test->n + i] = p[i].pi_lo;
		v[2 * test->n + i] = p[i].pi_hi;
		for (size_t k = 0; k < y->recipe->form.roles; k++)
			x[k] = test->role[k][i];
		out->decades = fmax(out->decades, validate_decades(y->recipe->form.roles, x, s.least, s.most));
	}
	if (!e->code)
		out->errors = validate_errors(test->n, v, test->y, y->draw ? v + test->n : NULL, y->draw ? v + 2 * test->n : NULL);
	mem_free(p);
	mem_free(v);
	return e->code;
}

int
heldout_fold(const struct recipe *r, const struct fit_data *d, const struct study_opts *o, const size_t fold[], size_t f,
             enum fold_order order, struct heldout *out, struct err *e)
{
	struct part train = { 0 }, test = { 0 };
	struct study_opts opts = *o;
	struct study y = { 0 };

	if (part_make(r, d, o->cluster, fold, f, order, true, &train, e) == 0 && part_make(r, d, NULL, fold, f, order, false, &test, e) == 0) {
		const struct fit_data data = { .n = train.n, .role = train.role, .y = train.y, .weight = train.weight };
		opts.cluster = o->cluster ? train.cluster : NULL;
		opts.clusters = o->cluster ? renumber(&train, o->clusters, e) : 0;
		if (!e->code && study_make(r, &data, &opts, &y, e) == 0)
			judge(&y, o, &train, &test, out, e);
	}
	study_free(&y);
	part_free(&train);
	part_free(&test);
	return e->code;
}

int
heldout_rmse(const struct recipe *r, const struct fit_data *d, const struct study_opts *o, const size_t fold[], size_t folds,
             double *log_rmse, struct err *e)
{
	struct study_opts opts = *o;
	double sum = 0, n = 0;

	opts.intervals = INTERVALS_NONE;
	for (size_t f = 0; f < folds; f++) {
		struct heldout h = { 0 };
		if (heldout_fold(r, d, &opts, fold, f, FOLDS_ANY, &h, e))
			return e->code;
		if (h.errors.n)
			sum += (double)h.errors.n * h.errors.log_rmse * h.errors.log_rmse;
		n += (double)h.errors.n;
	}
	*log_rmse = sqrt(sum / n);
	return 0;
}
