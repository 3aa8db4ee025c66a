/* SPDX-License-Identifier: MIT */
/*
 * Benchmark of the fit engine on synthetic tables: milliseconds of one fit, and 4000 draws on 1 and 2 threads, beside the goals.  Medians of five.
 * usage: fit
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/rng.h"
#include "math/scaling/bootstrap.h"

enum { ROUNDS = 5, DRAWS = 4000, COLUMNS = 4, MOST = 100000 };

static const struct job {
	const char *name, *law, *objective;
	double par[LAW_PARAMS], lo[COLUMNS], hi[COLUMNS], noise;
	size_t rows;
	double goal_fit, goal_draws;	/* milliseconds; 0: none */
} jobs[] = {
	{ "chinchilla", "chinchilla", "huber", { 1.82, 478, 2143, .3473, .3672 }, { 4e7, 2e8 }, { 2e10, 3e11 }, .008, 240, 1, 200 },
	{ "the same, ls", "chinchilla", "ls", { 1.82, 478, 2143, .3473, .3672 }, { 4e7, 2e8 }, { 2e10, 3e11 }, .008, 240, 1, 200 },
	{ "the same, lad", "chinchilla", "lad", { 1.82, 478, 2143, .3473, .3672 }, { 4e7, 2e8 }, { 2e10, 3e11 }, .008, 240, 0, 0 },
	{ "bnsl, one break", "bnsl:1", "ls", { .41, 2.3, .055, 5.7, 610, .06 }, { 160 }, { 1000 }, .0005, 14, 15, 2000 },
	{ "four terms, nine parameters", "terms:N,D,W,S", "huber:1e-4", { 1.7, 400, .34, 400, .28, 30, .5, 3, .6 }, { 5e7, 1e9, 256, 4 },
	  { 1e11, 1e12, 8192, 128 }, .005, 500, 100, 0 },
	{ "training curves", "chinchilla", "huber", { 1.82, 478, 2143, .3473, .3672 }, { 4e7, 2e8 }, { 2e10, 3e11 }, .02, MOST, 1000, 0 },
	{ "data_constrained", "data_constrained", "huber", { 1.87, 521, 1488, .35, .35, 15.4, 5.3 }, { 5e7, 1e9, 1e8 }, { 1e10, 2e11, 1e11 }, .005, 230,
	  0, 0 },
};

static double column[COLUMNS][MOST], y[MOST];

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + 1e-6 * (double)t.tv_nsec;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, z = *(const double *)b;

	return (x > z) - (x < z);
}

static struct recipe *
table(const struct job *j, struct err *e)
{
	const double *role[COLUMNS] = { column[0], column[1], column[2], column[3] };
	struct rng g = rng_at(11, j->rows);
	struct recipe *r;

	if (recipe_law(str_of(j->law), &r, e) || recipe_compile(r, e))
		return NULL;
	for (size_t i = 0; i < j->rows; i++)
		for (size_t k = 0; k < r->form.roles; k++)
			column[k][i] = j->lo[k] * pow(j->hi[k] / j->lo[k], rng_uniform(&g));
	recipe_predict(r, j->rows, role, j->par, y, e);
	for (size_t i = 0; i < j->rows; i++)
		y[i] *= exp(j->noise * rng_normal(&g));
	return r;
}

static void
run(const struct job *j)
{
	const double *role[COLUMNS] = { column[0], column[1], column[2], column[3] };
	struct err e = { 0 };
	struct recipe *r = table(j, &e);
	struct fit_data d = { j->rows, role, y, NULL };
	struct fit_objective o = { .linear = false };
	struct fit f;
	double fits[ROUNDS], draws[2][ROUNDS];
	double *draw = malloc(DRAWS * LAW_PARAMS * sizeof *draw);
	size_t failed = 0;

	fit_objective(str_of(j->objective), &o, &e);
	for (int k = 0; r && draw && !e.code && k < ROUNDS; k++) {
		double t = now();
		fit_solve(r, &d, &o, 0, &f, &e);
		fits[k] = now() - t;
		for (int threads = 1; j->rows <= 1000 && threads <= 2; threads++) {
			struct bootstrap b = { BOOT_PAIRS, NULL, 0, 1, 1, DRAWS, threads };
			t = now();
			bootstrap_draws(&f, &b, draw, &failed, NULL, &e);
			draws[threads - 1][k] = now() - t;
		}
		if (k < ROUNDS - 1)
			fit_free(&f);
	}
	if (e.code || !r) {
		printf("%-28s %s\n", j->name, e.text);
		return;
	}
	qsort(fits, ROUNDS, sizeof *fits, ascending);
	printf("%-28s %6zu rows  %8.2f ms", j->name, j->rows, fits[ROUNDS / 2]);
	if (j->goal_fit > 0)
		printf(" (goal %4g)", j->goal_fit);
	else
		printf("            ");
	printf("  agree %2zu of %2zu", f.certificate.agree, f.certificate.tried);
	if (j->rows <= 1000) {
		for (int k = 0; k < 2; k++)
			qsort(draws[k], ROUNDS, sizeof *draws[k], ascending);
		printf("  4000 draws %6.0f ms, 2 threads %6.0f ms", draws[0][ROUNDS / 2], draws[1][ROUNDS / 2]);
		if (j->goal_draws > 0)
			printf(" (goal %g)", j->goal_draws);
	}
	putchar('\n');
	fit_free(&f);
	recipe_free(r);
	free(draw);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
		run(&jobs[i]);
	return 0;
}
