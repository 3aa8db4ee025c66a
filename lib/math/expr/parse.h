/* SPDX-License-Identifier: MIT */
/* parse: the state of the parser, shared by the grammar and the names; inside lib/math/expr only. */
#ifndef MATH_EXPR_PARSE_H
#define MATH_EXPR_PARSE_H

#include "math/expr/inside.h"
#include "math/expr/lex.h"

struct parser {
	struct lex lex;
	struct expr *x;
	size_t names, depth;
	const struct expr_name *name;
	struct expr_gather *open;
};

/* A value: a node; or a string constant.  bare: nothing but the name of column. */
struct part {
	uint32_t node;
	size_t at, column;
	bool bare, string;
	struct str text;
};

struct expr_function {
	char name[6];
	enum expr_op op;
	bool many;		/* two arguments or more, taken two by two; else one */
};

/* What the name in t stands for; an error when it is unknown. */
struct part expr_name_value(struct parser *p, struct token t);

/* The function called t; NULL after an error. */
const struct expr_function *expr_name_function(struct parser *p, struct token t);

#endif
