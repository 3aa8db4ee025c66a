/* SPDX-License-Identifier: MIT */
/* What can be asked of a system (item.h), for every family and rule: against the definition worked out slowly. */
#include "math/hippo/item.h"	/* before complex.h, whose macro is a name in struct array */

#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/hippo/basis.h"
#include "math/hippo/complex_of.h"
#include "math/hippo/kernel.h"
#include "math/hippo/readout.h"
#include "math/hippo/rtf.h"
#include "tap.h"

enum { N = 6, L = 9, ROOM = 4 * N * N };

static struct spec
spec(const struct registry *g, const char *text)
{
	static struct spec_list kept[1000];
	static size_t n;
	struct err e = { 0 };

	if (spec_parse(g, str_of(text), &kept[n], &e))
		printf("# %s: %s\n", text, e.text);
	return kept[n++].v[0];
}

static struct hippo
sized(size_t f, size_t n)
{
	const struct family *row = (const struct family *)(const void *)row_at(&hippo_families, f);
	struct spec s = spec(&hippo_families, row->head.name);
	struct hippo h = { 0 };
	struct err e = { 0 };

	TAP_OK(!hippo_make(&s, n, &h, &e), "%s: %s", row->head.name, e.text);
	return h;
}

/* Family f of the registry at its defaults, N or N + 1 states. */
static struct hippo
family(size_t f)
{
	return sized(f, N + (((const struct family *)(const void *)row_at(&hippo_families, f))->parity == ODD));
}

/* The same with as few states as it may have. */
static struct hippo
least(size_t f)
{
	return sized(f, 1 + (((const struct family *)(const void *)row_at(&hippo_families, f))->parity == EVEN));
}

/* Entry (i, k) of A, entry i of v, whatever the family's form of them. */
static double complex
at_a(const struct hippo *h, const double A[], size_t i, size_t k)
{
	size_t at = h->family->diagonal ? i : i * h->size + k;

	if (h->family->diagonal && i != k)
		return 0;
	return h->family->is_complex ? complex_of(A[2 * at], A[2 * at + 1]) : A[at];
}

static double complex
at_v(const struct hippo *h, const double v[], size_t i)
{
	return h->family->is_complex ? complex_of(v[2 * i], v[2 * i + 1]) : v[i];
}

/* C (s - A)^-1 B by elimination in long double; conjugate: of the conjugate system, which is the other half of s4d. */
static double complex
resolvent(const struct hippo *h, const double A[], const double B[], const double C[], double complex s, bool conjugate)
{
	size_t n = h->size;
	long double complex M[N + 1][N + 2], sum = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			double complex a = at_a(h, A, i, k);
			M[i][k] = (i == k ? s : 0) - (conjugate ? conj(a) : a);
		}
		M[i][n] = conjugate ? conj(at_v(h, B, i)) : at_v(h, B, i);
	}
	for (size_t k = 0; k < n; k++) {
		size_t best = k;
		for (size_t i = k; i < n; i++)
			best = cabsl(M[i][k]) > cabsl(M[best][k]) ? i : best;
		for (size_t j = 0; j <= n; j++) {
			long double complex t = M[k][j];
			M[k][j] = M[best][j];
			M[best][j] = t;
		}
		for (size_t i = 0; i < n; i++)
			for (size_t j = n + 1; i != k && j-- > k;)
				M[i][j] -= M[i][k] / M[k][k] * M[k][j];
	}
	for (size_t i = 0; i < n; i++)
		sum += (conjugate ? conj(at_v(h, C, i)) : at_v(h, C, i)) * (M[i][n] / M[i][i]);
	return (double complex)sum;
}

/* Row 1 of A, of the sine of frequency 0, is 0: an eigenvalue 0, and 1 of dA. */
static bool
has_zero(const struct hippo *h)
{
	return h->family->parity == EVEN && !h->family->half && !h->family->normal;
}

static void
transfer(void)
{
	static const double omega[] = { 0, .3, 2, -7 };

	for (size_t f = 0; f < hippo_families.n; f++) {
		struct hippo h = family(f);
		struct rng r = rng_at(f, 5);
		struct err e = { 0 };
		struct array out = { 0 };
		double A[ROOM], B[2 * N + 2], C[2 * N + 2];
		struct request q = { .h = h, .C = C, .n_omega = 4, .omega = omega };
		hippo_fill(&h, A, B);
		for (size_t i = 0; i < hippo_size_b(&h); i++)
			C[i] = rng_normal(&r);
		const struct item *item = (const struct item *)(const void *)row_find(&hippo_items, STR("transfer"));
		if (has_zero(&h)) {
			TAP_OK(item->make(&q, &out, &e) == ERR_NO_ANSWER, "%s: %s", h.family->head.name, e.text);
			mem_free(out.v);
			err_clear(&e);
			q.n_omega = 3;
			q.omega = omega + 1;
		}
		TAP_OK(!item->make(&q, &out, &e) && out.shape[0] == q.n_omega && out.shape[1] == 3, "%s: %s", h.family->head.name, e.text);
		for (size_t j = 0; j < q.n_omega && !e.code; j++) {
			double complex s = complex_of(0, q.omega[j]), want = resolvent(&h, A, B, C, s, false);
			if (h.family->half && h.family->is_complex)
				want += resolvent(&h, A, B, C, s, true);
			TAP_OK(memcmp(&out.v[3 * j], &q.omega[j], sizeof omega[j]) == 0 && fabs(out.v[3 * j + 1] - creal(want)) <= 2e-13 * (1 + cabs(want)) &&
			       fabs(out.v[3 * j + 2] - cimag(want)) <= 2e-13 * (1 + cabs(want)), "%s at %g: %.17g %.17g, want %.17g %.17g",
			       h.family->head.name, q.omega[j], out.v[3 * j + 1], out.v[3 * j + 2], creal(want), cimag(want));
		}
		mem_free(out.v);
	}
	tap_group("transfer of every family: C (i omega - A)^-1 B by elimination in long double");
}

/* K_k = C dA^k dB from dA and dB; twice the real part for the kept half of s4d.  foh: K_0 = C G2, K_k = C dA^(k-1) dB. */
static void
slow_kernel(const struct hippo *h, const struct spec *rule, const double C[], double K[])
{
	double dA[ROOM], dB[2 * N + 2], ahead[2 * N + 2];
	double complex x[N + 1], y[N + 1];
	struct err e = { 0 };
	bool foh = strcmp(rule->row->name, "foh") == 0;

	TAP_OK(!discretize(h, rule, .1, dA, dB, ahead, &e), "%s: %s", h->family->head.name, e.text);
	for (size_t i = 0; i < h->size; i++)
		x[i] = at_v(h, foh ? ahead : dB, i);
	for (size_t k = 0; k < L; k++) {
		double complex sum = 0;
		for (size_t i = 0; i < h->size; i++)
			sum += at_v(h, C, i) * x[i];
		K[k] = h->family->half && h->family->is_complex ? 2 * creal(sum) : creal(sum);
		for (size_t i = 0; i < h->size; i++) {
			y[i] = foh && k == 0 ? at_v(h, dB, i) : 0;
			for (size_t j = 0; j < h->size && !(foh && k == 0); j++)
				y[i] += at_a(h, dA, i, j) * x[j];
		}
		memcpy(x, y, sizeof x);
	}
}

static void
kernels_of(size_t f, struct hippo h)
{
	static const char *const rules[] = { "forward_euler", "backward_euler", "bilinear", "gbt:0.3", "zoh", "foh", "mamba" };
	static int (*const ways[])(const struct hippo *, const struct spec *, double, const double[], size_t, double[], struct err *) = {
		kernel_recurrence, kernel_generating, kernel_cauchy };
	struct clock c = { 0 };
	struct err e = { 0 };
	double C[2 * N + 2], K[L], want[L];
	bool known = false;

	readout(&h, &c, READ_NORMAL, f, C, &e);
	for (size_t i = 1; h.family->is_complex && i < hippo_size_b(&h); i += 2)
		C[i] = .5 - C[i - 1];
	for (size_t r = 0; r < 7; r++) {
		struct spec s = spec(&hippo_rules, rules[r]);
		if (h.family->is_complex && !h.family->half)
			continue;
		slow_kernel(&h, &s, C, want);
		for (size_t w = 0; w < 3; w++) {
			double most = 0, off = 0;
			err_clear(&e);
			int code = ways[w](&h, &s, .1, C, L, K, &e);
			bool applies = w == 0 || (!h.family->is_complex && !h.family->diagonal && strcmp(rules[r], "foh"));
			TAP_OK(code == 0 || (w == 2 && code == ERR_USAGE) || (!applies && code == ERR_USAGE) ||
			       (w == 1 && has_zero(&h) && code == ERR_NO_ANSWER), "%s %s way %zu: %s",
			       h.family->head.name, rules[r], w, e.text);
			if (code)
				continue;
			known = true;
			for (size_t k = 0; k < L; k++) {
				off = tap_max(off, fabs(K[k] - want[k]));
				most = tap_max(most, fabs(want[k]));
			}
			TAP_OK(off <= 1e-13 * most, "%s %s way %zu: off by %g of %g", h.family->head.name, rules[r], w, off, most);
		}
	}
	TAP_OK(known || h.family->group >= MODES_T, "%s has a kernel", h.family->head.name);
}

static void
kernels(void)
{
	for (size_t f = 0; f < hippo_families.n; f++) {
		kernels_of(f, family(f));
		kernels_of(f, least(f));
	}
	tap_group("kernels of every family by every rule, each way: the powers of dA one after the other");
}

/* max |K' - K|/max |K| over K_0 .. K_m, K' by the filter of rtf.h. */
static double
filtered(size_t n, const double a[], const double b[], size_t m, const double K[])
{
	double got[4 * N + 5], off = 0, most = 0;

	for (size_t k = 0; k <= m; k++) {
		got[k] = k <= n ? b[k] : 0;
		for (size_t j = 1; j <= n && j <= k; j++)
			got[k] -= a[j] * got[k - j];
		off = tap_max(off, fabs(got[k] - K[k]));
		most = tap_max(most, fabs(K[k]));
	}
	return off / most;
}

/* The defect is that of 4 n samples, near their end where errors have grown most. */
static void
defects(void)
{
	unsigned late = 0;

	for (size_t f = 0; f < hippo_families.n; f++) {
		struct hippo h = family(f);
		struct spec s = spec(&hippo_rules, "bilinear");
		struct clock c = { 0 };
		struct err e = { 0 };
		double C[2 * N + 2], K[4 * N + 5], a[N + 2], b[N + 2], defect = -1;
		readout(&h, &c, READ_NORMAL, f, C, &e);
		if (rtf(&h, &s, .01, C, a, b, &defect, &e))
			continue;
		TAP_OK(!kernel_recurrence(&h, &s, .01, C, 4 * h.n + 1, K, &e), "%s", e.text);
		double want = filtered(h.n, a, b, 4 * h.n, K);
		TAP_OK(defect >= .5 * want && defect <= 2 * want, "%s: defect %g, filter %g", h.family->head.name, defect, want);
		late += want > 2 * filtered(h.n, a, b, 3 * h.n, K);
	}
	TAP_OK(late > 2, "%u families", late);
	tap_group("the defect of a rational function is that of its filter over 4 n samples");
}

/* The rational function's series is the kernel: sum_j a_j K_(k-j) = b_k. */
static void
rational(void)
{
	for (size_t f = 0; f < hippo_families.n; f++) {
		struct hippo h = family(f);
		struct spec s = spec(&hippo_rules, "bilinear");
		struct clock c = { 0 };
		struct err e = { 0 };
		double C[2 * N + 2], K[L], a[N + 2], b[N + 2], defect = -1, most = 0;
		readout(&h, &c, READ_NORMAL, f, C, &e);
		int code = rtf(&h, &s, .1, C, a, b, &defect, &e);
		TAP_OK(code == 0 || (code == ERR_USAGE && h.family->is_complex && !h.family->diagonal), "%s: %s", h.family->head.name, e.text);
		if (code)
			continue;
		slow_kernel(&h, &s, C, K);
		for (size_t k = 0; k < L; k++)
			most = tap_max(most, fabs(K[k]));
		TAP_OK(fabs(a[0] - 1) <= 0 && defect >= 0 && defect < 1e-6, "%s: defect %g", h.family->head.name, defect);
		for (size_t k = 0; k < L; k++) {
			double sum = 0;
			for (size_t j = 0; j <= k && j <= h.n; j++)
				sum += a[j] * K[k - j];
			TAP_OK(fabs(sum - (k <= h.n ? b[k] : 0)) <= 1e-9 * most * 64, "%s %zu: %g", h.family->head.name, k, sum);
		}
	}
	tap_group("the rational function of every family is that of its kernel");
}

static void
refusals(void)
{
	static const char *const items[] = { "C", "kernel", "transfer", "rtf", "dA", "dB", "kernel", "rtf", "kernel", "basis" };
	static const char *const wants[] = { "read-out", "read-out", "read-out", "read-out", "step", "step", "step", "step", "length", "length" };
	struct spec s = spec(&hippo_rules, "zoh");
	double C[2 * N] = { 1 };

	for (size_t i = 0; i < 10; i++) {
		struct array out = { 0 };
		struct err e = { 0 };
		struct request q = { .h = family(0), .rule = &s, .dt = i < 4 || i > 7 ? .1 : 0, .C = i < 4 ? NULL : C, .length = i < 8 ? L : 0 };
		TAP_OK(((const struct item *)(const void *)row_find(&hippo_items, str_of(items[i])))->make(&q, &out, &e) == ERR_USAGE && strstr(e.text,
		       wants[i]),
		       "%s: %s", items[i], e.text);
		mem_free(out.v);
	}
	for (size_t f = 0; f < hippo_families.n; f++) {		/* nothing to read a state back with */
		struct hippo h = family(f);
		struct clock c = { 0 };
		struct err e = { 0 };
		double g[2 * N + 2], age[] = { -1e-9, 1e9 };
		int code = basis_at(&h, &c, 1, .5, g, &e);
		const char *name = h.family->head.name;
		TAP_OK(code == (h.family->group == ALONE && strcmp(name, "tlagt") ? ERR_USAGE : 0), "%s: %s", name, e.text);
		for (size_t i = 0; i < 2 && code == 0; i++) {
			basis_at(&h, &c, 1, age[i], g, &e);
			bool windowed = h.family->group == LEGT || h.family->group == FOUT || h.family->group == MODES_T;
			TAP_OK(isnan(g[0]) == (i == 0 || windowed), "%s: %g at age %g", name, g[0], age[i]);
		}
	}
	tap_group("what is missing is asked for; a family without functions says so; ages outside give nan");
}

/* P_i by its sum: P_i(x) = 2^-i sum_k (-1)^k C(i, k) C(2i - 2k, i) x^(i - 2k). */
static double
legendre(size_t i, double x)
{
	double sum = 0;

	for (size_t k = 0; 2 * k <= i; k++)
		sum += (k % 2 ? -1 : 1) * tgamma((double)(2 * (i - k) + 1)) / (tgamma((double)k + 1) * tgamma((double)(i - k) + 1) * tgamma((double)(i - 2 * k) + 1)) *
			pow(x, (double)(i - 2 * k));
	return ldexp(sum, -(int)i);
}

/* L_i(x) = sum_k C(i, k) (-x)^k / k!. */
static double
laguerre(size_t i, double x)
{
	double sum = 0;

	for (size_t k = 0; k <= i; k++)
		sum += tgamma((double)i + 1) / (tgamma((double)k + 1) * tgamma((double)k + 1) * tgamma((double)(i - k) + 1)) * pow(-x, (double)k);
	return sum;
}

/* The functions of the contract in basis.h. */
static void
functions(void)
{
	static const char *const all[] = { "legs", "legs", "legs_orthonormal", "legt:2", "lmu:2", "legs_rational", "lagt:0.5", "tlagt:0.5", "fout",
		"fout_complex:2", "fous_complex", "fous_complex" };
	const double now = 3, age = .7, turn = 2 * acos(-1);

	for (size_t f = 0; f < sizeof all / sizeof all[0]; f++) {
		struct spec s = spec(&hippo_families, all[f]);
		struct hippo h = { 0 };
		struct err e = { 0 };
		struct clock c = { .varying = f == 0 || f == 10, .power = f == 0 || f == 10 ? 2 : 1 };
		double g[2 * N + 2];
		bool modes = f >= 9;
		TAP_OK(!hippo_make(&s, modes ? N + 1 : N, &h, &e) && !basis_at(&h, &c, now, age, g, &e), "%s", e.text);
		for (size_t i = 0; i < h.size; i++) {
			double v = sqrt(2 * (double)i + 1), x = c.varying ? pow(1 - age / now, 2) : f == 3 || f == 4 || f == 8 ||
				f == 9 ? 1 - age / 2 : exp(-age), want = 0;
			double sign = i % 2 ? -1 : 1, m = (double)i - N / 2, k = (double)(i / 2);
			if (f < 4)
				want = v * legendre(i, 2 * x - 1) / (f == 2 ? sqrt(2) : 1);
			else if (f < 6)
				want = legendre(i, 2 * x - 1) * (f == 4 ? sign : 1);
			else if (f == 6)
				want = laguerre(i, age) * exp(-age / 2) / .5;
			else if (f == 7)
				want = laguerre(i, age) * exp(-age / 4) / .5;
			else if (f == 8)
				want = i < 2 ? (double)(1 - i) : (i % 2 ? -sin(turn * k * x) : cos(turn * k * x)) * sqrt(2);
			if (modes)
				TAP_OK(fabs(g[2 * i] - cos(turn * m * x)) < 1e-13 && fabs(g[2 * i + 1] + sin(turn * m * x)) < 1e-13, "%s %zu: %g %g", all[f], i,
				       g[2 * i], g[2 * i + 1]);
			else
				TAP_OK(fabs(g[i] - want) < 1e-12, "%s %zu: %.17g, want %.17g", all[f], i, g[i], want);
		}
	}
	tap_group("the functions of a state are those of the contract, by their sums");
}

/* Families whose parameters were left out are those of the papers: window, decay and scale 1, glagt's alpha 0. */
static void
defaults(void)
{
	static const char *const pairs[][2] = { { "legt", "legt:1" }, { "lmu", "lmu:1" }, { "lagt", "lagt:1" }, { "tlagt", "tlagt:1" }, { "glagt",
		"glagt:0:1" } };

	for (size_t i = 0; i < 5; i++) {
		double A[2][N * N], B[2][N];
		for (size_t k = 0; k < 2; k++) {
			struct spec s = spec(&hippo_families, pairs[i][k]);
			struct hippo h = { 0 };
			struct err e = { 0 };
			TAP_OK(!hippo_make(&s, N, &h, &e), "%s", e.text);
			hippo_fill(&h, A[k], B[k]);
		}
		TAP_OK(memcmp(A[0], A[1], sizeof A[0]) == 0 && memcmp(B[0], B[1], sizeof B[0]) == 0, "%s is %s", pairs[i][0], pairs[i][1]);
	}
	tap_group("parameters that are left out");
}

int
main(void)
{
	transfer();
	kernels();
	rational();
	defects();
	refusals();
	functions();
	defaults();
	return tap_done();
}
