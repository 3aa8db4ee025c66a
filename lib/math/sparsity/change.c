/* SPDX-License-Identifier: MIT */
/* change: see change.h. */
#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "base/bits.h"
#include "math/sparsity/change.h"

enum { BLOCK = 1024, LOW = 0, MIDDLE = 1, HIGH = 2, FAR = 900 };

void
change_clear(struct change *c)
{
	*c = (struct change){ 0 };
	c->a = c->b = c->d = powersum_of(2, powersum_width(2));
}

/* Are all magnitudes 0 or in [2^-400, 2^400), with at most 26 significant bits?  Then every product of two such numbers is a double. */
static bool
narrow(size_t n, const double x[])
{
	const uint64_t low = (UINT64_C(1) << 27) - 1, least = UINT64_C(623) << 52, range = UINT64_C(800) << 52;
	uint64_t bad = 0;
	for (size_t i = 0; i < n; i++) {
		uint64_t bits = bits_of(x[i]);
		bad |= bits & low;
		bits &= UINT64_MAX >> 1;
		bad |= (bits != 0) & (bits - least >= range);
	}
	return bad == 0;
}

static void
multiply(struct change *c, size_t n, const double a[], const double b[])
{
	double p[BLOCK];
	if (narrow(n, a) && narrow(n, b)) {
		for (size_t i = 0; i < n; i++)
			p[i] = a[i] * b[i];
		xsum_add_array(&c->product[MIDDLE], n, p);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (a[i] == 0 || b[i] == 0)
			continue;
		int e = ilogb(a[i]) + ilogb(b[i]);
		if (e < -FAR)		/* neither is above 2^174 */
			xsum_add_product(&c->product[LOW], a[i] * 0x1p537, b[i] * 0x1p537);
		else if (e < FAR)
			xsum_add_product(&c->product[MIDDLE], a[i], b[i]);
		else			/* neither is below 2^-124 */
			xsum_add_product(&c->product[HIGH], a[i] * 0x1p-500, b[i] * 0x1p-500);
	}
}

/* A block of finite pairs. */
static void
compare(struct change *c, size_t n, const double a[], const double b[])
{
	double d[BLOCK], most = c->most;
	uint64_t changed = 0, flips = 0;
	for (size_t i = 0; i < n; i++) {
		double x = b[i] - a[i], m = fabs(x);
		changed += a[i] != b[i];
		flips += ((a[i] < 0) & (b[i] > 0)) | ((a[i] > 0) & (b[i] < 0));
		m = m > DBL_MAX ? DBL_MAX : m;
		most = m > most ? m : most;
		d[i] = m;
	}
	c->n += n;
	c->changed += changed;
	c->flips += flips;
	c->most = most;
	powersum_add(&c->a, n, a);
	powersum_add(&c->b, n, b);
	powersum_add(&c->d, n, d);
	multiply(c, n, a, b);
}

void
change_add(struct change *c, size_t n, const double a[], const double b[])
{
	double x[BLOCK], y[BLOCK];
	for (size_t m, kept; n > 0; n -= m, a += m, b += m) {
		m = n < BLOCK ? n : BLOCK;
		kept = 0;
		for (size_t i = 0; i < m; i++) {
			if (!isfinite(a[i]) || !isfinite(b[i]))
				continue;
			x[kept] = a[i];
			y[kept++] = b[i];
		}
		c->missing += m - kept;
		compare(c, kept, x, y);
	}
}

/* sqrt(x 2^e) as the number returned times 2^*half. */
static double
root(double x, int e, int *half)
{
	int odd = e % 2 != 0;
	*half = (e - odd) / 2;
	return sqrt(odd ? 2 * x : x);
}

double
change_relative(const struct change *c)
{
	int ea, ed, half;
	double a = powersum_value(&c->a, &ea), d = powersum_value(&c->d, &ed);
	if (d == 0)
		return 0;
	if (a == 0)
		return (double)INFINITY;
	d = root(d / a, ed - ea, &half);
	return ldexp(d, half);
}

double
change_cosine(const struct change *c)
{
	static const int unit[] = { -1074, 0, 1000 };
	int ea, eb, e, half, base = HIGH;
	double a = powersum_value(&c->a, &ea), b = powersum_value(&c->b, &eb);
	if (a == 0 || b == 0)
		return (double)NAN;

	while (base > LOW && xsum_sign(&c->product[base]) == 0)
		base--;
	struct xsum sum = c->product[base];	/* what falls below its last bit is less than 2^-800 of it */
	for (int k = base; k-- > LOW;)
		xsum_add_shifted(&sum, &c->product[k], unit[k] - unit[base]);
	double p = xsum_scaled(&sum, &e);
	double norms = root(a * b, ea + eb, &half);	/* of one vector twice it is the sum itself */
	p = ldexp(p / norms, e + unit[base] - half);
	return p > 1 ? 1 : p < -1 ? -1 : p;
}
