/* SPDX-License-Identifier: MIT */
/* derive: first and second derivatives of a formula, as nodes of its graph. */
#include "base/mem.h"
#include "math/expr/inside.h"

/*
 * first[id p + j] = du/dtheta_j of node u = id, second[id q + PAIR(j, k)] = d2u/dtheta_j dtheta_k; 0, the number 0, where u is
 * free of them.  p parameters, q = p (p + 1) / 2.
 */
#define PAIR(j, k) ((k) * ((k) + 1) / 2 + (j))
struct table {
	struct expr_dag *g;
	size_t p, q;
	uint32_t *first, *second;
	bool *needed;
};

/* Arithmetic on nodes that knows zero. */
static uint32_t
plus(struct expr_dag *g, uint32_t a, uint32_t b)
{
	return !a ? b : !b ? a : expr_dag_op(g, OP_ADD, a, b, 0);
}

static uint32_t
minus(struct expr_dag *g, uint32_t a, uint32_t b)
{
	return !b ? a : !a ? expr_dag_op(g, OP_NEG, b, 0, 0) : expr_dag_op(g, OP_SUB, a, b, 0);
}

static uint32_t
times(struct expr_dag *g, uint32_t a, uint32_t b)
{
	return !a || !b ? 0 : expr_dag_op(g, OP_MUL, a, b, 0);
}

static uint32_t
scale(struct expr_dag *g, uint32_t a, uint32_t b)
{
	return !a || !b ? 0 : expr_dag_op(g, OP_SCALE, a, b, 0);
}

static uint32_t
choose(struct expr_dag *g, uint32_t c, uint32_t a, uint32_t b)
{
	return a == b ? a : expr_dag_op(g, OP_SELECT, c, a, b);
}

static uint32_t
inverse(struct expr_dag *g, uint32_t a)
{
	return expr_dag_op(g, OP_DIV, expr_dag_number(g, 1.0), a, 0);
}

/*
 * What both orders need of u = op(a, b): a node that the rules multiply by.  1/b of a/b, 1/a of log a, 1/(1+a) of log1p, 1/(2u)
 * of sqrt, sign of abs, e^a of exp and expm1, the condition under which min and max take a.
 */
static uint32_t
factor(struct expr_dag *g, uint32_t u)
{
	struct expr_node v = g->node[u];
	uint32_t a = v.arg[0], b = v.arg[1];

	switch (v.op) {
	case OP_DIV:
		return inverse(g, b);
	case OP_LOG:
		return inverse(g, a);
	case OP_LOG1P:
		return inverse(g, expr_dag_op(g, OP_ADD, expr_dag_number(g, 1.0), a, 0));
	case OP_SQRT:
		return expr_dag_op(g, OP_DIV, expr_dag_number(g, 0.5), u, 0);
	case OP_ABS:
		return expr_dag_op(g, OP_SIGN, a, 0, 0);
	case OP_EXP:
		return u;
	case OP_EXPM1:
		return expr_dag_op(g, OP_EXP, a, 0, 0);
	case OP_MIN:
		return expr_dag_op(g, OP_LE, a, b, 0);
	case OP_MAX:
		return expr_dag_op(g, OP_LE, b, a, 0);
	default:
		return 0;
	}
}

/* u_j from a_j, b_j and the factor r. */
static uint32_t
first(struct expr_dag *g, uint32_t u, uint32_t r, uint32_t aj, uint32_t bj)
{
	struct expr_node v = g->node[u];
	uint32_t a = v.arg[0], b = v.arg[1];

	switch (v.op) {
	case OP_NEG:
		return minus(g, 0, aj);
	case OP_ADD:
		return plus(g, aj, bj);
	case OP_SUB:
		return minus(g, aj, bj);
	case OP_MUL:
		return plus(g, times(g, aj, b), times(g, a, bj));
	case OP_SCALE:
		return plus(g, scale(g, aj, b), scale(g, a, bj));
	case OP_DIV:
		return times(g, minus(g, aj, times(g, u, bj)), r);
	case OP_LOG:
	case OP_LOG1P:
	case OP_SQRT:
	case OP_ABS:
		return times(g, aj, r);
	case OP_EXP:		/* 0^b = exp(b log 0) has derivative 0 although that of its exponent is infinite */
	case OP_EXPM1:
		return scale(g, r, aj);
	case OP_MIN:
	case OP_MAX:
		return choose(g, r, aj, bj);
	default:
		return 0;
	}
}

/* u_jk from the derivatives of the operands and u's own first ones. */
struct orders {
	uint32_t uj, uk, aj, ak, ajk, bj, bk, bjk;
};

static uint32_t
second(struct expr_dag *g, uint32_t u, uint32_t r, struct orders o)
{
	struct expr_node v = g->node[u];
	uint32_t a = v.arg[0], b = v.arg[1], cross;

	switch (v.op) {
	case OP_MUL:		/* a_jk b + a_j b_k + a_k b_j + a b_jk */
		cross = plus(g, times(g, o.aj, o.bk), times(g, o.ak, o.bj));
		return plus(g, plus(g, times(g, o.ajk, b), times(g, a, o.bjk)), cross);
	case OP_SCALE:
		cross = plus(g, scale(g, o.aj, o.bk), scale(g, o.ak, o.bj));
		return plus(g, plus(g, scale(g, o.ajk, b), scale(g, a, o.bjk)), cross);
	case OP_DIV:		/* from u b = a: (a_jk - u_j b_k - u_k b_j - u b_jk) / b */
		cross = plus(g, times(g, o.uj, o.bk), times(g, o.uk, o.bj));
		return times(g, minus(g, minus(g, o.ajk, times(g, u, o.bjk)), cross), r);
	case OP_LOG:		/* a_jk / a - u_j u_k */
	case OP_LOG1P:
		return minus(g, times(g, o.ajk, r), times(g, o.uj, o.uk));
	case OP_SQRT:		/* from u^2 = a: (a_jk - 2 u_j u_k) / 2u */
		cross = times(g, o.uj, o.uk);
		return times(g, minus(g, o.ajk, plus(g, cross, cross)), r);
	case OP_EXP:		/* u a_jk + u_j a_k */
	case OP_EXPM1:
		return plus(g, scale(g, r, o.ajk), scale(g, o.uj, o.ak));
	default:		/* linear in the operands */
		return first(g, u, r, o.ajk, o.bjk);
	}
}

static void
derive_node(struct table *t, uint32_t id)
{
	struct expr_node v = t->g->node[id];
	uint32_t *u1 = t->first + id * t->p, *u2 = t->second + id * t->q;
	const uint32_t *a1 = t->first + v.arg[0] * t->p, *a2 = t->second + v.arg[0] * t->q;
	const uint32_t *b1 = t->first + v.arg[1] * t->p, *b2 = t->second + v.arg[1] * t->q;

	if (v.op == OP_PARAMETER) {
		u1[v.arg[0]] = expr_dag_number(t->g, 1.0);
		return;
	}
	uint32_t r = factor(t->g, id);
	for (size_t k = 0; k < t->p; k++) {
		if (!(v.uses >> k & 1))
			continue;
		u1[k] = first(t->g, id, r, a1[k], b1[k]);
		for (size_t j = 0; j <= k; j++)
			if (v.uses >> j & 1)
				u2[PAIR(j, k)] = second(t->g, id, r, (struct orders){ u1[j], u1[k], a1[j], a1[k], a2[PAIR(j, k)],
				                                                      b1[j],
				                                                      b1[k], b2[PAIR(j, k)] });
	}
}

/* Parameters that switch something on and off in what the formula needs: f is not linear in those. */
static unsigned
switching(const struct table *t, uint32_t root)
{
	unsigned mask = 0;

	for (uint32_t id = 0; id <= root; id++) {
		struct expr_node v = t->g->node[id];
		if (t->needed[id] && (v.op == OP_NOT || (v.op >= OP_LT && v.op <= OP_OR)))
			mask |= v.uses;
	}
	return mask;
}

static unsigned
linear(const struct table *t, const struct expr *x)
{
	unsigned set = 0, no = switching(t, x->low);

	for (size_t j = 0; j < t->p; j++) {
		unsigned with = set | 1u << j, used = no;
		if (!x->grad[j])
			continue;
		for (size_t k = 0; k <= j; k++)
			if (with >> k & 1)
				used |= t->g->node[x->grad[k]].uses;
		if (!(used & with))
			set = with;
	}
	return set;
}

/* needed: the nodes root is made of. */
static void
mark(struct table *t, uint32_t root)
{
	t->needed[root] = true;
	for (uint32_t id = root + 1; id-- > 0; )
		for (unsigned i = 0; t->needed[id] && i < expr_dag_operands(t->g->node[id].op); i++)
			t->needed[t->g->node[id].arg[i]] = true;
}

bool
expr_differentiate(struct expr *x)
{
	uint32_t root = x->low = expr_lower(&x->dag, x->root);
	size_t p = x->params, q = p * (p + 1) / 2;
	struct table t = { .g = &x->dag, .p = p, .q = q };

	t.first = mem_zero((root + 1) * p, sizeof *t.first);
	t.second = mem_zero((root + 1) * q, sizeof *t.second);
	t.needed = mem_zero((size_t)root + 1, sizeof *t.needed);
	bool good = t.first && t.second && t.needed;
	if (good) {
		mark(&t, root);
		for (uint32_t id = 0; id <= root; id++)
			if (t.needed[id] && x->dag.node[id].uses)
				derive_node(&t, id);
		for (size_t k = 0; k < p; k++) {
			x->grad[k] = t.first[root * p + k];
			for (size_t j = 0; j <= k; j++) {
				if (!t.second[root * q + PAIR(j, k)])
					continue;
				x->pair[x->pairs] = (struct expr_pair){ (unsigned char)j, (unsigned char)k };
				x->hess[x->pairs++] = t.second[root * q + PAIR(j, k)];
			}
		}
		x->linear = linear(&t, x);
	}
	mem_free(t.first);
	mem_free(t.second);
	mem_free(t.needed);
	return good && !x->dag.failed;
}
