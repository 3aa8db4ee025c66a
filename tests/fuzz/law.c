/* SPDX-License-Identifier: MIT */
/* law: any bytes as documents of fitted laws: read, made ready to predict, asked, and merged as parts of one fit. */
#include <math.h>
#include <stdlib.h>

#include "law/saved.h"
#include "target.h"

static void
ask(const struct saved *s)
{
	static const double x[] = { 1e9, 1, 0, -2 };
	const double *role[LAW_ROLES];
	double out[4];
	struct err e = { 0 };

	for (size_t k = 0; k < LAW_ROLES; k++)
		role[k] = x;
	for (size_t i = 0; i < s->recipe->form.params; i++)
		if (!isfinite(s->par[i]) && s->recipe->param[i].kind == PARAM_TIED)
			abort();
	recipe_predict(s->recipe, 4, role, s->par, out, &e);
	if (s->draws)
		recipe_predict(s->recipe, 4, role, s->draw + (s->draws - 1) * s->recipe->form.params, out, &e);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct law_document *d;
	struct err e = { 0 };
	size_t n;

	memory_put(data, size, 0);
	if (law_document_read(MEMORY_PATH, &d, &n, &e) == 0) {
		for (size_t i = 0; i < n; i++) {
			struct err why = { 0 };
			struct saved s;
			if (law_saved_document(&d[i], &s, &why) == 0)
				ask(&s);
			else if (!why.text[0])
				abort();
			saved_free(&s);
		}
		law_document_merge(d, n, &e);
	}
	law_document_free(d, n);
	return 0;
}
