/* SPDX-License-Identifier: MIT */
/* hippo/timemap: see hippo/timemap.h. */
#include "hippo/timemap.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "cli/die.h"
#include "math/expr/expr.h"
#include "math/hippo/builder.h"
#include "math/hippo/varying.h"

bool
hippo_timemap_formula(const struct hippo_run *r)
{
	return r->timemap && !row_find(&hippo_timemaps, (struct str){ r->timemap, strcspn(r->timemap, ":") });
}

double
hippo_timemap_power(const struct hippo_run *r)
{
	struct spec_list l = { 0 };
	double power = 1;

	if (r->timemap && !hippo_timemap_formula(r)) {
		hippo_run_parse(&hippo_timemaps, r->timemap, &l);
		power = l.v[0].par[0];
	}
	spec_free(&l);
	return power;
}

/* t(s, T) ready for derivatives.  T at --at. */
struct map {
	struct expr *x;
	struct expr_plan *plan;
	double *work, T;
};

/* T=X */
static double
present(const char *at)
{
	double T = 1;

	if (at && (strncmp(at, "T=", 2) != 0 || num_read(str_of(at + 2), 0, &T) != NUM_OK || !(T > 0) || !isfinite(T)))
		die_usage("--at: \"%.40s\" is not T=X with X above 0", at);
	return T;
}

static void
compile(const char *text, struct map *m)
{
	static const struct expr_name names[] = { { .name = { "s", 1 }, .kind = EXPR_PARAMETER, .index = 0 },
		{ .name = { "T", 1 }, .kind = EXPR_PARAMETER, .index = 1 } };
	struct err e = { 0 };
	char picture[EXPR_CARET];

	if (expr_compile(str_of(text), 2, names, &m->x, &e)) {
		expr_caret(str_of(text), e.column, picture);
		if (e.code == ERR_USAGE && e.column)
			die_usage("--timemap: %.120s%s%.90s\n%s", e.text, e.hint[0] ? "; " : "", e.hint, picture);
		die(&e);
	}
	if (expr_prepare(m->x, 1, NULL, NULL, &m->plan, &e))
		die(&e);
	if (!(m->work = mem_alloc(expr_work(m->plan), sizeof *m->work)))
		die_memory();
}

/* t and its derivatives by s and T. */
static double
value(const struct map *m, double s, double slope[2])
{
	const double theta[2] = { s, m->T };
	double t;

	expr_derive(m->plan, theta, 0, 1, &t, slope, NULL, m->work);
	return t;
}

static double
rate(const void *context, double s)
{
	double slope[2];

	value(context, s, slope);
	if (!(slope[0] > 0))
		die_usage("--timemap: t has to increase with s; at s = %.3g dt/ds is %g", s, slope[0]);
	return slope[1] / slope[0];
}

double *
hippo_timemap_system(const struct hippo_run *r, struct hippo *h)
{
	struct err e = { 0 };
	double slope[2];

	if (!hippo_timemap_formula(r))
		return NULL;
	struct map m = { .T = present(r->at) };
	compile(r->timemap, &m);
	double t = value(&m, 1, slope);
	if (!(fabs(t - m.T) <= 1e-12 * m.T))
		die_usage("--timemap: s = 1 is the present, where t has to be T = %g, not %g", m.T, t);
	double *A = mem_alloc(hippo_size_a(h) + hippo_size_b(h), sizeof *A);
	if (!A)
		die_memory();
	if (builder(h, rate, &m, A, A + hippo_size_a(h), &e)) {
		mem_free(A);
		die(&e);
	}
	expr_plan_free(m.plan);
	expr_free(m.x);
	mem_free(m.work);
	*h = hippo_given(h, A, A + hippo_size_a(h));
	return A;
}
