/* SPDX-License-Identifier: MIT */
/* item: what can be asked of a state-space system, as named arrays. */
#ifndef MATH_HIPPO_ITEM_H
#define MATH_HIPPO_ITEM_H

#include "base/array.h"
#include "math/hippo/family.h"

/* How a kernel is computed (kernel.h). */
enum method { RECURRENCE, GENERATING, CAUCHY };

/*
 * The system and what further the items need.
 *
 * rule     of hippo_rules (discretize.h); dt > 0 for dA, dB, kernel
 * C        (size) read-out, complex for complex families; NULL: none
 * length   samples of kernel and basis; omega (n_omega): frequencies of transfer
 * force    print eig even when the eigenvectors are dependent in double precision
 * condition, residual, defect   set by eig, dplr and rtf: -1 when they do not apply
 */
struct request {
	struct hippo h;
	const struct spec *rule;
	double dt;
	const double *C;
	size_t length, n_omega;
	const double *omega;
	enum method method;
	bool force;
	double condition, residual, defect;
};

/* How the numbers of an item are best drawn: a square of colours, stems or a curve over an index, points of the complex plane, .. */
enum drawing { DRAW_MATRIX, DRAW_STEMS, DRAW_PLANE, DRAW_WEIGHTS, DRAW_RESPONSE, DRAW_FUNCTIONS };

/*
 * An item: make allocates out->v from base/mem and sets the shape; an error's code otherwise.
 * columns: names of the columns of a table, up to NULL; NULL: bare numbers.
 * squares: arrays as large as A held at most, fewer (narrow) where the rule has the structure of A to work with; rows: those of length too.
 * A kernel is counted by the recurrence; the other methods hold 7 squares and 4 rows more.
 */
struct item {
	struct row head;
	unsigned squares, narrow;
	bool rows;
	enum drawing drawing;
	const char *const *columns;
	int (*make)(struct request *q, struct array *out, struct err *e);
};

/* A B C dA dB eig dplr kernel transfer rtf basis. */
extern const struct registry hippo_items;

/* item's make; ERR_NO_ANSWER when a number of it has gone beyond the doubles, also on its way. */
int item_make(const struct item *item, struct request *q, struct array *out, struct err *e);

/* Bytes that item's make will hold at once, at most. */
double item_memory(const struct request *q, const struct item *item);

#endif
