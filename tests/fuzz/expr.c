/* SPDX-License-Identifier: MIT */
/* expr: any bytes as a formula of two columns and three parameters: compiled, explained, evaluated, differentiated. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "math/expr/expr.h"
#include "target.h"

enum { ROWS = 9, MODEST = 6, PARAMS = 3 };	/* the first rows have powers that do not overflow */

static const struct expr_name names[] = {
	{ { "N", 1 }, EXPR_COLUMN, 0, 0 }, { { "a b", 3 }, EXPR_COLUMN, 1, 0 }, { { "K", 1 }, EXPR_CONSTANT, 0, 2.5 },
	{ { "E", 1 }, EXPR_PARAMETER, 0, 0 }, { { "A", 1 }, EXPR_LOG_PARAMETER, 1, 0 }, { { "p", 1 }, EXPR_PARAMETER, 2, 0 }
};
static const double N[ROWS] = { 0, 1, -1, 0.5, 2, -3, 1e-300, HUGE_VAL, 1e9 }, M[ROWS] = { 3, 1, 0, -0.5, 2, 7, 2, -HUGE_VAL, 1e308 };
static const struct str text[ROWS] = { { "a", 1 }, { "", 0 }, { "ab", 2 }, { "x\"y", 3 }, { "1", 1 }, { "(", 1 }, { "aab", 3 }, { "B", 1 }, { "a b", 3 } };
static const double theta[PARAMS] = { 1.5, 0.25, -2 };

/*
 * One is no number or more than doubles tell, or what such a one leaves, 0; or they are as close as the powers of expr_derive, which are
 * those of logarithms, are exact: within 1e-6, or `slack`.
 */
static bool
agree(double x, double y, double slack)
{
	return isnan(x) || isnan(y) || isnan(slack) || x == 0 || fabs(x) > 1e100 || fabs(y) > 1e100 || fabs(x - y) <= 1e-6 * (1 + fabs(x) + fabs(y)) + slack;
}

static void
evaluate(const struct expr *x, bool smooth)
{
	const double *col[] = { N, M };
	const struct str *cells[] = { text, text };
	double out[ROWS], value[ROWS], slack[ROWS] = { 0 }, *work;
	double par[] = { theta[0], theta[1], theta[2] };
	struct expr_plan *plan;
	struct err e = { 0 };
	const struct expr_pair *pair;

	if (expr_eval(x, ROWS, col, cells, par, out, &e) || expr_prepare(x, ROWS, col, cells, &plan, &e))
		abort();
	for (int k = -2; k <= 2; k++) {		/* where terms cancel, the last digits of the parameters are all that is left */
		double near[ROWS];
		for (size_t j = 0; j < PARAMS; j++)
			par[j] = theta[j] * (1 + k * 1e-13);
		if (expr_eval(x, ROWS, col, cells, par, near, &e))
			abort();
		for (size_t i = 0; i < ROWS; i++)
			slack[i] += fabs(near[i] - out[i]);
	}
	size_t pairs = expr_pairs(x, &pair), params = 3;
	double *grad = malloc(params * ROWS * sizeof *grad), *hess = malloc((pairs ? pairs : 1) * ROWS * sizeof *hess);
	if (!(work = malloc((expr_work(plan) + 1) * sizeof *work)) || !grad || !hess)
		abort();
	for (size_t at = 0; at < ROWS; at += 4) {
		size_t n = ROWS - at < 4 ? ROWS - at : 4;
		expr_derive(plan, theta, at, n, value + at, grad, hess, work);
	}
	for (size_t i = 0; smooth && i < MODEST; i++)
		if (!agree(out[i], value[i], slack[i]))
			abort();
	expr_linear(x);
	expr_params(x);
	free(work);
	free(grad);
	free(hess);
	expr_plan_free(plan);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	char *exact = malloc(size ? size : 1), caret[EXPR_CARET];
	struct str formula = { exact, size }, *name;
	struct err e = { 0 }, why = { 0 }, told = { 0 };
	struct expr *x;
	size_t n;

	if (!exact)
		abort();
	memcpy(exact, data, size);
	if (expr_names(formula, &n, &name, &why) == 0)
		mem_free(name);
	int failed = expr_compile(formula, sizeof names / sizeof names[0], names, &x, &e);
	if (why.code && !failed)
		abort();
	if (failed) {
		if (e.code != ERR_USAGE || !e.text[0] || e.column > size + 1 || x)
			abort();
		expr_caret(formula, e.column, caret);
		expr_explain("--where", formula, &e, &told);
	} else {
		bool smooth = true;		/* a comparison may fall on either side of a rounding */
		for (size_t i = 0; i < size; i++)
			smooth &= !strchr("<>=!&|", exact[i] ? exact[i] : '<');
		evaluate(x, smooth);
	}
	expr_free(x);
	free(exact);
	return 0;
}
