/* SPDX-License-Identifier: MIT */
/* family: the state matrices A, B of x' = A x + B u that keep a history u in N numbers, one row of a registry each. */
#ifndef MATH_HIPPO_FAMILY_H
#define MATH_HIPPO_FAMILY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/row.h"
#include "math/hippo/semi.h"

enum parity { ANY, EVEN, ODD };

/*
 * What the state means.  Families of one group differ by a change of basis and of time only:
 *     A = w D A' D^-1,  B = w D B',  D = diag(factor(0..n)),  w = 1/window,  A', B' those of the group.
 *
 * LEGS     scaled Legendre: f(sT) = sum_n x_n v_n P_n(2s - 1), v_n = sqrt(2n + 1), T the time since the beginning
 * LEGT     translated Legendre: f(T - w + w s) the same, w the window
 * LAGT     Laguerre: the past with weight exp(-tau)
 * FOUT     Fourier on a window
 * MODES_T  exp(2 pi i m s) on a window;  MODES_S  the same on all that was since the beginning
 * ALONE    nothing else is of its kind
 */
enum group { ALONE, LEGS, LEGT, LAGT, FOUT, MODES_T, MODES_S };

/*
 * fill      A (n, n) row-major and B (n); complex families (re, im) pairs; diagonal ones A (n)
 * semi      generators of A for O(n) products and solves (semi.h); NULL: none
 * steady    a constant input u has the steady state u e_k, k = n/2 for complex families, else 0: A e_k = -B
 * factor    D; NULL: 1.   window: NULL: 1
 * is_complex  A and B are complex;   diagonal: A is the vector of its eigenvalues;   half: of the state only N/2 are kept
 * normal    A commutes with its transpose, so that its eigenvectors are those of dplr.h
 */
struct family {
	struct row head;
	void (*fill)(size_t n, const double par[], double A[], double B[]);
	void (*semi)(size_t n, const double par[], struct semi *a);
	double (*factor)(size_t n, const double par[]);
	double (*window)(const double par[]);
	enum group group;
	enum parity parity;
	bool is_complex, diagonal, half, steady, normal;
};

/*
 * The rows: legs, legs_orthonormal, legs_rational, legt:THETA, legt_s4, lmu:THETA, lagt:BETA, tlagt:BETA, glagt:ALPHA:BETA, fout,
 * fourier_decay, fourier2, foud, legsd, fout_complex:W, fous_complex, s4d_lin, s4d_inv, s4d_inv2, s4d_quad, s4d_real,
 * s4d_legs.  Every entry of A and B is within 1 ulp of its definition (head.formula).
 */
extern const struct registry hippo_families;

enum { HIPPO_LARGEST = 16384 };

/* A family with its parameters and N.  A, B: matrices of the caller in place of those of family->fill (builder.h); NULL for none. */
struct hippo {
	const struct family *family;
	double par[SPEC_VALUES];
	size_t n, size;		/* N as asked; length of the state: N, or N/2 for the conjugate halves of s4d */
	const double *A, *B;
};

/* Returns 0; ERR_USAGE when N is out of 1..HIPPO_LARGEST or has the wrong parity. */
int hippo_make(const struct spec *s, size_t n, struct hippo *h, struct err *e);

/* Place, among the doubles of a state, of the mode that keeps a constant (steady). */
size_t hippo_mode(const struct hippo *h);

/* Doubles of A and of B. */
size_t hippo_size_a(const struct hippo *h);
size_t hippo_size_b(const struct hippo *h);

void hippo_fill(const struct hippo *h, double A[], double B[]);

/* h with A, B of the caller, about which nothing is known but that A e_k = -B (steady). */
struct hippo hippo_given(const struct hippo *h, const double A[], const double B[]);

/* The generators of A in a, from base/mem (semi_free); false without memory or when the family has none. */
bool hippo_semi(const struct hippo *h, struct semi *a);

/* D_i of the group, and the window (time per unit of the group's time). */
double hippo_factor(const struct hippo *h, size_t i);
double hippo_window(const struct hippo *h);

/*
 * x of h = factor x of g, rate as in A_h = rate D A_g D^-1, B_h = rate D B_g.  Returns 0; ERR_USAGE when the families are
 * not of one group.  factor (n).
 */
int hippo_convert(const struct hippo *from, const struct hippo *to, double factor[], double *rate, struct err *e);

#endif
