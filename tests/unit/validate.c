/* SPDX-License-Identifier: MIT */
/* validate: folds, errors of prediction, and the warnings. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/scaling/heldout.h"
#include "math/scaling/validate.h"
#include "math/scaling/warnings.h"
#include "tap.h"

enum { ROWS = 103 };

static void
masks(void)
{
	double mask[] = { 0, 1, -2, (double)NAN, 0, 7 };
	size_t fold[ROWS];
	double C[ROWS];
	struct err e = { 0 };

	fold_mask(6, mask, fold);
	for (size_t i = 0; i < 6; i++)
		TAP_OK((fold[i] == 0) == (i == 1 || i == 2 || i == 5) && (fold[i] == 0 || fold[i] == FOLD_NEVER), "row %zu", i);
	for (size_t i = 0; i < ROWS; i++)
		C[i] = pow(10, (double)(i * 37 % ROWS));
	TAP_OK(fold_top(ROWS, C, .2, fold, &e) == 0, "%s", e.text);
	for (size_t i = 0; i < ROWS; i++)	/* ceil(20.6) = 21 rows */
		TAP_OK((fold[i] == 0) == (i * 37 % ROWS >= ROWS - 21), "row %zu of rank %zu", i, i * 37 % ROWS);
	TAP_OK(fold_top(5, (double[]){ 1, 3, 3, 2, 3 }, .2, fold, &e) == 0 && fold[1] == 0 && fold[2] == 0 && fold[4] == 0 &&
	       fold[0] == FOLD_NEVER && fold[3] == FOLD_NEVER, "ties go together");
	for (int i = 0; i < 5; i++) {
		struct err one = { 0 };
		double fraction[] = { 0, 1, (double)NAN, .999, .1 };
		int code = fold_top(i == 4 ? 3 : ROWS, i == 4 ? (double[]){ 2, 2, 2 } : C, fraction[i], fold, &one);
		TAP_OK(code == (i < 3 ? ERR_USAGE : ERR_NO_ANSWER), "fraction %g: %d", fraction[i], code);
	}
	mem_fail_at(1, false);
	TAP_OK(fold_top(ROWS, C, .2, fold, &e) == ERR_MEMORY, "memory");
	tap_group("hold-out by mask and by compute");
}

static void
folds(void)
{
	size_t group[] = { 0, 2, 1, 3, 0, 2 }, fold[ROWS], again[ROWS], size[10], other = 0;
	struct err e = { 0 };

	TAP_OK(fold_rolling(6, group, 4, 2, fold) == 2, "two folds");
	TAP_OK(fold[0] == FOLD_NEVER && fold[2] == FOLD_NEVER && fold[1] == 0 && fold[5] == 0 && fold[3] == 1, "by budget");
	TAP_OK(fold_trains(FOLD_NEVER, 0, FOLDS_ROLLING) && !fold_trains(0, 0, FOLDS_ROLLING) &&
	       !fold_trains(1, 0, FOLDS_ROLLING) &&
	       fold_trains(0, 1, FOLDS_ROLLING), "the future is not trained on");
	TAP_OK(fold_trains(FOLD_NEVER, 0, FOLDS_ANY) && !fold_trains(0, 0, FOLDS_ANY) && fold_trains(1, 0, FOLDS_ANY),
	       "others are");
	TAP_OK(fold_rolling(6, group, 4, 4, fold) == 0 && fold_rolling(6, group, 4, 9, fold) == 0, "no future");
	TAP_OK(fold_groups(6, group, 4, fold, &e) == 0 && memcmp(fold, group, sizeof group) == 0, "groups");
	for (size_t k = 2; k <= 10; k++) {
		TAP_OK(fold_random(ROWS, k, 5, fold, &e) == 0 && fold_random(ROWS, k, 5, again, &e) == 0, "%s", e.text);
		TAP_OK(memcmp(fold, again, sizeof fold) == 0, "the seed decides");
		memset(size, 0, sizeof size);
		for (size_t i = 0; i < ROWS; i++)
			if (fold[i] < k)
				size[fold[i]]++;
		for (size_t f = 0; f < k; f++)
			TAP_OK(size[f] == ROWS / k || size[f] == ROWS / k + 1, "fold %zu of %zu has %zu", f, k, size[f]);
		fold_random(ROWS, k, 6, again, &e);
		other += memcmp(fold, again, sizeof fold) != 0;
	}
	TAP_OK(other == 9, "other seeds, other folds");
	/* Every row is as likely in fold 0 as any other: 8000 seeds, sd .0046. */
	size_t first = 0, last = 0;
	for (uint64_t seed = 0; seed < 8000; seed++) {
		fold_random(23, 5, seed, fold, &e);
		first += fold[0] == 0;
		last += fold[22] == 0;
	}
	double share = 5. / 23;
	TAP_OK(fabs((double)first / 8000 - share) < .015 && fabs((double)last / 8000 - share) < .015, "%zu, %zu", first, last);
	TAP_OK(fold_random(4, 5, 0, fold, &e) == ERR_USAGE, "more folds than rows");
	err_clear(&e);
	TAP_OK(fold_random(4, 1, 0, fold, &e) == ERR_USAGE, "one fold");
	err_clear(&e);
	TAP_OK(fold_groups(6, group, 1, fold, &e) == ERR_NO_ANSWER, "one group");
	tap_group("rolling, random and group folds");
}

static void
errors(void)
{
	double y[] = { 1, 2, 4, 8, 3 }, p[] = { exp(.1), 2 * exp(-.3), 4, 8 * exp(.2), (double)NAN };
	double lo[] = { .9, .9, 4, 9, 0 }, hi[] = { 1.1, 1.9, 4, 10, 9 };
	struct validation v = validate_errors(5, p, y, lo, hi), w = validate_errors(5, p, y, NULL, hi),
		none = validate_errors(0, p, y, lo, hi);

	TAP_OK(v.n == 4 && fabs(v.bias) < 1e-15 && fabs(v.log_rmse - sqrt(.14 / 4)) < 1e-15, "%g %g", v.bias, v.log_rmse);
	TAP_OK(v.coverage == .5 && isnan(w.coverage) && w.log_rmse == v.log_rmse, "coverage %g", v.coverage);
	TAP_OK(none.n == 0 && isnan(none.log_rmse) && isnan(none.bias) && isnan(none.coverage), "no rows");
	double x[] = { 1e24, 50 }, least[] = { 1e18, 100 }, most[] = { 1e21, 1e3 };
	TAP_OK(fabs(validate_decades(2, x, least, most) - 3) < 1e-14, "three decades above");
	x[0] = 1e20;
	TAP_OK(fabs(validate_decades(2, x, least, most) - log10(2)) < 1e-15, "a factor of two below");
	x[1] = 100;
	TAP_OK(validate_decades(2, x, least, most) == 0 && validate_decades(0, x, least, most) == 0, "inside");
	x[1] = 0;
	TAP_OK(isnan(validate_decades(2, x, least, most)), "zero has no distance");
	tap_group("errors and distance");
}

static struct warning_facts
sound(void)
{
	struct warning_facts f = WARNING_FACTS;

	f.rows = 240;
	f.roles = 2;
	f.role[0] = "N";
	f.role[1] = "D";
	f.distinct[0] = f.distinct[1] = 50;
	f.params = 3;
	f.par[0] = (struct warning_param){ "E", WARN_FLOOR, true, 1.82, 1.77, 1.87 };
	f.par[1] = (struct warning_param){ "A", WARN_AMPLITUDE, true, 478, 282, 3740 };
	f.par[2] = (struct warning_param){ "alpha", WARN_EXPONENT, true, .347, .316, .373 };
	f.starts = 3;
	f.agree = 3;
	f.least = 2.05;
	f.runs = 240;
	f.run = "run";
	f.flops = 6;
	f.flops_error = .01;
	f.approach2 = .541;
	f.approach2_se = .01;
	f.approach3 = .539;
	f.correlation = -.5;
	f.corr_b = 2;
	return f;
}

/* The one warning of f. */
static void
expect(const struct warning_facts *f, const char *code, const char *message)
{
	struct warning w[WARNINGS_MOST];
	size_t n = warnings_list(f, WARNINGS_MOST, w);
	struct err e = { 0 };
	char said[sizeof e.text + sizeof e.hint + 2];

	TAP_OK(n == 1 && strcmp(w[0].code, code) == 0, "%s: %zu warnings, %s", code, n, n ? w[0].code : "");
	if (n == 1) {
		warnings_say(&w[0], &e);
		snprintf(said, sizeof said, "%s; %s", e.text, e.hint);
		TAP_OK(strcmp(said, message) == 0 && strcmp(e.name, code) == 0, "%s", said);
	}
}

#define EXPECT(code, message, ...) do { struct warning_facts f = sound(); __VA_ARGS__; expect(&f, code, message); } while (0)

static void
warnings(void)
{
	struct warning_facts good = sound(), empty = WARNING_FACTS;
	struct warning w[2];

	TAP_OK(warnings_list(&good, 2, w) == 0 && warnings_list(&empty, 2, w) == 0, "nothing to say");
	EXPECT("few_rows", "5 rows for 3 fitted parameters; add runs, or fix parameters with --fix", f.rows = f.runs = 5);
	EXPECT("few_values", "D has 2 different values; its exponent rests on them; add sizes", f.distinct[1] = 2);
	EXPECT("collinear",
	       "D follows a power of N in all rows; their terms cannot be told apart; add runs off that line, or fix one term",
	       f.collinear_a = "N", f.collinear_b = "D");
	EXPECT("not_identified", "A is not identified: other values fit as well; fix it, or add runs that tell",
	       f.unidentified = 2);
	EXPECT("floor_zero", "E may be 0: the data do not show a limit; extrapolate with care, or fix it with --fix",
	       f.par[0].lo = 1e-30);
	EXPECT("floor_zero", "E may be 0: the data do not show a limit; extrapolate with care, or fix it with --fix",
	       f.bounds = 1);
	EXPECT("floor_least", "E = 2.04 is at the smallest loss, 2.05; look for outliers among the smallest losses",
	       f.par[0].estimate = 2.04);
	EXPECT("exponent_range", "exponent alpha = 2.5 is outside 0.02 to 2; the term is hardly determined by these data",
	       f.par[2].estimate = 2.5);
	EXPECT("on_bound", "A = 478 is on its bound; widen the bound, or fix it there", f.bounds = 2);
	EXPECT("correlation", "E and alpha have correlation -0.99; only a combination is determined; fix one, or add runs",
	       f.correlation = -.99);
	EXPECT("wide_interval", "alpha is uncertain by more than its value: 0.1 to 0.9 around 0.347; add runs, or fix it",
	       f.par[2].lo = .1, f.par[2].hi = .9);
	EXPECT("starts_disagree", "only 1 of 3 starts reach the best objective; give starts with --start", f.agree = 1);
	EXPECT("not_converged",
	       "the optimum was not reached: scaled gradient 0.63; a parameter that goes on without end is not identified: fix or bound it",
	       f.lost = true, f.gradient = .63);
	EXPECT("draws_stopped", "25 % of the draws stopped before their optimum: intervals may be too narrow; "
	       "fix a parameter that is hardly seen, or use --ci profile", f.stopped = .25);
	EXPECT("approaches_disagree",
	       "the exponent of N is 0.426 by parabolas and 0.33 by the law; "
	       "parabolas are biased off centre and on wide grids; look at both",
	       f.approach2 = .426, f.approach3 = .33);
	EXPECT("budget", "budget 6e18 is left out: no minimum; give it sizes on both sides of its minimum", f.budgets = 1, f.budget[0] = 6e18,
	       f.reason[0] = "no minimum");
	EXPECT("flops", "C is not 6 N D: off by up to 50 %; plan with --flops-per-token, or take C as a role",
	       f.flops_error = log(1.5));
	EXPECT("repeated_runs", "240 rows come from 22 runs (\"run\"): row intervals are too narrow; use --ci cluster:run",
	       f.runs = 22);
	good.runs = 22;
	good.clustered = true;
	good.par[0].fitted = false;
	good.unidentified = good.bounds = 1;
	TAP_OK(warnings_list(&good, 2, w) == 0, "clustered draws, a fixed parameter");
	good = sound();
	good.rows = good.runs = 4;
	good.distinct[0] = good.distinct[1] = 1;
	TAP_OK(warnings_list(&good, 2, w) == 3 && !strcmp(w[1].name[0], "N"), "three, of which two fit");
	tap_group("every warning");
}

/* Where the law is true and the noise alike, 95 % intervals of new runs hold 95 % of runs of more compute than any that was fitted. */
static void
held_out(void)
{
	enum { RUNS = 120 };
	static const double truth[] = { 1.8172181, 477.8259, 2143.4174, .34731050, .36717243 };
	double n[RUNS], d[RUNS], y[RUNS], largest[RUNS], hit = 0, all = 0;
	const double *role[] = { n, d };
	struct fit_data data = { RUNS, role, y, NULL };
	size_t fold[RUNS];
	struct recipe *r;
	struct err e = { 0 };

	TAP_OK(!recipe_law(STR("chinchilla"), &r, &e) && !recipe_compile(r, &e), "%s", e.text);
	for (size_t i = 0; i < RUNS; i++) {
		double C = 6e18 * pow(500, (double)(i % 10) / 9);
		n[i] = 7e7 * sqrt(C / 6e18) * pow(40, (double)(i / 10) / 11);
		d[i] = C / (6 * n[i]);
		largest[i] = i % 10 >= 8;
	}
	fold_mask(RUNS, largest, fold);
	for (uint64_t k = 1; k <= 25; k++) {
		struct rng g = rng_at(k, 0);
		struct study_opts o = { .objective = FIT_DEFAULT, .intervals = INTERVALS_PAIRS, .seed = k, .first = 1, .last = 200, .level = .95,
			.per_token = 6, .threads = 1 };
		struct heldout h;
		TAP_OK(!recipe_predict(r, RUNS, role, truth, y, &e), "%s", e.text);
		for (size_t i = 0; i < RUNS; i++)
			y[i] *= exp(.008 * rng_normal(&g));
		TAP_OK(!heldout_fold(r, &data, &o, fold, 0, FOLDS_ANY, &h, &e) && h.errors.n == 24, "%s", e.text);
		hit += h.errors.coverage * (double)h.errors.n;
		all += (double)h.errors.n;
	}
	TAP_OK(hit / all > .91 && hit / all < .98, "%.3f of %g held-out runs are in their intervals", hit / all, all);
	recipe_free(r);
	tap_group("coverage of runs of more compute");
}

int
main(void)
{
	masks();
	folds();
	errors();
	warnings();
	held_out();
	return tap_done();
}
