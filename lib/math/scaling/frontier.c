/* SPDX-License-Identifier: MIT */
/* frontier: optimal allocation, overhead and effective compute. */
#include <math.h>

#include "base/num.h"
#include "math/scaling/frontier.h"
#include "math/scaling/frontier_inside.h"

struct surface
frontier_chinchilla(const struct chinchilla *c)
{
	return (struct surface){ .closed = c };
}

struct frontier_exponents
frontier_exponents(double alpha, double beta)
{
	double sum = alpha + beta;

	return (struct frontier_exponents){ beta / sum, alpha / sum, alpha * beta / sum };
}

double
frontier_gain(double E, double c, double worse, double better)
{
	return worse > E && better > E ? pow((worse - E) / (better - E), 1 / c) : (double)NAN;
}

double
frontier_smallest(double alpha, double beta)
{
	return pow(1 + alpha / beta, -1 / alpha);
}

static struct str
shown(double x, char text[NUM_TEXT])
{
	return (struct str){ text, num_print_digits(x, 6, text) };
}

/* "WHAT x RELATION y", with the numbers to six digits. */
static int
refuse(struct err *e, const char *what, double x, const char *relation, double y)
{
	char a[NUM_TEXT], b[NUM_TEXT];
	struct str left = shown(x, a), right = shown(y, b);

	return err_set(e, ERR_NO_ANSWER, "%s %.*s %s %.*s", what, (int)left.n, left.s, relation, (int)right.n, right.s);
}

static bool
positive(double x)
{
	return x > 0 && x < (double)INFINITY;
}

/* The closed forms, where all compute goes into training: A N^-alpha : B D^-beta = beta : alpha. */
static void
closed_point(const struct chinchilla *c, double train, enum frontier_given given, double value, double *N, double *D)
{
	double sum = c->alpha + c->beta, lnG = log(c->alpha * c->A / (c->beta * c->B)) / sum;

	if (given == GIVEN_COMPUTE) {
		*N = exp(lnG + c->beta / sum * log(value / train));
		*D = value / train / *N;
	} else if (given == GIVEN_PARAMS) {
		*N = value;
		*D = exp((c->alpha * log(value) - lnG * sum) / c->beta);
	} else if (given == GIVEN_TOKENS) {
		*D = value;
		*N = exp((c->beta * log(value) + lnG * sum) / c->alpha);
	} else {
		*N = pow(c->A * sum / (c->beta * (value - c->E)), 1 / c->alpha);
		*D = pow(c->B * sum / (c->alpha * (value - c->E)), 1 / c->beta);
	}
}

int
frontier_at(const struct surface *s, const struct frontier_cost *c, enum frontier_given given, double value,
            struct frontier_point *p, struct err *e)
{
	double nan = (double)NAN, N = nan, D = nan;
	struct frontier_search search = { .s = s, .extra = c->serve * c->inference / c->train, .target = value, .e = e };
	const struct chinchilla *k = s->closed;

	*p = (struct frontier_point){ nan, nan, nan, nan, nan };
	if (!positive(value) || !positive(c->train) || !(search.extra >= 0 && positive(1 + search.extra)))
		return err_set(e, ERR_USAGE, "what is given and what it costs must be positive numbers");
	if (k && !(positive(k->A) && positive(k->B) && positive(k->alpha) && positive(k->beta) && k->E >= 0))
		return err_set(e, ERR_NO_ANSWER, "a law that does not fall in both parameters and tokens has no best allocation; "
		               "scaling-law-predict evaluates it");
	if (given == GIVEN_LOSS) {
		search.limit = frontier_limit(&search);
		if (!(value > search.limit) && !e->code)
			return refuse(e, "loss", value, "is not above E =", search.limit);
	}
	if (k && search.extra == 0)
		closed_point(k, c->train, given, value, &N, &D);
	else if (!e->code)
		frontier_search(&search, given, c->train, &N, &D);
	if (!e->code && !(positive(N) && positive(D)))
		err_set(e, ERR_NO_ANSWER, "there is no best allocation of parameters and tokens under this law");
	if (!e->code)
		*p = (struct frontier_point){ c->train * N * D, c->train * N * (D + search.extra), N, D,
		                              frontier_loss(&search, N, D) };
	return e->code;
}

int
frontier_overhead(const struct surface *s, const struct frontier_point *p, double k_N, double *k_D, double *overhead,
                  struct err *e)
{
	struct frontier_search search = { .s = s, .N = log(k_N * p->params), .target = p->loss, .e = e };

	*k_D = *overhead = (double)NAN;
	if (!positive(k_N))
		return err_set(e, ERR_USAGE, "a part of the optimal parameters must be a positive number");
	if (s->closed) {
		const struct chinchilla *c = s->closed;
		*k_D = pow(1 - expm1(-c->alpha * log(k_N)) * c->beta / c->alpha, -1 / c->beta);
		if (!(k_N > frontier_smallest(c->alpha, c->beta)))
			return refuse(e, "no number of tokens makes up for", k_N, "of the optimal parameters; the limit is",
			              frontier_smallest(c->alpha, c->beta));
	} else {
		*k_D = frontier_tokens(&search) / p->tokens;
		if (!e->code && isnan(*k_D))
			return err_set(e, ERR_NO_ANSWER, "no number of tokens makes up for so few parameters");
	}
	*overhead = k_N * *k_D - 1;
	return e->code;
}

int
frontier_speedup(const struct surface *s, const struct surface *base, const struct frontier_cost *c, double compute,
                 double *times, struct err *e)
{
	struct frontier_point p, q;

	*times = (double)NAN;
	if (!frontier_at(s, c, GIVEN_COMPUTE, compute, &p, e) && !frontier_at(base, c, GIVEN_LOSS, p.loss, &q, e))
		*times = q.total / p.total;
	return e->code;
}
