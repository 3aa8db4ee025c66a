/* SPDX-License-Identifier: MIT */
/* expr: formulas typed by the user, evaluated over rows and differentiated exactly. */
#ifndef MATH_EXPR_EXPR_H
#define MATH_EXPR_EXPR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/*
 * The language, loosest binding first:
 *
 *     a || b    a && b    a < b  <=  >  >=  ==  !=  =~    a + b  a - b    a * b  a / b    -a  +a  !a    a ^ b
 *
 * Binary operators group to the left, comparisons do not chain, ^ groups to the right and binds tighter than a sign before it and
 * looser than one after it: -x^2 = -(x^2), N^-a*2 = (N^(-a))*2, 2^-3^2 = 2^(-(3^2)).
 *
 * values     numbers of base/sweep (1e21, 70B, 1.4T, 10k, 2PFd), (a), functions, names
 * functions  exp log log2 log10 log1p expm1 sqrt abs of one argument, min max of two or more; log is natural
 * names      [A-Za-z_][A-Za-z0-9_]* bare, any text without } as ${any text}; a bare name before ( is a function, otherwise never
 * text       "..." with \" for a quote and \\ for a backslash, only as one side of == or != against a column, or right of =~,
 *            then a POSIX extended regular expression found anywhere in the cell (C locale); the column is read as text there
 *
 * Truth: comparisons give 1 or 0; a number is true when it is not 0 (NaN is true, as in C).  Comparisons with NaN are false, but
 * != is true.  Arithmetic and functions are IEEE and C: log(-1), (-8)^(1/3) and sqrt(-1) are nan, 1/0 is inf, 0^0 is 1.  min and
 * max give nan when an argument is nan.  Both sides of && and || are always evaluated (nothing has a side effect).
 */
enum {
	EXPR_LENGTH = 4096,	/* bytes of a formula */
	EXPR_DEPTH = 64,	/* nested parentheses, calls, signs and powers; also of a regular expression */
	EXPR_REGEX = 4096,	/* bytes of a regular expression with its repetitions written out */
	EXPR_PARAMS = 16,	/* parameters: indices 0..15 */
	EXPR_PAIRS = EXPR_PARAMS * (EXPR_PARAMS + 1) / 2,
	EXPR_NODES = 1 << 16	/* nodes of a formula together with its derivatives */
};

/*
 * What a name means.  Of equal names the first counts; several names may share an index (a tie: alpha and beta one parameter).
 *
 * EXPR_COLUMN         column index of the table: of numbers, or of text where it is compared with text
 * EXPR_NUMBERS        column index of the table, of which there are only numbers: it is not compared with text
 * EXPR_PARAMETER      theta[index]
 * EXPR_LOG_PARAMETER  exp(theta[index]): a positive parameter fitted by its logarithm.  A power of a quotient like (x/d)^c then
 *                     needs only log x, prepared once, and theta[index]
 * EXPR_CONSTANT       value (a parameter held fixed)
 */
enum expr_kind { EXPR_COLUMN, EXPR_NUMBERS, EXPR_PARAMETER, EXPR_LOG_PARAMETER, EXPR_CONSTANT };

struct expr_name {
	struct str name;
	enum expr_kind kind;
	size_t index;
	double value;
};

/*
 * The distinct names of a formula in order of first appearance, each pointing into text: for a caller who takes what is not a
 * column as a parameter.  *name is from base/mem.  Returns 0, or the errors of expr_compile but for unknown names.
 */
int expr_names(struct str text, size_t *n, struct str **name, struct err *e);

/*
 * Compiles text under these n names; *x is freed by expr_free.  Neither text nor names need to outlive the call.
 *
 * ERR_USAGE with e->column = 1-based byte of text where it went wrong (a formula longer than EXPR_LENGTH is refused before it is
 * looked at); the message says what was expected, the hint the nearest name.  Also ERR_USAGE, without a column, when an index of a
 * parameter is EXPR_PARAMS or more, or the formula with its derivatives needs more than EXPR_NODES operations.  ERR_MEMORY.
 * *x is NULL then.
 */
struct expr;
int expr_compile(struct str text, size_t n, const struct expr_name name[], struct expr **x, struct err *e);
void expr_free(struct expr *x);

/*
 * The picture below an error message: the formula (at most 72 bytes of it around the place, control bytes as ?), a newline, and
 * a caret under byte column; terminated.  UTF-8 before the caret counts one place a character.
 */
enum { EXPR_CARET = 256 };
void expr_caret(struct str text, size_t column, char out[EXPR_CARET]);

/* The error of expr_compile or expr_names on the text of an option as "OPTION: message; hint", with that picture when it has a place. */
int expr_explain(const char *option, struct str text, const struct err *inner, struct err *e);

/* How column is read: a sum of EXPR_NUMBER and EXPR_TEXT, 0 when the formula does not need it. */
enum { EXPR_NUMBER = 1, EXPR_TEXT = 2 };
unsigned expr_reads(const struct expr *x, size_t column);

/* Bit j: the value depends on parameter j. */
unsigned expr_params(const struct expr *x);

/*
 * out[i] = the formula in row i, i = 0..n-1, with the C library's functions (below 1 ulp each).
 *
 * col   col[c] (n) for every column read as numbers;  text: text[c] (n) for every column read as text; others may be NULL
 * par   (1 + largest parameter index); NULL without parameters
 * Returns 0 or ERR_MEMORY.  Cost: about 0.3 ns an operation and row, 5-20 ns for a function.
 */
int expr_eval(const struct expr *x, size_t n, const double *const col[], const struct str *const text[], const double par[],
              double out[], struct err *e);

/*
 * Derivatives: the gradient and the Hessian of f(x; theta) are themselves formulas, built by the rules of differentiation on the
 * shared graph of sub-expressions when the formula is compiled.  So they are exact, and entries that vanish are known to.
 *
 * expr_pairs   the entries (j, k), j <= k, of the Hessian that are not identically zero, in order of k, then j; returns their
 *              number.  f = E + A N^-alpha + B D^-beta has four: (A,alpha), (alpha,alpha), (B,beta), (beta,beta)
 * expr_linear  bit j: f is linear in theta[j] together with all others of the answer S: f = f(theta_S = 0) + sum over S of
 *              theta_j df/dtheta_j, df/dtheta_j free of theta_S.  Parameters are taken greedily in order of index; those that f
 *              does not use, or that switch a comparison, are left out
 */
struct expr_pair {
	unsigned char j, k;
};
size_t expr_pairs(const struct expr *x, const struct expr_pair **pair);
unsigned expr_linear(const struct expr *x);

/*
 * A formula over a table of n rows: everything free of parameters (log N, ...) evaluated once, as by expr_eval.  x, the array col
 * and the columns it points to have to outlive the plan; text need not.  A plan is not written any more: threads may share it.
 * Returns 0 or ERR_MEMORY.
 */
struct expr_plan;
int expr_prepare(const struct expr *x, size_t n, const double *const col[], const struct str *const text[],
                 struct expr_plan **plan, struct err *e);
void expr_plan_free(struct expr_plan *plan);

/* Doubles of workspace for expr_derive: one array a thread. */
size_t expr_work(const struct expr_plan *plan);

/*
 * Rows first..first+count-1 at theta:
 *
 * value  (count)          f
 * grad   (params, count)  df/dtheta_j in row j, params = 1 + largest parameter index given to expr_compile; may be NULL
 * hess   (pairs, count)   the entries of expr_pairs; may be NULL, and is not written when grad is NULL
 * work   (expr_work)      contents lost
 *
 * Powers whose exponent or base depends on a parameter are exp(b log a): nan for a < 0, also where b happens to be an integer
 * (constant integer exponents up to 64 are products).  Where a = 0 < b the derivatives are given as 0.  At a kink: the first of
 * equal arguments of min and max, 0 for abs; comparisons have derivative 0.
 *
 * Accuracy: exp and log of base/vecmath, else as expr_eval; a power has a relative error of about |b log a| ulp, (x/d)^b with a
 * log parameter d of |b| (|log x| + |log d|).  A row's results depend on that row and theta alone, not on first, count or
 * threads.
 *
 * Cost: E + A N^-alpha + B D^-beta with gradient and Hessian takes 1.3 us for 240 rows with AVX-512, 2 us with AVX2, 3 us
 * without; the broken power law b x^-c0 (1+(x/d)^(1/f))^(-c f) 16, 22 and 50 ns a row.  Pieces of about 500 rows keep the results
 * in cache.
 *
 * A fit of z = log f has dz = df/f and d2z = d2f/f - dz dz^T, so sum psi d2z + psi' dz dz^T needs only the pairs with weight
 * psi/f and the products of the gradient with weight (psi' - psi)/f^2.
 */
void expr_derive(const struct expr_plan *plan, const double theta[], size_t first, size_t count, double value[], double grad[],
                 double hess[], double work[]);

#endif
