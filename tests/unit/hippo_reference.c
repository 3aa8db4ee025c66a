/* SPDX-License-Identifier: MIT */
/* Matrices, discretizations, states, spectra and kernels against 60-digit values (tests/vectors/hippo.json, flattened to hippo.tsv). */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "math/hippo/discretize.h"
#include "math/hippo/dplr.h"
#include "math/hippo/encoder.h"
#include "math/hippo/kernel.h"
#include "math/hippo/legs_exp.h"
#include "math/hippo/projection.h"
#include "math/hippo/rtf.h"
#include "math/hippo/varying.h"
#include "tap.h"

enum { LINES = 4000, MOST = 4096 };

static struct {
	char *path, *value;
	bool used;
} line[LINES];
static size_t lines;

static void
load(void)
{
	static char text[1 << 18];
	FILE *f = fopen("tests/vectors/hippo.tsv", "r");
	size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;

	for (char *s = text; s < text + n && lines < LINES; lines++) {
		char *tab = strchr(s, '\t'), *end = strchr(s, '\n');
		if (!tab || !end)
			break;
		*tab = *end = '\0';
		line[lines].path = s;
		line[lines].value = tab + 1;
		s = end + 1;
	}
	if (f)
		fclose(f);
}

/* The value at a path, 0 where a complex number has no imaginary part; *found counts. */
__attribute__((format(printf, 2, 3))) static double
want(size_t *found, const char *format, ...)
{
	char path[200];
	va_list ap;

	va_start(ap, format);
	vsnprintf(path, sizeof path, format, ap);
	va_end(ap);
	for (size_t i = 0; i < lines; i++) {
		if (strcmp(line[i].path, path) == 0) {
			++*found;
			line[i].used = true;
			return strtod(line[i].value, NULL);
		}
	}
	return (double)NAN;
}

static double
ulp(double x)
{
	return nextafter(fabs(x), (double)INFINITY) - fabs(x);
}

/* Lists live until the end: specs are used by address. */
static struct spec_list
keep(struct spec_list l)
{
	static struct spec_list kept[1000];
	static size_t n;

	return kept[n++ % 1000] = l;
}

static struct hippo
make(const char *spec, size_t n)
{
	struct spec_list l = { 0 };
	struct err e = { 0 };
	struct hippo h = { 0 };

	if (spec_parse(&hippo_families, str_of(spec), &l, &e) || hippo_make(keep(l).v, n, &h, &e))
		printf("# %s: %s\n", spec, e.text);
	return h;
}

static struct spec
rule(const struct registry *g, const char *text)
{
	struct spec_list l = { 0 };
	struct err e = { 0 };

	if (spec_parse(g, str_of(text), &l, &e))
		printf("# %s: %s\n", text, e.text);
	return keep(l).v[0];
}

static void
matrices(void)
{
	static const struct {
		const char *key, *spec;
		size_t n;
	} all[] = {
		{ "legs", "legs", 4 }, { "legs_rational(su)", "legs_rational", 4 }, { "legt(theta=1)", "legt", 4 },
		{ "legt(theta=2.5)", "legt:2.5", 4 }, { "legt_s4(halved)", "legt_s4", 4 }, { "lmu(theta=1)", "lmu", 4 },
		{ "lagt(beta=1)", "lagt", 4 }, { "tlagt(beta=0.5)", "tlagt:0.5", 4 }, { "glagt(alpha=0.25,beta=0.5)", "glagt:0.25:0.5", 4 },
		{ "legsd", "legsd", 4 }, { "fout(N=4)", "fout", 4 }, { "foud(N=4)", "foud", 4 }, { "fourier_decay(N=4)", "fourier_decay", 4 },
		{ "fourier2(N=4)", "fourier2", 4 }, { "fous_su(M=1)", "fous_complex", 3 }, { "fout_su(M=1,w=1)", "fout_complex", 3 },
	};

	for (size_t f = 0; f < sizeof all / sizeof all[0]; f++) {
		struct hippo h = make(all[f].spec, all[f].n);
		double A[64], B[16];
		size_t found = 0, n = h.size, parts = h.family->is_complex ? 2 : 1;
		hippo_fill(&h, A, B);
		for (size_t i = 0; i < n * n * parts; i++) {
			size_t row = i / parts / n, col = i / parts % n, before = found;
			double x = want(&found, parts == 2 ? "matrices/%s/A/%zu/%zu/%zu" : "matrices/%s/A/%zu/%zu", all[f].key, row, col, i % parts);
			if (found == before)	/* a zero of a complex matrix is a bare 0 */
				x = i % parts ? 0 : want(&found, "matrices/%s/A/%zu/%zu", all[f].key, row, col);
			TAP_OK(fabs(A[i] - x) <= ulp(x) && !(A[i] == 0 && signbit(A[i])), "%s A[%zu][%zu] %.17g, want %.17g",
				all[f].key, row, col, A[i], x);
		}
		for (size_t i = 0; i < n; i++) {
			double x = want(&found, "matrices/%s/B/%zu", all[f].key, i);
			TAP_OK(fabs(B[i * parts] - x) <= ulp(x), "%s B[%zu] %.17g, want %.17g", all[f].key, i, B[i * parts], x);
		}
		TAP_OK(found >= n * n + n, "%s: %zu values", all[f].key, found);
	}
	tap_group("every matrix within 1 ulp");
}

static void
diagonals(void)
{
	static const char *const names[] = { "lin", "inv", "inv2", "quad", "legs" };

	for (size_t f = 0; f < 5; f++) {
		char spec[32];
		double A[64], B[64];
		size_t found = 0;
		snprintf(spec, sizeof spec, "s4d_%s", names[f]);
		struct hippo h = make(spec, 8);
		hippo_fill(&h, A, B);
		for (size_t i = 0; i < 4; i++) {
			double x = want(&found, "s4d/%s/%zu", names[f], i);
			TAP_OK(fabs(-A[2 * i + 1] - x) <= ulp(x) && A[2 * i] < -0.49 && A[2 * i] > -0.51, "%s %zu: %.17g, want %.17g", spec, i,
				-A[2 * i + 1], x);
		}
	}
	struct hippo h = make("s4d_real", 8);
	double A[4], B[4];
	size_t found = 0;
	hippo_fill(&h, A, B);
	for (size_t i = 0; i < 4; i++)
		TAP_OK(A[i] == want(&found, "s4d/real_parts_S4D_Real/%zu", i), "s4d_real %zu: %g", i, A[i]);
	struct hippo inv = make("s4d_inv", 2);
	double pair[2], one[2];
	hippo_fill(&inv, pair, one);
	TAP_OK(pair[0] == want(&found, "s4d/real_part_default") && found == 5, "real part %g", pair[0]);
	tap_group("diagonal families within 1 ulp");
}

static void
steps(void)
{
	static const char *const systems[][2] = { { "legs", "legs" }, { "legt(theta=1)", "legt" }, { "lagt(beta=1)", "lagt" } };
	static const char *const rules[][2] = { { "forward_euler", "forward_euler" }, { "backward_euler", "backward_euler" },
		{ "bilinear", "bilinear" }, { "gbt(alpha=0.25)", "gbt:0.25" }, { "zoh", "zoh" } };
	double worst = 0;

	for (size_t f = 0; f < 3; f++) {
		for (size_t r = 0; r < 5; r++) {
			struct hippo h = make(systems[f][1], 4);
			struct spec s = rule(&hippo_rules, rules[r][1]);
			struct err e = { 0 };
			double dA[16], dB[4];
			size_t found = 0;
			discretize(&h, &s, 0.125, dA, dB, NULL, &e);
			for (size_t i = 0; i < 20; i++) {
				double got = i < 16 ? dA[i] : dB[i - 16];
				double x = i < 16 ? want(&found, "discretisation/systems/%s/%s/Ad/%zu/%zu", systems[f][0], rules[r][0], i / 4, i % 4) :
					want(&found, "discretisation/systems/%s/%s/Bd/%zu", systems[f][0], rules[r][0], i - 16);
				worst = tap_max(worst, fabs(got - x));
				TAP_OK(fabs(got - x) <= 4e-16, "%s %s %zu: %.17g, want %.17g", systems[f][0], rules[r][0], i, got, x);
			}
			TAP_OK(found == 20 && !e.code, "%s %s: %zu values", systems[f][0], rules[r][0], found);
		}
	}
	printf("# discretizations: worst %.2g\n", worst);
	tap_group("discretizations of legs, legt, lagt to 4e-16");
}

static const double input[8] = { 1, -0.5, 0.25, 2, 0, -1.5, 0.75, 3 };

static void
states(void)
{
	static const char *const names[][2] = { { "hippo_forward", "hippo_forward" }, { "hippo_backward", "hippo_backward" },
		{ "hippo_bilinear", "hippo_bilinear" }, { "cpp_bilinear", "cpp_bilinear" }, { "su_bilinear", "su_bilinear" },
		{ "tustin_consistent", "tustin" }, { "zoh_exact", "zoh_exact" }, { "projection_exact", NULL } };
	double got[6], work[40];

	for (size_t r = 0; r < 8; r++) {
		struct hippo h = make("legs", 6);
		struct err e = { 0 };
		size_t found = 0;
		if (names[r][1]) {
			struct spec s = rule(&hippo_varying, names[r][1]);
			struct clock c = { .varying = true, .power = 1 };
			struct encoder *x = encoder_new(&h, &c, &s, 1, &e);
			for (size_t k = 0; k < 8; k++)
				encoder_step(x, (double)(k + 1), &input[k], &e);
			memcpy(got, encoder_state(x), sizeof got);
			encoder_free(x);
		} else {
			projection(6, 8, NULL, input, got, work);
		}
		for (size_t i = 0; i < 6; i++) {
			double x = want(&found, "legs_timevarying/final_state/%s/%zu", names[r][0], i);
			TAP_OK(fabs(got[i] - x) <= 4e-15, "%s %zu: %.17g, want %.17g", names[r][0], i, got[i], x);
		}
		TAP_OK(found == 6 && !e.code, "%s: %zu values", names[r][0], found);
	}
	tap_group("time-varying legs in seven conventions, and the exact projection, to 4e-15");
	for (size_t i = 0; i < 5; i++) {
		struct hippo h = make("legs", 6);
		struct clock c = { .varying = true, .power = 1 };
		struct err e = { 0 };
		double g[6], sum = 0;
		size_t found = 0;
		basis_at(&h, &c, 8, 8 - 2 * (double)i, g, &e);
		for (size_t k = 0; k < 6; k++)
			sum += g[k] * got[k];
		double x = want(&found, "legs_timevarying/final_state/reconstruct_zoh_at_s=0,.25,.5,.75,1/%zu", i);
		TAP_OK(fabs(sum - x) <= 1e-14, "s = %zu/4: %.17g, want %.17g", i, sum, x);
	}
	tap_group("the reconstruction from them");
	for (size_t r = 0; r < 2; r++) {
		const char *name = r ? "zoh" : "bilinear";
		struct hippo h = make("legt", 6);
		struct spec s = rule(&hippo_rules, name);
		struct clock c = { 0 };
		struct err e = { 0 };
		struct encoder *x = encoder_new(&h, &c, &s, 1, &e);
		size_t found = 0;
		for (size_t k = 0; k < 8; k++)
			encoder_step(x, 0.125 * (double)(k + 1), &input[k], &e);
		for (size_t i = 0; i < 6; i++) {
			double y = want(&found, "legt_lti_run/final_state/%s/%zu", name, i);
			TAP_OK(fabs(encoder_state(x)[i] - y) <= 4e-15, "%s %zu: %.17g, want %.17g", name, i, encoder_state(x)[i], y);
		}
		TAP_OK(found == 6, "%s: %zu values", name, found);
		encoder_free(x);
	}
	tap_group("legt over its window");
}

static void
spectra(void)
{
	static const size_t sizes[] = { 4, 8, 16, 64 };
	double E[36], work[LEGS_EXP_WORK(6)], worst = 0;
	struct err e = { 0 };
	struct dplr d;
	size_t found = 0;

	legs_exp(6, 0.75, 0.25, E, work);
	for (size_t i = 0; i < 36; i++) {
		double x = want(&found, "legs_expm/E/%zu/%zu", i / 6, i % 6);
		TAP_OK(fabs(E[i] - x) <= 4e-16, "E %zu: %.17g, want %.17g", i, E[i], x);
	}
	tap_group("the exponential of legs");
	for (size_t k = 0; k < 4; k++) {
		struct hippo h = make("legs", sizes[k]);
		dplr_make(&h, &d, &e);
		TAP_OK(d.shift == want(&found, "legs_dplr/%zu/lambda_re", sizes[k]), "real part %g", d.shift);
		for (size_t m = 0; m < sizes[k] / 2; m++) {
			double w = want(&found, "legs_dplr/%zu/omega_desc/%zu", sizes[k], m), b = want(&found, "legs_dplr/%zu/absB/%zu", sizes[k], m);
			worst = tap_max(worst, fabs(d.omega[m] - w) / ulp(w));
			TAP_OK(fabs(d.omega[m] - w) <= 4 * ulp(w), "N = %zu omega %zu: %.17g, want %.17g", sizes[k], m, d.omega[m], w);
			TAP_OK(fabs(__real__ d.b[m] - b) <= 1e-14 * b, "N = %zu B %zu: %.17g, want %.17g", sizes[k], m, __real__ d.b[m], b);
			TAP_OK(fabs(__real__ d.p[0][m] - b / sqrt(2)) <= 1e-14 * b, "N = %zu P %zu", sizes[k], m);
		}
		dplr_free(&d);
	}
	printf("# omega: worst %.2g ulp\n", worst);
	struct hippo h = make("lagt", 6);
	dplr_make(&h, &d, &e);
	for (size_t m = 0; m < 3; m++) {
		double w = want(&found, "lagt_dplr/omega_desc/%zu", m);
		TAP_OK(fabs(d.omega[m] - w) <= 4 * ulp(w), "lagt omega %zu: %.17g, want %.17g", m, d.omega[m], w);
	}
	dplr_free(&d);
	TAP_OK(found == 36 + 4 + 2 * 46 + 3, "%zu values", found);
	tap_group("closed-form spectra within 4 ulp");
}

static void
kernels(void)
{
	static int (*const ways[])(const struct hippo *, const struct spec *, double, const double[], size_t, double[], struct err *) = {
		kernel_recurrence, kernel_generating, kernel_cauchy };
	const double C[4] = { 1, -0.5, 1.0 / 3, -0.25 }, omega[4] = { 0, 0.5, 2, 10 };
	struct hippo h = make("legs", 4);
	double K[16], H[8];

	for (size_t r = 0; r < 2; r++) {
		for (size_t w = 0; w < (r ? 2 : 3); w++) {
			const char *name = r ? "zoh" : "bilinear";
			struct spec s = rule(&hippo_rules, name);
			struct err e = { 0 };
			size_t found = 0;
			ways[w](&h, &s, 0.01, C, 16, K, &e);
			for (size_t k = 0; k < 16; k++) {
				double x = want(&found, "kernel/methods/%s/K/%zu", name, k);
				TAP_OK(fabs(K[k] - x) <= 6e-17, "%s way %zu K %zu: %.17g, want %.17g", name, w, k, K[k], x);
			}
			TAP_OK(found == 16 && !e.code, "%s: %zu values %s", name, found, e.text);
		}
	}
	tap_group("kernels three ways, to 1e-14 of the largest");
	struct err e = { 0 };
	size_t found = 0;
	kernel_transfer(&h, C, 4, omega, H, &e);
	for (size_t i = 0; i < 4; i++) {
		double re = want(&found, i ? "frequency_response/H/%zu/0" : "frequency_response/H/%zu", i);
		double im = i ? want(&found, "frequency_response/H/%zu/1", i) : 0;
		TAP_OK(fabs(H[2 * i] - re) + fabs(H[2 * i + 1] - im) <= 4e-16, "H %zu: %.17g %.17g", i, H[2 * i], H[2 * i + 1]);
	}
	TAP_OK(found == 7, "%zu values", found);
	tap_group("the transfer function");
}

/* The transform of the kernel, summed as it is defined, and the rational function whose series it is. */
static void
rational(void)
{
	const double C[4] = { 1, -0.5, 1.0 / 3, -0.25 }, turn = 2 * acos(-1) / 16;
	struct hippo h = make("legs", 4);
	struct spec s = rule(&hippo_rules, "bilinear");
	struct err e = { 0 };
	double K[16], a[5], b[5], defect;
	size_t found = 0;

	kernel_generating(&h, &s, 0.01, C, 16, K, &e);
	for (size_t l = 0; l <= 8; l++) {	/* the rest are conjugates */
		long double re = 0, im = 0;
		for (size_t k = 0; k < 16; k++) {
			re += (long double)K[k] * (long double)cos(turn * (double)(k * l % 16));
			im -= (long double)K[k] * (long double)sin(turn * (double)(k * l % 16));
		}
		double x = want(&found, "kernel/methods/bilinear/DFT_K_full_length_L/%zu/0", l);
		double y = want(&found, "kernel/methods/bilinear/DFT_K_full_length_L/%zu/1", l);
		TAP_OK(fabs((double)re - x) + fabs((double)im - y) <= 4e-16, "%zu: %.17g %.17g, want %.17g %.17g", l, (double)re, (double)im, x, y);
	}
	TAP_OK(rtf(&h, &s, 0.01, C, a, b, &defect, &e) == 0, "%s", e.text);
	for (size_t k = 0; k < 4; k++) {
		double x = want(&found, "kernel/methods/bilinear/rtf_a/%zu", k), y = want(&found, "kernel/methods/bilinear/rtf_b/%zu", k);
		TAP_OK(fabs(a[k + 1] - x) <= 4e-15, "a_%zu %.17g, want %.17g", k + 1, a[k + 1], x);
		TAP_OK(fabs(b[k] - y) <= 1e-16, "b_%zu %.17g, want %.17g", k, b[k], y);
	}
	TAP_OK(found == 18 + 8, "%zu values", found);
	tap_group("the kernel's transform at the roots of unity, and its rational function");
}

/* What the file says beside its values: the inputs, typed above, and remarks. */
static void
all(void)
{
	static const char *const given[] = { "about", "params/", "discretisation/dt", "discretisation/gbt_convention", "legs_timevarying/N", "legs_timevarying/u/",
		"legt_lti_run/N", "legt_lti_run/dt", "legt_lti_run/theta", "legt_lti_run/u/", "legs_expm/N", "legs_expm/r", "legs_expm/note", "lagt_dplr/N",
		"s4d/N", "s4d/order_note", "kernel/system", "kernel/N", "kernel/dt", "kernel/C/", "kernel/L", "frequency_response/system", "frequency_response/omega/" };

	for (size_t i = 0; i < lines; i++) {
		bool known = strstr(line[i].path, "absP_is_absB_over_sqrt2");
		for (size_t k = 0; k < sizeof given / sizeof given[0]; k++)
			known = known || strncmp(line[i].path, given[k], strlen(given[k])) == 0;
		TAP_OK(known || line[i].used, "not compared: %s", line[i].path);
	}
	TAP_OK(lines > 900, "%zu lines", lines);
	tap_group("every value of the reference was compared");
}

int
main(void)
{
	load();
	matrices();
	diagonals();
	steps();
	states();
	spectra();
	kernels();
	rational();
	all();
	return tap_done();
}
