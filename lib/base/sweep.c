/* SPDX-License-Identifier: MIT */
/* sweep: see sweep.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/sweep.h"

static const struct suffix {
	const char *name;
	unsigned times;
	int exponent;
} suffixes[] = {
	{ "k", 1, 3 }, { "K", 1, 3 }, { "M", 1, 6 }, { "B", 1, 9 }, { "G", 1, 9 }, { "T", 1, 12 }, { "P", 1, 15 },
	{ "PFd", 864, 17 },		/* 1e15 flop/s times 86400 s */
};

enum { COUNT_TEXT = 100 };

/* The number text, of the grammar, times the suffix: multiplied as decimal text, so that it is rounded once. */
static bool
multiplied(struct str text, const struct suffix *x, double *value)
{
	char digits[COUNT_TEXT + 8 + NUM_TEXT];		/* times 864 is three digits more */
	char *const end = digits + COUNT_TEXT + 4, *p = end;
	size_t mantissa = 0;
	double exponent = 0;
	unsigned carry = 0;

	while (mantissa < text.n && (text.s[mantissa] | 0x20) != 'e')
		mantissa++;
	if (mantissa < text.n)
		num_read((struct str){ text.s + mantissa + 1, text.n - mantissa - 1 }, NUM_CSV, &exponent);
	for (size_t i = mantissa; i-- > 0;) {
		char c = text.s[i];
		if (c >= '0') {		/* a digit: signs and the point stand before them */
			carry += (unsigned)(c - '0') * x->times;
			c = (char)('0' + carry % 10);
			carry /= 10;
		}
		if (c != '-' && c != '+')
			*--p = c;
	}
	for (; carry; carry /= 10)
		*--p = (char)('0' + carry % 10);
	exponent += x->exponent;
	char *q = end;
	*q++ = 'e';
	if (exponent < 0)
		*q++ = '-';
	q += num_print_count((uint64_t)fmin(fabs(exponent), 1e9), q);
	enum num_result r = num_read((struct str){ p, (size_t)(q - p) }, NUM_CSV, value);
	if (text.s[0] == '-')
		*value = -*value;
	return r == NUM_OK;
}

bool
sweep_count(struct str text, double *value)
{
	size_t end;
	enum num_result r = num_parse(text.n, text.s, NUM_CSV, value, &end);

	if (r == NUM_BAD || (end == text.n && r == NUM_OVERFLOW))
		return false;
	if (end == text.n)
		return true;
	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
		if (str_is((struct str){ text.s + end, text.n - end }, suffixes[i].name))
			return end <= COUNT_TEXT && multiplied((struct str){ text.s, end }, &suffixes[i], value);
	return false;
}

enum kind { VALUE, INTEGERS, LINEAR, LOGARITHMIC, FACTOR };

struct item {
	enum kind kind;
	double a, b, factor;
	size_t n;
};

/* Where ".." is in text, or NULL. */
static const char *
dots(struct str text)
{
	for (size_t i = 0; i + 1 < text.n; i++)
		if (text.s[i] == '.' && text.s[i + 1] == '.')
			return text.s + i;
	return NULL;
}

/* The ends and the kind of a range, whose ".." is at; what is wrong, or NULL. */
static const char *
range(struct str text, const char *at, struct item *x)
{
	struct str rest, after = { at + 2, text.n - (size_t)(at - text.s) - 2 };
	struct str end = str_cut(after, '/', &rest);
	double n = 0;

	x->kind = rest.s ? LINEAR : INTEGERS;
	if (rest.s && rest.n > 3 && memcmp(rest.s, "log", 3) == 0) {
		x->kind = LOGARITHMIC;
		rest = (struct str){ rest.s + 3, rest.n - 3 };
	}
	if (!rest.s) {
		end = str_cut(after, '*', &rest);
		x->kind = rest.s ? FACTOR : INTEGERS;
	}
	if (!sweep_count((struct str){ text.s, (size_t)(at - text.s) }, &x->a) || !sweep_count(end, &x->b))
		return "an end is not a number";
	if (rest.s && !sweep_count(rest, x->kind == FACTOR ? &x->factor : &n))
		return x->kind == FACTOR ? "the factor is not a number" : "the number of points is not a number";
	if (x->kind == INTEGERS && (x->a != floor(x->a) || x->b != floor(x->b) || fabs(x->a) > 0x1p53 || fabs(x->b) > 0x1p53))
		return "the ends are not integers up to 2^53; A..B/N gives N points";
	if ((x->kind == INTEGERS || x->kind == FACTOR) && x->a > x->b)
		return "the first end is above the second";
	if ((x->kind == LOGARITHMIC || x->kind == FACTOR) && !(x->a > 0 && x->b > 0))
		return "an end is not above 0";
	if (x->kind == FACTOR && !(x->factor > 1))
		return "the factor is not above 1";
	if ((x->kind == LINEAR || x->kind == LOGARITHMIC) && (n != floor(n) || n < 2))
		return "the number of points is not an integer from 2";
	if (x->kind == INTEGERS)
		n = x->b - x->a + 1;
	if (x->kind == FACTOR)
		n = floor((log(x->b) - log(x->a)) / log(x->factor) + 0.5) + 1;		/* or one less: the last may be above b */
	x->n = n <= SWEEP_POINTS ? (size_t)n : SWEEP_POINTS + 1;
	return NULL;
}

static const char *
read_item(struct str text, struct item *x)
{
	const char *at = dots(text);
	if (at)
		return range(text, at, x);
	*x = (struct item){ .kind = VALUE, .n = 1 };
	if (sweep_count(text, &x->a) || (num_read(text, NUM_INF, &x->a) == NUM_OK && isinf(x->a)))
		return NULL;
	return text.n ? "not a number" : "an item is empty";
}

/* The decimal of 12 digits that x is but for rounding, else x. */
static double
neat(double x)
{
	char text[NUM_TEXT];
	double y = x;
	num_read((struct str){ text, num_print_digits(x, 12, text) }, NUM_CSV, &y);
	return fabs(y - x) <= 1e-14 * fabs(x) ? y : x;
}

/* Point k; above b when the factor leads there. */
static double
point(const struct item *x, size_t k)
{
	double last = (double)(x->n - 1), i = (double)k, p;

	if (k == 0)
		return x->a;
	switch (x->kind) {
	case VALUE:
	case INTEGERS:
		return x->a + i;
	case FACTOR:
		p = pow(x->factor, i);
		p = isfinite(p) ? x->a * p : x->a * pow(x->factor, i / 2) * pow(x->factor, i / 2);
		return fabs(p - x->b) <= 1e-12 * x->b ? x->b : neat(p);
	case LINEAR:
		p = x->a * ((last - i) / last) + x->b * (i / last);
		break;
	case LOGARITHMIC:
	default:
		p = x->a * pow(sqrt(x->b) / sqrt(x->a), 2 * i / last);		/* the ratio itself may overflow */
	}
	return k == x->n - 1 ? x->b : neat(p);
}

static int
fail(struct str item, const char *why, struct err *e)
{
	char shown[STR_SHOWN];
	return err_set(e, ERR_USAGE, "\"%s\": %s", str_show(item, shown), why);
}

int
sweep_parse(struct str text, double **points, size_t *n, struct err *e)
{
	struct str rest, item;
	struct item x;
	size_t all = 0, m = 0;

	for (rest = text; rest.s;) {
		item = str_cut(rest, ',', &rest);
		const char *why = read_item(str_trim(item), &x);
		if (why)
			return fail(item.n ? item : text, why, e);
		all += x.n;
		if (all > SWEEP_POINTS)
			return fail(item, "more than 1000000 points", e);
	}
	double *v = mem_alloc(all, sizeof *v);
	if (!v)
		return err_memory(e);
	for (rest = text; rest.s;) {
		item = str_cut(rest, ',', &rest);
		read_item(str_trim(item), &x);
		for (size_t k = 0; k < x.n; k++) {
			v[m] = point(&x, k);
			m += x.kind != FACTOR || v[m] <= x.b;
		}
	}
	*points = v;
	*n = m;
	return 0;
}
