/* SPDX-License-Identifier: MIT */
/* warnings: the table of tests. */
#include <math.h>
#include <stdbool.h>

#include "math/scaling/warnings.h"

/* A test looks at the facts (about their item number i) and fills the message's names and numbers; false: nothing to say. */
typedef bool warning_test(const struct warning_facts *f, size_t i, struct warning *w);

static unsigned
fitted(const struct warning_facts *f)
{
	unsigned n = 0;

	for (size_t j = 0; j < f->params; j++)
		n += f->par[j].fitted;
	return n;
}

static bool
few_rows(const struct warning_facts *f, size_t i, struct warning *w)
{
	(void)i;
	w->number[0] = (double)f->rows;
	w->number[1] = fitted(f);
	return f->rows > 0 && (f->rows < 6 || f->rows < 2 * (size_t)fitted(f));
}

static bool
few_values(const struct warning_facts *f, size_t i, struct warning *w)
{
	w->name[0] = f->role[i];
	w->number[0] = (double)f->distinct[i];
	return f->distinct[i] > 0 && f->distinct[i] < 3;
}

static bool
collinear(const struct warning_facts *f, size_t i, struct warning *w)
{
	(void)i;
	w->name[0] = f->collinear_b;
	w->name[1] = f->collinear_a;
	return f->collinear_a && f->collinear_b;
}

static bool
has(unsigned mask, size_t j)
{
	return mask >> j & 1;
}

static bool
not_identified(const struct warning_facts *f, size_t j, struct warning *w)
{
	w->name[0] = f->par[j].name;
	return f->par[j].fitted && has(f->unidentified, j);
}

static bool
floor_zero(const struct warning_facts *f, size_t j, struct warning *w)
{
	const struct warning_param *p = &f->par[j];
	double near = isnan(f->least) ? 0 : 1e-3 * f->least;

	w->name[0] = p->name;
	return p->kind == WARN_FLOOR && p->fitted && (has(f->bounds, j) || p->estimate <= near || p->lo <= near);
}

static bool
floor_least(const struct warning_facts *f, size_t j, struct warning *w)
{
	const struct warning_param *p = &f->par[j];

	w->name[0] = p->name;
	w->name[1] = p->estimate > f->least ? "above" : "at";
	w->number[0] = p->estimate;
	w->number[1] = f->least;
	return p->kind == WARN_FLOOR && p->fitted && p->estimate > .99 * f->least;
}

static bool
exponent_range(const struct warning_facts *f, size_t j, struct warning *w)
{
	const struct warning_param *p = &f->par[j];

	w->name[0] = p->name;
	w->number[0] = p->estimate;
	return p->kind == WARN_EXPONENT && p->fitted && (p->estimate > 2 || p->estimate < .02);
}

static bool
on_bound(const struct warning_facts *f, size_t j, struct warning *w)
{
	const struct warning_param *p = &f->par[j];

	w->name[0] = p->name;
	w->number[0] = p->estimate;
	return p->kind != WARN_FLOOR && p->fitted && has(f->bounds, j) && !has(f->unidentified, j);
}

static bool
correlated(const struct warning_facts *f, size_t i, struct warning *w)
{
	(void)i;
	if (!(fabs(f->correlation) > .98))
		return false;
	w->name[0] = f->par[f->corr_a].name;
	w->name[1] = f->par[f->corr_b].name;
	w->number[0] = f->correlation;
	return true;
}

static bool
wide_interval(const struct warning_facts *f, size_t j, struct warning *w)
{
	const struct warning_param *p = &f->par[j];

	w->name[0] = p->name;
	w->number[0] = p->lo;
	w->number[1] = p->hi;
	w->number[2] = p->estimate;
	/* Amplitudes are extrapolations to N = 1, always wide: their exponents say what is known. */
	return p->kind != WARN_AMPLITUDE && p->fitted && p->hi - p->lo > 2 * fabs(p->estimate);
}

static bool
starts_disagree(const struct warning_facts *f, size_t i, struct warning *w)
{
	(void)i;
	w->number[0] = (double)f->agree;
	w->number[1] = (double)f->starts;
	return f->starts > 1 && f->agree < 2;
}

static bool
not_converged(const struct warning_facts *f, size_t i, struct warning *w)
{
	(void)i;
	w->number[0] = f->gradient;
	return f->lost;
}

static bool
draws_stopped(const struct warning_facts *f, size_t i, struct warning *w)
{
	(void)i;
	w->number[0] = 100 * f->stopped;
	return f->stopped > .01;
}

static bool
approaches_disagree(const struct warning_facts *f, size_t i, struct warning *w)
{
	double gap = fabs(f->approach2 - f->approach3);

	(void)i;
	w->number[0] = f->approach2;
	w->number[1] = f->approach3;
	return gap > .02 && !(gap <= 2 * f->approach2_se);
}

static bool
budget(const struct warning_facts *f, size_t i, struct warning *w)
{
	w->number[0] = f->budget[i];
	w->name[0] = f->reason[i];
	return true;
}

static bool
flops(const struct warning_facts *f, size_t i, struct warning *w)
{
	(void)i;
	w->number[0] = f->flops;
	w->number[1] = 100 * expm1(f->flops_error);
	return w->number[1] > 5;
}

static bool
repeated_runs(const struct warning_facts *f, size_t i, struct warning *w)
{
	(void)i;
	w->number[0] = (double)f->rows;
	w->number[1] = (double)f->runs;
	w->name[0] = w->name[1] = f->run;
	return f->run && f->runs > 0 && f->runs < f->rows && !f->clustered;
}

/* What a row is asked of: the facts as a whole, every role, every parameter, every budget left out. */
enum scope { ALL, ROLES, PARAMS, BUDGETS };

static const struct {
	const char *code, *text, *hint;
	enum scope scope;
	warning_test *test;
} table[] = {
	{ "few_rows", "%g rows for %g fitted parameters",
	  "add runs, or fix parameters with --fix", ALL, few_rows },
	{ "few_values", "%s has %g different values",
	  "its exponent rests on them; add sizes", ROLES, few_values },
	{ "collinear", "%s follows a power of %s in all rows",
	  "their terms cannot be told apart; add runs off that line, or fix one term", ALL, collinear },
	{ "not_identified", "%s is not identified: other values fit as well",
	  "fix it, or add runs that tell", PARAMS, not_identified },
	{ "floor_zero", "%s may be 0: the data do not show a limit",
	  "extrapolate with care, or fix it with --fix", PARAMS, floor_zero },
	{ "floor_least", "%s = %g is %s the smallest loss, %g",
	  "look for outliers among the smallest losses", PARAMS, floor_least },
	{ "exponent_range", "exponent %s = %g is outside 0.02 to 2",
	  "the term is hardly determined by these data", PARAMS, exponent_range },
	{ "on_bound", "%s = %g is on its bound",
	  "widen the bound, or fix it there", PARAMS, on_bound },
	{ "correlation", "%s and %s have correlation %g",
	  "only a combination is determined; fix one, or add runs", ALL, correlated },
	{ "wide_interval", "%s is uncertain by more than its value: %g to %g around %g",
	  "add runs, or fix it", PARAMS, wide_interval },
	{ "starts_disagree", "only %g of %g starts reach the best objective",
	  "give starts with --start", ALL, starts_disagree },
	{ "not_converged", "the optimum was not reached: scaled gradient %g",
	  "a parameter that goes on without end is not identified: fix or bound it", ALL, not_converged },
	{ "draws_stopped", "%g %% of the draws stopped before their optimum: intervals may be too narrow",
	  "fix a parameter that is hardly seen, or use --ci profile", ALL, draws_stopped },
	{ "approaches_disagree", "the exponent of N is %g by parabolas and %g by the law",
	  "parabolas are biased off centre and on wide grids; look at both", ALL, approaches_disagree },
	{ "budget", "budget %g is left out: %s",
	  "give it sizes on both sides of its minimum", BUDGETS, budget },
	{ "flops", "C is not %g N D: off by up to %g %%",
	  "plan with --flops-per-token, or take C as a role", ALL, flops },
	{ "repeated_runs", "%g rows come from %g runs (\"%s\"): row intervals are too narrow",
	  "use --ci cluster:%s", ALL, repeated_runs },
};

size_t
warnings_list(const struct warning_facts *f, size_t max, struct warning out[])
{
	size_t n = 0;

	for (size_t r = 0; r < sizeof table / sizeof table[0]; r++) {
		size_t items = table[r].scope == ROLES ? f->roles : table[r].scope == PARAMS ? f->params : table[r].scope == BUDGETS ? f->budgets : 1;
		for (size_t i = 0; i < items; i++) {
			struct warning w = { .code = table[r].code, .text = table[r].text, .hint = table[r].hint };
			if (!table[r].test(f, i, &w))
				continue;
			if (n < max)
				out[n] = w;
			n++;
		}
	}
	return n;
}
