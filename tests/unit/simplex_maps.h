/* SPDX-License-Identifier: MIT */
/* Every map once or more, and running one; for tests of the registry. */
#ifndef TESTS_UNIT_SIMPLEX_MAPS_H
#define TESTS_UNIT_SIMPLEX_MAPS_H

#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "math/simplex/simplex.h"
#include "tap.h"

enum { N = 6 };

#define INF ((double)INFINITY)

/* sinkhorn, which has no rows of its own, apart. */
static const char list[] = "softmax,log_softmax,softmin,softmax_n:1,softmax_n:2.5,entropy_invariant,ssmax,adaptive_temperature,sparse_softmax:2,top_p:0.8,min_p:0.1,"
	"typical_p:0.7,ev_softmax,t_softmax:1.5,r_softmax:0.4,r_softmax:0.4:1e-8,sparsemax,entmax:0.5,entmax:1,entmax:1.1,entmax:1.5,entmax:1.75,entmax:3,entmax:inf,"
	"entmax15,normmax:2,normmax:3,alpha_relu:1.5:0,sparsegen_lin:0.5,sparsehourglass:1,taylor:2,taylor:4,relu_norm,sum_norm,relu2_norm,relu2_over_n,spherical,"
	"sigmoid_norm,softplus_norm,hardmax_first,hardmax_split,budget:2,csparsemax:0.4,csoftmax:0.4,lapsum_topk:2:0.5,logistic_topk:2:0.5,soft_topk_sander:2:2:0.5,"
	"soft_topk_sander:1.5:2:0.5,fusedmax:0.1,oscarmax:0.1,perturb_max_gaussian,perturb_max_logistic,perturb_max_laplace,perturb_max_gumbel";

static struct spec_list maps;
static struct simplex_work *w;
static struct simplex_opts o = { .temperature = 1 };

static inline const struct map *
row_of(const struct spec *m)
{
	return (const struct map *)m->row;
}

static inline bool
is(const struct spec *m, const char *name)
{
	return !strcmp(m->row->name, name);
}

static inline int
run(const struct spec *m, enum wanted want, size_t n, const double x[], const double v[], double p[])
{
	struct err e = { 0 };
	return simplex_row(m, &o, want, n, x, v, NULL, p, w, NULL, &e);
}

/* What p of a row sums to, or nan. */
static inline double
total(const struct spec *m)
{
	return row_of(m)->properties & SUM_ONE ? 1 : row_of(m)->properties & SUM_K ? m->par[row_of(m)->k] : (double)NAN;
}

static inline void
draw(struct rng *r, double scale, size_t n, double x[])
{
	for (size_t i = 0; i < n; i++)
		x[i] = scale * rng_normal(r);
}

static inline void
maps_begin(void)
{
	struct err e = { 0 };
	w = simplex_work_new(N);
	TAP_OK(!spec_parse(&simplex_maps, str_of(list), &maps, &e), "%s", e.text);
	for (size_t i = 0; i < simplex_maps.n; i++) {
		bool there = false;
		for (size_t k = 0; k < maps.n; k++)
			there |= maps.v[k].row == row_at(&simplex_maps, i);
		TAP_OK(there || !strcmp(row_at(&simplex_maps, i)->name, "sinkhorn"), "%s is tested", row_at(&simplex_maps, i)->name);
	}
	tap_group("every map of the registry");
}

static inline int
maps_end(void)
{
	spec_free(&maps);
	simplex_work_free(w);
	return tap_done();
}

#endif
