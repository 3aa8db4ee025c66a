/* SPDX-License-Identifier: MIT */
/* law/merge: the parts of one law's draws put together.  See law/document.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "law/document.h"

static int
order(const void *a, const void *b)
{
	const struct law_document *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

static bool
same(double x, double y)
{
	uint64_t a, b;

	memcpy(&a, &x, sizeof a);
	memcpy(&b, &y, sizeof b);
	return a == b;
}

/* What says that b is not another part of the same fit as a. */
static const char *
differs(const struct law_document *a, const struct law_document *b)
{
	if (strcmp(a->law, b->law) != 0 || strcmp(a->formula, b->formula) != 0 || a->params != b->params)
		return "laws";
	if (strcmp(a->objective, b->objective) != 0 || strcmp(a->residual, b->residual) != 0)
		return "objectives";
	if (strcmp(a->intervals, b->intervals) != 0 || a->seed != b->seed)
		return "intervals or seeds";
	if (strcmp(a->sha256, b->sha256) != 0)
		return "inputs";
	for (size_t i = 0; i < a->params; i++)
		if (!same(a->param[i].estimate, b->param[i].estimate))
			return "optima: they are of other data";
	return a->rows != b->rows || !same(a->value, b->value) ? "optima: they are of other data" : NULL;
}

int
law_document_merge(struct law_document *v, size_t n, struct err *e)
{
	uint64_t draws = 0;

	qsort(v, n, sizeof *v, order);
	for (size_t k = 0; k < n; k++) {
		const char *what = differs(&v[0], &v[k]);
		if (what)
			return err_set(e, ERR_INPUT, "parts of different %s", what);
		if (!v[k].draw) {
			err_set(e, ERR_INPUT, "a part without draws");
			err_hint(e, "make it by scaling-law-fit --draws A..B --json, without --no-draws");
			return e->code;
		}
		if (v[k].first != draws + 1)
			return err_set(e, ERR_INPUT, v[k].first > draws + 1 ? "draws %llu to %llu are missing" : "draws %llu to %llu are there twice",
			               (unsigned long long)(v[k].first > draws ? draws + 1 : v[k].first),
			               (unsigned long long)(v[k].first > draws ? v[k].first - 1 : draws));
		draws += v[k].draws;
	}
	double *all = mem_alloc((size_t)draws * v[0].params, sizeof *all), *at = all;
	if (!all)
		return err_memory(e);
	for (size_t k = 0; k < n; k++) {
		memcpy(at, v[k].draw, (size_t)v[k].draws * v[0].params * sizeof *all);
		at += v[k].draws * v[0].params;
		if (k)
			v[0].failed += v[k].failed;
	}
	mem_free(v[0].draw);
	v[0].draw = all;
	v[0].draws = v[0].drawn = draws;
	return 0;
}
