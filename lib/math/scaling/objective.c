/* SPDX-License-Identifier: MIT */
/* objective: the sum over rows with its exact gradient and Hessian. */
#include <math.h>
#include <string.h>

#include "base/parallel.h"
#include "base/vecmath.h"
#include "math/scaling/inside.h"

/* Sums in eight lanes: the same order whatever vectors the processor has. */
enum { LANES = 8 };

static double
dot(size_t n, const double a[], const double b[])
{
	double s[LANES] = { 0 };

	for (size_t i = 0; i < n; i += LANES)
		for (size_t k = 0; k < LANES; k++)
			s[k] += a[i + k] * b[i + k];
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

/* Arrays of one block; rows beyond count are 0 up to a multiple of LANES. */
struct block {
	double value[MODEL_BLOCK], r[MODEL_BLOCK], rho[MODEL_BLOCK];
	double slope[MODEL_BLOCK];	/* dS = sum slope df */
	double bend[MODEL_BLOCK];	/* d2S = sum slope d2f + bend df df^T */
	double metric[MODEL_BLOCK];	/* m = sum metric df df^T */
	double total[MODEL_BLOCK];
	double scaled[MODEL_BLOCK];
	double one[MODEL_BLOCK];
	double array[];		/* grad (P rows), hess (pairs rows), the model's work */
};

size_t
objective_work(const struct fit_problem *p)
{
	return sizeof(struct block) / sizeof(double) + (P + p->model.pairs) * MODEL_BLOCK + model_work(&p->model) + 2 * LANES;
}

/* rho, psi = rho', psi' and psi/r of every row, with the chain rule of the logarithm. */
static void
weigh(struct block *b, const struct loss *l, size_t count, const double w[], const double target[])
{
	double delta = l->delta;

	if (l->linear)
		memcpy(b->r, b->value, count * sizeof(double));
	else
		vec_log(count, b->value, b->r);
	for (size_t i = 0; i < count; i++) {
		double r = b->r[i] - target[i], size = fabs(r), in = size <= delta;
		double wc = r > 0 ? w[i] * l->over : w[i];
		double psi = in != 0 ? r : copysign(delta, r), ratio = in != 0 ? 1 : delta / size;
		double f = l->linear ? 1 : 1 / b->value[i], chain = l->linear ? 0 : psi;
		b->rho[i] = wc * (in != 0 ? 0.5 * r * r : delta * (size - 0.5 * delta));
		b->slope[i] = wc * psi * f;
		b->bend[i] = wc * (in - chain) * f * f;
		b->metric[i] = wc * ratio * f * f;
		b->total[i] = wc * ratio;
		b->one[i] = 1;
		if (w[i] == 0)
			b->rho[i] = b->slope[i] = b->bend[i] = b->metric[i] = b->total[i] = 0;
	}
	for (size_t i = count; i % LANES; i++)
		b->rho[i] = b->slope[i] = b->bend[i] = b->metric[i] = b->total[i] = b->one[i] = 0;
}

/* A row of count numbers moved to a row of whole lanes. */
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

static void
add_block(const struct fit_problem *p, struct block *b, size_t width, const double grad[], const double hess[], struct point *at)
{
	size_t k = p->recipe->free;

	for (size_t i = 0; i < k; i++) {
		const double *gi = grad + i * width;
		at->g[i] += dot(width, b->slope, gi);
		for (size_t r = 0; r < width; r++)
			b->scaled[r] = b->bend[r] * gi[r];
		for (size_t j = 0; j <= i; j++)
			at->h[i][j] += dot(width, b->scaled, grad + j * width);
		for (size_t r = 0; r < width; r++)
			b->scaled[r] = b->metric[r] * gi[r];
		for (size_t j = 0; j <= i; j++)
			at->m[i][j] += dot(width, b->scaled, grad + j * width);
	}
	for (size_t q = 0; q < p->model.pairs; q++)
		at->h[p->model.pair[q].k][p->model.pair[q].j] += dot(width, b->slope, hess + q * width);
	at->total += dot(width, b->total, b->one);
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
	struct block *b = (struct block *)(void *)(j->work + number * objective_work(p));
	double *grad = b->array, *hess = grad + P * MODEL_BLOCK, *work = hess + p->model.pairs * MODEL_BLOCK;
	size_t end = (number + 1) * p->step < p->n ? (number + 1) * p->step : p->n;

	memset(at, 0, sizeof *at);
	for (size_t first = number * p->step; first < end; first += MODEL_BLOCK) {
		size_t count = end - first < MODEL_BLOCK ? end - first : MODEL_BLOCK, width = (count + LANES - 1) / LANES * LANES;
		model_derive(&p->model, j->theta, first, count, b->value, j->derivatives ? grad : NULL, j->derivatives ? hess : NULL, work);
		weigh(b, j->l, count, j->s->weight + first, j->s->target + first);
		at->f += dot(width, b->rho, b->one);
		if (!j->derivatives)
			continue;
		spread(p->recipe->free, count, width, grad);
		spread(p->model.pairs, count, width, hess);
		add_block(p, b, width, grad, hess, at);
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
		part[0].f = INFINITY;
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
