/* SPDX-License-Identifier: MIT */
/* dplr_closed: see dplr_closed.h. */
#include "math/hippo/dplr_closed.h"

#include <math.h>

#include "math/hippo/complex_of.h"

/* x_i = -v_i y_(i-1)/(a_i + i w), y_i = y_(i-1) (i w - a_i)/(i w + a_i), y_(-1) = -1/2, scaled to |x| = 1; then V* v = 1/|x|. */
void
dplr_legendre(struct dplr *d)
{
	size_t n = d->n;

	for (size_t m = 0; m < n; m++) {
		double w = d->omega[m] = dplr_legs_omega(n, m), sum = 0;
		for (size_t i = n; i-- > 0;) {
			double a = (double)i + 0.5;
			sum += a / (a * a + w * w);
		}
		double norm = sqrt(sum / 2);
		double re = -0.5, im = 0;
		for (size_t i = 0; i < n; i++) {
			double a = (double)i + 0.5, v = sqrt(2 * a), size = 1 / (a * a + w * w);
			double c = (w * w - a * a) * size, s = 2 * a * w * size;	/* (i w - a)/(i w + a) = c + i s */
			double fre = -v * (re * a + im * w) * size, fim = -v * (im * a - re * w) * size;
			d->V[i * n + m] = complex_of(fre / norm, fim / norm);
			double next = re * c - im * s;
			im = re * s + im * c;
			re = next;
		}
		d->b[m] = 1 / norm;
	}
}

/* x_k = z^k/sqrt n, z = (i w - 1/2)/(i w + 1/2) = -exp(-2 i phi), w = tan(phi)/2; sum x = 1/(sqrt n cos phi) up to its phase. */
void
dplr_laguerre(struct dplr *d)
{
	size_t n = d->n;
	double pi = acos(-1);

	for (size_t m = 0; m < n; m++) {
		size_t near = 2 * m + 1 > n ? n - 1 - m : m;		/* phi from its distance to pi/2, which is small where tan is large */
		double rest = (2 * (double)near + 1) * pi / (2 * (double)n);
		d->omega[m] = 2 * m + 1 == n ? 0 : near < m ? -0.5 / tan(rest) : 0.5 / tan(rest);
		for (size_t k = 0; k < n; k++) {	/* exp(i k (pi - 2 phi)) over the phase of the sum, which is exp(-i (phi + ..)) */
			/* (2k - (n-1)) (2m+1) pi/2n, reduced to one turn of 4n while it is a whole number */
			size_t part = (2 * k + 3 * n + 1) % (4 * n) * (2 * m + 1) % (4 * n);
			double angle = (double)part * pi / (2 * (double)n);
			d->V[k * n + m] = complex_of(cos(angle), sin(angle)) / sqrt((double)n);
		}
		double sign = m % 2 ? -1 : 1;		/* the sum of the phases about the middle is (-1)^m/cos phi */
		for (size_t k = 0; k < n; k++)
			d->V[k * n + m] *= sign;
		d->b[m] = 1 / (sqrt((double)n) * sin(rest));
	}
}

/* Pairs (2k, 2k + 1): (1, -+i)/sqrt 2 for +-i w; the first pair has w = 0. */
void
dplr_fourier(struct dplr *d, const double A[])
{
	size_t n = d->n, pairs = n / 2;

	for (size_t k = 1; k < pairs; k++) {
		size_t plus = pairs - 1 - k, minus = n - 1 - plus;
		d->omega[plus] = A[(2 * k + 1) * n + 2 * k];
		d->omega[minus] = -d->omega[plus];
		d->V[2 * k * n + plus] = d->V[2 * k * n + minus] = sqrt(0.5);
		d->V[(2 * k + 1) * n + plus] = complex_of(0, -sqrt(0.5));
		d->V[(2 * k + 1) * n + minus] = complex_of(0, sqrt(0.5));
		d->b[plus] = d->b[minus] = 1;
	}
	d->omega[pairs - 1] = d->omega[pairs] = 0;
	d->V[pairs - 1] = d->V[n + pairs] = 1;
	d->b[pairs - 1] = 1;
}
