/* SPDX-License-Identifier: MIT */
/* The six criteria: every counterexample shows what it says, every "yes" survives 10^4 random trials. */
#include "math/sparsity/criteria.h"
#include "measured.h"
#include "tap.h"

enum { TRIALS = 10000, LONG = 6 };

/* Uniform in [0, 1). */
static double
uniform(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (double)(*state >> 11) * 0x1p-53;
}

static void
counterexamples(void)
{
	for (size_t k = 0; k < criteria_measures; k++)
		for (enum criterion c = D1; c < CRITERIA; c++) {
			struct criteria_case x;
			struct err e = { 0 };
			TAP_OK(!criteria_case(k, c, &x, &e), "%s", e.text);
			TAP_OK(criteria_kept(c, x.orientation, x.value, x.value_after) == x.yes, "%s, %s: %.17g -> %.17g", x.measure, x.name,
			       x.value, x.value_after);
			bool fixed = c == D4 || c == P2;
			TAP_OK(x.n >= 2 && x.n_after == (c == D4 ? 2 * x.n : c == P2 ? x.n + 1 : x.n), "%s, %s", x.measure, x.name);
			double sum = 0, sum_after = 0, ratio = x.after[0] / x.before[0], rise = x.after[0] - x.before[0];
			for (size_t i = 0; i < x.n; i++) {
				sum += x.before[i];
				sum_after += x.after[i];
				TAP_OK(!fixed || x.after[i] == x.before[i], "%s, %s: element %zu", x.measure, x.name, i);
				TAP_OK(c != D2 || fabs(x.after[i] - ratio * x.before[i]) <= 1e-14 * x.after[i], "%s: scaled", x.measure);
				TAP_OK(c != D3 || fabs(x.after[i] - x.before[i] - rise) <= 1e-11, "%s: risen", x.measure);
			}
			TAP_OK(c != D1 || fabs(sum - sum_after) <= 1e-12 * sum, "%s: Robin Hood keeps nothing", x.measure);
		}
	tap_group("every counterexample breaks its criterion, and is of its kind");
}

/* A vector of multiples of unit as the criteria want it, and after the change; positive where the measure asks for it. */
static void
draw(uint64_t *state, bool positive, double unit, struct criteria_case *x)
{
	do {
		x->n = 2 + (size_t)(uniform(state) * (LONG - 1));
		for (size_t i = 0; i < x->n; i++)
			x->before[i] = !positive && uniform(state) < 0.2 ? 0 : floor(uniform(state) * 79 + 1) * unit;
		size_t nonzero = 0;
		bool equal = true;
		for (size_t i = 0; i < x->n; i++) {
			nonzero += x->before[i] > 0;
			equal &= x->before[i] == x->before[0];
		}
		if (nonzero >= 2 && !equal)
			break;
	} while (true);
	x->n_after = x->n;
	memcpy(x->after, x->before, sizeof x->after);
	size_t i = (size_t)(uniform(state) * (double)x->n), j = 0;
	double u = 0.02 + 0.96 * uniform(state), sum = 0;
	for (size_t k = 0; k < x->n; k++)
		sum += x->before[k];
	switch (x->criterion) {
	case D1:
		while (x->before[i] == x->before[j] || j == i) {
			i = (size_t)(uniform(state) * (double)x->n);
			j = (size_t)(uniform(state) * (double)x->n);
		}
		u *= (x->before[i] - x->before[j]) / 2;
		x->after[i] -= u;
		x->after[j] += u;
		break;
	case D2:
		for (size_t k = 0; k < x->n; k++)
			x->after[k] *= exp2(floor(20 * u) - 10);
		break;
	case D3:
		for (size_t k = 0; k < x->n; k++)
			x->after[k] += 40 * unit * u;
		break;
	case D4:
		memcpy(x->after + x->n, x->before, x->n * sizeof x->before[0]);
		x->n_after = 2 * x->n;
		break;
	case P1:
		x->before[i] = x->after[i] = 300 * sum;
		x->after[i] *= 1 + u;
		break;
	default:
		x->after[x->n_after++] = 0;
	}
}

static double
one(struct profile *p, size_t n, const double x[])
{
	struct err e = { 0 };
	double value = (double)NAN;
	if (!profile_add(p, 0, n, x, &e))
		profile_values(p, 0, NULL, &value, &e);
	return value;
}

static void
trials(void)
{
	uint64_t state = 2026;
	for (size_t k = 0; k < criteria_measures; k++)
		for (enum criterion c = D1; c < CRITERIA; c++) {
			struct criteria_case x;
			struct err e = { 0 };
			struct spec s;
			criteria_case(k, c, &x, &e);
			if (!x.yes || !parse(x.measure, &s))
				continue;
			struct profile *p = profile_new(1, &s, 1, SIZE_MAX);
			bool positive = !strcmp(x.measure, "H_G");
			/* tanh and exp saturate in doubles */
			double unit = !strncmp(x.measure, "neg_tanh", 8) || !strncmp(x.measure, "mean_over", 9) ? 1 / 64. : 1 / 8.;
			size_t broken = 0;
			for (size_t t = 0; t < TRIALS; t++) {
				draw(&state, positive, unit, &x);
				double before = one(p, x.n, x.before), after = one(p, x.n_after, x.after);
				bool undefined = isnan(before) && isnan(after);		/* u_theta with m = n */
				if (undefined || criteria_kept(c, x.orientation, before, after))
					continue;
				if (broken++ == 0)
					TAP_OK(false, "%s, %s: %.17g -> %.17g for %g %g %g of %zu", x.measure, x.name, before, after, x.before[0],
					       x.before[1], x.n > 2 ? x.before[2] : 0, x.n);
			}
			TAP_OK(broken == 0, "%s, %s: %zu of %d", x.measure, x.name, broken, TRIALS);
			profile_free(p);
		}
	tap_group("every yes survives 10^4 random trials");
}

/* Which names there are; su_S_1p's threshold, exact in Su's note for others (1, 2). */
static void
names(void)
{
	double *others = malloc(2 * sizeof *others);		/* with nothing behind them */
	size_t n = 0, all = 0;
	others[0] = 1;
	others[1] = 2;
	for (size_t k = 0; k < criteria_measures; k++) {
		n += criteria_named(k, STR("su_Sstar"));
		all += criteria_named(k, STR("su_Sstar:2:4"));
	}
	TAP_OK(n == 3 && all == 1, "%zu, %zu", n, all);
	TAP_OK(fabs(criteria_bill_gates(2, 0, 2, others) - 5 / 3.) < 1e-15, "p = 2");
	TAP_OK(fabs(criteria_bill_gates(1.5, 0, 2, others) - 1.62853936105471) < 1e-14, "p = 1.5");
	TAP_OK(criteria_bill_gates(2, 10, 2, others) == 0, "rich enough");
	free(others);
	for (double b = 5 / 3., step = 1e-3; b < 3; b += step) {
		const double x[] = { b, 1, 2 }, y[] = { b + step, 1, 2 };
		TAP_OK(measure("su_S_1p:2", 3, y) < measure("su_S_1p:2", 3, x), "sparser from the threshold on: %g", b);
	}
	const double x[] = { 1.6, 1, 2 }, y[] = { 1.65, 1, 2 };
	TAP_OK(measure("su_S_1p:2", 3, y) > measure("su_S_1p:2", 3, x), "not below it");
	struct err e = { 0 };
	TAP_OK(criteria_known(STR("su_Sstar"), &e) && criteria_known(STR("hoyer"), &e) && !e.code, "%s", e.text);
	TAP_OK(!criteria_known(STR("hoyr"), &e) && e.code == ERR_USAGE && strstr(e.text, "hoyr"), "no measure: %d %s", e.code, e.text);
	err_clear(&e);
	TAP_OK(!criteria_known(STR("su_Sstar:9:9"), &e) && e.code == ERR_USAGE && strstr(e.text, "no verdicts") && strstr(e.hint, "other values"),
		"other values: %s; %s", e.text, e.hint);
	tap_group("names; the threshold of P1 for su_S_1p");
}

int
main(void)
{
	counterexamples();
	trials();
	names();
	return tap_done();
}
