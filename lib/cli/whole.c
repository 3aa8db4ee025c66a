/* SPDX-License-Identifier: MIT */
/* whole: vectors as one array each, put together from their pieces. */
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/table_state.h"

/* Appends the piece to what is held of its vector. */
static void
hold(struct table *t, const struct vector *v)
{
	struct table_state *s = t->state;
	struct collected *c = table_collected(t, v->id);
	struct err e = { 0 };

	if ((s->held += v->n) > t->o->max_memory / sizeof *v->x) {
		err_set(&e, ERR_MEMORY, "the vector does not fit into --max-memory %zu", t->o->max_memory);
		err_hint(&e, "raise --max-memory");
		table_vector_die(t, v, &e);
	}
	if (!mem_reserve(&c->x, &c->cap, c->n + v->n, sizeof *c->x)) {
		err_memory(&e);
		table_vector_die(t, v, &e);
	}
	if (v->n)
		memcpy(c->x + c->n, v->x, v->n * sizeof *c->x);
	c->n += v->n;
}

bool
table_whole(struct table *t, struct vector *v)
{
	struct table_state *s = t->state;

	while (table_vector(t, v)) {
		if (v->last && (v->id >= s->n_open || s->open[v->id].n == 0))
			return true;	/* a single piece: nothing is held */
		hold(t, v);
		if (!v->last)
			continue;
		struct collected *c = &s->open[v->id];
		v->x = c->x;
		v->n = c->n;
		s->held -= c->n;
		c->n = 0;		/* the array stays valid until more is held */
		return true;
	}
	return false;
}
