/* SPDX-License-Identifier: MIT */
/* kernel: one operation on a block of rows. */
#include <math.h>

#include "base/vecmath.h"
#include "math/expr/dag.h"

/* Compiled once for each set of vector instructions; element by element, so all give the same bits. */
static inline __attribute__((always_inline)) void
block(enum expr_op op, size_t n, double *restrict d, const double *a, const double *b, const double *c)
{
#define EACH for (size_t i = 0; i < n; i++) d[i] =
	switch (op) {
	case OP_NEG:
		EACH -a[i];
		break;
	case OP_NOT:
		EACH a[i] == 0.0 ? 1.0 : 0.0;
		break;
	case OP_ABS:
		EACH fabs(a[i]);
		break;
	case OP_SIGN:
		EACH a[i] > 0.0 ? 1.0 : a[i] < 0.0 ? -1.0 : a[i];
		break;
	case OP_SQRT:
		EACH sqrt(a[i]);
		break;
	case OP_ADD:
		EACH a[i] + b[i];
		break;
	case OP_SUB:
		EACH a[i] - b[i];
		break;
	case OP_MUL:
		EACH a[i] * b[i];
		break;
	case OP_DIV:
		EACH a[i] / b[i];
		break;
	case OP_SCALE:
		EACH a[i] * (a[i] == 0.0 ? 0.0 : b[i]);	/* a choice before the product: vectors need no masks */
		break;
	case OP_MIN:		/* NaN wins, unlike fmin: a missing value stays missing */
		EACH a[i] <= b[i] || a[i] != a[i] ? a[i] : b[i];
		break;
	case OP_MAX:
		EACH a[i] >= b[i] || a[i] != a[i] ? a[i] : b[i];
		break;
	case OP_LT:
		EACH a[i] < b[i] ? 1.0 : 0.0;
		break;
	case OP_LE:
		EACH a[i] <= b[i] ? 1.0 : 0.0;
		break;
	case OP_EQ:
		EACH a[i] == b[i] ? 1.0 : 0.0;
		break;
	case OP_NE:
		EACH a[i] != b[i] ? 1.0 : 0.0;
		break;
	case OP_AND:
		EACH a[i] != 0.0 && b[i] != 0.0 ? 1.0 : 0.0;
		break;
	case OP_OR:
		EACH a[i] != 0.0 || b[i] != 0.0 ? 1.0 : 0.0;
		break;
	case OP_SELECT:
		EACH a[i] != 0.0 ? b[i] : c[i];
		break;
	default:
		break;
	}
}

#if defined __x86_64__ && defined __GNUC__
__attribute__((target("avx2"))) static void
block_avx2(enum expr_op op, size_t n, double *restrict d, const double *a, const double *b, const double *c)
{
	block(op, n, d, a, b, c);
}

__attribute__((target("avx512f,avx512dq,avx512vl"))) static void
block_avx512(enum expr_op op, size_t n, double *restrict d, const double *a, const double *b, const double *c)
{
	block(op, n, d, a, b, c);
}
#else
#define block_avx2 block
#define block_avx512 block
#endif

/* The functions of the C library; false for any other operation. */
static bool
library(bool fast, enum expr_op op, size_t n, double *restrict d, const double *a, const double *b)
{
	switch (op) {
	case OP_EXP:
		if (fast)
			vec_exp(n, a, d);
		else
			EACH exp(a[i]);
		return true;
	case OP_LOG:
		if (fast)
			vec_log(n, a, d);
		else
			EACH log(a[i]);
		return true;
	case OP_LOG2:
		EACH log2(a[i]);
		return true;
	case OP_LOG10:
		EACH log10(a[i]);
		return true;
	case OP_LOG1P:
		EACH log1p(a[i]);
		return true;
	case OP_EXPM1:
		EACH expm1(a[i]);
		return true;
	case OP_POW:
		EACH pow(a[i], b[i]);
		return true;
	default:
		return false;
	}
}

void
expr_kernel(int isa, bool fast, enum expr_op op, size_t n, double d[], const double a[], const double b[], const double c[])
{
	if (library(fast, op, n, d, a, b))
		return;
	if (isa == 5)
		block_avx512(op, n, d, a, b, c);
	else if (isa == 2)
		block_avx2(op, n, d, a, b, c);
	else
		block(op, n, d, a, b, c);
}
