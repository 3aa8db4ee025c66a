/* SPDX-License-Identifier: MIT */
/* frontier: how to spend compute under a loss law of parameters and tokens. */
#ifndef MATH_SCALING_FRONTIER_H
#define MATH_SCALING_FRONTIER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* L = E + A N^-alpha + B D^-beta, all of them above 0 but E >= 0. */
struct chinchilla {
	double E, A, B, alpha, beta;
};

/*
 * A loss law: L[i] at (N[i], D[i]), i < n; returns 0 or ERR_MEMORY.  Smooth in ln N, ln D on a scale of 0.01 (kinks in the
 * second derivative
 * cost accuracy only within 0.005 of them), falling in both.  nan where it has no value.
 *
 * closed   the law is this one: closed forms are used, and loss and law are not
 */
struct surface {
	int (*loss)(const void *law, size_t n, const double N[], const double D[], double L[], struct err *e);
	const void *law;
	const struct chinchilla *closed;
};

/* The surface of closed coefficients (borrowed). */
struct surface frontier_chinchilla(const struct chinchilla *c);

/*
 * What a model costs, in FLOPs:  train N D + serve N inference.  train = 6, serve = 2 are the usual counts of a dense
 * transformer (Kaplan et
 * al. 2020, section 2.1); inference: tokens to be served in its life, 0 for none.
 */
struct frontier_cost {
	double train, serve, inference;
};
#define FRONTIER_COST ((struct frontier_cost){ .train = 6, .serve = 2, .inference = 0 })

/* A point of the frontier: compute = train N D, total = compute + serve N inference. */
struct frontier_point {
	double compute, total, params, tokens, loss;
};

/*
 * The point where no other (N, D) of the same total has a lower loss and no other of the same loss a lower total: there
 *
 *     (dL/d ln N) / (dL/d ln D) = 1 + serve inference / (train D)
 *
 * (Sardana & Frankle 2023, arXiv 2401.00448: 1 + inference/(3 D) for 6 and 2).  value is the total compute, the parameters, the
 * tokens or the
 * loss of the point, > 0.
 *
 * With closed and inference = 0:  G = (alpha A/(beta B))^(1/(alpha+beta)),  N = G (C/train)^a,  D = (C/train)^b / G,  a =
 * beta/(alpha+beta), b = 1 - a
 * (Hoffmann et al. 2022, equation 4), relative error a few ulp times ln C.  Else by a root-finder on the condition, derivatives
 * by central
 * differences of fourth order, within 1e-9 relative (given loss: that divided by the relative slope of L in ln C).  Search: 1
 * to 1e40 in N and D.
 *
 * Returns 0; ERR_USAGE when value or the cost is not positive and finite; ERR_NO_ANSWER when there is no such point: a loss at
 * or below
 * what the law can reach (text: "loss 1.5 is not above E = 1.69", E being the limit at N = D = 1e40 for other laws), a law that
 * does not depend
 * on one of the two; ERR_MEMORY.  *p is nan then.  Cost: closed 0.2 us, closed with inference 2 us; else 100 to 1000 values of
 * the law.
 */
enum frontier_given { GIVEN_COMPUTE, GIVEN_PARAMS, GIVEN_TOKENS, GIVEN_LOSS };
int frontier_at(const struct surface *s, const struct frontier_cost *c, enum frontier_given given, double value,
                struct frontier_point *p, struct err *e);

/* Exponents of compute of closed coefficients: N* ~ C^a, D* ~ C^b, a + b = 1;  L* - E ~ C^-c, c = alpha beta/(alpha + beta). */
struct frontier_exponents {
	double a, b, c;
};
struct frontier_exponents frontier_exponents(double alpha, double beta);

/*
 * A model of k_N times the parameters of the optimal one (p, from frontier_at with inference = 0) reaches the same loss with
 * k_D times its tokens, and
 * k_N k_D - 1 more compute.  closed: k_D = (1 - (k_N^-alpha - 1) beta/alpha)^(-1/beta) at any p (de Vries 2023, "Go smol or go
 * home").
 * ERR_NO_ANSWER when no number of tokens suffices: closed, k_N <= (1 + alpha/beta)^(-1/alpha), which the text names.
 */
int frontier_overhead(const struct surface *s, const struct frontier_point *p, double k_N, double *k_D, double *overhead,
                      struct err *e);
double frontier_smallest(double alpha, double beta);		/* that limit of k_N */

/*
 * Effective compute: how many times compute the law base needs for the loss the law s reaches with it, both on their frontier
 * of the same cost.
 * Above 1 where s is better.  ERR_NO_ANSWER when base never gets there.
 * frontier_gain: the same for two losses under one curve L = E + k C^-c: ((worse - E)/(better - E))^(1/c); nan unless both
 * exceed E.
 */
int frontier_speedup(const struct surface *s, const struct surface *base, const struct frontier_cost *c, double compute,
                     double *times, struct err *e);
double frontier_gain(double E, double c, double worse, double better);

#endif
