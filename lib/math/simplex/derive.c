/* SPDX-License-Identifier: MIT */
/* derive: the Jacobian of a map times a vector, its size, and the derivative of entmax in its order.  See task.h. */
#include <math.h>
#include <string.h>

#include "math/simplex/task.h"

/* A space for the Jacobian. */
static struct slope
slope_of(const struct task *t)
{
	return (struct slope){ .d = task_array(t, SLOPE), .a = { task_array(t, SLOPE + 1), task_array(t, SLOPE + 2) },
	                       .b = { task_array(t, SLOPE + 3), task_array(t, SLOPE + 4) } };
}

void
derive_product(struct task *t, const double p[], const double v[], double out[])
{
	struct slope j = slope_of(t);

	if (t->map->jvp) {
		t->map->jvp(&t->s, p, v, out);		/* symmetric: also J^T v */
	} else {
		t->map->slope(&t->s, p, &j);
		slope_apply(t->s.n, &j, t->want == WANT_VJP, v, out, task_array(t, APPLY));
	}
	for (size_t i = 0; i < t->s.n; i++)
		out[i] *= t->scale;
}

/* |diag(d) - a b^T| entry by entry takes n steps, anything else n products J e_k. */
double
derive_size(struct task *t, const double p[])
{
	enum { MOST = 1024 };
	struct slope j = slope_of(t);
	double *v = task_array(t, V), *column = task_array(t, P), sum = 0, a = 0, b = 0;
	size_t n = t->s.n;

	if (t->map->slope)
		t->map->slope(&t->s, p, &j);
	if (t->map->slope && j.rank <= 1 && !j.block) {
		for (size_t i = 0; i < n; i++) {
			double product = j.rank ? j.a[0][i] * j.b[0][i] : 0;
			sum += fabs(j.d[i] - product) - fabs(product);
			a += j.rank ? fabs(j.a[0][i]) : 0;
			b += j.rank ? fabs(j.b[0][i]) : 0;
		}
		return 0.5 * fabs(t->scale) * (sum + a * b);
	}
	if (n > MOST || !(t->map->slope || t->map->jvp))
		return (double)NAN;
	memset(v, 0, n * sizeof *v);
	for (size_t k = 0; k < n; k++) {
		v[k] = 1;
		derive_product(t, p, v, column);
		for (size_t i = 0; i < n; i++)
			sum += fabs(column[i]);
		v[k] = 0;
	}
	return sum / 2;
}

/* phi(z) = (e^z (z - 1) + 1)/z^2 = 1/2 + z/3 + z^2/8 + .. + (k - 1) z^(k-2)/k! + .. */
static double
phi(double z)
{
	double sum = 0.5, power = 0.5;

	if (fabs(z) >= 1)
		return (exp(z) * (z - 1) + 1) / (z * z);
	for (int k = 3; k <= 20; k++) {
		power *= z / k;
		sum += power * (k - 1);
	}
	return sum;
}

/*
 * dp/dalpha of entmax: with t = x - lambda, p = (1 + (a-1) t)^(1/(a-1)), the derivative at fixed lambda is -q_i, q = p^(2-a) log^2 p
 * phi((a-1) log p), and lambda moves so that the sum stays: dp_i = g_i / sum g * sum q - q_i, g = p^(2-a).  No cancellation near a = 1,
 * where it is p_i (sum p log^2 p - log^2 p_i)/2.
 */
int
derive_order(struct task *t, const double p[], double out[])
{
	double a = strcmp(t->map->head.name, "entmax15") ? t->par[0] : 1.5, *g = task_array(t, SLOPE), *q = task_array(t, SLOPE + 1);

	if (strncmp(t->map->head.name, "entmax", 6) != 0)
		return err_set(t->s.e, ERR_USAGE, "%s has no order; --d-alpha is for entmax", t->map->head.name);
	for (size_t i = 0; i < t->s.n; i++) {
		double l = p[i] > 0 ? log(p[i]) : 0;
		g[i] = p[i] > 0 && !isinf(a) ? pow(p[i], 2 - a) : 0;
		q[i] = p[i] > 0 && !isinf(a) ? g[i] * l * l * phi((a - 1) * l) : 0;
	}
	double all = scores_sum(t->s.n, g), sum = scores_sum(t->s.n, q);
	for (size_t i = 0; i < t->s.n; i++)
		out[i] = all > 0 ? g[i] / all * sum - q[i] : 0;
	return 0;
}
