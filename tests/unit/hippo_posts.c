/* SPDX-License-Identifier: MIT */
/* The small cases of the posts behind HiPPO (Su, kexue.fm 10114, 10137, 10162): other time maps, memory decay, limits of steps. */
#include <complex.h>
#include <math.h>
#include <string.h>

#include "math/hippo/builder.h"
#include "math/hippo/complex_of.h"
#include "math/hippo/dense.h"
#include "math/hippo/discretize.h"
#include "math/hippo/eig.h"
#include "math/hippo/kernel.h"
#include "math/hippo/legs_exp.h"
#include "tap.h"

static struct hippo
make(const char *text, size_t n)
{
	static struct spec_list kept[100];
	static size_t used;
	struct err e = { 0 };
	struct hippo h = { 0 };

	if (spec_parse(&hippo_families, str_of(text), &kept[used], &e) || hippo_make(kept[used].v, n, &h, &e))
		printf("# %s: %s\n", text, e.text);
	used++;
	return h;
}

static void
nodes(void)
{
	static double x[1000], w[1000];

	builder_nodes(1, x, w);
	TAP_OK(x[0] == 0.5 && fabs(w[0] - 1) < 1e-15, "one point: the middle");
	builder_nodes(2, x, w);
	TAP_OK(fabs(x[0] - (0.5 - sqrt(1.0 / 12))) < 1e-16 && fabs(w[0] - 0.5) < 1e-15, "two points: 1/2 -+ 1/sqrt 12");
	for (size_t m = 3; m <= 1000; m = m * 3 + 1) {
		double sum = 0, high = 0;
		builder_nodes(m, x, w);
		for (size_t i = 0; i < m; i++) {
			sum += w[i];
			high += w[i] * pow(x[i], 2 * (double)m - 1);
			TAP_OK(i == 0 || x[i] > x[i - 1], "ascending");
		}
		TAP_OK(fabs(sum - 1) < 4e-15 && fabs(high * 2 * (double)m - 1) < 1e-12, "m = %zu: %g %g", m, sum - 1, high * 2 * (double)m - 1);
	}
	tap_group("Gauss-Legendre: nodes of degree 1 and 3 by hand, int s^(2m-1) = 1/2m");
}

static double
scaled(const void *T, double s)
{
	return s / *(const double *)T;
}

static double
constant(const void *w, double s)
{
	(void)s;
	return 1 / *(const double *)w;
}

/* A map gives the matrices its family is defined by, times a factor. */
static void
maps(void)
{
	static const struct {
		const char *family, *want;
		size_t n;
		double (*rate)(const void *, double);
		double parameter, factor;
	} all[] = {
		{ "legs", "legs", 32, scaled, 4, 0.25 }, { "legs_rational", "legs_rational", 9, scaled, 1, 1 },
		{ "legs_orthonormal", "legs_orthonormal", 9, scaled, 1, 1 },
		{ "legs", "legs", 12, scaled, 1.0 / 3, 3 },		/* t = T s^(1/3): r = 3 s/T;  t = T + log(s)/3 the same without T */
		{ "legs", "legt:2.5", 12, constant, 2.5, 1 }, { "legt:2.5", "legt:2.5", 20, constant, 2.5, 1 }, { "legt_s4", "legt_s4", 5, constant, 2, 1 },
		{ "fous_complex", "fous_complex", 11, scaled, 1, 1 }, { "fout_complex", "fout_complex:2", 11, constant, 2, 1 },
		{ "fous_complex", "fout_complex:2", 11, constant, 2, 1 },
	};
	static double A[2 * 1024], B[64], C[2 * 1024], D[64];
	double worst = 0;

	for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
		struct hippo h = make(all[k].family, all[k].n), want = make(all[k].want, all[k].n);
		struct err e = { 0 };
		double most = 0, off = 0;
		TAP_OK(builder(&h, all[k].rate, &all[k].parameter, A, B, &e) == 0, "%s: %s", all[k].want, e.text);
		hippo_fill(&want, C, D);
		for (size_t i = 0; i < hippo_size_a(&h) + hippo_size_b(&h); i++) {
			size_t n = hippo_size_a(&h);
			double x = i < n ? A[i] : B[i - n], y = all[k].factor * (i < n ? C[i] : D[i - n]);
			most = tap_max(most, fabs(y));
			off = tap_max(off, fabs(x - y));
		}
		worst = tap_max(worst, off / most);
		TAP_OK(off <= 1e-13 * most, "%s: %g", all[k].want, off / most);
	}
	printf("# matrices of known maps: worst %.2g of the largest entry\n", worst);
	struct hippo fout = make("fout", 4);
	struct err e = { 0 };
	double one = 1;
	TAP_OK(builder(&fout, scaled, &one, A, B, &e) == ERR_USAGE, "fout has no functions to map");
	tap_group("builder: the maps T s, T - w + w s, T s^(1/b) give legs, legt, their kin and the complex families");
}

/* t = T (s + s^2)/2, which is no power: r = (s + s^2)/(T (1 + 2 s)). */
static double
bent(const void *T, double s)
{
	return (s + s * s) / (*(const double *)T * (1 + 2 * s));
}

static double
wild(const void *unused, double s)
{
	(void)unused;
	return s < 0.3 ? 1 : 2;
}

/* For a polynomial u of t the history is in the span, and x' = A x + B u exactly; x and x' by quadrature of their definitions. */
static void
exact(void)
{
	enum { N = 10, M = 20 };
	double A[N * N], B[N], x[N] = { 0 }, dx[N] = { 0 }, at[M], w[M], T = 1.5;
	struct hippo h = make("legs", N);
	struct err e = { 0 };

	TAP_OK(builder(&h, bent, &T, A, B, &e) == 0, "%s", e.text);
	builder_nodes(M, at, w);
	for (size_t j = 0; j < M; j++) {
		double s = at[j], t = T * (s + s * s) / 2, p = 1, before = 0;
		for (size_t i = 0; i < N; i++) {	/* u = t^3 - 2 t */
			double k = (double)i, v = sqrt(2 * k + 1), next = ((2 * k + 1) * (2 * s - 1) * p - k * before) / (k + 1);
			x[i] += w[j] * v * p * (t * t * t - 2 * t);
			dx[i] += w[j] * v * p * (3 * t * t - 2) * (s + s * s) / 2;
			before = p;
			p = next;
		}
	}
	for (size_t i = 0; i < N; i++) {
		double sum = B[i] * (T * T * T - 2 * T);
		for (size_t k = 0; k < N; k++)
			sum += A[i * N + k] * x[k];
		TAP_OK(fabs(sum - dx[i]) < 2e-14, "row %zu: %.17g, want %.17g", i, sum, dx[i]);
		TAP_OK(fabs(A[i * N] + B[i]) < 1e-14, "A e_0 = -B, row %zu", i);
	}
	TAP_OK(builder(&h, wild, NULL, A, B, &e) == ERR_NO_ANSWER, "a jump in r");
	struct hippo given = hippo_given(&h, A, B);
	double C[N * N], D[N];
	hippo_fill(&given, C, D);
	TAP_OK(memcmp(A, C, sizeof A) == 0 && memcmp(B, D, sizeof B) == 0 && given.size == N, "given matrices are handed on");
	tap_group("a map that is no power: x' = A x + B u for a polynomial history; a jump is refused");
}

/* |E|_2 by power iteration on E^T E: the gap is small, but the value is what counts. */
static double
norm(size_t n, const double E[])
{
	double x[64], y[64], size = 0;

	for (size_t i = 0; i < n; i++)
		x[i] = 1 + (double)i;
	for (int step = 0; step < 1000; step++) {
		double sum = 0;
		for (size_t i = 0; i < n; i++) {
			y[i] = 0;
			for (size_t k = 0; k < n; k++)
				y[i] += E[i * n + k] * x[k];
		}
		for (size_t k = 0; k < n; k++) {
			x[k] = 0;
			for (size_t i = 0; i < n; i++)
				x[k] += E[i * n + k] * y[i];
			sum += x[k] * x[k];
		}
		size = sqrt(sqrt(sum));
		for (size_t k = 0; k < n; k++)
			x[k] /= sqrt(sum);
	}
	return size;
}

/* What happened at sample m is kept at n by (m/n)^-A: eigenvalues (m/n)^j, j = 1.. N, but a norm of sqrt(m/n); time-invariant: exp(-t/2). */
static void
decay(void)
{
	enum { N = 32 };
	static double E[N * N], P[N * N], Q[N * N], work[LEGS_EXP_WORK(N)];
	double m = 3, n = 50;

	for (size_t i = 0; i < N * N; i++)
		P[i] = i % (N + 1) ? 0 : 1;
	for (double k = m; k < n; k++) {		/* the product of the steps from m to n */
		legs_exp(N, k / (k + 1), 1 / (k + 1), E, work);
		dense_multiply(N, E, P, Q);
		memcpy(P, Q, sizeof P);
	}
	for (size_t j = 0; j < N; j++)
		TAP_OK(fabs(P[j * N + j] / pow(m / n, (double)j + 1) - 1) < 1e-12, "eigenvalue %zu", j);
	printf("# |E| from %g to %g: %.15g, sqrt(m/n) %.15g\n", m, n, norm(N, P), sqrt(m / n));
	TAP_OK(norm(N, P) <= sqrt(m / n) * (1 + 1e-14) && norm(N, P) >= 0.99 * sqrt(m / n), "norm %.17g", norm(N, P));
	for (double t = 0.5; t < 4; t *= 2) {
		legs_exp(N, exp(-t), -expm1(-t), E, work);
		TAP_OK(norm(N, E) <= exp(-t / 2) * (1 + 1e-14) && norm(N, E) >= 0.99 * exp(-t / 2), "t = %g: %.17g", t, norm(N, E));
	}
	tap_group("memory decay: eigenvalues (m/n)^j under a norm of sqrt(m/n); time-invariant legs forgets as exp(-t/2)");
}

/* v_n P_n(2s - 1), n < N, in long double. */
static void
legendre(size_t n, long double s, long double g[])
{
	long double x = 2 * s - 1, p = 1, before = 0;

	for (size_t i = 0; i < n; i++) {
		long double k = (long double)i, next = ((2 * k + 1) * x * p - k * before) / (k + 1);
		g[i] = sqrtl(2 * k + 1) * p;
		before = p;
		p = next;
	}
}

/* E_nk = r int_0^1 v_n P_n(2 r s - 1) v_k P_k(2 s - 1) ds at N = 256, by a quadrature that is exact for such polynomials. */
static void
squeezed(void)
{
	enum { N = 256, M = 256 };
	static double E[N * N], x[M], w[M], work[LEGS_EXP_WORK(N)];
	static long double F[N * N];
	long double g[N], h[N];
	double r = 0.75, worst = 0;

	legs_exp(N, r, 1 - r, E, work);
	builder_nodes(M, x, w);
	for (size_t j = 0; j < M; j++) {
		legendre(N, (long double)r * (long double)x[j], g);
		legendre(N, (long double)x[j], h);
		for (size_t i = 0; i < N; i++)
			for (size_t k = 0; k < N; k++)
				F[i * N + k] += (long double)(r * w[j]) * g[i] * h[k];
	}
	for (size_t i = 0; i < N * N; i++)
		worst = tap_max(worst, fabs((double)(F[i] - (long double)E[i])));
	printf("# exp of legs against quadrature, N = 256: %.2g\n", worst);
	TAP_OK(worst <= 2e-14, "%g", worst);
	tap_group("exp of legs at N = 256 is the squeezed history, to the accuracy of the nodes");
}

static double
growth(const struct hippo *h, double dt)
{
	struct err e = { 0 };
	double radius;

	TAP_OK(!eig_growth(h, 0, dt, &radius, &e), "%s", e.text);
	return radius;
}

/* Forward Euler of legs: dA = I + dt A has the eigenvalues 1 - dt (n + 1), so dt <= 2/N. */
static void
limit(void)
{
	for (size_t n = 2; n <= 128; n *= 4) {
		struct hippo h = make("legs", n);
		double dt = 2 / (double)n;
		TAP_OK(fabs(growth(&h, dt) - 1) < 1e-15 && growth(&h, 1.001 * dt) > 1.0005 && growth(&h, 0.999 * dt) < 1, "N = %zu", n);
	}
	struct hippo large = make("legt", 513);
	TAP_OK(fabs(growth(&large, 1e-3)) <= 0, "not known of more than 512");
	tap_group("forward Euler of legs is stable for dt < 2/N");
}

/* exp(2 pi i k t/w) has the Fourier coefficients of one window; they solve fout_complex:w: A e_k + B = (2 pi i k/w) e_k. */
static void
harmonics(void)
{
	enum { N = 7 };
	double A[2 * N * N], B[2 * N], w = 2.5;
	struct hippo h = make("fout_complex:2.5", N);

	hippo_fill(&h, A, B);
	for (size_t k = 0; k < N; k++) {
		double turn = 2 * acos(-1) * ((double)k - 3) / w;
		for (size_t i = 0; i < N; i++) {
			double re = A[2 * (i * N + k)] + B[2 * i], im = A[2 * (i * N + k) + 1] + B[2 * i + 1];
			TAP_OK(fabs(re) < 1e-16 && fabs(im - (i == k ? turn : 0)) < 2e-15, "mode %zu, row %zu: %g %g", k, i, re, im);
		}
	}
	double C[2 * N] = { 0 }, H[2], omega = 2 * acos(-1) * 2 / w;
	struct err e = { 0 };
	for (size_t k = 0; k < N; k++) {
		C[2 * k] = 1;
		kernel_transfer(&h, C, 1, &omega, H, &e);
		TAP_OK(fabs(H[0] - (k == 5)) + fabs(H[1]) < 1e-14, "mode %zu of the second harmonic: %g %g", k, H[0], H[1]);
		C[2 * k] = 0;
	}
	tap_group("fout_complex keeps the harmonics of its window as their static Fourier coefficients");
}

/*
 * (A + k + 1) x = 0, A of legs: the partial sums S_n = sum_(j <= n) v_j x_j are (-1)^(n-k) binom(n+k+1, 2k+1), so that at k = N/3 a vector spans
 * 2^(4N/3): diagonalization is hopeless, and refused by its condition number.
 */
static void
eigenvectors(void)
{
	enum { N = 30, K = 10 };
	static double A[N * N + N];
	struct hippo h = make("legs", N);
	double x[N] = { 0 }, sum = 0, binom = 1;

	hippo_fill(&h, A, A + N * N);
	x[K] = 1 / sqrt(2.0 * K + 1);
	for (size_t n = K; n < N; n++) {
		if (n > K) {
			double off = 0;
			for (size_t j = K; j < n; j++)
				off -= A[n * N + j] * x[j];
			x[n] = off / (A[n * N + n] + K + 1);
			binom *= -((double)n + K + 1) / ((double)n - K);
		}
		sum += sqrt(2.0 * (double)n + 1) * x[n];
		TAP_OK(fabs(sum / binom - 1) < 1e-12, "S_%zu = %.17g, want %.17g", n, sum, binom);
	}
	double half = exp2(4.0 * N / 3) / sqrt(2 * acos(-1) * N / 3);	/* binom(4N/3, 2N/3) by Stirling */
	printf("# eigenvector 10 of 30: partial sums span %.3g, 2^(4N/3)/sqrt(2 pi N/3) %.3g\n", fabs(sum), half);
	TAP_OK(fabs(sum) > 0.5 * half && fabs(sum) < 2 * half, "range %g", sum);
	tap_group("an eigenvector of legs spans 2^(4N/3)");
}

int
main(void)
{
	nodes();
	maps();
	exact();
	decay();
	squeezed();
	limit();
	harmonics();
	eigenvectors();
	return tap_done();
}
