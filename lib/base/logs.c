/* SPDX-License-Identifier: MIT */
/* logs: see logs.h. */
#include "base/bits.h"
#include "base/logs.h"
#include "base/sys.h"

#define SQRT_HALF UINT64_C(0x3fe6a09e667f3bcd)	/* the bits of the root of 1/2 */

/* x < y, for x, y >= 0 */
static inline uint64_t
below(double x, double y)
{
	return bits_of(x) < bits_of(y) ? ~(uint64_t)0 : 0;
}

/* x = m 2^k, m in [1/2, 2)^(1/2); the exponent becomes a double through the low bits of 2^52. */
static inline double
mantissa(double x, double *k)
{
	uint64_t tiny = below(x, 0x1p-1022), u = bits_of(x * bits_choose(tiny, 0x1p54, 1));
	uint64_t field = (u - SQRT_HALF + (UINT64_C(1023) << 52)) >> 52;
	*k = bits_real(field | bits_of(0x1p52)) - (0x1p52 + 1023) - bits_choose(tiny, 54, 0);
	return bits_real(u - (field << 52) + (UINT64_C(1023) << 52));
}

/* log m = 2 artanh(s) with s = f / (2 + f), f = m - 1, |s| < 0.172: f - (f^2/2 - s (f^2/2 + R)), R = 2 (s^2/3 + s^4/5 + ..). */
static inline double
log_near_1(double m)
{
	double f = m - 1, s = f / (2 + f), z = s * s, half = 0.5 * f * f;
	double r = 2 / 15. + z * (2 / 17. + z * (2 / 19. + z * (2 / 21. + z * (2 / 23.))));
	r = z * (2 / 3. + z * (2 / 5. + z * (2 / 7. + z * (2 / 9. + z * (2 / 11. + z * (2 / 13. + z * r))))));
	return f - (half - s * (half + r));
}

/* (e^r - 1 - r) / r^2 by its series, |r| <= ln 2 / 2. */
static inline double
exp_rest(double r)
{
	double high = 1 / 40320. + r * (1 / 362880. + r * (1 / 3628800. + r * (1 / 39916800. + r * (1 / 479001600. + r * (1 / 6227020800.)))));
	double q = 1 / 6. + r * (1 / 24. + r * (1 / 120. + r * (1 / 720. + r * (1 / 5040. + r * high))));
	return 0.5 + r * q;
}

static inline void
split_one(double x, double *k, double *l)
{
	*l = log_near_1(mantissa(x, k));
}

static inline double
log_one(double x)
{
	double k, l = log_near_1(mantissa(x, &k));
	return k * BITS_LN2_HIGH + (l + k * BITS_LN2_LOW);
}

/* log(1 + q) = log y + e / y, where y = 1 + q is rounded by e; from x = 2^30 on q alone is all of it, and is 2 log x. */
static inline double
one_plus_square_one(double x)
{
	uint64_t small = below(x, 0x1p30);
	double q = bits_choose(small, x, 0) * x, y = 1 + q, e = bits_choose(below(q, 1), q - (y - 1), 1 - (y - q)), k;
	double times = bits_choose(small, 1, 2), l = times * log_near_1(mantissa(bits_choose(small, y, x), &k)) + bits_choose(small, e / y, 0);
	k *= times;
	return k * BITS_LN2_HIGH + (l + k * BITS_LN2_LOW);
}

/* y 2^n in two factors, |n| <= 2040 */
static inline double
scale(double y, double n)
{
	uint64_t k = bits_of(n + BITS_MAGIC) - bits_of(BITS_MAGIC) + 4096, half = k / 2;
	return y * bits_real((half - 2048 + 1023) << 52) * bits_real((k - half - 2048 + 1023) << 52);
}

/* p = high + low, high k exact.  log x^p = (p k) ln 2 + p l = n ln 2 + r; the integers are taken off before anything is rounded. */
static inline double
power_one(double x, double high, double low, double p)
{
	double k, l = log_near_1(mantissa(x, &k)), whole = high * k, n = (whole + BITS_MAGIC) - BITS_MAGIC;
	double r = p * l + ((whole - n) + low * k) * BITS_LN2, more = (r * BITS_LOG2E + BITS_MAGIC) - BITS_MAGIC;
	double rest = (r - more * BITS_LN2_HIGH) - more * BITS_LN2_LOW;
	double y = scale(1 + (rest + rest * rest * exp_rest(rest)), n + more);
	return bits_choose(below(0, x), y, 0);
}

static inline double
power_less_1_one(double p, double l)
{
	return l + l * (p * l) * exp_rest(p * l);
}

/* All of them for one kind of vectors. */
#define KERNELS(at, isa) \
	isa static void split_##at(size_t n, const double *x, double *restrict k, double *restrict l) \
	{ \
		for (size_t i = 0; i < n; i++) \
			split_one(x[i], &k[i], &l[i]); \
	} \
	isa static void of_##at(size_t n, const double *x, double *y) \
	{ \
		for (size_t i = 0; i < n; i++) \
			y[i] = log_one(x[i]); \
	} \
	isa static void one_plus_square_##at(size_t n, const double *x, double *y) \
	{ \
		for (size_t i = 0; i < n; i++) \
			y[i] = one_plus_square_one(x[i]); \
	} \
	isa static void power_##at(double p, size_t n, const double *x, double *y) \
	{ \
		double high = bits_real(bits_of(p) & ~UINT64_C(0xfff)); \
		for (size_t i = 0; i < n; i++) \
			y[i] = power_one(x[i], high, p - high, p); \
	} \
	isa static void power_less_1_##at(double p, size_t n, const double *l, double *y) \
	{ \
		for (size_t i = 0; i < n; i++) \
			y[i] = power_less_1_one(p, l[i]); \
	}

KERNELS(portable, )

#ifdef __x86_64__
KERNELS(avx2, __attribute__((target("avx2"))))
KERNELS(avx512, __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))))
#define CALL(name, ...) (sys_isa() >= 5 ? name##_avx512(__VA_ARGS__) : sys_isa() >= 2 ? name##_avx2(__VA_ARGS__) : name##_portable(__VA_ARGS__))
#else
#define CALL(name, ...) name##_portable(__VA_ARGS__)
#endif

void
logs_split(size_t n, const double x[], double k[], double l[])
{
	CALL(split, n, x, k, l);
}

void
logs_of(size_t n, const double x[], double y[])
{
	CALL(of, n, x, y);
}

void
logs_one_plus_square(size_t n, const double x[], double y[])
{
	CALL(one_plus_square, n, x, y);
}

void
logs_power(double p, size_t n, const double x[], double y[])
{
	CALL(power, p, n, x, y);
}

void
logs_power_less_1(double p, size_t n, const double l[], double y[])
{
	CALL(power_less_1, p, n, l, y);
}
