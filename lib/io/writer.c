/* SPDX-License-Identifier: MIT */
/* writer: see writer.h.  Finds the format and counts the cells; the formats do the rest. */
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "io/writer_type.h"

/* The one writer that stands for all that found no memory: never written to, because its error is already set. */
static struct writer no_memory = { .err = { .code = ERR_MEMORY, .text = "out of memory" }, .out = { .fd = -1 } };

static const struct {
	const char *extension;
	enum format format;
} extensions[] = {
	{ "csv", FORMAT_CSV }, { "tsv", FORMAT_TSV }, { "json", FORMAT_JSON }, { "ndjson", FORMAT_NDJSON },
	{ "jsonl", FORMAT_NDJSON }, { "txt", FORMAT_TABLE }, { "md", FORMAT_MD }, { "tex", FORMAT_LATEX }, { "npy", FORMAT_NPY },
	{ "safetensors", FORMAT_SAFETENSORS }, { "gnuplot", FORMAT_GNUPLOT }, { "gp", FORMAT_GNUPLOT }, { "plt", FORMAT_GNUPLOT },
};

static enum format
choose(const struct writer_opts *o)
{
	if (o->out != FORMAT_AUTO)
		return o->out;
	const char *dot = o->file ? strrchr(o->file, '.') : NULL;
	for (size_t k = 0; dot && k < sizeof extensions / sizeof extensions[0]; k++)
		if (strcmp(dot + 1, extensions[k].extension) == 0)
			return extensions[k].format;
	return o->width > 0 ? FORMAT_TABLE : FORMAT_CSV;
}

/* NULL: not written. */
static const struct writer_type *const types[] = {
	[FORMAT_CSV] = &writer_csv, [FORMAT_TSV] = &writer_csv, [FORMAT_JSON] = &writer_json, [FORMAT_NDJSON] = &writer_ndjson,
	[FORMAT_TABLE] = &writer_table, [FORMAT_MD] = &writer_md, [FORMAT_LATEX] = &writer_latex, [FORMAT_NPY] = &writer_npy,
	[FORMAT_SAFETENSORS] = &writer_safetensors, [FORMAT_GNUPLOT] = &writer_gnuplot,
};

/* The options in w->opts get their values; what they cannot mean together is refused. */
static int
settle(struct writer *w)
{
	struct writer_opts *o = &w->opts;
	if (o->file && strcmp(o->file, "-") == 0)
		o->file = NULL;
	if (o->file)
		o->width = 0;
	o->out = choose(o);
	if (!(w->type = types[o->out])) {
		err_set(&w->err, ERR_USAGE, "ssv is read, not written");
		err_hint(&w->err, "use --out tsv");
		return w->err.code;
	}
	if (!o->delimiter)
		o->delimiter = o->out == FORMAT_TSV ? '\t' : ',';
	if (w->type == &writer_csv && strchr("0123456789+-.einfa\"\r\n", o->delimiter))
		return err_set(&w->err, ERR_USAGE, "--delimiter '%c' cannot stand between numbers",
			o->delimiter < ' ' ? '?' : o->delimiter);
	w->human_digits = o->digits ? o->digits : 3;
	if (!o->digits && (o->out == FORMAT_TABLE || o->out == FORMAT_MD || o->out == FORMAT_LATEX))
		o->digits = 6;
	if ((o->out == FORMAT_NPY || o->out == FORMAT_SAFETENSORS) && !o->file && isatty(STDOUT_FILENO)) {
		err_set(&w->err, ERR_USAGE, "%s is not for a terminal", format_names[o->out]);
		err_hint(&w->err, "use -o FILE or a pipe");
	}
	return w->err.code;
}

struct writer *
writer_open(const struct writer_opts *o)
{
	struct writer *w = mem_zero(1, sizeof *w);
	if (!w)
		return &no_memory;
	w->opts = *o;
	w->out = (struct output){ .fd = -1, .err = &w->err };
	if (settle(w) == 0)
		output_open(&w->out, w->opts.file, &w->err);
	w->out.most = w->opts.max_memory;
	return w;
}

/* The columns with their names, in one piece of memory. */
static struct writer_column *
copy(size_t n, const struct writer_column columns[])
{
	size_t bytes = 0;
	for (size_t k = 0; k < n; k++)
		bytes += columns[k].name.n;
	struct writer_column *c = mem_alloc(n * sizeof *c + bytes, 1);
	char *names = c ? (char *)(c + n) : NULL;
	for (size_t k = 0; c && k < n; k++) {
		c[k] = columns[k];
		c[k].name.s = names;
		if (c[k].name.n)
			memcpy(names, columns[k].name.s, c[k].name.n);
		names += c[k].name.n;
	}
	return c;
}

void
writer_columns(struct writer *w, size_t n, const struct writer_column columns[])
{
	if (w->err.code)
		return;
	bool ragged = w->opts.matrix && (w->type == &writer_json || w->type == &writer_ndjson);
	if (w->named && n != w->n && !ragged) {
		err_set(&w->err, ERR_INPUT, "rows have %zu and %zu columns", w->n, n);
		err_hint(&w->err, "use --out ndjson");
		return;
	}
	struct writer_column *c = copy(n, columns);
	if (!c) {
		err_memory(&w->err);
		return;
	}
	mem_free(w->columns);
	w->columns = c;
	w->n = n;
	if (!w->named && w->type->columns)
		w->type->columns(w);
	w->named = true;
}

void
writer_rows(struct writer *w, size_t n)
{
	if (!w->named)
		w->expected = n;
}

static bool
begin_cell(struct writer *w)
{
	if (!w->err.code && w->at == 0 && w->type->row)
		w->type->row(w);
	return !w->err.code;
}

void
writer_watch(struct writer *w, void (*seen)(void *context, size_t column, double x, const struct str *text), void *context)
{
	if (w->err.code)
		return;
	w->seen = seen;
	w->watcher = context;
}

static void
show(struct writer *w, double x, const struct str *text)
{
	if (w->seen)
		w->seen(w->watcher, w->at, x, text);
}

static void
end_cell(struct writer *w)
{
	if (++w->at < w->n)
		return;
	if (w->type->end && !w->err.code)
		w->type->end(w);
	w->at = 0;
	w->rows++;
}

void
writer_number(struct writer *w, double x)
{
	if (begin_cell(w)) {
		show(w, x, NULL);
		w->type->number(w, x);
		end_cell(w);
	}
}

void
writer_count(struct writer *w, uint64_t n)
{
	if (begin_cell(w)) {
		show(w, (double)n, NULL);
		w->type->count(w, n);
		end_cell(w);
	}
}

void
writer_text(struct writer *w, struct str s)
{
	if (begin_cell(w)) {
		show(w, 0, &s);
		w->type->text(w, s);
		end_cell(w);
	}
}

void
writer_numbers(struct writer *w, size_t n, const double x[])
{
	while (n > 0 && !w->err.code && w->type->numbers && !w->seen && begin_cell(w)) {
		size_t m = n < w->n - w->at ? n : w->n - w->at;
		w->type->numbers(w, m, x);
		w->at += m - 1;
		end_cell(w);
		n -= m;
		x += m;
	}
	for (size_t k = 0; k < n; k++)
		writer_number(w, x[k]);
}

void
writer_array(struct writer *w, const struct array *a)
{
	if (w->err.code)
		return;
	if (!w->type->array) {
		err_set(&w->err, ERR_USAGE, "%s holds one table, not named arrays", format_names[w->opts.out]);
		err_hint(&w->err, "use --out safetensors");
		return;
	}
	w->named = true;
	w->type->array(w, a);
}

void
writer_raw(struct writer *w, struct str s)
{
	if (!w->err.code)
		output_put(&w->out, s);
}

void
writer_string(struct writer *w, const char *s)
{
	writer_raw(w, str_of(s));
}

void
writer_flush(struct writer *w)
{
	if (!w->err.code)
		output_flush(&w->out);
}

int
writer_close(struct writer *w, bool ok)
{
	if (w == &no_memory)
		return ERR_MEMORY;
	if (ok && !w->err.code && w->named && w->type->finish)
		w->type->finish(w);
	if (w->state && w->type->close)
		w->type->close(w);
	w->state = NULL;
	output_close(&w->out, ok);
	mem_free(w->columns);
	w->columns = NULL;
	return w->err.code;
}

void
writer_free(struct writer *w)
{
	if (w != &no_memory)
		mem_free(w);
}

struct err *
writer_error(struct writer *w)
{
	return &w->err;
}

enum format
writer_format(const struct writer *w)
{
	return w->opts.out;
}
