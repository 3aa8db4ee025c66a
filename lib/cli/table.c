/* SPDX-License-Identifier: MIT */
/* table: see table.h; table_choose.c and table_announce.c have its columns, vectors.c makes vectors of it. */
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/sys.h"
#include "cli/die.h"
#include "cli/table_state.h"

noreturn void
table_fail(struct table *t, struct err *e)
{
	if (t->w)
		writer_close(t->w, false);
	die(e);
}

noreturn void
table_no_memory(struct table *t)
{
	struct err e = { 0 };
	err_memory(&e);
	table_fail(t, &e);
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
	if (!t->state->n_files)
		note_terminal(NULL);
	r.max_memory = o->max_memory;
	r.threads = o->threads != 1;
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
		table_no_memory(t);
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
		.header = !o->no_header_out, .human = !o->no_human, .width = sys_terminal_width(STDOUT_FILENO), .max_memory = o->max_memory });
	if (writer_error(t->w)->code)
		table_fail(t, writer_error(t->w));
}

void
table_open(struct table *t, const struct tool *tool, char **files, const struct table_opts *o)
{
	begin(t, tool, files, o);
	open_reader(t, files, (struct reader_opts){
		.text_hint = "-c LIST chooses the columns of numbers",
		.missing = o->missing, .ragged = o->by <= BY_ROW || o->by == BY_ALL, .whole_rows = o->matrix });
	t->state->with_file = t->state->n_files > 1 && o->by != BY_ALL && !o->matrix;
	table_choose(t);
	if (reader_error(t->r)->code)
		table_fail(t, reader_error(t->r));
	t->state->n_lead = o->matrix ? 0 : reader_lead(t->r);
	t->state->by = o->by ? (enum by)o->by : reader_format(t->r) == FORMAT_SAFETENSORS ? BY_TENSOR : table_one_column(t) ? BY_COLUMN : BY_ROW;
	open_writer(t);
}

void
table_open_free(struct table *t, const struct tool *tool, char **files, const struct table_opts *o)
{
	begin(t, tool, files, o);
	if (o->columns)
		die_usage("-c has no meaning here: expressions choose the columns, as in -x N=n_params");
	open_reader(t, files, (struct reader_opts){ .missing = MISSING_NAN, .rounded = true, .whole_rows = true, .hashed = true });
	open_writer(t);
}

void
table_start(struct table *t, const struct tool *tool, char **names, const struct table_opts *o)
{
	begin(t, tool, names, o);
	open_writer(t);
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
	names_free(&s->groups);
	for (size_t i = 0; i < s->n_open; i++)
		mem_free(s->open[i].x);
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
