/* SPDX-License-Identifier: MIT */
/* families: the rows of family.h.  A new family is a fill (fills.h), a row, and its vectors. */
#include <math.h>

#include "math/hippo/family.h"
#include "math/hippo/fills.h"
#include "math/hippo/generators.h"

/* Factors and windows of the groups. */

static double
root_two(size_t n, const double par[])
{
	(void)n, (void)par;
	return sqrt(2);
}

static double
norm(size_t n, const double par[])
{
	(void)par;
	return sqrt((double)(2 * n + 1));
}

static double
reversed_norm(size_t n, const double par[])
{
	return n % 2 ? -norm(n, par) : norm(n, par);
}

static double
first(size_t n, const double par[])
{
	(void)n;
	return par[0];
}

static double
theta(const double par[])
{
	return par[0];
}

static double
two(const double par[])
{
	(void)par;
	return 2;
}

#define POSITIVE(name_, initial_) { .name = name_, .lo = 0, .hi = INFINITY, .open_lo = true, .open_hi = true, .initial = initial_, \
	.has_default = true }
#define ALL "N >= 1"
#define PAIRS "N even"
#define HALF "N even; the N/2 modes of one sign"

static const struct family rows[] = {
	{ .head = { .name = "legs", .domain = ALL, .source = "HiPPO 2008.07669 (LegS), S4 2111.00396",
	    .formula = "A = -v_n v_k (k<n), -(n+1) (k=n), 0; B = v_n; v_n = sqrt(2n+1)" },
	  .fill = fills_legs, .semi = generators_legs, .group = LEGS, .steady = true },
	{ .head = { .name = "legs_orthonormal", .domain = ALL, .source = "Su, kexue.fm 10114: basis sqrt((2n+1)/2) P_n on [-1, 1]",
	    .formula = "A of legs; B = sqrt(2) v_n" },
	  .fill = fills_legs_orthonormal, .semi = generators_legs, .factor = root_two, .group = LEGS },
	{ .head = { .name = "legs_rational", .domain = ALL, .source = "Su, kexue.fm 10114: lambda_n = sqrt(2/(2n+1))",
	    .formula = "A = -(2n+1) (k<n), -(n+1) (k=n), 0; B = 2n+1" },
	  .fill = fills_legs_rational, .semi = generators_legs_rational, .factor = norm, .group = LEGS, .steady = true },
	{ .head = { .name = "legt", .params = { POSITIVE("THETA", 1) }, .domain = ALL, .source = "HiPPO 2008.07669 (LegT), hippo-code",
	    .formula = "A = -v_n v_k {1 (k<=n), (-1)^(n-k) (k>n)}/THETA; B = v_n/THETA" },
	  .fill = fills_legt, .semi = generators_legt, .window = theta, .group = LEGT, .steady = true },
	{ .head = { .name = "legt_s4", .domain = ALL, .source = "state-spaces/s4: window 2 (\"timescale correctness\")",
	    .formula = "A, B of legt:2" },
	  .fill = fills_legt_s4, .semi = generators_legt_s4, .window = two, .group = LEGT, .steady = true },
	{ .head = { .name = "lmu", .params = { POSITIVE("THETA", 1) }, .domain = ALL, .source = "Voelker 2019, Legendre Memory Unit",
	    .formula = "A = (2n+1) {-1 (n<k), (-1)^(n-k+1) (n>=k)}/THETA; B = (2n+1) (-1)^n/THETA" },
	  .fill = fills_lmu, .semi = generators_lmu, .factor = reversed_norm, .window = theta, .group = LEGT, .steady = true },
	{ .head = { .name = "lagt", .params = { POSITIVE("BETA", 1) }, .domain = ALL, .source = "hippo-code lagt",
	    .formula = "A = -1 (k<n), -1/2 (k=n), 0; B = BETA" },
	  .fill = fills_lagt, .semi = generators_lagt, .factor = first, .group = LAGT },
	{ .head = { .name = "tlagt", .params = { POSITIVE("BETA", 1) }, .domain = ALL, .source = "HiPPO 2008.07669 (LagT is tlagt:1)",
	    .formula = "A = -1 (k<n), -(1+BETA)/2 (k=n), 0; B = BETA" },
	  .fill = fills_tlagt, .semi = generators_tlagt },
	{ .head = { .name = "glagt", .domain = "N >= 1, -1 < ALPHA < 1", .source = "HiPPO 2008.07669 appendix, hippo-code glagt",
	    .params = { { .name = "ALPHA", .lo = -1, .hi = 1, .open_lo = true, .open_hi = true, .has_default = true },
	      POSITIVE("BETA", 1) },
	    .formula = "A = L^-1 (-(1+BETA)/2 I - tril(1,-1)) L, L_n = sqrt(G(n+ALPHA+1)/n!); B = L^-1 binom(ALPHA+n,n) "
	      "G(1-ALPHA)^-1/2 BETA^((1-ALPHA)/2)" },
	  .fill = fills_glagt, .semi = generators_glagt },
	{ .head = { .name = "fout", .domain = PAIRS, .source = "HTTYH 2206.12037 (FouT), state-spaces/s4 fourier: window 2",
	    .formula = "A = pi S - B B^T, S_(2k,2k+1) = -k, S_(2k+1,2k) = k; B = (1, 0, sqrt 2, 0, sqrt 2, ..)" },
	  .fill = fills_fout, .window = two, .group = FOUT, .parity = EVEN, .steady = true },
	{ .head = { .name = "fourier_decay", .domain = PAIRS, .source = "state-spaces/s4",
	    .formula = "A = pi S - b b^T/2, b = B of fout; B = b/2" },
	  .fill = fills_fourier_decay, .parity = EVEN, .steady = true },
	{ .head = { .name = "fourier2", .domain = PAIRS, .source = "state-spaces/s4: fout with window 1",
	    .formula = "A = 2 pi S - 2 b b^T, b = B of fout; B = 2 b" },
	  .fill = fills_fourier2, .group = FOUT, .parity = EVEN, .steady = true },
	{ .head = { .name = "foud", .domain = PAIRS, .source = "state-spaces/s4",
	    .formula = "A = 2 pi S - I/2; B of fout" },
	  .fill = fills_foud, .parity = EVEN, .normal = true },
	{ .head = { .name = "legsd", .domain = ALL, .source = "state-spaces/s4: the normal part of legs",
	    .formula = "A = -v_n v_k/2 (k<n), -1/2 (k=n), v_n v_k/2 (k>n); B = v_n/2" },
	  .fill = fills_legsd, .semi = generators_legsd, .steady = true, .normal = true },
	{ .head = { .name = "fout_complex", .params = { POSITIVE("W", 1) }, .domain = "N = 2 M + 1: modes -M..M",
	    .source = "Su, kexue.fm 10114: exp(2 pi i n s)", .formula = "A = (2 pi i n delta_nk - 1)/W; B = 1/W" },
	  .fill = fills_fout_complex, .window = theta, .group = MODES_T, .parity = ODD, .is_complex = true, .steady = true },
	{ .head = { .name = "fous_complex", .domain = "N = 2 M + 1: modes -M..M", .source = "Su, kexue.fm 10137",
	    .formula = "A = -n/(n-k) (k != n), i pi n - 1 (k=n); B = 1; time-varying as legs" },
	  .fill = fills_fous_complex, .group = MODES_S, .parity = ODD, .is_complex = true, .steady = true },
	{ .head = { .name = "s4d_lin", .domain = HALF, .source = "S4D 2206.11893", .formula = "A = -1/2 - i pi k; B = 1" },
	  .fill = fills_s4d_lin, .parity = EVEN, .is_complex = true, .diagonal = true, .half = true },
	{ .head = { .name = "s4d_inv", .domain = HALF, .source = "S4D 2206.11893",
	    .formula = "A = -1/2 - i (N/pi) (N/(2k+1) - 1); B = 1" },
	  .fill = fills_s4d_inv, .parity = EVEN, .is_complex = true, .diagonal = true, .half = true },
	{ .head = { .name = "s4d_inv2", .domain = HALF, .source = "state-spaces/s4 dplr.py",
	    .formula = "A = -1/2 - i (N/pi) (N/(k+1) - 1); B = 1" },
	  .fill = fills_s4d_inv2, .parity = EVEN, .is_complex = true, .diagonal = true, .half = true },
	{ .head = { .name = "s4d_quad", .domain = HALF, .source = "state-spaces/s4 dplr.py",
	    .formula = "A = -1/2 - i (2k+1)^2/pi; B = 1" },
	  .fill = fills_s4d_quad, .parity = EVEN, .is_complex = true, .diagonal = true, .half = true },
	{ .head = { .name = "s4d_real", .domain = HALF, .source = "S4D 2206.11893", .formula = "A = -(k+1); B = 1" },
	  .fill = fills_s4d_real, .parity = EVEN, .diagonal = true, .half = true },
	{ .head = { .name = "s4d_legs", .domain = HALF, .source = "S4D 2206.11893: eigenvalues of the normal part of legs",
	    .formula = "A = -1/2 - i omega_k, sum_n atan(omega_k/(n+1/2)) = (N-1-2k) pi/2; B = 1" },
	  .fill = fills_s4d_legs, .parity = EVEN, .is_complex = true, .diagonal = true, .half = true },
};

const struct registry hippo_families = REGISTRY("family", rows, NULL);
