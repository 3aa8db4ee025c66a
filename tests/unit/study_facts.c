/* SPDX-License-Identifier: MIT */
/* study_facts and warnings_say (study.h, warnings.h): what is counted, when approach 2 speaks, how messages are put together. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "math/scaling/study.h"
#include "tap.h"

enum { BUDGETS = 4, SIZES = 7, ROWS = BUDGETS * SIZES };

static double N[ROWS], D[ROWS], L[ROWS], C[ROWS];
static const double *const role[] = { N, D };
static struct recipe *law;

static const double alpha = .34, beta = .28;

/* 1.7 + 400 N^-alpha + 410 D^-beta: sizes about the best of each budget N D = C, 4^-1.5 .. 4^1.5 of it. */
static void
fill(void)
{
	for (size_t i = 0; i < ROWS; i++) {
		double budget = 1e17 * pow(10, (double)(i / SIZES)), best = pow(alpha * 400 / (beta * 410), 1 / (alpha + beta)) * pow(budget,
			beta / (alpha + beta));
		N[i] = best * exp2((double)(i % SIZES) - SIZES / 2);
		D[i] = budget / N[i];
		C[i] = budget;
		L[i] = 1.7 + 400 * pow(N[i], -alpha) + 410 * pow(D[i], -beta);
	}
}

static struct warning_facts
facts(size_t rows, const double compute[], struct study *s)
{
	const struct study_opts o = { .objective = { .rho = FIT_LS, .over = 1 }, .intervals = INTERVALS_NONE, .per_token = 1, .threads = 1 };
	const struct fit_data d = { rows, role, L, NULL };
	struct warning_facts f = WARNING_FACTS;
	struct err e = { 0 };

	TAP_OK(!study_make(law, &d, &o, s, &e), "%s", e.text);
	if (e.code == 0)
		study_facts(s, &d, compute, &f);
	return f;
}

/* Rows on three or more budgets have an approach 2, whose exponent is that of the law for parabolas about its minima; two have none. */
static void
approaches(void)
{
	for (size_t budgets = 2; budgets <= BUDGETS; budgets++)
		for (size_t own = 0; own < 2; own++) {
			struct study s;
			struct warning_facts f = facts(budgets * SIZES, own ? C : NULL, &s);
			TAP_OK(isnan(f.approach2) == (budgets < 3) && isnan(f.approach3) == (budgets < 3), "%zu budgets: %g", budgets, f.approach2);
			TAP_OK(budgets < 3 || (fabs(f.approach2 - beta / (alpha + beta)) < 1e-3 && fabs(f.approach3 - beta / (alpha + beta)) < 1e-6 &&
			       f.approach2_se >= 0 && f.approach2_se < 1e-3), "%zu budgets: %.12g +- %g, %.12g", budgets, f.approach2, f.approach2_se, f.approach3);
			study_free(&s);
		}
	for (size_t i = 0; i < ROWS; i++)		/* the budgets of a column of its own, all one */
		C[i] = 1;
	struct study s;
	struct warning_facts f = facts(ROWS, C, &s);
	TAP_OK(isnan(f.approach2), "one budget by the table's own column: %g", f.approach2);
	study_free(&s);
	tap_group("approach 2 from three parabolas on, by N D or by the table's own budgets");
}

static void
counts(void)
{
	struct study s;
	double least = L[0];

	for (size_t i = 1; i < ROWS; i++)
		least = fmin(least, L[i]);
	L[3] = L[ROWS - 1] = least / 2;		/* twice, inside and at the end */
	N[5] = N[6];
	struct warning_facts f = facts(ROWS, NULL, &s);
	TAP_OK(f.rows == ROWS && f.roles == 2 && f.params == 5 && strcmp(f.role[0], "N") == 0 && strcmp(f.role[1], "D") == 0, "%zu rows", f.rows);
	TAP_OK(f.distinct[0] == ROWS - 1 && f.distinct[1] == ROWS, "%zu sizes, %zu lengths", f.distinct[0], f.distinct[1]);
	TAP_OK(fabs(f.least - least / 2) <= 0, "least loss %g", f.least);
	TAP_OK(isnan(f.stopped) && isnan(f.correlation) && f.budgets == 0 && !f.collinear_a, "nothing said of what was not drawn");
	double draw[] = { 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5 };
	size_t E = recipe_find(law, STR("E")), a = recipe_find(law, STR("alpha")), b = recipe_find(law, STR("beta"));
	for (size_t i = 0; i < 4; i++) {		/* correlations of 4 draws: of E and beta 1, of alpha with them 0 */
		draw[5 * i + E] = draw[5 * i + b] = i % 2 ? 1 : -1;
		draw[5 * i + a] = i / 2 ? 1 : -1;
	}
	s.draw = draw;
	s.draws = 4;
	s.stopped = 1;
	f = WARNING_FACTS;
	study_facts(&s, &(struct fit_data){ ROWS, role, L, NULL }, NULL, &f);
	TAP_OK(fabs(f.correlation - 1) < 1e-15 && f.corr_a + f.corr_b == E + b && f.corr_a != f.corr_b, "correlation %g of %zu, %zu", f.correlation, f.corr_a,
	       f.corr_b);
	TAP_OK(fabs(f.stopped - .25) <= 0, "stopped %g", f.stopped);
	s.draw = NULL;
	study_free(&s);
	tap_group("rows, different values, the least loss, the largest correlation, draws that stopped");
}

/* Of a law with as many parameters as there may be nothing is unseen but what the certificate says, and the sizes and exponents of powers. */
static void
many_parameters(void)
{
	struct recipe *r = NULL;
	struct err e = { 0 };
	const struct str x = STR("x");
	char formula[200] = "p0";

	for (size_t k = 1; k < LAW_PARAMS; k++)
		snprintf(formula + strlen(formula), 10, " + p%zu*x", k);
	TAP_OK(!recipe_formula(str_of(formula), 1, &x, &r, &e) && r->form.params == LAW_PARAMS, "%s", e.text);
	struct study s = { .recipe = r };
	s.fit.certificate.unidentified = 0x8005;
	s.fit.certificate.collinear_a = SIZE_MAX;
	TAP_OK(study_unseen(&s) == 0x8005 && study_floors(&s) == 0, "%x %x", study_unseen(&s), study_floors(&s));
	recipe_free(r);
	s.recipe = law;
	s.fit.certificate.unidentified = 0;
	TAP_OK(study_unseen(&s) == 0 && study_floors(&s) == 0, "seen");
	s.fit.certificate.collinear_a = 0;
	unsigned floors = 1u << recipe_find(law, STR("E")), others = 0x1f & ~floors;
	TAP_OK(study_unseen(&s) == others && study_floors(&s) == floors, "powers of one another: %x %x", study_unseen(&s), study_floors(&s));
	tap_group("what is not seen");
}

static void
messages(void)
{
	struct warning w = { .code = "code", .text = "%s of %g %%, %s", .hint = "%g after %s", .name = { "a", "b", "c" }, .number = { 2.5, 1e9 / 3 } };
	struct err e = { 0 };

	warnings_say(&w, &e);
	TAP_OK(strcmp(e.text, "a of 2.5 %, b") == 0 && strcmp(e.hint, "333300000 after c") == 0 && strcmp(e.name, "code") == 0, "%s; %s; %s", e.text, e.hint,
	       e.name);
	char wide[500] = "";
	memset(wide, 'b', sizeof wide - 1);
	w.name[1] = wide;
	err_clear(&e);
	warnings_say(&w, &e);
	TAP_OK(strcmp(e.text, "a of 2.5 %, ") == 0, "what does not fit is left out: %s", e.text);
	tap_group("messages: names and numbers in their order, four digits");
}

int
main(void)
{
	struct err e = { 0 };

	TAP_OK(!recipe_law(STR("chinchilla"), &law, &e) && !recipe_compile(law, &e), "%s", e.text);
	fill();
	approaches();
	counts();
	many_parameters();
	messages();
	recipe_free(law);
	return tap_done();
}
