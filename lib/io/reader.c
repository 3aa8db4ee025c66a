/* SPDX-License-Identifier: MIT */
/* reader: see reader.h. */
#include "base/mem.h"
#include "io/columns.h"
#include "io/reader_inside.h"
#include "io/sniff.h"

const char *const format_names[] = { "auto", "csv", "tsv", "ssv", "json", "ndjson", "npy", "safetensors", "table", "md", "latex",
	"gnuplot", NULL };

static const struct source_type *
type_of(enum format f)
{
	switch (f) {
	case FORMAT_CSV:
	case FORMAT_TSV:
		return &source_csv;
	case FORMAT_SSV:
		return &source_ssv;
	case FORMAT_JSON:
	case FORMAT_NDJSON:
		return &source_json;
	case FORMAT_NPY:
		return &source_npy;
	case FORMAT_SAFETENSORS:
		return &source_safetensors;
	default:
		return NULL;
	}
}

/* Opens file number r->file up to its first row; width 0 when it has none. */
static int
open_file(struct reader *r)
{
	struct source *s = &r->source;
	*s = (struct source){ .opts = &r->opts, .err = &r->err, .hits = r->n_paths > 1 ? &r->hits : NULL };
	r->rows = 0;
	r->pandas = false;
	if (input_open(&s->in, r->n_paths ? r->paths[r->file] : NULL, &r->err))
		return r->err.code;
	s->in.hash = r->opts.hashed ? &r->hash : NULL;
	s->in.threads = r->opts.threads;
	if (sniff_format(&s->in, &r->opts, &s->format, &s->delimiter, &r->err))
		return r->err.code;
	if (!(s->type = type_of(s->format))) {
		err_set(&r->err, ERR_USAGE, "%s is not read", format_names[s->format]);
		err_at(&r->err, s->in.name, 0, 0);
		return r->err.code;
	}
	return s->type->open(s);
}

static int
close_file(struct reader *r)
{
	struct source *s = &r->source;
	if (s->type)
		s->type->close(s);
	s->type = NULL;
	return input_close(&s->in, &r->err);
}

static int
no_data(struct reader *r)
{
	err_set(&r->err, ERR_INPUT, r->names && r->source.width ? "no data below the header" : "no data");
	if (!r->err.hint[0] && !(r->names && r->source.width))
		err_hint(&r->err, "a row of numbers was expected");
	err_at(&r->err, r->source.in.name, 0, 0);
	return r->err.code;
}

/* The file at hand up to its first row; false without one, which is an error. */
static bool
find_row(struct reader *r)
{
	if (open_file(r) || (r->source.width == 0 && no_data(r)))
		return false;
	return true;
}

/* What reader_open gives when there is no memory even for a reader. */
static struct reader without_memory = { .err = { .code = ERR_MEMORY, .text = "out of memory" } };

struct reader *
reader_open(size_t n, const char *const paths[], const struct reader_opts *o)
{
	struct reader *r = mem_zero(1, sizeof *r);
	if (!r)
		return &without_memory;
	r->opts = *o;
	r->paths = paths;
	r->n_paths = n;
	sha256_begin(&r->hash);
	if (find_row(r)) {
		r->width = r->source.width;
		r->home = r->source.in.name;
		r->kind = r->source.format;
	}
	return r;
}

void
reader_sha256(const struct reader *r, char out[SHA256_HEX])
{
	sha256_hex(&r->hash, out);
}

const struct str *
reader_first(struct reader *r, size_t *n, bool *named, size_t *width)
{
	const struct source *s = &r->source;
	*named = s->named || r->opts.header == HEADER_YES;
	*width = r->width;
	*n = r->err.code || (!s->named && r->opts.header == HEADER_NO) ? 0 : s->n_first;
	if (*n == 0 || *named)
		return *n ? s->first : NULL;
	if (!r->maybe_names && !(r->maybe_names = mem_alloc(*n, sizeof r->maybe_names[0]))) {
		*n = 0;
		err_memory(&r->err);
		return NULL;
	}
	for (size_t k = 0; k < *n; k++)
		r->maybe_names[k] = cell_class(s->first[k], NUMBER) == CELL_NUMBER ||
			(r->opts.is_number && r->opts.is_number(s->first[k])) ? STR("") : s->first[k];
	return r->maybe_names;
}

int
reader_select(struct reader *r, size_t n, const struct column columns[])
{
	if (r->err.code || r->selected)
		return r->err.code;
	r->selected = true;
	r->n_columns = n || r->source.n_first == 0 ? n : r->width;
	r->columns = mem_zero(r->n_columns, sizeof r->columns[0]);
	r->here = mem_zero(r->n_columns, sizeof r->here[0]);
	if (!r->columns || !r->here)
		return err_memory(&r->err);
	for (size_t i = 0; i < r->n_columns; i++) {
		r->columns[i] = n ? columns[i] : (struct column){ .index = i };
		if (r->columns[i].index >= r->width)
			return err_set(&r->err, ERR_USAGE, "no column %zu: the table has %zu", r->columns[i].index + 1, r->width);
	}
	return reader_head(r);
}

/* The next file, its header compared with the first one's; false at the end, or on error. */
static bool
next_file(struct reader *r)
{
	bool tensors = r->kind == FORMAT_SAFETENSORS;	/* of a file perhaps none was asked for */
	if ((r->rows == 0 && !tensors && no_data(r)) || r->file + 1 >= r->n_paths || close_file(r))
		return false;
	r->file++;
	if (!find_row(r))
		return false;
	if (tensors != (r->source.format == FORMAT_SAFETENSORS)) {
		err_set(&r->err, ERR_INPUT, "%s is%s safetensors and this is%s; read them apart", r->home, tensors ? "" : " not",
			tensors ? " not" : "");
		err_at(&r->err, r->source.in.name, 0, 0);
		return false;
	}
	return !reader_next_head(r);
}

/* What pandas writes for a table without names, a header of 0, 1, 2, .., or in front of one, an index without a name, was read as data. */
static int
warn_pandas(struct reader *r)
{
	struct err *w;
	if (!mem_reserve(&r->warnings, &r->cap_warnings, r->n_warnings + 1, sizeof r->warnings[0]))
		return err_memory(&r->err);
	w = &r->warnings[r->n_warnings++];
	err_clear(w);
	if (r->header) {
		err_set(w, ERR_INPUT, "the first column has no name and is read as data; it may count the rows, as pandas and R do");
		err_hint(w, "-k 1 takes it as labels, -c 2.. leaves it out");
	} else {
		err_set(w, ERR_INPUT, "the first row is 0,1,..,%zu and is read as data", r->source.width - 1);
		err_hint(w, "--header reads it as names, -n says that it is data");
	}
	err_at(w, r->source.in.name, r->source.first_place[0].line, r->source.first_place[0].column);
	r->pandas = false;
	return 0;
}

int
reader_next(struct reader *r, struct block *b, size_t max_rows)
{
	*b = (struct block){ 0 };
	if (!r->err.code && !r->selected)
		reader_select(r, 0, NULL);
	if (r->err.code)
		return -1;
	do {
		int got = r->source.type ? r->source.type->next(&r->source, b, max_rows ? max_rows : 1) : 0;
		if (got < 0)
			return -1;
		if (got > 0) {
			b->file = r->source.in.name;
			b->first = b->tensor ? b->first : r->rows;
			r->rows += b->more ? 0 : b->rows;	/* the pieces of a long row are one */
			return r->pandas && r->rows > !r->header && warn_pandas(r) ? -1 : 1;
		}
	} while (next_file(r));
	if (r->opts.only && r->n_paths > 1 && r->kind == FORMAT_SAFETENSORS && !r->err.code)
		columns_unmatched(str_of(r->opts.only), r->hits, &r->err);
	return r->err.code ? -1 : 0;
}

const struct str *
reader_header(struct reader *r, size_t *n)
{
	*n = r->names ? r->width : 0;
	return r->names;
}

bool
reader_is_column(struct reader *r)
{
	const struct source *s = &r->source;
	return s->scalars || (s->width == 1 && s->n_first == 1 && !s->named);
}

size_t
reader_lead(const struct reader *r)
{
	return r->source.n_lead;
}

size_t
reader_rows(const struct reader *r)
{
	return r->n_paths > 1 ? 0 : r->source.n_rows;
}

enum format
reader_format(const struct reader *r)
{
	return r->source.format;
}

const char *
reader_dtype(const struct reader *r)
{
	return r->source.dtype;
}

struct err *
reader_error(struct reader *r)
{
	return &r->err;
}

const struct err *
reader_warning(const struct reader *r, size_t i)
{
	return i < r->n_warnings ? &r->warnings[i] : NULL;
}

void
reader_close(struct reader *r)
{
	if (r == &without_memory)
		return;
	close_file(r);
	mem_free(r->columns);
	mem_free(r->here);
	mem_free(r->names);
	mem_free(r->maybe_names);
	text_free(&r->name_bytes);
	mem_free(r->warnings);
	mem_free(r);
}
