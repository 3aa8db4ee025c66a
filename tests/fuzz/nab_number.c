/* SPDX-License-Identifier: MIT */
/* nab_number: the numbers of nab-min against GMP's mpz, read by a grammar of its own: D, B^E, B^E+D, B^E-D below 2^1024. */
#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "math/nab/text.h"
#include "target.h"

enum verdict { NUMBER, LARGE, NONE };

/* Digits at *p, at least one; moves behind them. */
static bool
digits(const char **p, mpz_t x)
{
	size_t n = strspn(*p, "0123456789");
	char *copy = malloc(n + 1);

	if (!copy)
		abort();
	memcpy(copy, *p, n);
	copy[n] = '\0';
	*p += n;
	if (n)
		mpz_set_str(x, copy, 10);
	free(copy);
	return n > 0;
}

static bool
large(const mpz_t x)
{
	return mpz_sgn(x) > 0 && mpz_sizeinbase(x, 2) > BIG_INPUT;
}

/* x = base^exponent, or something beyond 2^1025 for it. */
static void
power(mpz_t x, const mpz_t base, const mpz_t exponent)
{
	if (mpz_cmp_ui(base, 1) <= 0 && mpz_sgn(exponent) > 0)
		mpz_set(x, base);
	else
		mpz_pow_ui(x, base, mpz_cmp_ui(exponent, 2000) < 0 ? mpz_get_ui(exponent) : 2000);
}

static enum verdict
reference(const char *p, mpz_t x, mpz_t base, mpz_t exponent)
{
	int sign;

	if (!digits(&p, x))
		return NONE;
	if (*p == '\0')
		return large(x) ? LARGE : NUMBER;
	if (*p++ != '^' || (mpz_set(base, x), !digits(&p, exponent)))
		return NONE;
	sign = *p;
	mpz_set_ui(x, 0);
	if (sign && ((sign != '+' && sign != '-') || (p++, !digits(&p, x)) || *p))
		return NONE;
	if (large(base) || large(exponent) || large(x))
		return LARGE;
	mpz_t all;
	mpz_init(all);
	power(all, base, exponent);
	if (sign == '-')
		mpz_sub(x, all, x);
	else
		mpz_add(x, all, x);
	mpz_clear(all);
	return mpz_sgn(x) < 0 ? NONE : large(x) ? LARGE : NUMBER;
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	char *exact = malloc(size ? size : 1), *terminated = malloc(size + 1), out[BIG_TEXT];
	struct big n, back;
	struct err e = { 0 };
	mpz_t x, base, exponent, got;
	bool too_large;

	if (!exact || !terminated)
		abort();
	memcpy(exact, data, size);
	memcpy(terminated, data, size);
	terminated[size] = '\0';
	mpz_inits(x, base, exponent, got, NULL);
	enum verdict want = strlen(terminated) < size ? NONE : reference(terminated, x, base, exponent);
	bool read = big_read((struct str){ exact, size }, &n, &too_large);
	if (read != (want == NUMBER) || too_large != (want == LARGE))
		abort();
	if ((nab_text_read((struct str){ exact, size }, &n, &e) == 0) != read || (!read && (e.code != ERR_INPUT || !e.text[0])))
		abort();
	if (read) {
		mpz_import(got, BIG_LIMBS, -1, 8, 0, 0, n.v);
		size_t length = big_print(&n, out);
		if (mpz_cmp(got, x) != 0 || length > BIG_TEXT || !big_read((struct str){ out, length }, &back, &too_large) || big_compare(&n, &back) != 0)
			abort();
	}
	mpz_clears(x, base, exponent, got, NULL);
	free(exact);
	free(terminated);
	return 0;
}
