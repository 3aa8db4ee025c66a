/* SPDX-License-Identifier: MIT */
/*
 * Coverage of the default interval: how often 95 % pairs intervals hold the truth, over simulated tables with the columns of Epoch's 240
 * points, lognormal noise of standard deviation .008 around their optimum.  Not a test: a few minutes.  Without the points (../shared)
 * it uses a design like theirs: nine budgets of compute, 5 to 45 models each.
 * usage: coverage [SIMULATIONS [DRAWS]]
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/rng.h"
#include "math/scaling/bootstrap.h"

enum { ROWS = 300, PARAMS = 5, WATCHED = 4 };

static const double truth[PARAMS] = { 1.8172181, 477.8259, 2143.4174, .34731050, .36717243 };	/* E, A, B, alpha, beta */
static double N[ROWS], D[ROWS], loss[ROWS], y[ROWS];

static size_t
epoch(void)
{
	const char *base = getenv("MLCORE_SHARED");
	char path[4096], line[512];
	size_t n = 0;

	snprintf(path, sizeof path, "%s/data/chinchilla_epoch245_NDCL.csv", base ? base : "../shared");
	FILE *f = fopen(path, "r");
	if (!f)
		return 0;
	for (bool first = true; fgets(line, sizeof line, f) && n < ROWS; first = false) {
		double C, L;
		if (!first && sscanf(line, "%lf,%lf,%lf,%lf", &N[n], &D[n], &C, &L) == 4 && L < 3.44)
			n++;
	}
	fclose(f);
	return n;
}

static size_t
similar(void)
{
	size_t n = 0;

	for (size_t b = 0; b < 9; b++)
		for (size_t i = 0; i < 27 && n < 240; i++, n++) {
			double C = 6e18 * pow(500, (double)b / 8);
			N[n] = 7e7 * pow(C / 6e18, .5) * pow(40, (double)i / 26);
			D[n] = C / (6 * N[n]);
		}
	return n;
}

/* One simulated table: which of alpha, beta, E, a = beta/(alpha + beta) lie in their intervals; false without an answer. */
static bool
simulate(const struct recipe *r, size_t n, size_t draws, uint64_t number, double draw[], double watched[], bool in[WATCHED])
{
	const double *role[] = { N, D }, exact[WATCHED] = { truth[3], truth[4], truth[0], truth[4] / (truth[3] + truth[4]) };
	struct fit_data d = { n, role, y, NULL };
	struct bootstrap b = { BOOT_PAIRS, NULL, 0, number, 1, draws, 0 };
	struct rng g = rng_at(20260101, number);
	struct err e = { 0 };
	struct fit f;
	size_t failed = 0;

	for (size_t i = 0; i < n; i++)
		y[i] = loss[i] * exp(.008 * rng_normal(&g));
	bool made = !fit_solve(r, &d, &FIT_DEFAULT, 0, &f, &e) && !bootstrap_draws(&f, &b, draw, &failed, NULL, &e);
	for (size_t k = 0; made && k < WATCHED; k++) {
		double se, lo, hi, *x = watched, *work = watched + draws;
		for (size_t i = 0; i < draws; i++) {
			const double *p = draw + i * PARAMS;
			x[i] = k < 2 ? p[3 + k] : k == 2 ? p[0] : p[4] / (p[3] + p[4]);
		}
		bootstrap_interval(draws, x, 1, .95, work, &se, &lo, &hi);
		in[k] = lo <= exact[k] && exact[k] <= hi;
	}
	fit_free(&f);
	return made;
}

int
main(int argc, char **argv)
{
	static const char *const name[WATCHED] = { "alpha", "beta", "E", "a_opt" };
	size_t simulations = argc > 1 ? strtoul(argv[1], NULL, 10) : 300, draws = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000, n = epoch();
	size_t held[WATCHED] = { 0 }, made = 0;
	double *draw = malloc(draws * PARAMS * sizeof *draw), *watched = malloc(2 * draws * sizeof *watched);
	const double *role[] = { N, D };
	struct err e = { 0 };
	struct recipe *r;

	n = n ? n : similar();
	if (!draw || !watched || recipe_law(STR("chinchilla"), &r, &e) || recipe_compile(r, &e) || recipe_predict(r, n, role, truth, loss, &e))
		return fprintf(stderr, "coverage: %s\n", e.text), 1;
	for (uint64_t s = 1; s <= simulations; s++) {
		bool in[WATCHED];
		if (!simulate(r, n, draws, s, draw, watched, in))
			continue;
		made++;
		for (size_t k = 0; k < WATCHED; k++)
			held[k] += in[k];
	}
	printf("%zu rows, %zu simulations, %zu draws each, 95 %% pairs intervals\n", n, made, draws);
	for (size_t k = 0; k < WATCHED; k++) {
		double share = (double)held[k] / (double)made;
		printf("  %-6s %.3f +- %.3f%s\n", name[k], share, sqrt(share * (1 - share) / (double)made),
		       share < .92 || share > .99 ? "  outside .92-.99" : "");
	}
	recipe_free(r);
	free(draw);
	free(watched);
	return 0;
}
