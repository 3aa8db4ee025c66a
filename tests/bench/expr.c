/* SPDX-License-Identifier: MIT */
/* expr: what value, gradient and Hessian of a law cost, beside a hand-written loop over the C library for Chinchilla's. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "math/expr/expr.h"

static double
microseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static const struct expr_name names[] = {
	{ .name = { "N", 1 }, .kind = EXPR_COLUMN, .index = 0 }, { .name = { "D", 1 }, .kind = EXPR_COLUMN, .index = 1 },
	{ .name = { "E", 1 }, .kind = EXPR_PARAMETER, .index = 0 }, { .name = { "A", 1 }, .kind = EXPR_PARAMETER, .index = 1 },
	{ .name = { "B", 1 }, .kind = EXPR_PARAMETER, .index = 2 }, { .name = { "alpha", 5 }, .kind = EXPR_PARAMETER, .index = 3 },
	{ .name = { "beta", 4 }, .kind = EXPR_PARAMETER, .index = 4 }, { .name = { "b", 1 }, .kind = EXPR_LOG_PARAMETER, .index = 0 },
	{ .name = { "c0", 2 }, .kind = EXPR_PARAMETER, .index = 1 }, { .name = { "d", 1 }, .kind = EXPR_LOG_PARAMETER, .index = 2 },
	{ .name = { "c", 1 }, .kind = EXPR_PARAMETER, .index = 3 }, { .name = { "f", 1 }, .kind = EXPR_LOG_PARAMETER, .index = 4 }
};

enum { PARAMS = 5, RUNS = 501, PIECE = 512 };

struct job {
	const char *what;
	size_t rows;
	const double *const *col;
	const double *theta;
	double *value, *grad, *hess, *work;
	struct expr_plan *plan;
};

static void
by_expr(const struct job *j, int order)
{
	for (size_t i = 0; i < j->rows; i += PIECE)
		expr_derive(j->plan, j->theta, i, j->rows - i < PIECE ? j->rows - i : PIECE, j->value, order > 0 ? j->grad : NULL,
		            order > 1 ? j->hess : NULL, j->work);
}

/* The peer: what one would write for this law alone, logarithms taken before. */
static void
by_hand(const struct job *j, int order)
{
	const double *t = j->theta, *x = j->col[2], *y = j->col[3];
	size_t n = j->rows;

	for (size_t i = 0; i < n; i++) {
		double p = exp(-t[3] * x[i]), q = exp(-t[4] * y[i]);
		j->value[i] = t[0] + t[1] * p + t[2] * q;
		if (order < 1)
			continue;
		j->grad[i] = 1;
		j->grad[n + i] = p;
		j->grad[2 * n + i] = q;
		j->grad[3 * n + i] = -t[1] * x[i] * p;
		j->grad[4 * n + i] = -t[2] * y[i] * q;
		if (order < 2)
			continue;
		j->hess[i] = -x[i] * p;
		j->hess[n + i] = t[1] * x[i] * x[i] * p;
		j->hess[2 * n + i] = -y[i] * q;
		j->hess[3 * n + i] = t[2] * y[i] * y[i] * q;
	}
}

static void
report(const struct job *j, const char *who, void (*run)(const struct job *, int))
{
	static const char *const orders[] = { "value", "+ gradient", "+ Hessian" };
	size_t runs = j->rows > 10000 ? RUNS / 10 : RUNS;
	double took[RUNS];

	for (int order = 0; order < 3; order++) {
		for (size_t r = 0; r < runs; r++) {
			double start = microseconds();
			run(j, order);
			took[r] = microseconds() - start;
		}
		qsort(took, runs, sizeof took[0], ascending);
		printf("  %-34s %-11s %9.2f us (best %.2f)  %6.2f ns a row\n", who, orders[order], took[runs / 2], took[0],
		       took[runs / 2] * 1e3 / (double)j->rows);
	}
}

static void
bench(const char *what, size_t rows, const double theta[], bool hand)
{
	double *N = malloc(rows * sizeof *N), *D = malloc(rows * sizeof *D), *x = malloc(rows * sizeof *x), *y = malloc(rows * sizeof *y);
	const double *col[] = { N, D, x, y };
	struct job j = { .what = what, .rows = rows, .col = col, .theta = theta };
	const struct expr_pair *pair;
	struct err e = { 0 };
	struct expr *f;

	for (size_t i = 0; i < rows; i++) {
		N[i] = 4e7 * pow(400, (double)(i * 37 % rows) / (double)rows);
		D[i] = 3e8 * pow(1000, (double)(i * 101 % rows) / (double)rows);
		x[i] = log(N[i]);
		y[i] = log(D[i]);
	}
	double start = microseconds();
	if (expr_compile(str_of(what), sizeof names / sizeof names[0], names, &f, &e) || expr_prepare(f, rows, col, NULL, &j.plan, &e)) {
		puts(e.text);
		exit(1);
	}
	printf("%s, %zu rows: compiled and prepared in %.0f us\n", what, rows, microseconds() - start);
	size_t pairs = expr_pairs(f, &pair);
	j.value = malloc(rows * sizeof *j.value);
	j.grad = malloc(rows * PARAMS * sizeof *j.grad);
	j.hess = malloc(rows * pairs * sizeof *j.hess);
	j.work = malloc(expr_work(j.plan) * sizeof *j.work);
	report(&j, "expr_derive", by_expr);
	if (hand)
		report(&j, "by hand, C library", by_hand);
	expr_plan_free(j.plan);
	expr_free(f);
	double *const own[] = { N, D, x, y, j.value, j.grad, j.hess, j.work };
	for (size_t k = 0; k < sizeof own / sizeof own[0]; k++)
		free(own[k]);
}

int
main(void)
{
	bench("E + A*N^-alpha + B*D^-beta", 240, (double[]){ 1.8172, 477.83, 2143.4, .34731, .36717 }, true);
	bench("b*N^-c0*(1+(N/d)^(1/f))^(-c*f)", 240, (double[]){ .8, .055, 20, .3, -.5 }, false);
	bench("b*N^-c0*(1+(N/d)^(1/f))^(-c*f)", 100000, (double[]){ .8, .055, 20, .3, -.5 }, false);
	bench("E*N^-A*(1+(N/B)^(1/beta))^(-alpha*beta)", 100000, (double[]){ 2.2, .055, 4e8, .3, .6 }, false);
	return 0;
}
