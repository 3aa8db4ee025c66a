/* SPDX-License-Identifier: MIT */
/* sandwich: what single rows do to the estimates, and a covariance made of it. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/inside.h"

/*
 * The gradient of every row (n, free) in canonical order, and the factored Hessian of the parameters that are free to move
 * (index, k).
 */
struct scores {
	double *row, l[P][P];
	size_t index[P], k;
};

static int
make(const struct fit_problem *p, struct scores *s, struct err *e)
{
	size_t free = p->recipe->free;
	struct sample all = { p->weight, p->target };
	struct point at;

	if (p->objective.rho == FIT_LAD) {
		err_set(e, ERR_NO_ANSWER, "least absolute deviations have no Hessian; take the bootstrap, or huber with a delta");
		return ERR_NO_ANSWER;
	}
	double *work = mem_alloc(p->pieces * objective_work(p), sizeof *work);
	double *value = mem_alloc((free + 1) * MODEL_BLOCK + model_work(&p->model), sizeof *value);
	s->row = mem_alloc(p->n * free, sizeof *s->row);
	if (!work || !value || !s->row) {
		mem_free(work);
		mem_free(value);
		return err_memory(e);
	}
	objective(p, &all, &p->loss, p->best, true, &at, work);
	unsigned frozen = newton_frozen(p, &at);
	for (size_t j = 0; j < free; j++)
		if (!(frozen >> j & 1))
			s->index[s->k++] = j;
	for (size_t i = 0; i < s->k; i++)
		for (size_t j = 0; j < s->k; j++)
			s->l[i][j] = at.h[s->index[i]][s->index[j]];
	for (size_t first = 0; first < p->n; first += MODEL_BLOCK) {
		size_t count = p->n - first < MODEL_BLOCK ? p->n - first : MODEL_BLOCK;
		double *grad = value + MODEL_BLOCK;
		model_derive(&p->model, p->best, first, count, value, grad, NULL, grad + free * MODEL_BLOCK);
		for (size_t i = 0; i < count; i++) {
			double slope = objective_slope(&p->loss, value[i], p->target[first + i], p->weight[first + i]);
			for (size_t j = 0; j < free; j++)
				s->row[(first + i) * free + j] = slope * grad[j * count + i];
		}
	}
	mem_free(work);
	mem_free(value);
	return cholesky(s->k, s->l) ? 0 : err_set(e, ERR_NO_ANSWER, "the Hessian is singular: some parameter is not identified");
}

/* step = H^-1 score over the parameters that move. */
static void
solve(const struct fit_problem *p, struct scores *s, const double score[], double step[])
{
	double x[P];

	for (size_t i = 0; i < s->k; i++)
		x[i] = score[s->index[i]];
	cholesky_solve(s->k, s->l, x);
	memset(step, 0, p->recipe->free * sizeof *step);
	for (size_t i = 0; i < s->k; i++)
		step[s->index[i]] = x[i];
}

int
fit_influence(const struct fit *f, double influence[], struct err *e)
{
	const struct fit_problem *p = f->problem;
	size_t params = p->recipe->form.params, free = p->recipe->free;
	struct scores s = { .k = 0 };
	double step[P], theta[P], with[P], without[P];

	if (!make(p, &s, e)) {
		recipe_natural(p->recipe, p->best, with);
		for (size_t i = 0; i < p->n; i++) {
			solve(p, &s, s.row + i * free, step);
			for (size_t j = 0; j < free; j++)
				theta[j] = p->best[j] + step[j];
			recipe_natural(p->recipe, theta, without);
			for (size_t j = 0; j < params; j++)
				influence[p->order[i] * params + j] = with[j] - without[j];
		}
	}
	mem_free(s.row);
	return e->code;
}

/* Gradients summed over clusters take the place of those of rows. */
static size_t
group(const struct fit_problem *p, const size_t cluster[], size_t clusters, struct scores *s, struct err *e)
{
	size_t free = p->recipe->free;
	double *sum = mem_zero(clusters * free, sizeof *sum);

	if (!sum)
		return err_memory(e), 0;
	for (size_t i = 0; i < p->n; i++)
		for (size_t j = 0; j < free; j++)
			sum[cluster[p->order[i]] * free + j] += s->row[i * free + j];
	mem_free(s->row);
	s->row = sum;
	return clusters;
}

int
fit_sandwich(const struct fit *f, const size_t cluster[], size_t clusters, double cov[], struct err *e)
{
	const struct recipe *r = f->problem->recipe;
	size_t params = r->form.params, units = f->n;
	struct scores s = { .k = 0 };
	double c[P][P] = { { 0 } }, step[P], moves[P], n = (double)f->rows, factor = n / (n - (double)f->k);

	if (make(f->problem, &s, e) || (cluster && !(units = group(f->problem, cluster, clusters, &s, e)))) {
		mem_free(s.row);
		return e->code;
	}
	if (cluster)
		factor = (double)clusters / ((double)clusters - 1);
	for (size_t i = 0; i < units; i++) {
		solve(f->problem, &s, s.row + i * r->free, step);
		for (size_t a = 0; a < r->free; a++)
			for (size_t b = 0; b < r->free; b++)
				c[a][b] += factor * step[a] * step[b];
	}
	for (size_t i = 0; i < params; i++) {
		const struct recipe_param *q = &r->param[i];
		bool moving = false;
		for (size_t k = 0; q->kind != PARAM_FIXED && k < s.k; k++)
			moving |= s.index[k] == q->index;
		moves[i] = q->kind == PARAM_FIXED                      ? 0
		           : !moving                                   ? (double)NAN
		           : r->param[r->owner[q->index]].law.positive ? f->par[i]
		                                                       : 1;
	}
	for (size_t i = 0; i < params; i++)
		for (size_t j = 0; j < params; j++)
			cov[i * params + j] = moves[i] * moves[j] *
			                      (r->param[i].kind == PARAM_FIXED || r->param[j].kind == PARAM_FIXED
			                                      ? 0
			                                      : c[r->param[i].index][r->param[j].index]);
	mem_free(s.row);
	return 0;
}
