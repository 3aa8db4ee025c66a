/* SPDX-License-Identifier: MIT */
/* What the headers of lib/math/hippo promise beside the reference values: identities, invariants, and the slow way of every fast one. */
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "math/hippo/complex_of.h"
#include "math/hippo/dense.h"
#include "math/hippo/discretize.h"
#include "math/hippo/dplr.h"
#include "math/hippo/eig.h"
#include "math/hippo/encoder.h"
#include "math/hippo/kernel.h"
#include "math/hippo/legs_exp.h"
#include "math/hippo/projection.h"
#include "math/hippo/readout.h"
#include "math/hippo/roundtrip.h"
#include "math/hippo/varying.h"
#include "tap.h"

/* Lists live until the end: specs are used by address. */
static struct spec
spec(const struct registry *g, const char *text)
{
	static struct spec_list kept[200];
	static size_t n;
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++)
		if (row_find(g, str_of(kept[i].v[0].row->name)) == kept[i].v[0].row && strcmp(kept[i].v[0].label, text) == 0)
			return kept[i].v[0];
	if (spec_parse(g, str_of(text), &kept[n], &e))
		printf("# %s: %s\n", text, e.text);
	return kept[n++].v[0];
}

static struct hippo
make(const char *text, size_t n)
{
	struct spec s = spec(&hippo_families, text);
	struct hippo h = { 0 };
	struct err e = { 0 };

	if (hippo_make(&s, n, &h, &e))
		printf("# %s: %s\n", text, e.text);
	return h;
}

/* B~ = e_0 - A~ e_0 for every rule of a steady family. */
static void
steady(void)
{
	static const char *const rules[] = { "forward_euler", "backward_euler", "bilinear", "gbt:0.3", "zoh" };
	static double A[2 * 33 * 33], B[66];

	for (size_t f = 0; f < hippo_families.n; f++) {
		const struct family *row = (const struct family *)(const void *)row_at(&hippo_families, f);
		if (!row->steady)
			continue;
		size_t n = row->parity == ODD ? 33 : 32, parts = row->is_complex ? 2 : 1, e0 = row->is_complex ? n / 2 : 0;
		struct hippo h = make(row->head.name, n);
		hippo_fill(&h, A, B);
		for (size_t i = 0; i < n; i++)
			TAP_OK(A[parts * (i * n + e0)] == -B[parts * i], "%s: A e_0 = -B, %zu", row->head.name, i);
		for (size_t r = 0; r < 5; r++) {
			struct spec s = spec(&hippo_rules, rules[r]);
			struct err e = { 0 };
			discretize(&h, &s, 1.0 / 512, A, B, NULL, &e);
			for (size_t i = 0; i < n; i++)
				TAP_OK(fabs(B[parts * i] - ((i == e0) - A[parts * (i * n + e0)])) <= 2e-15, "%s %s %zu: %.17g %.17g",
					row->head.name, rules[r], i, B[parts * i], A[parts * (i * n + e0)]);
		}
	}
	tap_group("a constant input is kept: A e_0 = -B, and dB = e_0 - dA e_0 to 2e-15");
}

/* |E|_2: G = E^T E squared over and over; log |E|_2^2 = sum log(trace_k)/2^k, whatever the gap. */
static double
norm(size_t n, const double E[])
{
	double T[64], G[64], P[64], size = 0, weight = 1;

	for (size_t i = 0; i < n * n; i++)
		T[i] = E[i % n * n + i / n];
	dense_multiply(n, T, E, G);
	for (int k = 0; k < 60; k++, weight /= 2) {
		double trace = 0;
		for (size_t i = 0; i < n; i++)
			trace += G[i * n + i];
		for (size_t i = 0; i < n * n; i++)
			G[i] /= trace;
		size += weight * log(trace);
		dense_multiply(n, G, G, P);
		memcpy(G, P, n * n * sizeof *G);
	}
	return exp(size / 2);
}

static void
exponential(void)
{
	enum { N = 256 };
	static double E[N * N], F[N * N], G[N * N], P[N * N], A[N * N + N], work[LEGS_EXP_WORK(N)];
	static const double norms[][2] = { { 1, .5 }, { 2, .683012701892219 }, { 4, .707046608014 }, { 8, .707106781085 } };

	for (size_t k = 0; k < 4; k++) {
		size_t n = (size_t)norms[k][0];
		legs_exp(n, 0.5, 0.5, E, work);
		TAP_OK(fabs(norm(n, E) - norms[k][1]) < 1e-12, "norm of E, N = %zu: %.17g", n, norm(n, E));
	}
	legs_exp(N, 0.75, 0.25, E, work);
	legs_exp(N, 0.5, 0.5, F, work);
	legs_exp(N, 0.375, 0.625, G, work);
	dense_multiply(N, E, F, P);
	double worst = 0;
	for (size_t i = 0; i < N * N; i++)
		worst = tap_max(worst, fabs(P[i] - G[i]));
	TAP_OK(worst <= 5e-14, "semigroup defect %g", worst);
	for (size_t i = 0; i < N; i++)
		TAP_OK(fabs(E[i * N + i] - pow(0.75, (double)i + 1)) <= 1e-14, "diagonal %zu", i);
	struct hippo h = make("legs", 48);
	hippo_fill(&h, A, A + N * N);
	for (size_t i = 0; i < 48 * 48; i++)
		A[i] *= -log(0.75);
	dense_exp(48, A, F);
	legs_exp(48, 0.75, 0.25, E, work);
	double off = 0;
	for (size_t i = 0; i < 48 * 48; i++)
		off = tap_max(off, fabs(E[i] - F[i]));
	TAP_OK(off <= 1e-12, "scaling and squaring %g", off);
	printf("# semigroup defect %.2g, against scaling and squaring %.2g\n", worst, off);
	tap_group("exp: norm, semigroup, diagonal, scaling and squaring");
}

/* Toy system of kexue.fm 10114: exp of diag and a rotation. */
static void
toy(void)
{
	const double A[16] = { 1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0 }, t = 0.7;
	double B[16], E[16];

	for (size_t i = 0; i < 16; i++)
		B[i] = t * A[i];
	dense_exp(4, B, E);
	TAP_OK(fabs(E[0] - exp(t)) < 1e-15 && fabs(E[5] - exp(-t)) < 1e-15 && fabs(E[10] - cos(t)) < 1e-15 && fabs(E[11] - sin(t)) < 1e-15 &&
		fabs(E[14] + sin(t)) < 1e-15, "exp, rotation");
	for (size_t i = 0; i < 16; i++)
		B[i] = 40 * A[i];
	dense_exp(4, B, E);
	TAP_OK(fabs(E[0] / exp(40) - 1) < 1e-13 && fabs(E[10] - cos(40)) < 1e-12, "exp of a large matrix");
	tap_group("dense exponential: e^t, e^-t, sin, cos");
}

/* |V Lambda V* - P P* - A|_F/|A|_F and |V* V - I|. */
static void
reconstruct(const char *text, size_t n, double limit)
{
	struct hippo h = make(text, n);
	struct dplr d;
	struct err e = { 0 };
	double *A = malloc((n * n + n) * sizeof *A), off = 0, all = 0, skew = 0;

	hippo_fill(&h, A, A + n * n);
	TAP_OK(dplr_make(&h, &d, &e) == 0, "%s: %s", text, e.text);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			double complex sum = 0, one = 0;
			for (size_t m = 0; m < n; m++) {
				double complex v = d.V[i * n + m], w = conj(d.V[k * n + m]);
				sum += v * w * (d.shift + complex_of(0, d.omega[m]));
				one += v * w;
			}
			for (unsigned r = 0; r < d.rank; r++) {
				double complex p = 0, q = 0;
				for (size_t m = 0; m < n; m++) {
					p += d.V[i * n + m] * d.p[r][m];
					q += d.V[k * n + m] * d.p[r][m];
				}
				sum -= p * conj(q);
			}
			double re = creal(sum) - A[i * n + k], im = cimag(sum);
			off += re * re + im * im;
			all += A[i * n + k] * A[i * n + k];
			skew = tap_max(skew, fabs(creal(one) - (i == k)) + fabs(cimag(one)));
		}
	}
	for (size_t m = 0; m < n; m++) {
		double complex b = 0;
		for (size_t i = 0; i < n; i++)
			b += conj(d.V[i * n + m]) * A[n * n + i];
		TAP_OK(fabs(creal(b) - creal(d.b[m])) + fabs(cimag(b)) <= 1e-12 * (1 + fabs(creal(b))), "%s b[%zu]", text, m);
	}
	TAP_OK(sqrt(off / all) <= limit, "%s N = %zu: reconstruction %g", text, n, sqrt(off / all));
	TAP_OK(d.residual >= 0 && d.residual <= limit, "%s N = %zu: residual %g", text, n, d.residual);
	TAP_OK(skew <= 1e-13, "%s N = %zu: orthogonality %g", text, n, skew);
	printf("# %s N = %zu: reconstruction %.2g, orthogonality %.2g\n", text, n, sqrt(off / all), skew);
	dplr_free(&d);
	free(A);
}

static void
dplr(void)
{
	static const char *const small[] = { "legs", "legs_orthonormal", "legsd", "lagt:2", "tlagt:0.5", "fout", "fourier_decay", "fourier2", "foud",
		"legt:0.5", "legt_s4" };

	for (size_t k = 0; k < sizeof small / sizeof small[0]; k++)
		reconstruct(small[k], 14, 5e-15);
	reconstruct("legs", 5, 5e-15);
	reconstruct("lagt", 7, 5e-15);
	reconstruct("legt", 9, 5e-15);
	reconstruct("lagt", 129, 5e-15);
	reconstruct("legt", 1, 5e-15);
	reconstruct("legs", 256, 5e-14);
	reconstruct("legt:0.1", 255, 5e-14);
	tap_group("dplr: V Lambda V* - P P* = A, V unitary, B~ = V* B >= 0");
}

/* det(sI - legt) is, up to a constant, Q(s) = sum (2N-1-j)! N!/((2N-1)! j! (N-j)!) s^j, the denominator of the Pade delay. */
static void
pade(void)
{
	static const size_t sizes[] = { 1, 4, 7, 10 };

	for (size_t k = 0; k < 4 * 6; k++) {
		static const double omegas[] = { 0, 0.5, 1.5, 4, 11, 60 };
		size_t n = sizes[k % 4];
		struct hippo h = make("legt", n);
		struct clock c = { 0 };
		struct err e = { 0 };
		double C[16], H[2], omega = omegas[k / 4], q[11], p[11], f = 1;
		readout(&h, &c, READ_DELAY, 0, C, &e);
		kernel_transfer(&h, C, 1, &omega, H, &e);
		for (size_t j = 0; j <= n; j++) {	/* [N-1/N] Pade of exp(-s) */
			q[j] = f;
			f *= (double)(n - j) / (double)((2 * n - 1 - j) * (j + 1));
		}
		f = 1;
		for (size_t j = 0; j < n; j++) {
			p[j] = j % 2 ? -f : f;
			f *= (double)(n - 1 - j) / (double)((2 * n - 1 - j) * (j + 1));
		}
		double complex s = complex_of(0, omega), num = 0, den = 0, power = 1;
		for (size_t j = 0; j <= n; j++, power *= s) {
			den += q[j] * power;
			num += j < n ? p[j] * power : 0;
		}
		double complex want = num / den;
		TAP_OK(fabs(H[0] - creal(want)) + fabs(H[1] - cimag(want)) <= 1e-13, "N = %zu, omega %g: %.17g %.17g", n, omega, H[0], H[1]);
	}
	tap_group("legt read with C = delay is the Pade approximant of the delay");
}

static void
run(const char *family, const char *rule, size_t n, size_t m, const double t[], const double u[], double power, double x[])
{
	struct hippo h = make(family, n);
	struct spec s = spec(&hippo_varying, rule);
	struct clock c = { .varying = true, .power = power };
	struct err e = { 0 };
	struct encoder *enc = encoder_new(&h, &c, &s, 1, &e);

	for (size_t k = 0; k < m; k++)
		encoder_step(enc, t ? t[k] : (double)(k + 1), &u[k], &e);
	memcpy(x, encoder_state(enc), n * sizeof *x);
	encoder_free(enc);
}

static double
apart(size_t n, const double x[], const double y[])
{
	double off = 0, all = 0;

	for (size_t i = 0; i < n; i++) {
		off += (x[i] - y[i]) * (x[i] - y[i]);
		all += y[i] * y[i];
	}
	return sqrt(off / all);
}

static double
most(size_t n, const double x[], const double y[])
{
	double off = 0;

	for (size_t i = 0; i < n; i++)
		off = tap_max(off, fabs(x[i] - y[i]));
	return off;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Medians over white noise of the relative distance from the exact state. */
static void
noise(void)
{
	enum { TIMES = 201, M = 50, N = 16 };
	static const struct {
		const char *rule;
		double off;
	} all[] = { { "tustin", .18 }, { "cpp_bilinear", .19 }, { "su_bilinear", .24 }, { "hippo_bilinear", .33 } };
	double u[M], x[N], y[N], off[TIMES];

	for (size_t k = 0; k < 4; k++) {
		for (size_t j = 0; j < TIMES; j++) {
			struct rng r = rng_at(j, 1);
			for (size_t i = 0; i < M; i++)
				u[i] = rng_normal(&r);
			run("legs", "zoh_exact", N, M, NULL, u, 1, x);
			run("legs", all[k].rule, N, M, NULL, u, 1, y);
			off[j] = apart(N, y, x);
		}
		qsort(off, TIMES, sizeof *off, ascending);
		printf("# white noise, %s: median %.3f, published %.2f\n", all[k].rule, off[TIMES / 2], all[k].off);
		TAP_OK(fabs(off[TIMES / 2] - all[k].off) < 0.03, "%s: %g", all[k].rule, off[TIMES / 2]);
	}
	tap_group("how far the rules are off on white noise");
}

static void
history(void)
{
	enum { M = 10000, N = 16 };
	static double u[M], t[M], work[3 * (M + 1)], twice[2 * M];
	double x[N], y[N];
	struct rng r = rng_at(7, 0);

	for (size_t k = 0; k < M; k++) {
		u[k] = rng_normal(&r);
		t[k] = (k ? t[k - 1] : 0) + 0.1 + rng_uniform(&r);
	}
	run("legs", "zoh_exact", N, M, NULL, u, 1, x);
	projection(N, M, NULL, u, y, work);
	printf("# zoh_exact against the projection after 10^4 steps: %.2g\n", most(N, x, y));
	TAP_OK(most(N, x, y) <= 1e-13, "%g", most(N, x, y));
	run("legs", "zoh_exact", N, 2000, t, u, 1, x);
	projection(N, 2000, t, u, y, work);
	TAP_OK(most(N, x, y) <= 1e-13, "irregular times %g", most(N, x, y));
	tap_group("zoh_exact is the exact projection, at regular and irregular times");

	static const struct {
		const char *rule;
		double moves;
	} rules[] = { { "zoh_exact", 0 }, { "su_bilinear", .0093 }, { "su_log", .0027 }, { "tustin", .0033 } };
	for (size_t times = 2; times <= 7; times++) {
		for (size_t k = 0; k < 50 * times; k++)
			twice[k] = u[k / times];
		for (size_t k = 0; k < 4; k++) {
			run("legs", rules[k].rule, 8, 50, NULL, u, 1, x);
			run("legs", rules[k].rule, 8, 50 * times, NULL, twice, 1, y);
			TAP_OK(k ? apart(8, x, y) > rules[k].moves / 10 : most(8, x, y) <= 4e-15, "%s, %zu times: moves by %g", rules[k].rule, times,
				apart(8, x, y));
		}
	}
	tap_group("repeating every sample leaves zoh_exact unchanged, and only that");

	for (size_t k = 0; k < 50; k++)
		u[k] = 1;
	static const struct {
		const char *rule;
		double off, tolerance;
	} constants[] = { { "su_bilinear", .0399, 6e-5 }, { "su_log", .00484, 6e-6 }, { "hippo_bilinear", .036, 5e-4 }, { "hippo_backward", .041, 5e-4 },
		{ "cpp_bilinear", 0, 2e-15 }, { "zoh_exact", 0, 2e-15 } };
	for (size_t k = 0; k < 6; k++) {
		const double e0[N] = { 1 };
		run("legs", constants[k].rule, N, 50, NULL, u, 1, x);
		printf("# constant input, %s: %.4g\n", constants[k].rule, most(N, x, e0));
		TAP_OK(fabs(most(N, x, e0) - constants[k].off) <= constants[k].tolerance, "%s: %.5g, want %g", constants[k].rule, most(N, x, e0),
			constants[k].off);
	}
	tap_group("what each rule does to a constant, as published");
	noise();
	run("legs", "zoh_exact", N, 60, t, work, 2, x);
	for (size_t k = 0; k < 60; k++)
		twice[k] = t[k] * t[k];
	projection(N, 60, twice, work, y, work + 4000);
	TAP_OK(apart(N, x, y) <= 1e-13, "%g", apart(N, x, y));
	tap_group("power:2 is the projection in the time t^2");
}

/* The step in O(n) against the dense solve, for every family with generators, one and nine signals. */
static void
structure(void)
{
	for (size_t f = 0; f < hippo_families.n; f++) {
		const struct family *row = (const struct family *)(const void *)row_at(&hippo_families, f);
		enum { N = 12, CHANNELS = 9 };
		double A[N * N], B[N], M[N * N], x[N * CHANNELS], y[N * CHANNELS], u[CHANNELS], work[N * CHANNELS];
		struct factor factor;
		struct semi a;
		struct rng r = rng_at(f, 0);
		if (!row->semi)
			continue;
		struct hippo h = make(strcmp(row->head.name, "glagt") ? row->head.name : "glagt:0.3:0.7", N);
		hippo_fill(&h, A, B);
		TAP_OK(hippo_semi(&h, &a) && semi_factor_new(&factor, N), "memory");
		for (size_t i = 0; i < N * CHANNELS; i++)
			x[i] = rng_normal(&r);
		for (size_t k = 0; k < CHANNELS; k++)
			u[k] = rng_normal(&r);
		for (size_t i = 0; i < N; i++)
			for (size_t k = 0; k < CHANNELS; k++) {
				y[i * CHANNELS + k] = x[i * CHANNELS + k] + 0.2 * B[i] * u[k];
				for (size_t j = 0; j < N; j++)
					y[i * CHANNELS + k] += 0.05 * A[i * N + j] * x[j * CHANNELS + k];
			}
		for (size_t i = 0; i < N * N; i++)
			M[i] = (i % (N + 1) ? 0 : 1) - 0.125 * A[i];
		dense_solve(N, M, CHANNELS, y);
		semi_factor(&a, 0.125, &factor);
		semi_step(&a, &factor, CHANNELS, 0.05, 0.2, B, u, x, work);
		TAP_OK(apart(N * CHANNELS, x, y) <= 2e-14, "%s: %g", row->head.name, apart(N * CHANNELS, x, y));
		semi_factor_free(&factor);
		semi_free(&a);
	}
	tap_group("steps in O(N) are the dense ones");
}

/* |(I - h A) z - b| of one backward step of legs at N = 1024, the product in long double. */
static void
residual(void)
{
	enum { N = 1024 };
	static double z[N], b[N], B[N], work[N];
	struct hippo h = make("legs", N);
	struct factor factor;
	struct semi a;
	struct rng r = rng_at(5, 0);
	long double sum = 0, off = 0, all = 0;
	const double step = 0.001, none = 0;

	TAP_OK(hippo_semi(&h, &a) && semi_factor_new(&factor, N), "memory");
	for (size_t i = 0; i < N; i++)
		z[i] = b[i] = rng_normal(&r);
	semi_factor(&a, step, &factor);
	semi_step(&a, &factor, 1, 0, 0, B, &none, z, work);
	for (size_t i = 0; i < N; i++) {
		long double v = sqrtl((long double)(2 * i + 1)), x = (long double)z[i];
		long double d = x + (long double)step * ((long double)(i + 1) * x + v * sum) - (long double)b[i];
		sum += v * x;
		off += d * d;
		all += (long double)b[i] * (long double)b[i];
	}
	printf("# residual of a step, N = 1024: %.2g\n", (double)sqrtl(off / all));
	TAP_OK(sqrtl(off / all) <= 5e-15L, "%g", (double)sqrtl(off / all));
	tap_group("the residual of a step of legs at N = 1024");
	semi_factor_free(&factor);
	semi_free(&a);
}

static void
kernels(void)
{
	static double K[3][1024], C[64];
	struct hippo h = make("legs", 64);
	struct spec s = spec(&hippo_rules, "bilinear");
	struct clock c = { .varying = true, .power = 1 };
	struct err e = { 0 };
	double most = 0, off[2] = { 0 };

	readout(&h, &c, READ_NORMAL, 3, C, &e);
	kernel_recurrence(&h, &s, 0.001, C, 1024, K[0], &e);
	kernel_generating(&h, &s, 0.001, C, 1024, K[1], &e);
	kernel_cauchy(&h, &s, 0.001, C, 1024, K[2], &e);
	for (size_t k = 0; k < 1024; k++) {
		most = tap_max(most, fabs(K[0][k]));
		for (size_t w = 0; w < 2; w++)
			off[w] = tap_max(off[w], fabs(K[w + 1][k] - K[0][k]));
	}
	printf("# kernels, N = 64: generating %.2g, cauchy %.2g of the largest\n", off[0] / most, off[1] / most);
	TAP_OK(!e.code && off[0] <= 1e-14 * most && off[1] <= 1e-14 * most, "%s %g %g", e.text, off[0] / most, off[1] / most);
	tap_group("three ways to a kernel agree for N = 64, L = 1024");
}

/* A slow sinusoid comes back from each family that can be read. */
static void
readers(void)
{
	static const struct {
		const char *family, *rule;
		size_t n;
		double dt, limit;
	} all[] = { { "legs", "zoh_exact", 24, 0, .02 }, { "legs_rational", "zoh_exact", 24, 0, .02 }, { "legs_orthonormal", "su_log", 24, 0, .05 },
		{ "legt:3", "zoh", 24, .01, .03 }, { "legt_s4", "bilinear", 24, .01, .03 }, { "lmu:3", "zoh", 24, .01, .03 },
		{ "fout", "bilinear", 48, .01, .2 },
		{ "fout_complex:2", "zoh", 33, .01, .15 }, { "fout_complex:2", "foh", 33, .01, .15 }, { "fous_complex", "zoh_exact", 25, 0, .2 },
		{ "fous_complex", "su_log", 25, 0, .2 }, { "lagt", "bilinear", 60, .01, .1 }, { "tlagt:0.5", "bilinear", 60, .01, .1 } };
	static double t[400], u[400], back[400];

	for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
		struct hippo h = make(all[k].family, all[k].n);
		struct clock c = { .varying = !(all[k].dt > 0), .power = 1 };
		struct spec s = spec(c.varying ? &hippo_varying : &hippo_rules, all[k].rule);
		struct err e = { 0 };
		struct loss loss;
		size_t bad;
		for (size_t i = 0; i < 400; i++) {
			t[i] = (double)(i + 1) * (c.varying ? 1 : all[k].dt);
			u[i] = sin((double)i / 400 * 4 * acos(-1)) + (strstr(all[k].family, "lag") ? 0 : cos((double)i / 400 * 8 * acos(-1)));
		}
		roundtrip(&h, &c, &s, 400, t, u, back, &loss, &bad, &e);
		printf("# %s %s: rmse %.3g\n", all[k].family, all[k].rule, loss.rmse);
		TAP_OK(!e.code && loss.n > 100 && loss.rmse <= all[k].limit, "%s: %g %s", all[k].family, loss.rmse, e.text);
	}
	tap_group("a signal comes back from its state");
}

static void
refusals(void)
{
	static const struct {
		const char *family;
		size_t n;
	} bad[] = { { "legs", 0 }, { "legs", HIPPO_LARGEST + 1 }, { "fout", 5 }, { "s4d_inv", 7 }, { "fout_complex", 4 } };
	struct err e = { 0 };
	struct hippo h;
	struct dplr d;

	for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++) {
		struct spec s = spec(&hippo_families, bad[k].family);
		err_clear(&e);
		TAP_OK(hippo_make(&s, bad[k].n, &h, &e) == ERR_USAGE, "%s %zu", bad[k].family, bad[k].n);
	}
	h = make("lmu", 4);
	err_clear(&e);
	TAP_OK(dplr_make(&h, &d, &e) == ERR_USAGE, "lmu has no unitary basis");
	struct spec s = spec(&hippo_rules, "zoh");
	double A[16], B[4];
	err_clear(&e);
	TAP_OK(discretize(&h, &s, 0, A, B, NULL, &e) == ERR_USAGE, "dt = 0");
	struct hippo turning = make("fout_complex:1", 5);		/* an implicit step whose matrix overflows */
	double Z[50], b[10];
	struct spec euler = spec(&hippo_rules, "backward_euler");
	err_clear(&e);
	TAP_OK(discretize(&turning, &euler, 3e307, Z, b, NULL, &e) == ERR_NO_ANSWER, "4 pi dt > 2^1024");
	struct hippo legs = make("legs", 4), legt = make("legt:2", 4);
	double factor[4], rate;
	err_clear(&e);
	TAP_OK(hippo_convert(&legs, &legt, factor, &rate, &e) == ERR_USAGE, "legs to legt");
	err_clear(&e);
	h = make("lmu:1", 4);
	double C[16], D[4];
	hippo_convert(&legt, &h, factor, &rate, &e);
	hippo_fill(&legt, A, B);
	hippo_fill(&h, C, D);
	for (size_t i = 0; i < 4; i++)
		for (size_t k = 0; k < 4; k++)
			TAP_OK(fabs(C[i * 4 + k] - rate * factor[i] * A[i * 4 + k] / factor[k]) < 1e-14 && fabs(D[i] - rate * factor[i] * B[i]) < 1e-14,
				"legt:2 to lmu:1, %zu %zu", i, k);
	tap_group("refusals; conversions give A, B of the other family");
}

int
main(void)
{
	steady();
	exponential();
	toy();
	dplr();
	pade();
	history();
	structure();
	residual();
	kernels();
	readers();
	refusals();
	return tap_done();
}
