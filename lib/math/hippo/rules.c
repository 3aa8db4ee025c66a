/* SPDX-License-Identifier: MIT */
/* rules: the rows of discretize.h and varying.h. */
#include <math.h>

#include "math/hippo/discretize.h"
#include "math/hippo/varying.h"

static const struct rule rules[] = {
	{ .head = { .name = "forward_euler", .formula = "dA = I + dt A; dB = dt B", .domain = "stable for small dt only",
	    .source = "gbt:0" }, .kind = GBT, .alpha = 0 },
	{ .head = { .name = "backward_euler", .formula = "dA = (I - dt A)^-1; dB = dA dt B", .domain = "dt > 0", .source = "gbt:1" },
	  .kind = GBT, .alpha = 1 },
	{ .head = { .name = "bilinear", .formula = "dA = (I - dt/2 A)^-1 (I + dt/2 A); dB = (I - dt/2 A)^-1 dt B", .domain = "dt > 0",
	    .source = "Tustin; gbt:0.5" }, .kind = GBT, .alpha = 0.5 },
	{ .head = { .name = "gbt", .params = { { .name = "ALPHA", .lo = 0, .hi = 1 } }, .domain = "dt > 0",
	    .formula = "dA = (I - a dt A)^-1 (I + (1-a) dt A); dB = (I - a dt A)^-1 dt B",
	    .source = "S4, scipy.signal.cont2discrete; Su's alpha is 1 - a" }, .kind = GBT, .alpha = (double)NAN },
	{ .head = { .name = "zoh", .formula = "dA = exp(dt A); dB = int_0^dt exp(s A) ds B", .domain = "dt > 0",
	    .source = "constant input within a step" }, .kind = ZOH },
	{ .head = { .name = "foh", .formula = "x_k = dA x_(k-1) + (G1 - G2) u_(k-1) + G2 u_k", .domain = "dt > 0",
	    .source = "linear input within a step; scipy foh" }, .kind = FOH },
	{ .head = { .name = "mamba", .formula = "dA = exp(dt A); dB = dt B", .domain = "dt > 0", .source = "Mamba 2312.00752" },
	  .kind = MAMBA },
};

const struct registry hippo_rules = REGISTRY("discretization", rules, NULL);

double
rule_alpha(const struct spec *s)
{
	const struct rule *r = (const struct rule *)(const void *)s->row;

	return isnan(r->alpha) ? s->par[0] : r->alpha;
}

/* w = alpha, beta, gamma of x <- (I - alpha A)^-1 [(I + beta A) x + gamma B u] from time s to t. */

static void
hippo_forward(double s, double t, double w[3])
{
	w[0] = 0;
	w[1] = w[2] = (t - s) / t;
}

static void
hippo_backward(double s, double t, double w[3])
{
	w[0] = w[2] = (t - s) / t;
	w[1] = 0;
}

static void
hippo_bilinear(double s, double t, double w[3])
{
	w[2] = (t - s) / t;
	w[0] = w[1] = w[2] / 2;
}

static void
cpp_bilinear(double s, double t, double w[3])
{
	w[2] = (t - s) / s;
	w[0] = w[1] = w[2] / 2;
}

static void
su_bilinear(double s, double t, double w[3])
{
	w[0] = (t - s) / t / 2;
	w[2] = (t - s) / s;
	w[1] = w[2] / 2;
}

static void
su_log(double s, double t, double w[3])
{
	su_bilinear(s, t, w);
	w[2] = log1p((t - s) / s);
}

static void
tustin(double s, double t, double w[3])
{
	su_bilinear(s, t, w);
	w[2] = w[0] + w[1];
}

static const struct varying varying[] = {
	{ .head = { .name = "hippo_forward", .formula = "x_k = (I + A/k) x_(k-1) + B u_k/k", .domain = "explodes in the high modes",
	    .source = "hippo-code, x_0 = 0" }, .weights = hippo_forward, .from_zero = true },
	{ .head = { .name = "hippo_backward", .formula = "x_k = (I - A/k)^-1 (x_(k-1) + B u_k/k)", .domain = "any",
	    .source = "hippo-code, x_0 = 0" }, .weights = hippo_backward, .from_zero = true },
	{ .head = { .name = "hippo_bilinear", .formula = "x_k = (I - A/2k)^-1 ((I + A/2k) x_(k-1) + B u_k/k)", .domain = "any",
	    .source = "hippo-code, x_0 = 0" }, .weights = hippo_bilinear, .from_zero = true },
	{ .head = { .name = "cpp_bilinear", .formula = "x_(k+1) = (I - A/2k)^-1 ((I + A/2k) x_k + B u_(k+1)/k)", .domain = "any",
	    .source = "hippo-code csrc, x_1 = u_1 e_0" }, .weights = cpp_bilinear },
	{ .head = { .name = "su_bilinear", .formula = "x_(k+1) = (I - A/2(k+1))^-1 ((I + A/2k) x_k + B u_(k+1)/k)",
	    .domain = "any; loses constants", .source = "Su, kexue.fm 10137" }, .weights = su_bilinear },
	{ .head = { .name = "su_log", .formula = "su_bilinear with B u log((k+1)/k)", .domain = "any", .source = "Su, kexue.fm 10137" },
	  .weights = su_log },
	{ .head = { .name = "tustin", .formula = "su_bilinear with B u (1/k + 1/(k+1))/2", .domain = "any", .source = "trapezoidal rule" },
	  .weights = tustin },
	{ .head = { .name = "zoh_exact", .formula = "x_(k+1) = e_0 u + E (x_k - e_0 u), E = (k/(k+1))^-A", .domain = "any; O(N^2) a step",
	    .source = "equals the projection of the piecewise constant history" } },
};

const struct registry hippo_varying = REGISTRY("rule", varying, NULL);

static const struct row timemaps[] = {
	{ .name = "power", .params = { { .name = "BETA", .lo = 0, .hi = INFINITY, .open_lo = true, .open_hi = true } },
	  .formula = "x' = (BETA/t) (A x + B u): t = T s^(1/BETA)", .domain = "time-varying legs", .source = "Su, kexue.fm 10114" },
};

const struct registry hippo_timemaps = REGISTRY("time map", timemaps, NULL);
