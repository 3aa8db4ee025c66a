/* SPDX-License-Identifier: MIT */
/* frontier_search: the frontier of any law by root-finding on its condition. */
#include <math.h>

#include "math/scaling/frontier_inside.h"
#include "math/scaling/root.h"

/* ln N and ln D are looked for from 1e-20 to 1e40; losses there are limits. */
#define LOW (-46.0)
#define HIGH 92.0
enum { POINTS = 8 };

static void
losses(struct frontier_search *f, size_t n, const double N[], const double D[], double L[])
{
	const struct chinchilla *c = f->s->closed;

	for (size_t i = 0; i < n; i++)
		L[i] = c ? c->E + c->A * pow(N[i], -c->alpha) + c->B * pow(D[i], -c->beta) : (double)NAN;
	if (!c && !f->e->code)
		f->s->loss(f->s->law, n, N, D, L, f->e);
}

double
frontier_loss(struct frontier_search *f, double N, double D)
{
	double L = (double)NAN;

	losses(f, 1, &N, &D, &L);
	return L;
}

double
frontier_limit(struct frontier_search *f)
{
	return f->s->closed ? f->s->closed->E : frontier_loss(f, exp(HIGH), exp(HIGH));
}

/*
 * ln(-dL/d ln N) - ln(-dL/d ln D).  Where L does not fall any more, the logarithm of next to nothing; where it falls in neither,
 * that counts as too many parameters.
 */
static double
steepness(struct frontier_search *f, double lnN, double lnD)
{
	static const double step[] = { -2, -1, 1, 2 }, weight[] = { 1, -8, 8, -1 };
	const struct chinchilla *c = f->s->closed;
	double N[POINTS], D[POINTS], L[POINTS], fall[2] = { 0, 0 };

	if (c)
		return log(c->alpha * c->A / (c->beta * c->B)) - c->alpha * lnN + c->beta * lnD;
	for (size_t i = 0; i < POINTS; i++) {
		N[i] = exp(lnN + (i < 4 ? f->h * step[i] : 0));
		D[i] = exp(lnD + (i < 4 ? 0 : f->h * step[i - 4]));
	}
	losses(f, POINTS, N, D, L);
	for (size_t i = 0; i < POINTS; i++)
		fall[i / 4] -= weight[i % 4] * L[i];
	if (isnan(fall[0]) || isnan(fall[1]))
		return (double)NAN;
	return log(fmax(fall[0], 1e-301)) - log(fmax(fall[1], 1e-300));
}

/* The condition: 0 on the frontier, above where there are too few parameters for the tokens. */
static double
condition(struct frontier_search *f, double lnN, double lnD)
{
	return steepness(f, lnN, lnD) - log1p(f->extra * exp(-lnD));
}

static double
at_params(void *search, double lnN)
{
	struct frontier_search *f = search;

	return condition(f, lnN, f->D);
}

static double
at_tokens(void *search, double lnD)
{
	struct frontier_search *f = search;

	return condition(f, f->N, lnD);
}

/* Along N (D + extra) = exp(total). */
static double
at_total(void *search, double lnD)
{
	struct frontier_search *f = search;

	return condition(f, f->total - lnD - log1p(f->extra * exp(-lnD)), lnD);
}

/* ln(L - limit) - ln(target - limit), nearly straight in ln N and ln D. */
static double
above(struct frontier_search *f, double lnN, double lnD)
{
	double L = frontier_loss(f, exp(lnN), exp(lnD));

	return isnan(L) ? L : log(fmax(L - f->limit, 1e-300)) - log(f->target - f->limit);
}

static double
best_params(struct frontier_search *f, double lnD)
{
	f->D = lnD;
	return root_find(at_params, f, LOW, HIGH, 1, f->tolerance);
}

static double
on_frontier(void *search, double lnD)
{
	return above(search, best_params(search, lnD), lnD);
}

static double
on_model(void *search, double lnD)
{
	struct frontier_search *f = search;

	return above(f, f->N, lnD);
}

double
frontier_tokens(struct frontier_search *f)
{
	f->limit = frontier_loss(f, exp(f->N), exp(HIGH));
	return f->limit < f->target ? exp(root_find(on_model, f, LOW, HIGH, 1, 1e-13)) : (double)NAN;
}

/* Rounding of L, over h, is noise in the condition: nearer than that no root need be found. */
static void
search(struct frontier_search *f, enum frontier_given given, double train, double h, double *N, double *D)
{
	double lnN = log(f->target), lnD = lnN;

	f->h = h;
	f->tolerance = f->s->closed ? 1e-13 : 1e-15 / h;
	if (given == GIVEN_COMPUTE) {
		f->total = log(f->target / train);
		lnD = root_find(at_total, f, LOW, fmin(HIGH, f->total), 1, f->tolerance);
		lnN = f->total - lnD - log1p(f->extra * exp(-lnD));
	} else if (given == GIVEN_PARAMS) {
		f->N = lnN;
		lnD = root_find(at_tokens, f, LOW, HIGH, 1, f->tolerance);
	} else {
		if (given == GIVEN_LOSS)
			lnD = root_find(on_frontier, f, 0, HIGH, 1, f->tolerance);
		lnN = best_params(f, lnD);
	}
	*N = lnN;
	*D = lnD;
}

/* Wide differences are exact to rounding on smooth laws; where they see a kink, narrow ones are better. */
void
frontier_search(struct frontier_search *f, enum frontier_given given, double train, double *N, double *D)
{
	search(f, given, train, 0x1p-9, N, D);
	double wide = steepness(f, *N, *D);
	f->h = 0x1p-12;
	if (fabs(steepness(f, *N, *D) - wide) > 1e-9)
		search(f, given, train, 0x1p-19, N, D);
	*N = exp(*N);
	*D = exp(*D);
}
