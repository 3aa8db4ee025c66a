/* SPDX-License-Identifier: MIT */
/* table_announce: the columns a table writes, and the labels in front of each row. */
#include <string.h>

#include "base/mem.h"
#include "cli/table_state.h"
#include "io/safetensors_header.h"

void
table_unlabel(struct table *t)
{
	t->state->unlabelled = true;
}

/* i0, i1, .. */
static struct str
lead_name(size_t i)
{
	static const char names[BLOCK_LEAD][4] = { "i0", "i1", "i2", "i3", "i4", "i5", "i6", "i7", "i8", "i9", "i10", "i11", "i12", "i13", "i14", "i15", "i16",
		"i17", "i18", "i19", "i20", "i21", "i22", "i23", "i24", "i25", "i26", "i27", "i28", "i29" };

	return str_of(names[i]);
}

/* The label columns that stand in front of what the program announces. */
static size_t
label_columns(struct table *t, struct writer_column all[], char number[][COLUMNS_NUMBER])
{
	struct table_state *s = t->state;
	size_t n = 0, n_names = 0;
	const struct str *names = t->r ? reader_header(t->r, &n_names) : NULL;

	if (s->with_file)
		all[n++] = (struct writer_column){ .name = STR("file"), .text = true };
	if (t->r && reader_format(t->r) == FORMAT_SAFETENSORS && s->by != BY_ALL)
		all[n++] = (struct writer_column){ .name = STR("name"), .text = true };
	for (size_t i = 0; i < s->n_groups + (!s->whole && (table_by_row(t) || t->o->matrix) ? s->n_keys : 0); i++) {
		size_t index = s->column[i].index;
		all[n++] = (struct writer_column){ .text = true, .name = index < n_names ? names[index] : columns_number(index, number[i]) };
	}
	for (size_t i = 0; i < (table_by_row(t) ? s->n_lead : 0); i++)
		all[n++] = (struct writer_column){ .name = lead_name(i) };
	return n;
}

void
table_column(struct table *t, struct writer_column c)
{
	struct table_state *s = t->state;

	if (!mem_reserve(&s->announced, &s->announced_cap, s->n_announced + 1, sizeof *s->announced))
		table_no_memory(t);
	s->announced[s->n_announced++] = c;
}

void
table_columns(struct table *t, const char *names)
{
	for (struct str rest = str_of(names); rest.s;) {
		struct str name = str_cut(rest, ' ', &rest);
		bool text = name.s[name.n - 1] == ':';
		table_column(t, (struct writer_column){ .name = { name.s, name.n - text }, .text = text });
	}
}

void
table_spec(struct table *t, const struct spec *s)
{
	static const char *const ends[] = { "", "larger is sparser", "smaller is sparser" };

	table_column(t, (struct writer_column){ .name = str_of(s->label), .range = s->row->range, .note = ends[s->row->orientation] });
}

void
table_begin(struct table *t)
{
	struct table_state *s = t->state;
	size_t n_names;

	if (s->begun || t->document)
		return;
	s->begun = true;
	struct writer_column *all = mem_zero(s->n_columns + s->n_lead + s->n_announced + 4, sizeof *all);
	char (*number)[COLUMNS_NUMBER] = mem_alloc(s->n_columns, sizeof *number);
	if (!all || !number)
		table_no_memory(t);
	size_t n = s->unlabelled ? 0 : label_columns(t, all, number);
	if (s->whole && !s->unlabelled)
		all[n++] = (struct writer_column){ .name = STR("matrix") };
	if (s->with_vector && !s->unlabelled && !table_by_tensor(t))
		all[n++] = (struct writer_column){ .name = STR("vector"), .text = s->by == BY_COLUMN && reader_header(t->r, &n_names) };
	for (size_t i = 0; i < n && (s->whole || s->with_vector); i++)
		all[i].plot = all[i].text ? PLOT_CURVE : PLOT_ASIDE;
	memcpy(all + n, s->announced, s->n_announced * sizeof *all);
	struct err e = { 0 };
	if (s->assertion && assertion_begin(s->assertion, t->w, n + s->n_announced, all, &e))
		table_fail(t, &e);
	writer_columns(t->w, n + s->n_announced, all);
	mem_free(number);
	mem_free(all);
}

void
table_labels(struct table *t, const struct block *b, size_t i)
{
	struct table_state *s = t->state;

	table_begin(t);
	if (s->with_file)
		writer_text(t->w, str_of(b->file));
	if (b && b->tensor && s->by != BY_ALL)
		writer_text(t->w, b->tensor->name);
	for (size_t k = 0; b && k < s->n_groups + s->n_keys; k++)
		writer_text(t->w, b->text[i * b->n_text + k]);
	for (size_t k = 0; b && b->lead && k < s->n_lead; k++)
		writer_count(t->w, b->lead[k]);
}
