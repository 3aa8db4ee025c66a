/* SPDX-License-Identifier: MIT */
/* quanta: the quantization model of scaling: losses from skills of Zipfian frequency. */
#ifndef MATH_SCALING_QUANTA_H
#define MATH_SCALING_QUANTA_H

#include <stdbool.h>
#include <stddef.h>

#include "math/scaling/law.h"

/*
 * Skill ("quantum") k = 1, 2, ... is needed with probability p_k = k^-(g+1)/zeta(g+1), g > 0.  Who has the first n has loss a
 * where they suffice, b elsewhere (a < b):
 *
 *     L = a sum_{k <= n} p_k + b sum_{k > n} p_k = a + (b - a) zeta(g + 1, n + 1)/zeta(g + 1)
 *
 * taken as it stands for every real n >= 0.  Michaud et al. 2023 (arXiv 2303.13506); J. Su 2023 (kexue.fm/archives/9607), whose
 * law (quanta_approximation) is high by about g/(2 n), relative to L - a.
 *
 * quanta_loss           the exact law; nan for n < 0 or g <= 0
 * quanta_approximation  a + (b - a) n^-g / (g zeta(g + 1))
 * quanta_midpoint       the same with n + 1/2: error O(n^-2)
 * quanta_finite         only K skills exist, p_k = k^-(g+1) / sum_{j <= K} j^-(g+1): L = a from n = K on (a kink)
 * Accuracy: that of zeta.h.
 */
double quanta_loss(double a, double b, double g, double n);
double quanta_approximation(double a, double b, double g, double n);
double quanta_midpoint(double a, double b, double g, double n);
double quanta_finite(double a, double b, double g, double K, double n);

/*
 * How many skills a resource buys, a real number:  parameters: N/per;  tokens: those seen tau times, n^-(g+1)/zeta(g+1) = tau/D;
 * steps S of batch B: the same with D = S B.
 */
double quanta_of_params(double per, double N);
double quanta_of_tokens(double tau, double g, double D);

/*
 * Exponents of the loss: alpha_N = g;  alpha_D = alpha_S = g/(g + 1);  of compute g/(g + 2), with optimal N ~ C^(1/(g+2)).
 *
 * quanta_implied   from measured exponents of N and D (nan when unknown): the g each implies, g_N = alpha_N,
 *                  g_D = alpha_D/(1 - alpha_D) (inf from alpha_D >= 1 on); the alpha_D that alpha_N predicts; g_N - g_D.
 *                  g is their mean (or the known one), allocation = 1/(g + 2), compute = g/(g + 2)
 */
struct quanta_exponents {
	double g_N, g_D, predicted_alpha_D, difference;
	double g, allocation, compute;
};
struct quanta_exponents quanta_implied(double alpha_N, double alpha_D);

/*
 * Does alpha_D = alpha_N/(1 + alpha_N) hold?  From n draws of both (the bootstrap's): true when 0 lies within the (1 - level)/2
 * and (1 + level)/2 quantiles of g_N - g_D, which go to *lo and *hi.  alpha_N, alpha_D: every stride-th number; work (2 n).
 */
bool quanta_consistent(size_t n, const double alpha_N[], const double alpha_D[], size_t stride, double level, double work[],
                       double *lo, double *hi);

/*
 * The law over one resource x as a law of the registry: L = a + (b - a) zeta(g + 1, x/c + 1)/zeta(g + 1), a skill for every c of
 * x, x >= 0.  Parameters a, b, g, c.  Where x >> c only (b - a) c^g is determined by data.
 */
law_kernel quanta_kernel;

#endif
