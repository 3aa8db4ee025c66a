/* SPDX-License-Identifier: MIT */
/* table: see table.h; vectors.c makes vectors of it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/sys.h"
#include "cli/die.h"
#include "cli/table_state.h"
#include "io/columns.h"
#include "io/safetensors_header.h"

noreturn void
table_fail(struct table *t, struct err *e)
{
	if (t->w)
		writer_close(t->w, false);
	die(e);
}

static noreturn void
no_memory(struct table *t)
{
	struct err e = { 0 };
	err_memory(&e);
	table_fail(t, &e);
}

static void
reserve_columns(struct table *t, size_t more)
{
	struct table_state *s = t->state;

	if (!mem_reserve(&s->column, &s->column_cap, s->n_columns + more, sizeof *s->column))
		no_memory(t);
}

/* Appends the columns a LIST names, as kind; returns how many. */
static size_t
choose(struct table *t, const char *list, enum kind kind, const struct str *names, size_t n)
{
	struct table_state *s = t->state;
	struct err e = { 0 };
	size_t *index, found;

	if (!list)
		return 0;
	if (columns_find(str_of(list), n, names, &index, &found, &e))
		table_fail(t, &e);
	reserve_columns(t, found);
	for (size_t i = 0; i < found; i++)
		s->column[s->n_columns++] = (struct column){ .index = index[i], .kind = kind };
	mem_free(index);
	return found;
}

/* Numbers are doubles, or text where the program says what a number is. */
static enum kind
number_kind(const struct table *t)
{
	return t->tool->is_number ? TEXT : NUMBER;
}

/* Appends what -k and -g left over, as numbers. */
static void
choose_rest(struct table *t, size_t n)
{
	struct table_state *s = t->state;
	size_t chosen = s->n_columns;

	reserve_columns(t, n);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < chosen && s->column[k].index != i)
			k++;
		if (k == chosen)
			s->column[s->n_columns++] = (struct column){ .index = i, .kind = number_kind(t) };
	}
}

/* Tensors have no columns; -c, their names, was told to the reader. */
static void
select_tensors(struct table *t)
{
	struct err e = { 0 };

	if (t->o->keys || t->o->groups || t->o->by == BY_COLUMN) {
		err_set(&e, ERR_USAGE, "tensors have no columns: -k, -g and --by column are about tables");
		table_fail(t, &e);
	}
}

static void
select_columns(struct table *t)
{
	struct table_state *s = t->state;
	struct err e = { 0 };
	if (reader_format(t->r) == FORMAT_SAFETENSORS) {
		select_tensors(t);
		return;
	}
	size_t n, width;
	bool named;
	const struct str *names = reader_first(t->r, &n, &named, &width);

	if (n == 0)
		names = NULL;
	if (width == SIZE_MAX && (t->o->columns || t->o->keys || t->o->groups)) {
		err_set(&e, ERR_USAGE, "the first row is one long vector: -c, -k and -g have no columns to choose from");
		table_fail(t, &e);
	}
	s->n_groups = choose(t, t->o->groups, TEXT, names, width);
	s->n_keys = choose(t, t->o->keys, TEXT, names, width);
	if (t->o->columns)
		choose(t, t->o->columns, number_kind(t), names, width);
	else if (s->n_columns || t->tool->is_number)
		choose_rest(t, width);
	reader_select(t->r, s->n_columns, s->column);
}

/* A text table with one column of numbers is one vector, whatever labels stand beside it. */
static bool
one_column(const struct table *t)
{
	const struct table_state *s = t->state;

	return s->n_columns ? s->n_columns - s->n_groups - s->n_keys == 1 && reader_format(t->r) != FORMAT_NPY : reader_is_column(t->r);
}

/* Is it a program whose vectors may be tensors? */
static bool
takes_vectors(const struct tool *tool)
{
	const struct opt *o = tool->opts;

	while (o->kind != OPT_END_ && o->group != table_vector_options)
		o++;
	return o->kind != OPT_END_;
}

/* Opens files by the shared options and what else the program asks of the reader. */
static void
open_reader(struct table *t, char **files, struct reader_opts r)
{
	const struct table_opts *o = t->o;

	while (files[t->state->n_files])
		t->state->n_files++;
	r.in = o->in == FORMAT_TABLE ? FORMAT_NDJSON : (enum format)o->in;	/* the place of "jsonl" */
	r.delimiter = o->delimiter;
	r.comment = o->comment;
	r.header = (enum header)o->header;
	r.infinite = o->infinite;
	r.missing_hint = o->missing_hint;
	r.max_memory = o->max_memory;
	r.is_number = t->tool->is_number;
	r.tensors = takes_vectors(t->tool);
	r.only = o->columns;
	t->r = reader_open(t->state->n_files, (const char *const *)files, &r);
	if (reader_error(t->r)->code)
		table_fail(t, reader_error(t->r));
}

static void
begin(struct table *t, const struct tool *tool, char **names, const struct table_opts *o)
{
	*t = (struct table){ .tool = tool, .o = o };
	if (o->list)
		exit(table_list(tool, names, o));
	if (!(t->state = mem_zero(1, sizeof *t->state)))
		no_memory(t);
	if (o->assertion)
		t->state->assertion = assertion_new(tool->judge, o->assertion);
}

/* Bytes of a number in npy: as asked, or as read. */
static int
npy_size(const struct table *t)
{
	static const int sizes[] = { 0, 8, 4, 2 };
	const char *d = t->r ? reader_dtype(t->r) : "";

	return t->o->real ? sizes[t->o->real] : d[0] && d[1] == 'f' && (d[2] == '4' || d[2] == '2') ? d[2] - '0' : 8;
}

static void
open_writer(struct table *t)
{
	const struct table_opts *o = t->o;
	size_t n_names;

	t->w = writer_open(&(struct writer_opts){
		.out = (enum format)o->out, .file = o->file, .delimiter = o->delimiter, .digits = (int)o->digits,
		.matrix = o->matrix && !(t->r && reader_header(t->r, &n_names)), .npy_size = npy_size(t),
		.header = !o->no_header_out, .human = !o->no_human, .width = sys_terminal_width(STDOUT_FILENO) });
	if (writer_error(t->w)->code)
		table_fail(t, writer_error(t->w));
}

void
table_open(struct table *t, const struct tool *tool, char **files, const struct table_opts *o)
{
	begin(t, tool, files, o);
	open_reader(t, files, (struct reader_opts){
		.missing = o->missing, .ragged = o->by <= BY_ROW || o->by == BY_ALL, .whole_rows = o->matrix });
	t->state->with_file = t->state->n_files > 1 && o->by != BY_ALL && !o->matrix;
	select_columns(t);
	if (reader_error(t->r)->code)
		table_fail(t, reader_error(t->r));
	t->state->n_lead = o->matrix ? 0 : reader_lead(t->r);
	t->state->by = o->by ? (enum by)o->by : reader_format(t->r) == FORMAT_SAFETENSORS ? BY_TENSOR : one_column(t) ? BY_COLUMN : BY_ROW;
	open_writer(t);
}

void
table_open_free(struct table *t, const struct tool *tool, char **files, const struct table_opts *o)
{
	begin(t, tool, files, o);
	if (o->columns)
		die_usage("-c has no meaning here: expressions choose the columns");
	open_reader(t, files, (struct reader_opts){ .missing = MISSING_NAN, .rounded = true, .whole_rows = true, .hashed = true });
	open_writer(t);
}

void
table_start(struct table *t, const struct tool *tool, char **names, const struct table_opts *o)
{
	begin(t, tool, names, o);
	open_writer(t);
}

void
table_unlabel(struct table *t)
{
	t->state->unlabelled = true;
}

struct str
table_name(struct table *t, size_t j, char number[COLUMNS_NUMBER])
{
	const struct table_state *s = t->state;
	size_t n, index = s->n_columns ? s->column[s->n_groups + s->n_keys + j].index : j;
	const struct str *names = reader_header(t->r, &n);

	return index < n ? names[index] : columns_number(index, number);
}

/* Rows come out one by one, so that keys and leading indices label them. */
bool
table_by_row(const struct table *t)
{
	return t->state->by == BY_ROW && t->state->n_groups == 0;
}

bool
table_by_tensor(const struct table *t)
{
	return t->r && t->state->by == BY_TENSOR && reader_format(t->r) == FORMAT_SAFETENSORS;
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
		all[n++] = (struct writer_column){ .name = { &"i0i1i2i3i4i5i6i7i8i9"[2 * i], 2 } };
	return n;
}

void
table_column(struct table *t, struct writer_column c)
{
	struct table_state *s = t->state;

	if (!mem_reserve(&s->announced, &s->announced_cap, s->n_announced + 1, sizeof *s->announced))
		no_memory(t);
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
	struct writer_column *all = mem_zero(s->n_columns + s->n_announced + 12, sizeof *all);
	char (*number)[COLUMNS_NUMBER] = mem_alloc(s->n_columns, sizeof *number);
	if (!all || !number)
		no_memory(t);
	size_t n = s->unlabelled ? 0 : label_columns(t, all, number);
	if (s->whole && !s->unlabelled)
		all[n++] = (struct writer_column){ .name = STR("matrix") };
	if (s->with_vector && !s->unlabelled && !table_by_tensor(t))
		all[n++] = (struct writer_column){ .name = STR("vector"), .text = s->by == BY_COLUMN && reader_header(t->r, &n_names) };
	for (size_t i = 0; i < n && (s->whole || s->with_vector); i++)
		all[i].plot = all[i].text ? PLOT_NAME : PLOT_ASIDE;
	memcpy(all + n, s->announced, s->n_announced * sizeof *all);
	struct err e = { 0 };
	if (s->assertion && assertion_begin(s->assertion, t->w, n + s->n_announced, all, &e))
		table_fail(t, &e);
	writer_columns(t->w, n + s->n_announced, all);
	mem_free(number);
	mem_free(all);
}

bool
table_next(struct table *t, struct block *b)
{
	int got = reader_next(t->r, b, SIZE_MAX);
	const struct err *w;

	while ((w = reader_warning(t->r, t->state->n_warned))) {
		warn("reader", w);
		t->state->n_warned++;
	}
	if (got < 0)
		table_fail(t, reader_error(t->r));
	if (got > 0 && table_by_row(t) && !t->o->matrix && reader_lead(t->r) != t->state->n_lead) {
		struct err e = { 0 };
		err_set(&e, ERR_INPUT, "an array of another number of axes than in the first file");
		err_hint(&e, "rows are labelled by their leading indices; --by all takes no notice of them");
		table_die(t, b, 0, &e);
	}
	return got > 0;
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
	for (size_t k = 0; k < s->n_groups + s->n_keys; k++)
		writer_text(t->w, b->text[i * b->n_text + k]);
	for (size_t k = 0; k < s->n_lead && b->lead; k++)
		writer_count(t->w, b->lead[k]);
}

noreturn void
table_die(struct table *t, const struct block *b, size_t i, struct err *e)
{
	err_at(e, b->file, b->line ? b->line[i] : 0, 0);
	table_fail(t, e);
}

void
table_raw(struct table *t)
{
	t->state->begun = true;
}

static void
state_free(struct table_state *s)
{
	text_free(&s->key);
	mem_free(s->slot);
	for (size_t i = 0; i < s->n_open; i++) {
		text_free(&s->open[i].labels);
		mem_free(s->open[i].x);
	}
	mem_free(s->open);
	mem_free(s->piece);
	mem_free(s->announced);
	mem_free(s->columns);
	mem_free(s->turned);
	mem_free(s->label_at);
	text_free(&s->labels);
	mem_free(s->number);
	mem_free(s->column);
	mem_free(s);
}

int
table_finish(struct table *t)
{
	int status;

	if (t->state->n_announced > 0)
		table_begin(t);
	if (t->r)
		reader_close(t->r);
	if (writer_close(t->w, true))
		die(writer_error(t->w));
	writer_free(t->w);
	if (t->state->assertion)
		assertion_end(t->state->assertion, &t->verdict);
	state_free(t->state);
	status = die_summary();
	if (t->verdict.code)
		die(&t->verdict);
	return status;
}
