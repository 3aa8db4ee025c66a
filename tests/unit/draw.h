/* SPDX-License-Identifier: MIT */
/* draw: random bits for tests, independent of base/rng; the same in every run. */
#ifndef TESTS_UNIT_DRAW_H
#define TESTS_UNIT_DRAW_H

#include <math.h>
#include <stdint.h>
#include <string.h>

static uint64_t draw_state = 1;

/* 64 bits: splitmix64 (Steele, Lea & Flood 2014). */
static inline uint64_t
draw(void)
{
	uint64_t z = draw_state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* 0..n-1. */
static inline int
draw_below(int n)
{
	return (int)(draw() % (uint64_t)n);
}

/* Any finite double: random bits. */
static inline double
draw_double(void)
{
	double x;
	do {
		uint64_t bits = draw();
		memcpy(&x, &bits, sizeof x);
	} while (!isfinite(x));
	return x;
}

#endif
