/* SPDX-License-Identifier: MIT */
/* dag: a formula as a graph of shared nodes; inside lib/math/expr only. */
#ifndef MATH_EXPR_DAG_H
#define MATH_EXPR_DAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum expr_op {
	OP_NUMBER, OP_COLUMN, OP_PARAMETER, OP_MATCH,			/* leaves */
	OP_NEG, OP_NOT, OP_ABS, OP_SIGN, OP_SQRT,			/* of one operand */
	OP_EXP, OP_LOG, OP_LOG2, OP_LOG10, OP_LOG1P, OP_EXPM1,
	OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_POW, OP_MIN, OP_MAX,	/* of two */
	OP_SCALE,							/* a b, and 0 when a = 0, whatever b */
	OP_LT, OP_LE, OP_EQ, OP_NE, OP_AND, OP_OR,
	OP_SELECT							/* of three: a != 0 ? b : c */
};

/*
 * arg    operands, unused ones 0; a leaf has its column, parameter or match number in arg[0]
 * value  of OP_NUMBER
 * uses   bit j: the value depends on parameter j;  rows: it depends on the row
 */
struct expr_node {
	uint8_t op;
	bool rows;
	uint16_t uses;
	uint32_t arg[3];
	double value;
};

/*
 * Nodes stand after their operands, and no two are equal.  Node 0 is the number 0: in derivatives "structurally zero", and what
 * is returned after a failure: memory ran out, or (full) there are more than EXPR_NODES nodes.
 */
struct expr_dag {
	struct expr_node *node;
	size_t n, cap;
	uint32_t *seat;			/* open hash table of node numbers, 0 for an empty seat */
	size_t seats;
	bool failed, full;
};

/* Zeroed dag to one that has node 0; false when there is no memory. */
bool expr_dag_start(struct expr_dag *g);
void expr_dag_free(struct expr_dag *g);

/*
 * The node for op of these operands: an existing equal one, a number when all operands are numbers, or a new one.  Rewrites only
 * what IEEE arithmetic leaves exact (operands of + and * in one order, a + -b = a - b, x * 1, x / 1, x^1, - -x).
 */
uint32_t expr_dag_number(struct expr_dag *g, double value);
uint32_t expr_dag_leaf(struct expr_dag *g, enum expr_op op, size_t index);
uint32_t expr_dag_op(struct expr_dag *g, enum expr_op op, uint32_t a, uint32_t b, uint32_t c);

/* Operands of op: 0 for leaves. */
unsigned expr_dag_operands(enum expr_op op);

/*
 * d[i] = op(a[i], b[i], c[i]), i = 0..n-1, d apart from the operands.  fast: exp and log by base/vecmath, else by the C library.
 * isa, as of sys_isa, changes no bit of the rest.
 */
void expr_kernel(int isa, bool fast, enum expr_op op, size_t n, double d[], const double a[], const double b[], const double c[]);

#endif
