/* SPDX-License-Identifier: MIT */
/* figures: what the Chinchilla law gives on public tables, against figures measured with other optimisers. */
#include "math/scaling/validate.h"
#include "figures.h"

static struct figure t;

/* Epoch's points of compute below limit; without the five largest losses when dropped. */
static size_t
epoch(double limit, bool dropped)
{
	struct shared s;

	if (!shared_open(&s, "chinchilla_epoch245_NDCL.csv"))
		return 0;
	t.n = 0;
	for (size_t i = 0; i < s.rows; i++)
		if (shared_number(&s, i, "C") < limit && !(dropped && shared_number(&s, i, "L") > 3.44))
			figure_row(&t, shared_number(&s, i, "N"), shared_number(&s, i, "D"), shared_number(&s, i, "C"), shared_number(&s, i, "L"));
	shared_close(&s);
	return t.n;
}

/* Rows of compute at or above limit, predicted by the fit of those below. */
static struct validation
held_out(double limit, const char *objective, size_t *train)
{
	static double predicted[FIGURE_ROWS], y[FIGURE_ROWS], x[2][FIGURE_ROWS];
	size_t n = 0;

	epoch((double)INFINITY, true);
	for (size_t i = 0; i < t.n; i++)
		if (t.x[2][i] >= limit) {
			x[0][n] = t.x[0][i];
			x[1][n] = t.x[1][i];
			y[n++] = t.y[i];
		}
	*train = epoch(limit, true);
	figure_fit(&t, "chinchilla", NULL, objective);
	for (size_t i = 0; i < n; i++)
		predicted[i] = figure_at(&t, x[0][i], x[1][i], 0);
	figure_done(&t);
	return validate_errors(n, predicted, y, NULL, NULL);
}

static void
holdout(void)
{
	static const struct {
		double limit;
		const char *objective;
		size_t train, test;
		double rmse, bias;	/* per cent */
		int digits;		/* of bias; 0: not known */
	} known[] = {
		{ 1e21, "huber", 217, 23, 1.25, -.02, 2 }, { 3e20, "huber", 177, 63, 1.25, .5, 1 },
		{ 1e21, "ls", 217, 23, 1.38, 0, 0 }, { 3e20, "ls", 177, 63, 1.40, 0, 0 },
	};

	for (size_t k = 0; k < 4; k++) {
		size_t train;
		struct validation v = held_out(known[k].limit, known[k].objective, &train);
		TAP_OK(train == known[k].train && v.n == known[k].test, "%zu train, %zu test", train, v.n);
		TAP_OK(figure_prints(100 * v.log_rmse, known[k].rmse, 2), "C < %g, %s: log-RMSE %.4f %%, not %g", known[k].limit,
		       known[k].objective, 100 * v.log_rmse, known[k].rmse);
		TAP_OK(known[k].digits == 0 || figure_prints(100 * v.bias, known[k].bias, known[k].digits), "C < %g: bias %.4f %%, not %g",
		       known[k].limit, 100 * v.bias, known[k].bias);
	}
	tap_group("held out by compute: what the smaller runs say of the larger ones");
}

/* All 245 points: five outliers move beta by .086. */
static void
outliers(void)
{
	static const double known[] = { 1.89134, 495.726, 12845.6, .349313, .453049 };
	static const int digits[] = { 5, 3, 1, 6, 6 };

	TAP_OK(epoch((double)INFINITY, false) == 245, "%zu rows", t.n);
	figure_fit(&t, "chinchilla", NULL, "huber");
	for (size_t i = 0; i < 5; i++)
		TAP_OK(figure_prints(t.f.par[i], known[i], digits[i]), "%s = %.9g, not %g", t.r->param[i].law.name, t.f.par[i], known[i]);
	TAP_OK(t.f.objective <= .00182601052 * (1 + 5e-9), "objective %.12g", t.f.objective);
	figure_done(&t);
	tap_group("all 245 points");
}

static void
published(void)
{
	static const struct {
		const char *name;
		double par[5], objective, within;	/* E, A, B, alpha, beta */
	} known[] = {
		{ "Hoffmann et al., TeX source", { 1.6933737, 406.40102, 410.72283, .33917084, .2849083 }, .0012312, 5e-8 },
		{ "Hoffmann et al., rounded", { 1.69, 406.4, 410.7, .34, .28 }, .0041210, 5e-8 },
		{ "Besiroglu et al., rounded", { 1.8172, 482.01, 2085.43, .3478, .3658 }, .00102284, 5e-9 },
	};
	struct err e = { 0 };
	struct fit_verdict v;

	epoch((double)INFINITY, true);
	figure_fit(&t, "chinchilla", NULL, "huber");
	double shift = 0;
	for (size_t k = 0; k < 3; k++) {
		TAP_OK(!fit_judge(&t.f, known[k].par, NULL, &v, &e), "%s", e.text);
		TAP_OK(fabs(v.objective - known[k].objective) <= known[k].within * 1.001, "%s: %.9g, not %g", known[k].name, v.objective,
		       known[k].objective);
	}
	double unrounded[FIGURE_ROWS], rounded[FIGURE_ROWS];
	const double *role[] = { t.x[0], t.x[1] };
	TAP_OK(!recipe_predict(t.r, t.n, role, known[0].par, unrounded, &e) && !recipe_predict(t.r, t.n, role, known[1].par, rounded, &e), "%s",
	       e.text);
	for (size_t i = 0; i < t.n; i++)
		shift += (rounded[i] / unrounded[i] - 1) / (double)t.n;
	TAP_OK(figure_prints(100 * shift, 2.00, 2), "rounding shifts losses by %.4f %%", 100 * shift);
	figure_done(&t);
	epoch((double)INFINITY, true);
	figure_fit(&t, "chinchilla", NULL, "lad");
	double par[5], lad = 0;
	memcpy(par, t.f.par, sizeof par);
	figure_done(&t);
	epoch((double)INFINITY, true);
	figure_fit(&t, "chinchilla", NULL, "huber");
	TAP_OK(!fit_judge(&t.f, par, NULL, &v, &e) && figure_prints(lad = v.objective, .00101864, 8), "the LAD optimum: %.9g", lad);
	figure_done(&t);
	tap_group("the objective at published coefficients");
}

/* OLMo ladder: 16 small runs, two large ones; loss on C4. */
static void
ladder(void)
{
	static const struct {
		const char *objective;
		double error[2];	/* per cent, of 7B-4T and 13B-5T */
	} known[] = { { "huber", { -1.9, -3.7 } }, { "ls", { -1.4, -2.4 } } };

	for (size_t k = 0; k < 2; k++) {
		struct shared s;
		double target[2][3];
		size_t targets = 0;
		if (!shared_open(&s, "olmo_ladder_final.csv"))
			return;
		for (size_t i = 0; i < s.rows; i++) {
			double N = shared_number(&s, i, "params"), D = shared_number(&s, i, "tokens"),
			       L = shared_number(&s, i, "c4_en-validation/CrossEntropyLoss");
			if (strcmp(shared_text(&s, i, "mode"), "train") == 0)
				figure_row(&t, N, D, 0, L);
			else if (targets < 2)
				memcpy(target[targets++], (double[]){ N, D > 0 ? D : 5.0e12, L }, sizeof *target);
		}
		shared_close(&s);
		TAP_OK(t.n == 16 && targets == 2, "%zu runs, %zu targets", t.n, targets);
		figure_fit(&t, "chinchilla", NULL, known[k].objective);
		for (size_t i = 0; i < 2; i++) {
			double error = figure_at(&t, target[i][0], target[i][1], 0) / target[i][2] - 1;
			TAP_OK(figure_prints(100 * error, known[k].error[i], 1), "%s, target %zu: %.3f %%, not %g (N %g D %g L %g)", known[k].objective, i,
			       100 * error, known[k].error[i], target[i][0], target[i][1], target[i][2]);
		}
		figure_done(&t);
	}
	tap_group("a ladder of 16 runs predicts 7B and 13B");
}

int
main(void)
{
	if (epoch((double)INFINITY, true) == 0) {
		tap_skip("figures of the Chinchilla law", "no shared data");
		return tap_done();
	}
	holdout();
	outliers();
	published();
	ladder();
	return tap_done();
}
