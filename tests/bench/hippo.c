/* SPDX-License-Identifier: MIT */
/* hippo: exp of legs at N = 256, the spectrum of its normal part at N = 1024, steps at N = 64; the goals of its issue. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "math/hippo/dplr.h"
#include "math/hippo/encoder.h"
#include "math/hippo/legs_exp.h"
#include "math/hippo/varying.h"

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);	/* other work on the machine does not count */
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double
steps(const char *name, size_t n, size_t c, size_t m)
{
	struct spec_list family = { 0 }, rule = { 0 };
	struct err e = { 0 };
	struct hippo h;
	struct clock clock = { .varying = true, .power = 1 };
	double u[8] = { 1, 2, 3, 4, 5, 6, 7, 8 }, t0;

	if (spec_parse(&hippo_families, STR("legs"), &family, &e) || spec_parse(&hippo_varying, str_of(name), &rule, &e) ||
	    hippo_make(family.v, n, &h, &e))
		return 0;
	struct encoder *x = encoder_new(&h, &clock, rule.v, c, &e);
	t0 = now();
	for (size_t k = 0; k < m; k++) {
		u[k % 8] = (double)(k % 17);
		encoder_step(x, (double)(k + 1), u, &e);
	}
	t0 = now() - t0;
	encoder_free(x);
	spec_free(&family);
	spec_free(&rule);
	return t0 / (double)m;
}

int
main(void)
{
	static double E[256 * 256], work[LEGS_EXP_WORK(256)];
	struct spec_list family = { 0 };
	struct err e = { 0 };
	struct hippo h;
	struct dplr d;
	double t0 = now();

	for (int k = 1; k <= 100; k++)
		legs_exp(256, k / 101.0, 1 - k / 101.0, E, work);
	printf("  exp(A log r), N = 256                        %9.4f ms (goal 1)\n", (now() - t0) * 10);
	if (spec_parse(&hippo_families, STR("legs"), &family, &e) || hippo_make(family.v, 1024, &h, &e))
		return 1;
	t0 = now();
	if (dplr_make(&h, &d, &e))
		return 1;
	printf("  dplr with V, N = 1024                        %9.4f s  (goal 0.2)\n", now() - t0);
	dplr_free(&d);
	spec_free(&family);
	if (spec_parse(&hippo_families, STR("legt"), &family, &e) || hippo_make(family.v, 1024, &h, &e))
		return 1;
	t0 = now();
	if (dplr_make(&h, &d, &e))
		return 1;
	printf("  dplr of legt with V, N = 1024                %9.4f s\n", now() - t0);
	dplr_free(&d);
	t0 = now();
	double sum = 0;
	for (size_t m = 0; m < 512; m++)
		sum += dplr_legs_omega(1024, m);
	printf("  omega of legs alone, N = 1024                %9.4f s  (sum %g)\n", now() - t0, sum);
	printf("  cpp_bilinear, N = 64, 1 signal               %9.4f M steps/s (goal 2)\n", 1e-6 / steps("cpp_bilinear", 64, 1, 1000000));
	printf("  cpp_bilinear, N = 1024, 8 signals            %9.4f us a step\n", 1e6 * steps("cpp_bilinear", 1024, 8, 5000));
	printf("  zoh_exact, N = 64, 1 signal                  %9.4f us a step\n", 1e6 * steps("zoh_exact", 64, 1, 20000));
	spec_free(&family);
	return 0;
}
