/* SPDX-License-Identifier: MIT */
/* model: a compiled law, or a kernel behind the same face, with its derivatives by theta. */
#include <math.h>
#include <string.h>

#include "math/scaling/inside.h"

int
model_make(struct model *m, const struct recipe *r, size_t n, const double *const role[], struct err *e)
{
	const struct expr_pair *pair;

	*m = (struct model){ .recipe = r, .role = role };
	if (r->fit) {
		m->pairs = expr_pairs(r->fit, &pair);
		if (m->pairs > 0)
			memcpy(m->pair, pair, m->pairs * sizeof *pair);
		return expr_prepare(r->fit, n, role, NULL, &m->plan, e);
	}
	for (size_t k = 0; k < r->free; k++)
		for (size_t j = 0; j <= k; j++)
			m->pair[m->pairs++] = (struct expr_pair){ (unsigned char)j, (unsigned char)k };
	return 0;
}

void
model_free(struct model *m)
{
	expr_plan_free(m->plan);
}

size_t
model_work(const struct model *m)
{
	size_t n = m->recipe->form.params;

	return m->plan ? expr_work(m->plan) : (n + n * (n + 1) / 2) * MODEL_BLOCK;
}

/* The kernel's derivatives by natural parameters, taken to theta: dpar/dtheta = d2par/dtheta2 = par for logarithms, else 1 and 0.
 */
static void
transform(
        const struct model *m, const double par[], size_t count, const double g[], const double h[], double grad[], double hess[])
{
	const struct recipe *r = m->recipe;
	size_t n = r->form.params;

	memset(grad, 0, r->free * count * sizeof *grad);
	if (hess)
		memset(hess, 0, m->pairs * count * sizeof *hess);
	for (size_t i = 0; i < n; i++) {
		if (r->param[i].kind == PARAM_FIXED)
			continue;
		size_t a = r->param[i].index;
		bool positive = r->param[r->owner[a]].law.positive;
		double di = positive ? par[i] : 1;
		for (size_t row = 0; row < count; row++)
			grad[a * count + row] += di * g[i * count + row];
		for (size_t row = 0; hess && positive && row < count; row++)
			hess[(a * (a + 1) / 2 + a) * count + row] += di * g[i * count + row];
		for (size_t j = 0; hess && j < n; j++) {
			if (r->param[j].kind == PARAM_FIXED || r->param[j].index > a)
				continue;
			size_t b = r->param[j].index, from = i > j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;
			double dj = r->param[r->owner[b]].law.positive ? par[j] : 1;
			for (size_t row = 0; row < count; row++)
				hess[(a * (a + 1) / 2 + b) * count + row] += di * dj * h[from * count + row];
		}
	}
}

void
model_derive(const struct model *m, const double theta[], size_t first, size_t count, double value[], double grad[],
        double hess[], double work[])
{
	const struct recipe *r = m->recipe;
	double par[P];
	const double *role[LAW_ROLES];
	size_t n = r->form.params;

	if (m->plan) {
		expr_derive(m->plan, theta, first, count, value, grad, hess, work);
		return;
	}
	recipe_natural(r, theta, par);
	for (size_t k = 0; k < r->form.roles; k++)
		role[k] = m->role[k] + first;
	r->law->kernel(count, role, par, value, grad ? work : NULL, hess ? work + n * count : NULL);
	if (grad)
		transform(m, par, count, work, work + n * count, grad, hess);
}
