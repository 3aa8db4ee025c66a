/* SPDX-License-Identifier: MIT */
/* quanta: losses, resources and exponents of the quantization model. */
#include <math.h>

#include "math/scaling/bootstrap.h"
#include "math/scaling/quanta.h"
#include "math/scaling/zeta.h"

double
quanta_loss(double a, double b, double g, double n)
{
	return n >= 0 ? a + (b - a) * (zeta_hurwitz(g + 1, n + 1) / zeta_hurwitz(g + 1, 1)) : (double)NAN;
}

double
quanta_approximation(double a, double b, double g, double n)
{
	return n >= 0 ? a + (b - a) * pow(n, -g) / (g * zeta_hurwitz(g + 1, 1)) : (double)NAN;
}

double
quanta_midpoint(double a, double b, double g, double n)
{
	return n >= 0 ? quanta_approximation(a, b, g, n + 0.5) : (double)NAN;
}

double
quanta_finite(double a, double b, double g, double K, double n)
{
	if (!(n >= 0 && K > 0))
		return (double)NAN;
	if (n >= K)
		return g > 0 ? a : (double)NAN;
	double beyond = zeta_hurwitz(g + 1, K + 1);
	return a + (b - a) * ((zeta_hurwitz(g + 1, n + 1) - beyond) / (zeta_hurwitz(g + 1, 1) - beyond));
}

double
quanta_of_params(double per, double N)
{
	return N / per;
}

double
quanta_of_tokens(double tau, double g, double D)
{
	return pow(D / (tau * zeta_hurwitz(g + 1, 1)), 1 / (g + 1));
}

struct quanta_exponents
quanta_implied(double alpha_N, double alpha_D)
{
	struct quanta_exponents x = { .g_N = alpha_N, .predicted_alpha_D = alpha_N / (1 + alpha_N) };

	x.g_D = alpha_D < 1 ? alpha_D / (1 - alpha_D) : isnan(alpha_D) ? alpha_D : (double)INFINITY;
	x.difference = x.g_N - x.g_D;
	x.g = isnan(alpha_N) ? x.g_D : isnan(alpha_D) ? x.g_N : (x.g_N + x.g_D) / 2;
	x.allocation = 1 / (x.g + 2);
	x.compute = isinf(x.g) ? 1 : x.g / (x.g + 2);
	return x;
}

bool
quanta_consistent(size_t n, const double alpha_N[], const double alpha_D[], size_t stride, double level, double work[],
                  double *lo, double *hi)
{
	double se, *difference = work + n;

	for (size_t i = 0; i < n; i++)
		difference[i] = quanta_implied(alpha_N[i * stride], alpha_D[i * stride]).difference;
	bootstrap_interval(n, difference, 1, level, work, &se, lo, hi);
	return *lo <= 0 && 0 <= *hi;
}
