/* SPDX-License-Identifier: MIT */
/* code: from the graph to a list of operations on blocks, with as few blocks of workspace as their lifetimes allow. */
#include <string.h>

#include "base/mem.h"
#include "math/expr/inside.h"

/*
 * What is known of a node while programming: its stage (NONE: not needed), where it stands, the step after which nobody reads it,
 * and whether it is written straight into a result.
 */
enum { NONE = 255 };
struct plan {
	uint8_t stage;
	bool direct;
	struct expr_at at;
	size_t last;
};

struct maker {
	struct expr_code *c;
	const struct expr_dag *g;
	struct plan *plan;
	uint32_t *order, *free;		/* nodes in order of their steps; slots nobody uses */
	size_t steps, frees;
	bool stores;
};

/* Given to the program, not computed by it. */
static bool
given(const struct maker *k, uint32_t id)
{
	const struct expr_node *v = &k->g->node[id];
	return v->op == OP_COLUMN || (k->stores && v->rows && !v->uses);
}

static void
reach(struct maker *k, size_t roots, const uint32_t root[], const uint8_t stage[])
{
	for (size_t id = 0; id < k->g->n; id++)
		k->plan[id].stage = NONE;
	for (size_t r = 0; r < roots; r++)
		if (stage[r] < k->plan[root[r]].stage)
			k->plan[root[r]].stage = stage[r];
	for (size_t id = k->g->n; id-- > 0; ) {
		const struct expr_node *v = &k->g->node[id];
		if (k->plan[id].stage == NONE || given(k, (uint32_t)id))
			continue;
		for (unsigned i = 0; i < expr_dag_operands(v->op); i++)
			if (k->plan[id].stage < k->plan[v->arg[i]].stage)
				k->plan[v->arg[i]].stage = k->plan[id].stage;
	}
}

/* What is the same in every row comes first, then stage by stage. */
static void
arrange(struct maker *k)
{
	for (int stage = -1; stage < EXPR_STAGES; stage++) {
		for (size_t id = 0; id < k->g->n; id++) {
			if (k->plan[id].stage == NONE || given(k, (uint32_t)id))
				continue;
			if (k->g->node[id].rows ? k->plan[id].stage == stage : stage < 0)
				k->order[k->steps++] = (uint32_t)id;
		}
		if (stage < 0)
			k->c->head = k->c->fixed = k->steps;
		else
			k->c->end[stage] = k->steps;
	}
}

/* Columns and stored arrays get their places; the latter are listed.  Without a store only columns are given. */
static bool
place_given(struct maker *k, uint32_t **store, size_t *stored)
{
	size_t cap = 0;

	for (size_t id = 0; id < k->g->n; id++) {
		if (k->plan[id].stage == NONE || !given(k, (uint32_t)id))
			continue;
		if (k->g->node[id].op == OP_COLUMN) {
			k->plan[id].at = (struct expr_at){ AT_COLUMN, k->g->node[id].arg[0] };
			continue;
		}
		if (!store || !mem_reserve(store, &cap, *stored + 1, sizeof **store))
			return false;
		k->plan[id].at = (struct expr_at){ AT_STORE, (uint32_t)*stored };
		(*store)[(*stored)++] = (uint32_t)id;
	}
	return true;
}

/*
 * A result computed in its own stage is written in place; any other is copied, and its block stays until the end.
 */
static void
place_results(struct maker *k, size_t roots, const uint32_t root[], const uint8_t stage[])
{
	for (size_t s = 0; s < k->steps; s++) {
		const struct expr_node *v = &k->g->node[k->order[s]];
		for (unsigned i = 0; i < expr_dag_operands(v->op); i++)
			k->plan[v->arg[i]].last = s;
	}
	for (size_t r = 0; r < roots; r++) {
		struct plan *p = &k->plan[root[r]];
		if (k->g->node[root[r]].rows && !given(k, root[r]) && !p->direct && p->stage == stage[r]) {
			p->direct = true;
			p->at = (struct expr_at){ AT_OUT, (uint32_t)r };
		} else {
			p->last = SIZE_MAX;
		}
	}
}

static void
place_steps(struct maker *k)
{
	struct expr_code *c = k->c;

	for (size_t s = 0; s < k->steps; s++) {
		uint32_t id = k->order[s];
		const struct expr_node *v = &k->g->node[id];
		struct plan *p = &k->plan[id];
		unsigned n = expr_dag_operands(v->op);
		if (s < c->head)
			p->at = (struct expr_at){ AT_SLOT, (uint32_t)s };
		else if (!p->direct)
			p->at = (struct expr_at){ AT_SLOT, k->frees ? k->free[--k->frees] : (uint32_t)c->slots++ };
		c->step[s] = (struct expr_step){ .op = v->op, .index = v->arg[0], .value = v->value, .to = p->at };
		for (unsigned i = 0; i < n; i++) {
			struct plan *q = &k->plan[v->arg[i]];
			c->step[s].arg[i] = q->at;
			if (q->at.where == AT_SLOT && q->at.index >= c->fixed && q->last == s) {
				k->free[k->frees++] = q->at.index;
				q->last = SIZE_MAX;		/* an operand that stands twice is freed once */
			}
		}
	}
}

static void
copy_results(struct maker *k, size_t roots, const uint32_t root[], const uint8_t stage[])
{
	size_t n = 0, r = 0;

	for (unsigned s = 0; s < EXPR_STAGES; s++) {
		for (; r < roots && stage[r] == s; r++) {
			struct expr_at at = k->plan[root[r]].at;
			if (at.where != AT_OUT || at.index != r)
				k->c->copy[n++] = (struct expr_copy){ (uint32_t)r, at };
		}
		k->c->copies[s] = n;
	}
}

bool
expr_code_make(struct expr_code *c, const struct expr_dag *g, size_t roots, const uint32_t root[], const uint8_t stage[],
               uint32_t **store, size_t *stored)
{
	struct maker k = { .c = c, .g = g, .stores = store != NULL };

	*c = (struct expr_code){ 0 };
	k.plan = mem_zero(g->n, sizeof *k.plan);
	k.order = mem_alloc(g->n, sizeof *k.order);
	k.free = mem_alloc(g->n, sizeof *k.free);
	bool good = k.plan && k.order && k.free;
	if (good) {
		reach(&k, roots, root, stage);
		arrange(&k);
		c->slots = c->fixed;
		c->step = mem_alloc(k.steps, sizeof *c->step);
		c->copy = mem_alloc(roots, sizeof *c->copy);
		good = c->step && c->copy && place_given(&k, store, stored);
	}
	if (good) {
		place_results(&k, roots, root, stage);
		place_steps(&k);
		copy_results(&k, roots, root, stage);
	}
	mem_free(k.plan);
	mem_free(k.order);
	mem_free(k.free);
	return good;
}

void
expr_code_free(struct expr_code *c)
{
	mem_free(c->step);
	mem_free(c->copy);
}
