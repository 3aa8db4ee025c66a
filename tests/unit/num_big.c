/* SPDX-License-Identifier: MIT */
/* Unit test of what base/num is built on: the powers of ten and the exact comparison, against GMP. */
#include <gmp.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num_inside.h"
#include "draw.h"
#include "tap.h"

/* Every entry of the table, floor(log2), and where the entry is the whole truth. */
static void
powers(void)
{
	mpz_t p, g, rest;
	mpz_inits(p, g, rest, NULL);
	for (int q = NUM_POWER_MIN; q <= NUM_POWER_MAX; q++) {
		uint64_t entry[2];
		mpz_ui_pow_ui(p, 10, (unsigned long)abs(q));
		int length = (int)mpz_sizeinbase(p, 2), log2 = q >= 0 ? length - 1 : -length;	/* 10^-q is no power of two */
		if (q == 0)
			log2 = 0;
		mpz_set_ui(g, 1);
		mpz_mul_2exp(g, g, (unsigned long)(128 + length));
		if (q >= 0) {
			mpz_mul(g, g, p);
			mpz_fdiv_r_2exp(rest, g, (unsigned long)(2 * length));
			mpz_fdiv_q_2exp(g, g, (unsigned long)(2 * length));
		} else {
			mpz_fdiv_qr(g, rest, g, p);
			if (mpz_sizeinbase(g, 2) > 128)
				mpz_fdiv_q_2exp(g, g, mpz_sizeinbase(g, 2) - 128);
		}
		mpz_export(entry, NULL, 1, 8, 0, 0, g);
		TAP_OK(mpz_sizeinbase(g, 2) == 128, "128 bits of 10^%d", q);
		TAP_OK(memcmp(entry, num_powers[q - NUM_POWER_MIN], sizeof entry) == 0, "10^%d", q);
		TAP_OK(num_log2(q) == log2, "log2(10^%d): %d", q, num_log2(q));
		TAP_OK(num_power_exact(q) == (mpz_sgn(rest) == 0), "10^%d exact", q);
	}
	mpz_clears(p, g, rest, NULL);
	tap_group("the table of powers, against GMP");
}

/* T 10^q against m 2^e as integers. */
static void
big_compare(void)
{
	mpz_t t, m, ten;
	mpz_inits(t, m, ten, NULL);
	for (int i = 0; i < 4000; i++) {
		char text[2100], *exponent;
		int e, digits = draw_below(i % 2 ? 25 : 900);
		double x = ldexp(fabs(draw_double()), i % 3 ? 0 : -1000);	/* subnormal, mostly */
		if (x == 0)
			continue;
		uint64_t mantissa = (uint64_t)ldexp(frexp(x, &e), 53);
		int zeros = i % 5 ? 0 : draw_below(1000);
		memset(text, '0', (size_t)zeros);
		snprintf(text + zeros, sizeof text - (size_t)zeros, "%.*e", digits, x);
		exponent = strchr(text, 'e');
		*exponent = '\0';
		long q = strtol(exponent + 1, NULL, 10) - digits;
		if (draw_below(3) == 0)
			exponent[-1] = exponent[-1] == '0' ? '1' : (char)(exponent[-1] - 1);
		int got = num_big_compare(strlen(text), text, q, mantissa, e - 53);
		if (digits > 0)
			memmove(text + zeros + 1, text + zeros + 2, strlen(text + zeros + 1));	/* GMP reads no point */
		mpz_set_str(t, text, 10);
		mpz_set_ui(m, mantissa);
		mpz_ui_pow_ui(ten, 10, (unsigned long)labs(q));
		mpz_mul(q < 0 ? m : t, q < 0 ? m : t, ten);
		mpz_mul_2exp(e < 53 ? t : m, e < 53 ? t : m, (unsigned long)abs(e - 53));
		int want = mpz_cmp(t, m);
		TAP_OK((got > 0) - (got < 0) == (want > 0) - (want < 0), "%d digits of %a: %d", digits + 1, x, got);
	}
	mpz_clears(t, m, ten, NULL);
	tap_group("exact comparison, against GMP");
}

int
main(void)
{
	powers();
	big_compare();
	return tap_done();
}
