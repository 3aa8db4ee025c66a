/* SPDX-License-Identifier: MIT */
/* name: what the names in a formula stand for. */
#include "base/mem.h"
#include "math/expr/parse.h"

static const struct expr_function functions[] = {
	{ "exp", OP_EXP, false }, { "log", OP_LOG, false }, { "log2", OP_LOG2, false }, { "log10", OP_LOG10, false },
	{ "log1p", OP_LOG1P, false }, { "expm1", OP_EXPM1, false }, { "sqrt", OP_SQRT, false }, { "abs", OP_ABS, false },
	{ "min", OP_MIN, true }, { "max", OP_MAX, true }
};
enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

/* The function or the known name nearest to s, when it is at most a third of s away. */
static bool
nearest(const struct parser *p, struct str s, bool call, struct str *found)
{
	size_t least = s.n / 3 + 2;

	for (size_t i = 0; i < (call ? FUNCTIONS : p->names); i++) {
		struct str known = call ? str_of(functions[i].name) : p->name[i].name;
		size_t d = str_distance(known, s, least);
		if (d < least && d < known.n) {
			least = d;
			*found = known;
		}
	}
	return least < s.n / 3 + 2;
}

static void
unknown(struct parser *p, struct token t, bool call)
{
	char shown[STR_SHOWN], hinted[STR_SHOWN];
	struct str near;

	if (!expr_lex_fails(&p->lex, t.at))
		return;
	err_set(p->lex.e, ERR_USAGE, "unknown %s \"%s\"", call ? "function" : "name", str_show(t.name, shown));
	if (nearest(p, t.name, call, &near))
		err_hint(p->lex.e, "did you mean %s?", str_show(near, hinted));
	else if (call)
		err_hint(p->lex.e, "functions are exp log log2 log10 log1p expm1 sqrt abs min max");
}

static void
gather(struct parser *p, struct str s)
{
	struct expr_gather *g = p->open;

	for (size_t i = 0; i < g->n; i++)
		if (str_eq(g->name[i], s))
			return;
	if (mem_reserve(&g->name, &g->cap, g->n + 1, sizeof *g->name))
		g->name[g->n++] = s;
	else
		err_memory(p->lex.e);
}

struct part
expr_name_value(struct parser *p, struct token t)
{
	struct part v = { .at = t.at };
	struct expr_dag *g = &p->x->dag;

	if (p->open) {
		gather(p, t.name);
		v.bare = true;
		v.node = expr_dag_leaf(g, OP_COLUMN, 0);
		return v;
	}
	for (size_t i = 0; i < p->names; i++) {
		const struct expr_name *m = &p->name[i];
		if (!str_eq(m->name, t.name))
			continue;
		v.bare = m->kind == EXPR_COLUMN;
		v.column = m->index;
		if (m->kind == EXPR_CONSTANT)
			v.node = expr_dag_number(g, m->value);
		else
			v.node = expr_dag_leaf(g, v.bare || m->kind == EXPR_NUMBERS ? OP_COLUMN : OP_PARAMETER, m->index);
		if (m->kind == EXPR_LOG_PARAMETER)
			v.node = expr_dag_op(g, OP_EXP, v.node, 0, 0);
		return v;
	}
	unknown(p, t, false);
	return v;
}

const struct expr_function *
expr_name_function(struct parser *p, struct token t)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (str_is(t.name, functions[i].name))
			return &functions[i];
	unknown(p, t, true);
	return NULL;
}
