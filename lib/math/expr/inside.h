/* SPDX-License-Identifier: MIT */
/* inside: a compiled formula and its programs; inside lib/math/expr only. */
#ifndef MATH_EXPR_INSIDE_H
#define MATH_EXPR_INSIDE_H

#include <regex.h>

#include "math/expr/dag.h"
#include "math/expr/expr.h"

/* Column column compared with a text (owned), or with a regular expression. */
struct expr_match {
	size_t column;
	struct str text;
	bool like;
	regex_t regex;
};

/*
 * NULL, or why regcomp is not asked.  It writes repetitions out: x+ is two of x, x{m,n} is n, ((x+)+)+ is eight; more than EXPR_REGEX bytes
 * then could take all memory there is.  Of repetitions in a row, x*+, thousands fit in a formula, and take the cube of their number of time;
 * they are refused, as POSIX allows, and as those should know who mean the lazy x*? of other languages.
 */
const char *expr_regex_refused(struct str text);

/* d[i] = 1 where cell[i] matches, else 0. */
void expr_match_rows(const struct expr_match *m, size_t n, const struct str cell[], double d[]);

/* Where an operand stands: in a block of workspace, a column, an array of the plan, or a row of the results. */
enum expr_where { AT_SLOT, AT_COLUMN, AT_STORE, AT_OUT };
struct expr_at {
	uint32_t where, index;
};

/* One operation on a block; a leaf has its column, parameter or match number in index. */
struct expr_step {
	enum expr_op op;
	uint32_t index;
	double value;
	struct expr_at to, arg[3];
};

/*
 * A program that fills results from the nodes of a graph.  Results have a stage, 0 to 2: who wants stages <= s runs only that
 * much.
 *
 * Slots 0..fixed-1 hold what is the same in every row: steps 0..head-1 compute them in one row, and they are spread over a block
 * before the other steps run block by block.  end[s]: one behind the last step of stage s.  Results that were not written in
 * place are copied; copies[s]: one behind the last copy of stage s.
 */
enum { EXPR_BLOCK = 128, EXPR_STAGES = 3 };
struct expr_copy {
	uint32_t out;
	struct expr_at from;
};
struct expr_code {
	struct expr_step *step;
	struct expr_copy *copy;
	size_t head, end[EXPR_STAGES], copies[EXPR_STAGES];
	size_t fixed, slots;
};

/*
 * Programs the nodes root[0..roots-1]; result r is root[r], of stage stage[r], in ascending order.  With store != NULL nodes that
 * depend on rows but on no parameter are not computed but taken from the plan: those that are not columns are listed in *store
 * (NULL before, from base/mem; *stored of them) and found there by number.  False when there is no memory; free what there is by
 * expr_code_free.
 */
bool expr_code_make(struct expr_code *c, const struct expr_dag *g, size_t roots, const uint32_t root[], const uint8_t stage[],
                    uint32_t **store, size_t *stored);
void expr_code_free(struct expr_code *c);

/* What a run reads and writes.  store is (stored, rows); out[r] (count), those above stage unused; work (slots * EXPR_BLOCK). */
struct expr_run {
	const double *const *col;
	const struct str *const *text;
	const struct expr_match *match;
	const double *par, *store;
	size_t rows, first, count;
	double *const *out;
	double *work;
	unsigned stage;
	bool fast;
};
void expr_code_run(const struct expr_code *c, const struct expr_run *r);

/*
 * root   the formula as typed;  eval: its program
 * grad, hess  the derivatives of its fast form low;  params: rows of the gradient
 */
struct expr {
	struct expr_dag dag;
	struct expr_match *match;
	size_t matches, match_cap;
	size_t params, pairs;
	unsigned linear;
	uint32_t root, low, grad[EXPR_PARAMS], hess[EXPR_PAIRS];
	struct expr_pair pair[EXPR_PAIRS];
	struct expr_code eval;
};

/*
 * The graph of text in x->dag, its root in x->root.  With open names are not looked up but gathered there, each distinct one
 * once. Returns 0, ERR_USAGE, ERR_MEMORY.
 */
struct expr_gather {
	struct str *name;
	size_t n, cap;
};
int expr_parse(struct str text, size_t n, const struct expr_name name[], struct expr_gather *open, struct expr *x, struct err *e);

/*
 * Adds "column == text" or "column =~ text" to x as number *index; text as typed between the quotes.  0, ERR_USAGE, ERR_MEMORY.
 */
int expr_match_add(struct expr *x, size_t column, struct str text, bool like, size_t *index, struct err *e);
void expr_match_free(struct expr_match *m);

/* The fast form of root: see lower.c.  0 with g->failed without memory. */
uint32_t expr_lower(struct expr_dag *g, uint32_t root);

/* Sets low, grad, hess, pair, pairs and linear from root.  False without memory, or with dag.full for too many nodes. */
bool expr_differentiate(struct expr *x);

#endif
