/* SPDX-License-Identifier: MIT */
/* diagonal: see diagonal.h. */
#include <complex.h>
#include <math.h>

#include "math/hippo/diagonal.h"
#include "math/hippo/complex_of.h"

/* exp(x) cos(y) - 1 = expm1(x) - 2 exp(x) sin(y/2)^2 */
void
diagonal_expm1(double x, double y, double out[2])
{
	double s = sin(y / 2), grow = exp(x);

	out[0] = expm1(x) - 2 * grow * s * s;
	out[1] = grow * sin(y);
}

/* (exp(z) - 1 - z)/z^2 = 1/2 + z/6 + ..: the series where the difference would cancel. */
static double complex
second(double complex z, double complex m)
{
	double complex term = 0.5, sum = 0.5;

	if (cabs(z) > 1)
		return (m - z) / (z * z);
	for (int k = 3; k < 22; k++) {
		term *= z / k;
		sum += term;
	}
	return sum;
}

/* One mode with input b: dA, dB, ahead. */
static void
mode(double complex a, double complex b, const struct spec *s, double dt, double complex out[3])
{
	enum rule_kind kind = ((const struct rule *)(const void *)s->row)->kind;
	double complex z = dt * a;
	double m[2];

	diagonal_expm1(creal(z), cimag(z), m);
	double complex grown = complex_of(m[0], m[1]), first = cabs(z) > 0 ? grown / z : 1;

	double complex ahead = dt * second(z, grown), dA = cexp(z), dB = kind == MAMBA ? dt : dt * first;
	if (kind == GBT) {
		double alpha = rule_alpha(s);
		dA = (1 + (1 - alpha) * z) / (1 - alpha * z);
		dB = dt / (1 - alpha * z);
	} else if (kind == FOH) {
		dB += ahead * grown;
	}
	out[0] = dA;
	out[1] = dB * b;
	out[2] = ahead * b;
}

void
diagonal_discretize(size_t n, bool is_complex, const double A[], const double B[], const struct spec *s, double dt, double dA[],
	double dB[], double ahead[])
{
	size_t step = is_complex ? 2 : 1;

	for (size_t k = 0; k < n; k++) {
		double complex a = is_complex ? complex_of(A[2 * k], A[2 * k + 1]) : A[k];
		double complex b = is_complex ? complex_of(B[2 * k], B[2 * k + 1]) : B[k];
		double complex out[3];
		double *const to[3] = { dA + step * k, dB + step * k, ahead + step * k };
		mode(a, b, s, dt, out);
		for (size_t i = 0; i < 3; i++) {
			to[i][0] = creal(out[i]);
			if (is_complex)
				to[i][1] = cimag(out[i]);
		}
	}
}
