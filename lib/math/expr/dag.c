/* SPDX-License-Identifier: MIT */
/* dag: see dag.h. */
#include <string.h>

#include "base/bits.h"
#include "base/mem.h"
#include "math/expr/dag.h"
#include "math/expr/expr.h"

unsigned
expr_dag_operands(enum expr_op op)
{
	return op < OP_NEG ? 0 : op < OP_ADD ? 1 : op < OP_SELECT ? 2 : 3;
}

static uint64_t
hash(const struct expr_node *v)
{
	uint64_t h = v->op;
	const uint64_t part[] = { bits_of(v->value), v->arg[0], v->arg[1], v->arg[2] };
	for (size_t i = 0; i < 4; i++) {
		h = (h ^ part[i]) * 0x9e3779b97f4a7c15u;	/* 2^64 / golden ratio: spreads every bit upwards */
		h ^= h >> 32;
	}
	return h;
}

static bool
equal(const struct expr_node *v, const struct expr_node *w)
{
	uint64_t a, b;

	memcpy(&a, &v->value, sizeof a);
	memcpy(&b, &w->value, sizeof b);
	return v->op == w->op && a == b && memcmp(v->arg, w->arg, sizeof v->arg) == 0;
}

/* Where v sits, or the empty seat for it. */
static uint32_t *
seat_of(const struct expr_dag *g, const struct expr_node *v)
{
	size_t i = hash(v) & (g->seats - 1);
	while (g->seat[i] && !equal(&g->node[g->seat[i]], v))
		i = (i + 1) & (g->seats - 1);
	return &g->seat[i];
}

/* Keeps the table at most half full. */
static bool
more_seats(struct expr_dag *g)
{
	if (2 * g->n < g->seats)
		return true;
	uint32_t *seat = mem_zero(g->seats ? 2 * g->seats : 64, sizeof *seat);
	if (!seat)
		return false;
	mem_free(g->seat);
	g->seat = seat;
	g->seats = g->seats ? 2 * g->seats : 64;
	for (size_t id = 1; id < g->n; id++)
		*seat_of(g, &g->node[id]) = (uint32_t)id;
	return true;
}

bool
expr_dag_start(struct expr_dag *g)
{
	if (!mem_reserve(&g->node, &g->cap, 1, sizeof *g->node) || !more_seats(g)) {
		g->failed = true;
		return false;
	}
	g->node[0] = (struct expr_node){ .op = OP_NUMBER };
	g->n = 1;
	return true;
}

void
expr_dag_free(struct expr_dag *g)
{
	mem_free(g->node);
	mem_free(g->seat);
}

static uint32_t
add(struct expr_dag *g, const struct expr_node *v)
{
	if (g->failed || equal(v, &g->node[0]))
		return 0;
	if (!more_seats(g) || !mem_reserve(&g->node, &g->cap, g->n + 1, sizeof *g->node)) {
		g->failed = true;
		return 0;
	}
	uint32_t *seat = seat_of(g, v);
	if (!*seat) {
		if (g->n >= EXPR_NODES) {
			g->failed = g->full = true;
			return 0;
		}
		*seat = (uint32_t)g->n;
		g->node[g->n++] = *v;
	}
	return *seat;
}

uint32_t
expr_dag_number(struct expr_dag *g, double value)
{
	return add(g, &(struct expr_node){ .op = OP_NUMBER, .value = value });
}

uint32_t
expr_dag_leaf(struct expr_dag *g, enum expr_op op, size_t index)
{
	unsigned uses = op == OP_PARAMETER ? 1u << index : 0;
	return add(g, &(struct expr_node){ .op = (uint8_t)op, .arg = { (uint32_t)index }, .rows = op != OP_PARAMETER,
	                                   .uses = (uint16_t)uses });
}

static bool
is(const struct expr_dag *g, uint32_t id, double value)
{
	return g->node[id].op == OP_NUMBER && g->node[id].value == value;
}

uint32_t
expr_dag_op(struct expr_dag *g, enum expr_op op, uint32_t a, uint32_t b, uint32_t c)
{
	const struct expr_node *v = g->node, *va = &v[a], *vb = &v[b], *vc = &v[c];
	unsigned n = expr_dag_operands(op);

	if (va->op == OP_NUMBER && vb->op == OP_NUMBER && vc->op == OP_NUMBER) {
		double d = 0.0;
		expr_kernel(0, false, op, 1, &d, &va->value, &vb->value, &vc->value);
		return expr_dag_number(g, d);
	}
	if (op == OP_NEG && va->op == OP_NEG)
		return va->arg[0];
	if ((op == OP_ADD || op == OP_SUB) && vb->op == OP_NEG)
		return expr_dag_op(g, op == OP_ADD ? OP_SUB : OP_ADD, a, vb->arg[0], 0);
	if (op == OP_ADD && va->op == OP_NEG)
		return expr_dag_op(g, OP_SUB, b, va->arg[0], 0);
	if ((op == OP_MUL || op == OP_DIV || op == OP_POW) && is(g, b, 1.0))
		return a;
	if ((op == OP_MUL || op == OP_SCALE) && is(g, a, 1.0))
		return b;
	if ((op == OP_MUL || op == OP_SCALE) && is(g, a, -1.0))
		return expr_dag_op(g, OP_NEG, b, 0, 0);
	if ((op == OP_MUL || op == OP_DIV) && is(g, b, -1.0))
		return expr_dag_op(g, OP_NEG, a, 0, 0);
	if ((op == OP_ADD || op == OP_MUL) && a > b) {
		uint32_t swap = a;
		a = b;
		b = swap;
	}
	struct expr_node new = { .op = (uint8_t)op, .arg = { a, b, c } };
	for (unsigned i = 0; i < n; i++) {
		new.rows |= v[new.arg[i]].rows;
		new.uses |= v[new.arg[i]].uses;
	}
	return add(g, &new);
}
