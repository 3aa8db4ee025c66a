/* SPDX-License-Identifier: MIT */
/* fit, on tables above 8192 rows of nothing but noise: what is returned is a minimum all the same, by the test's own sum of losses. */
#include <math.h>

#include "base/rng.h"
#include "math/scaling/fit.h"
#include "tap.h"

enum { ROWS = 8500, PARAMS = 5, TABLES = 6 };

static double N[ROWS], D[ROWS], L[ROWS];
static const double *const role[] = { N, D };
static const char *const name[PARAMS] = { "E", "A", "B", "alpha", "beta" };

static void
fill(uint64_t seed)
{
	struct rng g = rng_at(seed, 0);

	for (size_t i = 0; i < ROWS; i++) {
		N[i] = pow(10, 6 + 4 * rng_uniform(&g));
		D[i] = pow(10, 8 + 4 * rng_uniform(&g));
		L[i] = exp(rng_normal(&g));
	}
}

/* Sum of Huber's loss, delta = 1e-3, of the logarithms. */
static double
sum(const double par[PARAMS])
{
	const double delta = FIT_DEFAULT.delta;
	double s = 0;

	for (size_t i = 0; i < ROWS; i++) {
		double r = fabs(log(par[0] + par[1] * pow(N[i], -par[3]) + par[2] * pow(D[i], -par[4])) - log(L[i]));
		s += r <= delta ? r * r / 2 : delta * (r - delta / 2);
	}
	return s;
}

static void
minima(void)
{
	struct recipe *r;
	struct err e = { 0 };

	TAP_OK(!recipe_law(STR("chinchilla"), &r, &e) && !recipe_compile(r, &e), "%s", e.text);
	for (uint64_t seed = 1; seed <= TABLES; seed++) {
		struct fit f;
		double par[PARAMS], best;
		fill(seed);
		TAP_OK(!fit_solve(r, &(struct fit_data){ ROWS, role, L, NULL }, &FIT_DEFAULT, 2, &f, &e), "%s", e.text);
		for (size_t j = 0; j < PARAMS; j++)
			par[j] = f.par[recipe_find(r, str_of(name[j]))];
		best = sum(par);
		TAP_OK(fabs(best - f.objective) < 1e-9 * best, "table %d: %.12g, by its parameters %.12g", (int)seed, f.objective, best);
		for (size_t j = 0; j < PARAMS; j++)
			for (int step = -1; step <= (par[j] < 8e307 ? 1 : -1); step += 2) {	/* what is as large as doubles are grows no more */
				double near[PARAMS];
				for (size_t k = 0; k < PARAMS; k++)
					near[k] = par[k] * (k == j ? 1 + 1e-4 * step : 1);
				TAP_OK(sum(near) >= best * (1 - 1e-10), "table %d: another %s is better by %g", (int)seed, name[j], best - sum(near));
			}
		for (int k = -10; k <= 10; k++)		/* the median of the law that L is drawn from is 1 */
			TAP_OK(best <= sum((const double[PARAMS]){ 1 + k / 100.0, 0, 0, 1, 1 }), "table %d: a constant is better", (int)seed);
		fit_free(&f);
	}
	recipe_free(r);
	tap_group("minima of noise");
}

int
main(void)
{
	minima();
	return tap_done();
}
