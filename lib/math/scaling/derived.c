/* SPDX-License-Identifier: MIT */
/* derived: see derived.h. */
#include <math.h>
#include <string.h>

#include "math/scaling/allocation.h"
#include "math/scaling/derived.h"

/* Places of parameters in the registry's rows. */
enum { A = 1, B, ALPHA, BETA };
enum { K, EXPONENT, K_D, EXPONENT_D };

static bool
is_chinchilla(const struct recipe *r)
{
	return r->law && strcmp(r->law->head.name, "chinchilla") == 0;
}

struct derived
derived_of(const struct recipe *r)
{
	if (is_chinchilla(r))
		return (struct derived){ 3, { "a", "b", "tokens_per_param" }, { 1, 1, HUGE_VAL }, 1 << A | 1 << B | 1 << ALPHA | 1 << BETA };
	if (allocation_is(r))
		return (struct derived){ 1, { "tokens_per_param" }, { HUGE_VAL }, 1 << K | 1 << EXPONENT | 1 << K_D | 1 << EXPONENT_D };
	return (struct derived){ 0 };
}

void
derived_at(const struct recipe *r, const double par[], double compute, double per_token, double out[])
{
	if (is_chinchilla(r)) {
		double a = par[BETA] / (par[ALPHA] + par[BETA]);
		double G = pow(par[ALPHA] * par[A] / (par[BETA] * par[B]), 1 / (par[ALPHA] + par[BETA]));
		double N = G * pow(compute / per_token, a);
		out[0] = a;
		out[1] = 1 - a;
		out[2] = compute / per_token / (N * N);
	} else if (allocation_is(r)) {
		out[0] = par[K_D] * pow(compute, par[EXPONENT_D]) / (par[K] * pow(compute, par[EXPONENT]));
	}
}
