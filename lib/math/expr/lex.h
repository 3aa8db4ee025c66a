/* SPDX-License-Identifier: MIT */
/* lex: a formula cut into tokens; inside lib/math/expr only. */
#ifndef MATH_EXPR_LEX_H
#define MATH_EXPR_LEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Operators of one byte are their own kind. */
enum { TOKEN_END = 256, TOKEN_NUMBER, TOKEN_STRING, TOKEN_NAME, TOKEN_LE, TOKEN_GE, TOKEN_EQ, TOKEN_NE, TOKEN_LIKE, TOKEN_AND,
       TOKEN_OR };

/* at: byte from 0; text: as typed; name: between the braces of ${...} or the quotes of a string. */
struct token {
	int kind;
	size_t at;
	struct str text, name;
	bool braced;
	double value;
};

struct lex {
	struct str text;
	size_t at;
	struct token now;
	struct err *e;
};

/* Moves on to the next token; after an error it is TOKEN_END for ever. */
void expr_lex_next(struct lex *l);

/*
 * For the first error at byte at: notes the place, ends the tokens and returns true, so that the caller sets the message with
 * err_set; false for later ones.
 */
bool expr_lex_fails(struct lex *l, size_t at);

#endif
