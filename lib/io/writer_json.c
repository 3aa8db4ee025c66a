/* SPDX-License-Identifier: MIT */
/* writer_json: one record a line, as a JSON array (RFC 8259) or as ndjson; bare numbers as arrays. */
#include <math.h>

#include "base/mem.h"
#include "io/json_quote.h"
#include "io/writer_type.h"

/* The bytes between cells are known beforehand: lead[k] is {"name": or ,"name": of column k. */
struct json {
	struct text keys, cell;
	size_t *ends;		/* of the leads in keys */
};

static void
columns(struct writer *w)
{
	struct json *j = w->state = mem_zero(1, sizeof *j);
	if (!j || !(j->ends = mem_alloc(w->n, sizeof *j->ends))) {
		err_memory(&w->err);
		return;
	}
	for (size_t k = 0; k < w->n && !w->opts.matrix; k++) {
		text_byte(&j->keys, k ? ',' : '{');
		json_quote(&j->keys, w->columns[k].name);
		text_byte(&j->keys, ':');
		j->ends[k] = j->keys.n;
	}
	if (j->keys.failed)
		err_memory(&w->err);
}

/* What stands before cell w->at. */
static void
lead(struct writer *w)
{
	const struct json *j = w->state;
	if (w->opts.matrix)
		output_byte(&w->out, w->at ? ',' : '[');
	else {
		size_t from = w->at ? j->ends[w->at - 1] : 0;
		output_put(&w->out, (struct str){ j->keys.s + from, j->ends[w->at] - from });
	}
}

static void
number(struct writer *w, double x)
{
	lead(w);
	if (isfinite(x))
		w->out.n += writer_print(w, x, output_room(&w->out, NUM_TEXT));
	else
		output_put(&w->out, isnan(x) ? STR("null") : x > 0 ? STR("\"inf\"") : STR("\"-inf\""));
}

/* Above 2^53 a string, because most readers of JSON would round it. */
static void
count(struct writer *w, uint64_t n)
{
	lead(w);
	bool quotes = n > (uint64_t)1 << 53;
	if (quotes)
		output_byte(&w->out, '"');
	w->out.n += num_print_count(n, output_room(&w->out, NUM_TEXT));
	if (quotes)
		output_byte(&w->out, '"');
}

static void
text(struct writer *w, struct str s)
{
	struct json *j = w->state;
	lead(w);
	j->cell.n = 0;
	json_quote(&j->cell, s);
	if (j->cell.failed)
		err_memory(&w->err);
	else
		output_put(&w->out, (struct str){ j->cell.s, j->cell.n });
}

static void
row(struct writer *w)
{
	output_put(&w->out, w->rows ? STR(",\n") : STR("[\n"));
}

static void
close_record(struct writer *w)
{
	output_byte(&w->out, w->opts.matrix ? ']' : '}');
}

static void
end_line(struct writer *w)
{
	close_record(w);
	output_byte(&w->out, '\n');
}

static void
finish(struct writer *w)
{
	output_put(&w->out, w->rows ? STR("\n]\n") : STR("[]\n"));
}

static void
release(struct writer *w)
{
	struct json *j = w->state;
	text_free(&j->keys);
	text_free(&j->cell);
	mem_free(j->ends);
	mem_free(j);
}

const struct writer_type writer_json = { .columns = columns, .row = row, .number = number, .count = count, .text = text,
	.end = close_record, .finish = finish, .close = release };
const struct writer_type writer_ndjson = { .columns = columns, .number = number, .count = count, .text = text,
	.end = end_line, .close = release };
