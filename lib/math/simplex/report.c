/* SPDX-License-Identifier: MIT */
/* report: what is told of a row and its probabilities, as rows of numbers.  See simplex.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/simplex/scores.h"

const char *const simplex_report_names[][7] = {
	[REPORT_ROWS] = { NULL },
	[REPORT_JACOBIAN] = { "i", NULL },
	[REPORT_LOSS] = { "target", "loss", NULL },
	[REPORT_STATS] = { "support", "entropy", "max", "tau", "lipschitz", "sum_error", NULL },
	[REPORT_TOP] = { "rank", "index", "score", "p", NULL },
	[REPORT_LSE] = { "logsumexp", NULL },
	[REPORT_NOISE] = { "index", "p", "mean", "sd", "first_order_sd", "mean_error", NULL },
	[REPORT_CHECK] = { "sum_error", "min", NULL },
};

void
simplex_report_size(const struct simplex_ask *a, size_t n, size_t *rows, size_t *width)
{
	size_t names = 0;

	while (simplex_report_names[a->what][names])
		names++;
	*width = names + (a->what <= REPORT_LOSS ? n : 0);
	*rows = a->what == REPORT_JACOBIAN || a->what == REPORT_NOISE ? n : a->what != REPORT_TOP ? 1 : a->top < n ? a->top : n;
}

static size_t
stats(const struct spec *m, size_t n, const double p[], const struct simplex_found *found, double out[])
{
	const struct map *map = (const struct map *)m->row;
	double sum = map->properties & SUM_ONE ? 1 : map->properties & SUM_K ? m->par[map->k] : (double)NAN, support = 0, max = -HUGE_VAL;

	for (size_t i = 0; i < n; i++) {
		support += p[i] > 0;
		max = fmax(max, p[i]);
	}
	memcpy(out, (double[]){ support, simplex_entropy(n, p), max, found->tau, found->lipschitz, scores_sum(n, p) - sum }, 6 * sizeof *out);
	return 1;
}

/* Row i of J is J^T e_i. */
static size_t
jacobian(const struct spec *m, const struct simplex_opts *o, size_t n, const double x[], struct simplex_work *w, double out[], struct err *e)
{
	double *unit = mem_zero(n, sizeof *unit);

	if (!unit)
		err_memory(e);
	for (size_t i = 0; i < n && !e->code; i++) {
		unit[i] = 1;
		out[i * (n + 1)] = (double)i;
		simplex_row(m, o, WANT_VJP, n, x, unit, o->upper, out + i * (n + 1) + 1, w, NULL, e);
		unit[i] = 0;
	}
	mem_free(unit);
	return n;
}

/* The k largest p, equal ones by their scores, then by index: a heap whose top is the least of those kept. */
static bool
before(const double x[], const double p[], size_t i, size_t j)
{
	return p[i] != p[j] ? p[i] > p[j] : x[i] != x[j] ? x[i] > x[j] : i < j;
}

static void
sink(const double x[], const double p[], size_t k, size_t heap[], size_t at)
{
	for (size_t child; (child = 2 * at + 1) < k; at = child) {
		child += child + 1 < k && before(x, p, heap[child], heap[child + 1]);
		if (before(x, p, heap[child], heap[at]))
			return;
		size_t t = heap[at];
		heap[at] = heap[child];
		heap[child] = t;
	}
}

static size_t
top(size_t n, const double x[], const double p[], size_t k, double out[], struct err *e)
{
	size_t *heap = mem_alloc(k, sizeof *heap);

	if (!heap) {
		err_memory(e);
		return 0;
	}
	for (size_t i = 0; i < k; i++)
		heap[i] = i;
	for (size_t i = k / 2; i-- > 0;)
		sink(x, p, k, heap, i);
	for (size_t i = k; i < n; i++)
		if (before(x, p, i, heap[0])) {
			heap[0] = i;
			sink(x, p, k, heap, 0);
		}
	for (size_t left = k; left > 0; left--) {
		double i = (double)heap[0];
		memcpy(out + 4 * (left - 1), (double[]){ (double)left, i, x[heap[0]], p[heap[0]] }, 4 * sizeof *out);
		heap[0] = heap[left - 1];
		sink(x, p, left - 1, heap, 0);
	}
	mem_free(heap);
	return k;
}

static size_t
noise(const struct spec *m, const struct simplex_opts *o, const struct simplex_ask *a, size_t n, const double x[], const double p[], double out[],
      struct err *e)
{
	double *all = mem_alloc(n, 4 * sizeof *all);
	struct simplex_noise to = { all, all ? all + n : NULL, all ? all + 2 * n : NULL, all ? all + 3 * n : NULL };

	if (!all)
		err_memory(e);
	else if (!simplex_noise(m, o, n, x, a->value, a->draws, a->seed, a->row, &to, e))
		for (size_t i = 0; i < n; i++)
			memcpy(out + 6 * i, (double[]){ (double)i, p[i], to.mean[i], to.sd[i], to.first[i], to.error[i] }, 6 * sizeof *out);
	mem_free(all);
	return n;
}

/* A row for what is not a distribution. */
static size_t
check(size_t n, const double p[], double tolerance, double out[])
{
	out[0] = scores_sum(n, p) - 1;
	out[1] = HUGE_VAL;
	for (size_t i = 0; i < n; i++)
		out[1] = isnan(p[i]) || p[i] < out[1] ? p[i] : out[1];
	return !(fabs(out[0]) <= tolerance && out[1] >= -tolerance);
}

size_t
simplex_report(const struct spec *m, const struct simplex_opts *o, const struct simplex_ask *a, size_t n, const double x[], const double p[],
               const struct simplex_found *found, struct simplex_work *w, double out[], struct err *e)
{
	size_t rows, width;

	simplex_report_size(a, n, &rows, &width);
	switch (a->what) {
	case REPORT_JACOBIAN:
		return jacobian(m, o, n, x, w, out, e);
	case REPORT_LOSS:
		out[0] = (double)a->target;
		simplex_loss(m, o, a, n, x, p, &out[1], out + 2, w, e);
		return 1;
	case REPORT_STATS:
		return stats(m, n, p, found, out);
	case REPORT_TOP:
		return top(n, x, p, rows, out, e);
	case REPORT_LSE:
		out[0] = simplex_logsumexp(n, x, a->value);
		return 1;
	case REPORT_NOISE:
		return noise(m, o, a, n, x, p, out, e);
	case REPORT_CHECK:
		return check(n, p, a->value, out);
	default:
		memcpy(out, p, n * sizeof *out);
		return 1;
	}
}
