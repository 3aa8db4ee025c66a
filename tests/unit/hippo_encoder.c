/* SPDX-License-Identifier: MIT */
/* encoder.h and varying.h: each time-varying rule worked out by forward substitution, whatever the time map; errors are the step's own. */
#include <math.h>

#include "base/mem.h"
#include "math/hippo/discretize.h"
#include "math/hippo/encoder.h"
#include "math/hippo/varying.h"
#include "tap.h"

enum { N = 4, STEPS = 6 };

static struct spec_list
parsed(const struct registry *g, const char *text)
{
	struct spec_list l = { 0 };
	struct err e = { 0 };

	TAP_OK(!spec_parse(g, str_of(text), &l, &e), "%s", e.text);
	return l;
}

/* x <- (I - a A)^-1 [(I + b A) x + c B u] of legs: A_nn = -(n + 1), A_nk = -v_n v_k below, B = v, v_n = sqrt(2 n + 1). */
static void
slow_step(double a, double b, double c, double u, long double x[N])
{
	long double y[N], v[N];

	for (size_t n = 0; n < N; n++) {
		v[n] = sqrtl(2 * (long double)n + 1);
		y[n] = x[n] - b * ((long double)n + 1) * x[n] + c * v[n] * u;
		for (size_t k = 0; k < n; k++)
			y[n] -= b * v[n] * v[k] * x[k];
	}
	for (size_t n = 0; n < N; n++) {
		for (size_t k = 0; k < n; k++)
			y[n] -= a * v[n] * v[k] * x[k];
		x[n] = y[n] / (1 + a * ((long double)n + 1));
	}
}

/*
 * The weights of the step from k to k + 1 as the formulas of the rules have them, times BETA of t = T s^(1/BETA); and whether x_1 is a step
 * from 0 or u e_0.
 */
static void
rules(void)
{
	static const char *const names[] = { "hippo_forward", "hippo_backward", "hippo_bilinear", "cpp_bilinear", "su_bilinear", "su_log", "tustin" };
	static const double powers[] = { 1, .5, 3 };
	struct spec_list l = parsed(&hippo_families, "legs");
	struct hippo h = { 0 };
	struct err e = { 0 };

	TAP_OK(!hippo_make(l.v, N, &h, &e), "%s", e.text);
	for (size_t r = 0; r < 7; r++)
		for (size_t p = 0; p < 3; p++) {
			struct spec_list rule = parsed(&hippo_varying, names[r]);
			struct clock c = { .varying = true, .power = powers[p] };
			struct encoder *x = encoder_new(&h, &c, rule.v, 1, &e);
			long double want[N] = { 0 };
			for (size_t step = 1; x && step <= STEPS; step++) {
				double u = cos((double)step), t = (double)step, s = t - 1;
				const double weights[7][3] = { { 0, 1 / t, 1 / t }, { 1 / t, 0, 1 / t }, { .5 / t, .5 / t, 1 / t }, { .5 / s, .5 / s, 1 / s },
					{ .5 / t, .5 / s, 1 / s }, { .5 / t, .5 / s, log(t / s) }, { .5 / t, .5 / s, (1 / s + 1 / t) / 2 } };
				const double *w = weights[r], beta = powers[p];
				if (step > 1 || r < 3)
					slow_step(beta * w[0], beta * w[1], beta * w[2], u, want);
				else
					want[0] = u;
				TAP_OK(!encoder_step(x, t, &u, &e), "%s: %s", names[r], e.text);
				for (size_t i = 0; i < N; i++)
					TAP_OK(fabsl((long double)encoder_state(x)[i] - want[i]) <= 1e-12L * (1 + fabsl(want[i])),
						"%s, power %g, step %zu, x[%zu]: %.17g, want %.17Lg",
						names[r], beta, step, i, encoder_state(x)[i], want[i]);
			}
			TAP_OK(x != NULL, "%s", e.text);
			encoder_free(x);
			spec_free(&rule);
		}
	spec_free(&l);
	tap_group("time-varying rules by their formulas, on any power of the time");
}

/* A step that fails says so itself, and the state is as it was. */
static void
failing(void)
{
	static const char *const names[] = { "zoh", "foh", "mamba", "bilinear" };
	struct spec_list l = parsed(&hippo_families, "legt");
	struct hippo h = { 0 };
	struct err e = { 0 };
	const double u = 1;
	unsigned failed = 0;

	TAP_OK(!hippo_make(l.v, N, &h, &e), "%s", e.text);
	for (size_t r = 0; r < 4; r++) {
		struct spec_list rule = parsed(&hippo_rules, names[r]);
		struct clock c = { .power = 1 };
		struct encoder *x = encoder_new(&h, &c, rule.v, 1, &e);
		TAP_OK(x && encoder_step(x, 0, &u, &e) == ERR_INPUT, "no time before the first sample: %s", e.text);
		err_clear(&e);
		for (unsigned long k = 1; x && k < 20; k++) {
			mem_fail_at(k, false);
			int code = encoder_step(x, 1, &u, &e);
			mem_fail_at(0, false);
			TAP_OK(code == e.code && (code == 0 || code == ERR_MEMORY), "%s, allocation %lu: %d, %d", names[r], k, code, e.code);
			for (size_t i = 0; code && i < N; i++)
				TAP_OK(fabs(encoder_state(x)[i]) <= 0, "%s: x[%zu] = %g", names[r], i, encoder_state(x)[i]);
			failed += code == ERR_MEMORY;
			err_clear(&e);
			if (code == 0)
				break;
		}
		TAP_OK(x && encoder_step(x, 1, &u, &e) == ERR_INPUT, "the same time again: %s", e.text);
		err_clear(&e);
		encoder_free(x);
		spec_free(&rule);
	}
	TAP_OK(failed > 3, "%u failures", failed);
	spec_free(&l);
	tap_group("errors of a step are its own");
}

int
main(void)
{
	rules();
	failing();
	return tap_done();
}
