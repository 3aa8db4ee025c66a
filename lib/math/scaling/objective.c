/* SPDX-License-Identifier: MIT */
/* objective: the sum over rows with its exact gradient and Hessian. */
#include <math.h>
#include <string.h>

#include "base/parallel.h"
#include "base/vecmath.h"
#include "math/scaling/inside.h"

size_t
objective_work(const struct fit_problem *p)
{
	return sizeof(struct rows) / sizeof(double) + (P + p->model.pairs) * MODEL_BLOCK + model_work(&p->model);
}

/* Rows of count numbers moved to rows of whole lanes. */
static void
spread(size_t rows, size_t count, size_t width, double a[])
{
	if (count == width)
		return;
	for (size_t r = rows; r-- > 0;) {
		memmove(a + r * width, a + r * count, count * sizeof *a);
		memset(a + r * width + count, 0, (width - count) * sizeof *a);
	}
}

double
objective_slope(const struct loss *l, double value, double target, double w)
{
	double r = (l->linear ? value : log(value)) - target;

	return w * (r > 0 ? l->over : 1) * fmax(fmin(r, l->delta), -l->delta) / (l->linear ? 1 : value);
}

struct job {
	const struct fit_problem *p;
	const struct sample *s;
	const struct loss *l;
	const double *theta;
	double *work;
	struct point *part;
	bool derivatives;
};

static void
piece(void *context, size_t number)
{
	struct job *j = context;
	const struct fit_problem *p = j->p;
	struct point *at = &j->part[number];
	struct rows *b = (struct rows *)(void *)(j->work + number * objective_work(p));
	double *grad = (double *)(b + 1), *hess = grad + (size_t)P * MODEL_BLOCK, *work = hess + p->model.pairs * MODEL_BLOCK;
	size_t end = (number + 1) * p->step < p->n ? (number + 1) * p->step : p->n;

	memset(at, 0, sizeof *at);
	for (size_t first = number * p->step; first < end; first += MODEL_BLOCK) {
		size_t count = end - first < MODEL_BLOCK ? end - first : MODEL_BLOCK,
		       width = (count + ROWS_LANES - 1) / ROWS_LANES * ROWS_LANES;
		model_derive(&p->model, j->theta, first, count, b->value, j->derivatives ? grad : NULL,
		        j->derivatives ? hess : NULL, work);
		if (!j->l->linear)
			vec_log(count, b->value, b->r);
		memcpy(b->target, j->s->target + first, count * sizeof(double));
		memcpy(b->weight, j->s->weight + first, count * sizeof(double));
		for (size_t i = count; i < width; i++) {
			b->value[i] = 1;
			b->r[i] = b->target[i] = b->weight[i] = 0;
		}
		if (j->derivatives) {
			spread(p->recipe->free, count, width, grad);
			spread(p->model.pairs, count, width, hess);
		}
		rows_add(width, b, j->l, p->recipe->free, p->model.pairs, p->model.pair, j->derivatives ? grad : NULL, hess, at);
	}
}

void
objective(const struct fit_problem *p, const struct sample *s, const struct loss *l, const double theta[], bool derivatives,
          struct point *at, double work[])
{
	struct point part[FIT_PIECES];
	struct job j = { p, s, l, theta, work, part, derivatives };
	size_t k = p->recipe->free;

	parallel_for(p->threads, p->pieces, piece, &j);
	for (size_t i = 1; i < p->pieces; i++) {
		part[0].f += part[i].f;
		part[0].total += part[i].total;
		for (size_t a = 0; a < k; a++) {
			part[0].g[a] += part[i].g[a];
			for (size_t c = 0; c <= a; c++) {
				part[0].h[a][c] += part[i].h[a][c];
				part[0].m[a][c] += part[i].m[a][c];
			}
		}
	}
	memcpy(part[0].theta, theta, k * sizeof *theta);
	if (!isfinite(part[0].f))
		part[0].f = HUGE_VAL;
	for (size_t a = 0; a < k; a++)
		for (size_t c = 0; c < a; c++) {
			part[0].h[c][a] = part[0].h[a][c];
			part[0].m[c][a] = part[0].m[a][c];
		}
	if (derivatives) {
		*at = part[0];
	} else {
		at->f = part[0].f;
		memcpy(at->theta, theta, k * sizeof *theta);
	}
}
