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
 * A loss law: L[i] at (N[i], D[i]), i < n <= 8, falling in both, with continuous first derivatives; nan where it has no value.
 * Returns 0 or ERR_MEMORY.
 *
 * closed   the law is this one: closed forms are used, loss and law are not; or NULL
 */
struct surface {
	int (*loss)(const void *law, size_t n, const double N[], const double D[], double L[], struct err *e);
	const void *law;
	const struct chinchilla *closed;
};

/* The surface of closed coefficients (borrowed). */
struct surface frontier_chinchilla(const struct chinchilla *c);

/*
 * What a model costs, in FLOPs:  train N D + serve N inference.  train = 6, serve = 2 are the usual counts of a dense transformer
 * (Kaplan et al. 2020, section 2.1); inference: tokens to be served in its life, 0 for none.
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
 * tokens or the loss of the point, > 0.
 *
 * With closed, inference = 0:  G = (alpha A/(beta B))^(1/(alpha+beta)),  N = G (C/train)^a,  D = (C/train)^b / G,  a, b as below
 * (Hoffmann et al. 2022, equation 4); relative error 1e-13, given loss that times loss/(loss - E).
 * With closed and inference: roots of the condition; 1e-11.
 * Else roots of the condition, from 1e-20 to 1e40 in N and D, with central differences of fourth order: 1e-9 observed, 1e-6 where
 * the second derivative jumps (data_constrained at D = U), given loss 100 times as much.  Of several such points one is found.
 *
 * Returns 0; ERR_USAGE when value or the cost is not positive and finite; ERR_NO_ANSWER when there is no such point: a loss at or
 * below what the law can reach (text: "loss 1.5 is not above E = 1.69", E being the loss at N = D = 1e40 for other laws), a law
 * that does not fall in both; ERR_MEMORY.  *p is nan then.  Cost: closed 0.2 us, with inference 2 us; else 100 to 400 values of
 * the law, given loss 2000.
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
 * A model of k_N times the parameters of the optimal one (p, from frontier_at with inference = 0) reaches the same loss with k_D
 * times its tokens, and k_N k_D - 1 more compute.  closed: k_D = (1 - (k_N^-alpha - 1) beta/alpha)^(-1/beta) at any p (de Vries
 * 2023, "Go smol or go home").
 * ERR_NO_ANSWER when no number of tokens suffices: closed, k_N <= (1 + alpha/beta)^(-1/alpha), which the text names.
 */
int frontier_overhead(const struct surface *s, const struct frontier_point *p, double k_N, double *k_D, double *overhead,
                      struct err *e);
double frontier_smallest(double alpha, double beta);		/* that limit of k_N */

/*
 * Effective compute: how many times compute the law base needs for the loss the law s reaches with it, both on their frontier of
 * the same cost.  Above 1 where s is better.  ERR_NO_ANSWER when base never gets there.
 *
 * frontier_gain: the same of two losses under one curve L = E + k C^-c: ((worse - E)/(better - E))^(1/c); nan unless both are
 * above E.
 */
int frontier_speedup(const struct surface *s, const struct surface *base, const struct frontier_cost *c, double compute,
                     double *times, struct err *e);
double frontier_gain(double E, double c, double worse, double better);

#endif
