/* SPDX-License-Identifier: MIT */
/* builder: A and B of a history seen through any map of time, by quadrature. */
#ifndef MATH_HIPPO_BUILDER_H
#define MATH_HIPPO_BUILDER_H

#include "math/hippo/family.h"

/*
 * The history u(t), t = t(s, T), 0 <= s <= 1, t(1, T) = T, in functions g_n orthonormal on [0, 1]: x_n(T) = int_0^1 u(t(s, T)) g_n*(s) ds.
 * With r(s) = (dt/dT)/(dt/ds) it changes by x_n' = [u r g_n*] - int u d(r g_n*).  Where u is not known any more, u = sum_k x_k g_k:
 *
 *     x' = A x + B u,   B_n = r(1) g_n*(1),   A_nk = int_0^1 r g_n* g_k' ds - B_n g_k(1)
 *
 * t = T s: r = s/T, legs and fous_complex over T;  t = T - w + w s: r = 1/w, legt:w and fout_complex:w;  t = T s^(1/b): r = b s/T.
 *
 * basis    a family whose functions are meant: the legs and legt kinds (Legendre, in their own scale), fout_complex, fous_complex (modes)
 * rate     r(s), 0 < s <= 1; context is handed on.  A (n, n), B (n), complex pairs for modes; A e_0 = -B holds for every map
 *
 * Gauss-Legendre quadrature with twice as many points (n + 8, .. 16384) until nothing moves by more than 1e-13 of the largest entry, which
 * is then the error for smooth r; entries below that are 0.
 * Returns 0; ERR_USAGE for another family; ERR_NO_ANSWER when r is not finite somewhere, or the points do not suffice; ERR_MEMORY.
 * Cost O(n^2) a point.  Source: Su, kexue.fm 10114, by parts.
 */
int builder(const struct hippo *basis, double (*rate)(const void *context, double s), const void *context, double A[], double B[],
	struct err *e);

/* Nodes x (m) in (0, 1), ascending, and weights w (m) of Gauss and Legendre: exact for degree 2m - 1; error a few 2^-53.  O(m^2). */
void builder_nodes(size_t m, double x[], double w[]);

#endif
