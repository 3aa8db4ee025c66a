/* SPDX-License-Identifier: MIT */
/* presets: every row opens; published predictions and tables are met. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "math/scaling/line.h"
#include "math/scaling/presets.h"
#include "shared.h"
#include "tap.h"

/* The preset at one point, roles in its order. */
static double
predict_all(const char *name, const double x[])
{
	const struct preset *preset;
	struct recipe *recipe;
	double par[LAW_PARAMS], out = (double)NAN;
	const double *role[] = { x, x + 1, x + 2, x + 3 };
	struct err e = { 0 };

	if (!preset_open(str_of(name), &preset, &recipe, par, &e))
		recipe_predict(recipe, 1, role, par, &out, &e);
	TAP_OK(e.code == 0, "%s: %s", name, e.text);
	recipe_free(recipe);
	return out;
}

static double
predict(const char *name, double a, double b, double c)
{
	return predict_all(name, (double[]){ a, b, c, (double)NAN });
}

static double
relative(double a, double b)
{
	return fabs(a / b - 1);
}

static bool
lower(const char *s)
{
	while (islower((unsigned char)*s) || isdigit((unsigned char)*s) || *s == '_')
		s++;
	return *s == '\0';
}

static void
rows(void)
{
	for (size_t i = 0; i < scaling_presets.n; i++) {
		const struct row *row = row_at(&scaling_presets, i);
		const struct preset *p;
		struct recipe *r;
		double par[LAW_PARAMS];
		struct err e = { 0 };
		TAP_OK(preset_open(str_of(row->name), &p, &r, par, &e) == 0 && &p->head == row, "%s: %s", row->name, e.text);
		TAP_OK(lower(row->name) && row->formula && row->domain && row->source && p->response, "%s is filled in",
		       row->name);
		TAP_OK(strchr("ABC", p->grade) && p->grade, "%s has a grade", row->name);
		TAP_OK(!p->law == !!p->roles, "%s is a law or a formula", row->name);
		TAP_OK((p->kind == PRESET_LOSS) == (p->response[0] == 'L'), "%s predicts %s", row->name, p->response);
		for (size_t k = 0; r && k < r->form.params; k++)
			TAP_OK(par[k] >= r->param[k].law.lo && par[k] <= r->param[k].law.hi, "%s: %s = %g", row->name,
			       r->param[k].law.name, par[k]);
		recipe_free(r);
	}
	const struct preset *p;
	struct recipe *r;
	double par[LAW_PARAMS];
	struct err e = { 0 };
	TAP_OK(preset_open(STR("hofmann"), &p, &r, par, &e) == ERR_USAGE && !r && strstr(e.hint, "hoffmann"), "%s; %s", e.text,
	       e.hint);
	tap_group("every preset opens");
}

/* Figures that stand in the papers and their code. */
static void
figures(void)
{
	/* The README of huggingface/datablations, models of figure 1. */
	TAP_OK(relative(predict("muennighoff", 6.34e9, 242e9, 25e9), 2.2256440889984477) < 1e-14, "6.34B on 242B");
	TAP_OK(relative(predict("muennighoff", 8.67e9, 178e9, 25e9), 2.2269634075087867) < 1e-14, "8.67B on 178B");
	/* Kaplan: losses of their summary laws at their own scales are 1. */
	TAP_OK(predict("kaplan_n", 8.8e13, 0, 0) == 1 && predict("kaplan_d", 5.4e13, 0, 0) == 1, "scales of N and D");
	TAP_OK(relative(predict("kaplan_c", 3.1e8 * 8.64e19, 0, 0), 1) < 1e-15, "scale of C");
	TAP_OK(relative(predict("kaplan_n", 1.5e9, 0, 0), pow(8.8e13 / 1.5e9, .076)) < 1e-14, "GPT-2");
	TAP_OK(relative(predict("kaplan_nd", 1e9, 1e30, 0), predict("kaplan_nd", 1e9, 1e33, 0)) < 1e-6, "unlimited data");
	TAP_OK(relative(predict("kaplan_ns", 1e9, 1e300, 0), pow(6.5e13 / 1e9, .077)) < 1e-12, "unlimited steps");
	TAP_OK(relative(predict("kaplan_allocation", 8.64e19, 0, 0), 1.3e9) < 1e-15, "one PF-day");
	/* Their N, B and S spend what they are for: 6 N B S = C. */
	double C = 8.64e19, D = predict("kaplan_batch", C, 0, 0) * predict("kaplan_steps", C, 0, 0);
	TAP_OK(relative(6 * 1.3e9 * D, C) < .03, "a PF-day is spent: %g", 6 * 1.3e9 * D / C);
	/* DeepSeek: M D = C. */
	for (C = 1e17; C < 1e26; C *= 10)
		TAP_OK(relative(predict("deepseek", C, 0, 0) * predict("deepseek_tokens", C, 0, 0), C) < 2e-4, "M D = C");
	TAP_OK(relative(predict("critical_batch", 1, 0, 0), 2.1e8) < 1e-15, "B*");
	double bits[] = { 1e9, 16, 16, 16 };
	TAP_OK(relative(predict_all("kumar_precision", bits),
	                1e9 * -expm1(-16 / 2.6745) * -expm1(-16 / 2.2102) * -expm1(-16 / .9578)) < 1e-14, "16 bits");
	double experts[] = { 1e8, 64, 64 };
	/* Krajewski: granularity 1 against many. */
	TAP_OK(relative(predict("krajewski_moe", 1e9, 1e10, 1) - predict("krajewski_moe", 1e9, 1e10, 8),
	                2.1 * (1 - pow(8, -.58)) * pow(1e9, -.115)) < 1e-12, "granularity");
	/* Clark: one expert is worth E_start; infinitely many E_max. */
	double F = 1 / (1 / (64 - 1 + 1 / (1 / 1.847 - 1 / 314.478)) + 1 / 314.478);
	TAP_OK(relative(predict_all("clark_sbase", experts),
	                pow(10, -.082 * 8 - .108 * log10(F) + .009 * 8 * log10(F) + 1.104)) < 1e-13,
	       "64 experts");
	tap_group("published figures");
}

/* Hoffmann et al. 2022, table 3. */
static void
hoffmann(void)
{
	static const double C[] = { 1.92e19, 1.21e20, 1.23e22, 5.76e23, 3.85e24, 9.90e24, 3.43e25, 1.27e26, 1.30e28 },
		N[] = { .4e9, 1e9, 10e9, 67e9, 175e9, 280e9, 520e9, 1e12, 1e13 },
		D[] = { 8.0e9, 20.2e9, 205.1e9, 1.5e12, 3.7e12, 5.9e12, 11.0e12, 21.2e12, 216.2e12 };
	struct line l = line_fit(9, C, N);

	for (size_t i = 0; i < 9; i++) {
		TAP_OK(relative(6 * N[i] * D[i], C[i]) < .05, "C = 6 N D, row %zu: %g", i, C[i] / (6 * N[i] * D[i]));
		double best = predict("hoffmann_approach1", C[i], 0, 0);
		TAP_OK(relative(best, N[i]) < .0125, "the line, row %zu: %g", i, best / N[i]);
		TAP_OK(relative(best, line_at(&l, C[i])) < 5e-5, "is the line through the rows");
	}
	TAP_OK(fabs(l.slope - .50) < .005, "a = .50 as in their table 2: %g", l.slope);
	tap_group("Hoffmann et al., table 3");
}

/* The paper's table against the paper's equation: -.83 to +1.00 %. */
static void
cerebras(void)
{
	struct shared t;
	double least = (double)INFINITY, most = -least;

	if (!shared_open(&t, "cerebras_gpt.csv")) {
		tap_skip("Cerebras-GPT, table 8", "no ../shared/data");
		return;
	}
	for (size_t i = 0; i < t.rows; i++)
		if (strcmp(shared_text(&t, i, "family"), "cerebras-gpt") == 0) {
			double off = shared_number(&t, i, "loss") / predict("cerebras_gpt", shared_number(&t, i, "flops"), 0,
			                                                    0) - 1;
			least = fmin(least, off);
			most = tap_max(most, off);
		}
	TAP_OK(fabs(100 * least + .83) < .005 && fabs(100 * most - 1.00) < .005, "%.3f to %.3f %%", 100 * least, 100 * most);
	shared_close(&t);
	tap_group("Cerebras-GPT, table 8");
}

/* Step Law against the geometric mean of its 1000 bootstrap draws (of logarithms), within the paper's three digits. */
static void
steplaw(void)
{
	static const char *const column[] = { "lr_intercept", "lr_coefN", "lr_coefD", "bs_intercept", "bs_coefD" };
	static const double figure[] = { 0, -.7129, .3075, 0, .5709 };
	double mean[5] = { 0 };
	struct shared t;

	if (!shared_open(&t, "steplaw_bootstrap_params.csv")) {
		tap_skip("Step Law's draws", "no ../shared/data");
		return;
	}
	TAP_OK(t.rows == 1000, "%zu rows", t.rows);
	for (size_t k = 0; k < 5; k++) {
		for (size_t i = 0; i < t.rows; i++)
			mean[k] += shared_number(&t, i, column[k]) / (double)t.rows;
		TAP_OK(k % 3 == 0 || fabs(mean[k] - figure[k]) < 1e-4, "%s: %g", column[k], mean[k]);
	}
	double lr = exp(mean[0] + mean[1] * log(1e9) + mean[2] * log(1e11)), batch = exp(mean[3] + mean[4] * log(1e11));
	TAP_OK(relative(predict("steplaw_lr", 1e9, 1e11, 0), lr) < .03, "lr %g, %g", predict("steplaw_lr", 1e9, 1e11, 0), lr);
	TAP_OK(relative(predict("steplaw_batch", 1e11, 0, 0), batch) < .05, "batch %g, %g", predict("steplaw_batch", 1e11, 0, 0),
	       batch);
	shared_close(&t);
	tap_group("Step Law's draws");
}

static void
memory(void)
{
	int code = ERR_MEMORY;
	unsigned long k;

	for (k = 1; code == ERR_MEMORY && k < 1000; k++) {
		const struct preset *p;
		struct recipe *r;
		double par[LAW_PARAMS];
		struct err e = { 0 };
		mem_fail_at(k, false);
		code = preset_open(STR("kaplan_ns"), &p, &r, par, &e);
		recipe_free(r);
	}
	mem_fail_at(0, false);
	TAP_OK(code == 0 && k > 5, "%d after %lu", code, k - 1);
	tap_group("memory");
}

int
main(void)
{
	rows();
	figures();
	hoffmann();
	cerebras();
	steplaw();
	memory();
	return tap_done();
}
