/* SPDX-License-Identifier: MIT */
/* roles: which columns of a table are the parameters, tokens, compute and loss of a law. */
#ifndef MATH_SCALING_ROLES_H
#define MATH_SCALING_ROLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "math/expr/expr.h"
#include "math/scaling/law.h"

/*
 * What a role is made of: the user's expression; a column found by its usual name; C = k N D from the two others; nothing, and then
 * problem says why (no column, or several).
 */
enum role_from { ROLE_NONE, ROLE_TYPED, ROLE_FOUND, ROLE_DERIVED };

/*
 * name    "N", "D", "C", "x", ..; of the response "L", "y"
 * text    the expression, the column's name, or C/(6 N)
 * x       over the columns; NULL when derived or nothing.  column: of a found one
 * several two columns have its usual names
 * hidden  read, but no role of the law: the loss when something else is predicted
 * wanted  the law reads it;  value (rows): set by roles_values, NaN where a cell is missing; else NULL
 */
enum { ROLES = LAW_ROLES + 8, ROLE_TEXT = 160 };
struct role {
	char name[LAW_NAME];
	enum role_from from;
	char text[ROLE_TEXT];
	struct expr *x;
	size_t column;
	bool wanted, several, hidden;
	double *value;
	struct err problem;
};

/* Places in roles.role of the four that have usual names; others follow. */
enum { ROLE_N, ROLE_D, ROLE_C, ROLE_RESPONSE, ROLE_OTHERS };

struct roles {
	size_t columns, n, rows;
	const struct str *column;	/* (columns) the header; borrowed */
	double per_token;		/* k in C = k N D */
	bool said;			/* the response by -y; an expression of L by -x gives way where L is a role of the law */
	struct role role[ROLES];
};

/*
 * Finds what is there: x[0..n_x) are the user's ROLE=EXPR, y the response's expression or NULL.  Usual names, letter case, blanks, _ and -
 * ignored, with or without an s at the end; what stands before the last / or . may be dropped where no whole name fits:
 *
 *   N   N n_params num_params params parameters model_size
 *   D   D tokens n_tokens train_tokens training_tokens dataset_size
 *   C   C flops compute training_flops train_flops total_flops
 *   L   L loss val_loss validation_loss eval_loss test_loss final_loss
 *
 * ERR_USAGE for an expression, with its picture and a caret in the text; a role that is not there is no error before it is asked for.
 * *r is freed by roles_free in any case.
 */
int roles_find(struct roles *r, size_t columns, const struct str column[], size_t n_x, const char *const x[], const char *y,
               double per_token, struct err *e);
void roles_free(struct roles *r);

/*
 * "chinchilla" when N and D are there or follow from C, "power_offset" when exactly one of N, D, C is; NULL (ERR_USAGE) otherwise, and when
 * several columns could be the one that is missing.
 */
const char *roles_law(const struct roles *r, struct err *e);

/*
 * Brings those of the names of a formula (pieces of text) that stand for columns (a role that is there or follows, or a column of just
 * this name) to the front, the first *columns of them; the others are parameters.  ERR_USAGE, with e->column, for ${any text} that is no
 * column; without columns.
 */
int roles_formula(const struct roles *r, struct str text, size_t n, struct str name[], size_t *columns, struct err *e);

/* The names of the columns as the hint of an error. */
void roles_header(const struct roles *r, struct err *e);

/*
 * Takes the roles of a law, in its order, and its response (NULL: none is wanted).  x stands for the only one of N, D, C that is there, or for the
 * only one typed; other names for a column of the same name.  at[i] is the place in r->role of name[i].  ERR_USAGE lists the header.
 */
int roles_take(struct roles *r, size_t n, char name[][LAW_NAME], const char *response, size_t at[], struct err *e);

/*
 * Is every role that was typed read, by a law (roles_take) or by x[0..n)?  N, D and C may always be typed.  ERR_USAGE names the one that is not.
 */
int roles_used(const struct roles *r, size_t n, struct expr *const x[], struct err *e);

/*
 * The place of the loss: the response, or, where an expression was typed for that, a column with a usual name of losses, if there is exactly one, read as
 * role "loss" from then on.  ERR_MEMORY is left in e.
 */
size_t roles_loss(struct roles *r, struct err *e);

/*
 * What orders the rows of a run: D, where it is there (*column = SIZE_MAX), which is read from then on; else the first column named as steps are.
 * ERR_USAGE lists the header.
 */
int roles_steps(struct roles *r, size_t *column, struct err *e);

/* Compiles an expression over columns and the roles that are there (--where, --weights, --holdout); errors named after option. */
int roles_expression(const struct roles *r, const char *option, const char *text, struct expr **x, struct err *e);

/*
 * How column c is read, a sum of EXPR_NUMBER and EXPR_TEXT, by the wanted roles and by C and x[0..n).
 */
unsigned roles_reads(const struct roles *r, size_t n, struct expr *const x[], size_t c);

/* Values of all roles that are there for a table: col[c], text[c] (rows) as in expr_eval.  ERR_MEMORY. */
int roles_values(struct roles *r, size_t rows, const double *const col[], const struct str *const text[], struct err *e);

/* out (rows) = an expression of roles_expression. */
int roles_evaluate(const struct roles *r, const struct expr *x, const double *const col[], const struct str *const text[], double out[],
                   struct err *e);

/*
 * The first row with keep[i] (NULL: all) whose role k is not above 0, although N, D, C and U always are, and x where the law's domain says so;
 * SIZE_MAX when there is none.
 */
size_t roles_check(const struct roles *r, size_t k, const char *domain, const bool keep[]);

/*
 * Can the rows with keep[i] (NULL: all) be used?  ERR_INPUT at the first row, *row, that misses one of the roles role[0..n) (roles_complete), or
 * where one is not above 0 (roles_sizes, see roles_check); *role_at is which.
 */
int roles_complete(const struct roles *r, size_t n, const size_t role[], const bool keep[], size_t *row, size_t *role_at, struct err *e);
int roles_sizes(const struct roles *r, size_t n, const size_t role[], const char *domain, const bool keep[], size_t *row, size_t *role_at,
                struct err *e);

/* Only the values of rows with keep[i] stay, in their order. */
void roles_keep(struct roles *r, const bool keep[]);

/* "N = n_params, D = C/(6 N), L = val_loss". */
void roles_note(const struct roles *r, struct text *out);

/*
 * Does a table name the column what the role usually is called?  whole: without dropping a prefix.
 */
enum usual { USUAL_N, USUAL_D, USUAL_C, USUAL_LOSS, USUAL_RUN, USUAL_STEP };
bool roles_usual(enum usual role, struct str column, bool whole);

/* The error e->column of text as "NAME: message", the formula and a caret under it. */
int roles_caret(const char *option, struct str text, const struct err *inner, struct err *e);

#endif
