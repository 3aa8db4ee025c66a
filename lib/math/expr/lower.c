/* SPDX-License-Identifier: MIT */
/* lower: the fast form of a formula, powers as exponentials of logarithms, products of exponentials as one. */
#include <math.h>

#include "base/mem.h"
#include "math/expr/inside.h"

/* A node as coef * exp(expo); without an exponential part the node itself is coef. */
struct form {
	uint32_t coef, expo;
	bool exp;
};

static uint32_t
one(struct expr_dag *g)
{
	return expr_dag_number(g, 1.0);
}

/* Free of parameters a node is prepared once: nothing is gained by taking it apart. */
static struct form
form(struct expr_dag *g, uint32_t id)
{
	struct expr_node v = g->node[id];

	if (v.uses && v.op == OP_EXP)
		return (struct form){ one(g), v.arg[0], true };
	for (unsigned i = 0; v.uses && v.op == OP_MUL && i < 2; i++) {
		struct expr_node w = g->node[v.arg[i]];
		if (w.op == OP_EXP && w.uses)
			return (struct form){ v.arg[1 - i], w.arg[0], true };
	}
	return (struct form){ .coef = id };
}

static uint32_t
product(struct expr_dag *g, uint32_t a, uint32_t b)
{
	struct form u = form(g, a), v = form(g, b);

	if (!u.exp || !v.exp)
		return expr_dag_op(g, OP_MUL, a, b, 0);
	uint32_t expo = expr_dag_op(g, OP_ADD, u.expo, v.expo, 0);
	return expr_dag_op(g, OP_MUL, expr_dag_op(g, OP_MUL, u.coef, v.coef, 0), expr_dag_op(g, OP_EXP, expo, 0, 0), 0);
}

static uint32_t
quotient(struct expr_dag *g, uint32_t a, uint32_t b)
{
	struct form u = form(g, a), v = form(g, b);

	if (!u.exp && !v.exp)
		return expr_dag_op(g, OP_DIV, a, b, 0);
	uint32_t minus = v.exp ? expr_dag_op(g, OP_NEG, v.expo, 0, 0) : 0;
	uint32_t expo = !v.exp ? u.expo : !u.exp ? minus : expr_dag_op(g, OP_ADD, u.expo, minus, 0);
	return expr_dag_op(g, OP_MUL, expr_dag_op(g, OP_DIV, u.coef, v.coef, 0), expr_dag_op(g, OP_EXP, expo, 0, 0), 0);
}

/* log(c exp(x)) = log c + x: exp(x) is positive, so this is nan exactly where log is. */
static uint32_t
logarithm(struct expr_dag *g, uint32_t a)
{
	struct form u = form(g, a);

	if (!u.exp)
		return expr_dag_op(g, OP_LOG, a, 0, 0);
	uint32_t c = expr_dag_op(g, OP_LOG, u.coef, 0, 0);
	return c ? expr_dag_op(g, OP_ADD, c, u.expo, 0) : u.expo;
}

/* a^n for n >= 1 by squaring. */
static uint32_t
power_of(struct expr_dag *g, uint32_t a, unsigned n)
{
	uint32_t p = 0;

	for (; ; a = expr_dag_op(g, OP_MUL, a, a, 0)) {
		if (n & 1)
			p = p ? expr_dag_op(g, OP_MUL, p, a, 0) : a;
		if (!(n >>= 1))
			return p;
	}
}

static uint32_t
power(struct expr_dag *g, uint32_t a, uint32_t b)
{
	enum { SQUARINGS = 64 };
	struct expr_node v = g->node[b];

	if (v.op == OP_NUMBER && !form(g, a).exp) {
		double n = fabs(v.value);
		if (n == 0.0)
			return one(g);
		if (n == 0.5) {
			a = expr_dag_op(g, OP_SQRT, a, 0, 0);
			n = 1.0;
		}
		if (n <= SQUARINGS && n == floor(n)) {
			uint32_t p = power_of(g, a, (unsigned)n);
			return v.value < 0.0 ? expr_dag_op(g, OP_DIV, one(g), p, 0) : p;
		}
	}
	/* OP_SCALE: a^0 = 1 also where log a is infinite. */
	uint32_t expo = expr_dag_op(g, v.op == OP_NUMBER ? OP_MUL : OP_SCALE, b, logarithm(g, a), 0);
	return expr_dag_op(g, OP_EXP, expo, 0, 0);
}

static uint32_t
lower(struct expr_dag *g, enum expr_op op, const uint32_t arg[3])
{
	uint32_t base = op == OP_LOG2 ? expr_dag_number(g, 2.0) : op == OP_LOG10 ? expr_dag_number(g, 10.0) : 0;

	switch (op) {
	case OP_MUL:
		return product(g, arg[0], arg[1]);
	case OP_DIV:
		return quotient(g, arg[0], arg[1]);
	case OP_LOG:
		return logarithm(g, arg[0]);
	case OP_LOG2:
	case OP_LOG10:
		return expr_dag_op(g, OP_DIV, logarithm(g, arg[0]), expr_dag_op(g, OP_LOG, base, 0, 0), 0);
	case OP_POW:
		return power(g, arg[0], arg[1]);
	default:
		return expr_dag_op(g, op, arg[0], arg[1], arg[2]);
	}
}

uint32_t
expr_lower(struct expr_dag *g, uint32_t root)
{
	uint32_t *low = mem_zero((size_t)root + 1, sizeof *low), found;

	if (!low) {
		g->failed = true;
		return 0;
	}
	for (uint32_t id = 0; id <= root; id++) {
		struct expr_node v = g->node[id];
		uint32_t arg[3] = { 0 };
		for (unsigned i = 0; i < expr_dag_operands(v.op); i++)
			arg[i] = low[v.arg[i]];
		low[id] = v.uses && v.op != OP_PARAMETER ? lower(g, v.op, arg) : id;
	}
	found = low[root];
	mem_free(low);
	return found;
}
