/* SPDX-License-Identifier: MIT */
/* generators: see generators.h. */
#include "math/hippo/generators.h"

#include <math.h>

static double
v(size_t i)
{
	return sqrt((double)(2 * i + 1));
}

void
generators_legs(size_t n, const double par[], struct semi *a)
{
	(void)par;
	a->lower = true;
	for (size_t i = 0; i < n; i++) {
		a->d[i] = (double)(i + 1);
		a->p[i] = a->q[i] = v(i);
	}
}

void
generators_legs_rational(size_t n, const double par[], struct semi *a)
{
	(void)par;
	a->lower = true;
	for (size_t i = 0; i < n; i++) {
		a->d[i] = (double)(i + 1);
		a->p[i] = (double)(2 * i + 1);
		a->q[i] = 1;
	}
}

void
generators_legsd(size_t n, const double par[], struct semi *a)
{
	(void)par;
	for (size_t i = 0; i < n; i++) {
		a->d[i] = 0.5;
		a->p[i] = v(i) / 2;
		a->r[i] = -v(i) / 2;
		a->q[i] = a->s[i] = v(i);
	}
}

static void
translated(size_t n, double theta, struct semi *a)
{
	for (size_t i = 0; i < n; i++) {
		a->d[i] = (double)(2 * i + 1) / theta;
		a->p[i] = v(i) / theta;
		a->r[i] = i % 2 ? -a->p[i] : a->p[i];
		a->q[i] = v(i);
		a->s[i] = i % 2 ? -a->q[i] : a->q[i];
	}
}

void
generators_legt(size_t n, const double par[], struct semi *a)
{
	translated(n, par[0], a);
}

void
generators_legt_s4(size_t n, const double par[], struct semi *a)
{
	(void)par;
	translated(n, 2, a);
}

void
generators_lmu(size_t n, const double par[], struct semi *a)
{
	for (size_t i = 0; i < n; i++) {
		a->d[i] = a->r[i] = (double)(2 * i + 1) / par[0];
		a->p[i] = i % 2 ? -a->d[i] : a->d[i];
		a->q[i] = i % 2 ? -1 : 1;
		a->s[i] = 1;
	}
}

static void
laguerre(size_t n, double d, struct semi *a)
{
	a->lower = true;
	for (size_t i = 0; i < n; i++) {
		a->d[i] = d;
		a->p[i] = a->q[i] = 1;
	}
}

void
generators_lagt(size_t n, const double par[], struct semi *a)
{
	(void)par;
	laguerre(n, 0.5, a);
}

void
generators_tlagt(size_t n, const double par[], struct semi *a)
{
	laguerre(n, (1 + par[0]) / 2, a);
}

/* p = 1/L, q = L; L_i^2 = prod_(j <= i) (j + alpha)/j, up to a factor that does not matter. */
void
generators_glagt(size_t n, const double par[], struct semi *a)
{
	double square = 1;

	laguerre(n, (1 + par[1]) / 2, a);
	for (size_t i = 0; i < n; i++) {
		square *= i ? ((double)i + par[0]) / (double)i : 1;
		a->q[i] = sqrt(square);
		a->p[i] = 1 / a->q[i];
	}
}
