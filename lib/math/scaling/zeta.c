/* SPDX-License-Identifier: MIT */
/* zeta: the Hurwitz zeta function by Euler-Maclaurin summation. */
#include <math.h>
#include <stddef.h>

#include "math/scaling/zeta.h"

enum { TERMS = 12 };

/* B_2j / (2j)!, j = 1..12. */
static const double bernoulli[TERMS] = {
	1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691 / 1307674368000.0, 1 / 74724249600.0,
	-3617 / 10670622842880000.0, 43867 / 5109094217170944000.0, -174611 / 802857662698291200000.0,
	77683 / 14101100039391805440000.0, -236364091 / 1693824136731743669452800000.0
};

/* A function of s, its first and its second derivative. */
struct jet {
	double v, d, dd;
};

/* p times a factor with f'' = 0. */
static struct jet
times(struct jet p, double f, double slope)
{
	return (struct jet){ p.v * f, p.d * f + p.v * slope, p.dd * f + 2 * p.d * slope };
}

/* += p w^-s, given power = w^-s and e = -ln w. */
static void
add(struct jet *sum, struct jet p, double power, double e)
{
	sum->v += p.v * power;
	sum->d += (p.d + e * p.v) * power;
	sum->dd += (p.dd + 2 * e * p.d + e * e * p.v) * power;
}

/*
 * sum_{k >= 0} (w + k)^-s = w^(1-s)/(s - 1) + w^-s/2 + sum_j B_2j/(2j)! s (s + 1) .. (s + 2j - 2) w^(1-s-2j), where the terms
 * fall while s + 2j < 2 pi w.  What stands before w is added as it is, small terms first.
 */
static struct jet
hurwitz(double s, double q)
{
	struct jet sum = { 0, 0, 0 }, rising = { s, 1, 0 }, one = { 1, 0, 0 };
	double before = q < 10 + s ? ceil(10 + s - q) : 0, w = q + before, power = pow(w, -s), e = -log(w), u = 1 / (s - 1);

	double scale = power / w;
	struct jet term[TERMS];
	for (unsigned j = 0; j < TERMS; j++) {
		term[j] = (struct jet){ 0, 0, 0 };
		add(&term[j], rising, bernoulli[j] * scale, e);
		rising = times(times(rising, s + 2 * j + 1, 1), s + 2 * j + 2, 1);
		scale /= w * w;
	}
	for (unsigned j = TERMS; j-- > 0;)
		add(&sum, term[j], 1, 0);
	add(&sum, one, power / 2, e);
	add(&sum, (struct jet){ w * u, -w * u * u, 2 * w * u * u * u }, power, e);
	for (size_t k = (size_t)before; k-- > 0;)
		add(&sum, one, pow(q + (double)k, -s), -log(q + (double)k));
	return sum;
}

double
zeta_hurwitz(double s, double q)
{
	double d[3];

	zeta_derivatives(s, q, d);
	return d[0];
}

void
zeta_derivatives(double s, double q, double d[3])
{
	if (!(s > 1 && q > 0)) {
		d[0] = d[1] = d[2] = (double)NAN;
	} else if (isinf(q) || isinf(s)) {
		d[0] = isinf(q) || q > 1 ? 0 : q < 1 ? (double)INFINITY : 1;
		d[1] = d[2] = 0;
	} else {
		struct jet z = hurwitz(s, q);
		d[0] = z.v;
		d[1] = z.d;
		d[2] = z.dd;
	}
}
