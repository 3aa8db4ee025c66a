/* SPDX-License-Identifier: MIT */
/* rows: what a block of rows adds to the objective and its derivatives, once for each set of vector instructions. */
#include <math.h>
#include <string.h>

#include "base/sys.h"
#include "math/scaling/inside.h"

#define INLINE static inline __attribute__((always_inline))

/* Sums in eight lanes: the same order, so the same bits, whatever vectors the processor has. */
INLINE double
fold(const double s[ROWS_LANES])
{
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

INLINE double
sum(size_t n, const double a[])
{
	double s[ROWS_LANES];

	memset(s, 0, sizeof s);
	for (size_t i = 0; i < n; i += ROWS_LANES)
		for (size_t k = 0; k < ROWS_LANES; k++)
			s[k] += a[i + k];
	return fold(s);
}

INLINE double
dot(size_t n, const double a[], const double b[])
{
	double s[ROWS_LANES];

	memset(s, 0, sizeof s);
	for (size_t i = 0; i < n; i += ROWS_LANES)
		for (size_t k = 0; k < ROWS_LANES; k++)
			s[k] += a[i + k] * b[i + k];
	return fold(s);
}

/* rho, psi = rho', psi' and psi/r of every row, with the chain rule of the logarithm. */
INLINE void
weigh(size_t n, struct rows *b, const struct loss *l)
{
	const double delta = l->delta, over = l->over;
	const double *r0 = l->linear ? b->value : b->r;

	for (size_t i = 0; i < n; i++) {
		double r = r0[i] - b->target[i], size = fabs(r), in = size <= delta ? 1 : 0;
		double wc = b->weight[i] * (r > 0 ? over : 1), cut = size <= delta ? size : delta;
		double psi = r < 0 ? -cut : cut, ratio = size <= delta ? 1 : delta / size;
		double f = l->linear ? 1 : 1 / b->value[i];
		b->rho[i] = wc * cut * (size - 0.5 * cut);
		b->slope[i] = wc * psi * f;
		b->bend[i] = wc * (in - (l->linear ? 0 : psi)) * f * f;
		b->total[i] = wc * ratio;
		b->metric[i] = wc * ratio * f * f;
	}
	for (size_t i = 0; i < n; i++)		/* a row left out may have no value */
		if (b->weight[i] == 0)
			b->rho[i] = b->slope[i] = b->bend[i] = b->total[i] = b->metric[i] = 0;
}

INLINE void
add(size_t n, struct rows *b, const struct loss *l, size_t free, size_t pairs, const struct expr_pair pair[], const double grad[],
    const double hess[], struct point *at)
{
	weigh(n, b, l);
	at->f += sum(n, b->rho);
	if (!grad)
		return;
	at->total += sum(n, b->total);
	for (size_t i = 0; i < free; i++) {
		const double *gi = grad + i * n;
		double bend[MODEL_BLOCK], metric[MODEL_BLOCK];
		at->g[i] += dot(n, b->slope, gi);
		for (size_t r = 0; r < n; r++) {
			bend[r] = b->bend[r] * gi[r];
			metric[r] = b->metric[r] * gi[r];
		}
		for (size_t j = 0; j <= i; j++) {
			at->h[i][j] += dot(n, bend, grad + j * n);
			at->m[i][j] += dot(n, metric, grad + j * n);
		}
	}
	for (size_t q = 0; q < pairs; q++)
		at->h[pair[q].k][pair[q].j] += dot(n, b->slope, hess + q * n);
}

#if defined __x86_64__ && defined __GNUC__
__attribute__((target("avx2"))) static void
add_avx2(size_t n, struct rows *b, const struct loss *l, size_t free, size_t pairs, const struct expr_pair pair[],
        const double grad[], const double hess[], struct point *at)
{
	add(n, b, l, free, pairs, pair, grad, hess, at);
}

__attribute__((target("avx512f,avx512dq,avx512vl"))) static void
add_avx512(size_t n, struct rows *b, const struct loss *l, size_t free, size_t pairs, const struct expr_pair pair[],
        const double grad[], const double hess[], struct point *at)
{
	add(n, b, l, free, pairs, pair, grad, hess, at);
}
#else
#define add_avx2 add
#define add_avx512 add
#endif

void
rows_add(size_t n, struct rows *b, const struct loss *l, size_t free, size_t pairs, const struct expr_pair pair[],
        const double grad[], const double hess[], struct point *at)
{
	int isa = sys_isa();

	if (isa == 5)
		add_avx512(n, b, l, free, pairs, pair, grad, hess, at);
	else if (isa == 2)
		add_avx2(n, b, l, free, pairs, pair, grad, hess, at);
	else
		add(n, b, l, free, pairs, pair, grad, hess, at);
}
