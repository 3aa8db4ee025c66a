/* SPDX-License-Identifier: MIT */
/* zoo/label: the columns of softmax-zoo's output and what stands in front of its numbers.  See zoo.h. */
#include <string.h>

#include "zoo/zoo.h"

bool
zoo_several(const struct zoo *z)
{
	return z->maps.n * z->temperature.n > 1;
}

bool
zoo_bare(const struct zoo *z)
{
	return z->ask.what == REPORT_ROWS && !zoo_several(z);
}

/* Which value runs when all maps are one row of the registry with one value different, else SPEC_VALUES. */
static size_t
swept(const struct zoo *z)
{
	const struct spec *s = z->maps.v;
	size_t differ = 0, k_swept = SPEC_VALUES;

	for (size_t i = 1; i < z->maps.n; i++)
		if (s[i].row != s[0].row)
			return SPEC_VALUES;
	for (size_t k = 0; k < SPEC_VALUES; k++)
		for (size_t i = 1; i < z->maps.n; i++)
			if (s[i].par[k] != s[0].par[k]) {
				differ += k != k_swept;
				k_swept = k;
			}
	return differ == 1 ? k_swept : SPEC_VALUES;
}

void
zoo_find_sweep(struct zoo *z)
{
	z->swept = swept(z);
	const char *name = z->swept < SPEC_VALUES ? z->maps.v[0].row->params[z->swept].name : "";
	size_t n = 0;
	for (; name[n] && n + 1 < sizeof z->parameter; n++)
		z->parameter[n] = (char)(name[n] | 0x20);	/* names of parameters are capital letters */
	z->parameter[n] = '\0';
}

void
zoo_announce(const struct zoo *z, struct table *t, const struct block *b)
{
	if (zoo_several(z))
		table_columns(t, "map:");
	if (z->swept < SPEC_VALUES)
		table_column(t, (struct writer_column){ .name = str_of(z->parameter), .plot = PLOT_ACROSS });
	if (z->temperature.n > 1)
		table_column(t, (struct writer_column){ .name = STR("temperature"), .plot = PLOT_ACROSS });
	table_column(t, (struct writer_column){ .name = STR("row"), .plot = PLOT_ASIDE });
	for (const char *const *s = simplex_report_names[z->ask.what]; *s; s++) {
		table_columns(t, *s);
		if (z->ask.what == REPORT_TOP && !strcmp(*s, "index"))
			table_columns(t, "name:");
	}
	if (z->ask.what <= REPORT_LOSS)
		table_names(t, b);
}

void
zoo_put(const struct zoo *z, struct table *t, const struct block *b, size_t i, size_t c, size_t n, const double x[])
{
	const struct spec *m = &z->maps.v[c / z->temperature.n];
	size_t row = table_place(t, b, i);
	char number[32];

	if (zoo_several(z))
		writer_text(t->w, str_of(z->swept < SPEC_VALUES ? m->row->name : m->label));
	if (z->swept < SPEC_VALUES)
		writer_number(t->w, m->par[z->swept]);
	if (z->temperature.n > 1)
		writer_number(t->w, z->temperature.v[c % z->temperature.n]);
	writer_count(t->w, row);
	if (z->ask.what == REPORT_TOP) {
		size_t index = (size_t)x[1];
		writer_numbers(t->w, 2, x);
		writer_text(t->w, index < z->n_names ? z->names[index] : z->names ? STR("") : table_cell_name(t, index, number));
		x += 2;
		n -= 2;
	}
	writer_numbers(t->w, n, x);
}
