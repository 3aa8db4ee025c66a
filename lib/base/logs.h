/* SPDX-License-Identifier: MIT */
/* logs: logarithms and powers of arrays, the same bits on every machine. */
#ifndef BASE_LOGS_H
#define BASE_LOGS_H

#include <stddef.h>

/*
 * x (n) >= 0 and finite, subnormal numbers too.  Computed from additions, multiplications and divisions of doubles alone, none of them
 * fused, so that every width of vector gives the same bits; an element depends on x[i] alone.  y may be x.
 *
 * logs_split   x[i] = e^l[i] 2^k[i], |l| <= log(2)/2, k an integer: l within 1 ulp, so to its last places also where x is near 1.
 *              For x = 0 some finite numbers
 * logs_of      y[i] = log x[i] within 1.5 ulp; some finite number for 0
 * logs_one_plus_square  y[i] = log(1 + x[i]^2) within 2 ulp, also where x^2 is no double
 * logs_power   y[i] = x[i]^p, 0 < |p| <= LOGS_POWER, within 2 ulp, or 2^-1074 where it is subnormal; infinite beyond the doubles.  0 for x = 0
 *              (also for p < 0: sums of such powers leave zeros out)
 * logs_power_less_1  y[i] = (e^(p l[i]) - 1) / p, l[i] for p = 0, where |p l[i]| <= log(2)/2: within 2 ulp
 *
 * Cost, ns an element with AVX-512: 1.3, 1.4, 2, 4, 1; without vectors 5 times that.
 */
#define LOGS_POWER 1.75

void logs_split(size_t n, const double x[], double k[], double l[]);
void logs_of(size_t n, const double x[], double y[]);
void logs_one_plus_square(size_t n, const double x[], double y[]);
void logs_power(double p, size_t n, const double x[], double y[]);
void logs_power_less_1(double p, size_t n, const double l[], double y[]);

#endif
