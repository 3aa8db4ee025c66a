/* SPDX-License-Identifier: MIT */
/* writer_safetensors: named arrays of doubles, floats or halves in one file; a table is the array "table". */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "io/json_quote.h"
#include "io/npy_encode.h"
#include "io/writer_type.h"

/*
 * The header stands in front of the data and knows their sizes, which come later: a block of HEAD bytes is kept free for it (the format
 * lets it end with spaces), so that the data begin at a whole page and nothing is held but the header, unless the output is a pipe.
 */
enum { HEAD = 4096, LENGTH = 8 };

/* text: entries so far, with commas; bytes: of data. */
struct tensors {
	struct text text;
	uint64_t bytes;
	bool begun;
};

static size_t
size_of(const struct writer *w)
{
	return w->opts.npy_size ? (size_t)w->opts.npy_size : 8;
}

/* The state, made when it is needed first, and the room for the header. */
static struct tensors *
begin(struct writer *w)
{
	static const char blank[HEAD];
	struct tensors *s = w->state;

	if (!s && !(s = w->state = mem_zero(1, sizeof *s))) {
		err_memory(&w->err);
		return NULL;
	}
	if (!s->begun) {
		output_keep(&w->out);
		output_put(&w->out, (struct str){ blank, HEAD });
	}
	s->begun = true;
	return s;
}

/* Appends {"dtype", "shape", "data_offsets"} under a name, each name once. */
static void
add_entry(struct writer *w, struct tensors *s, const struct array *a)
{
	static const char *const dtypes[] = { [2] = "F16", [4] = "F32", [8] = "F64" };
	char number[60];
	size_t start = s->text.n;

	text_add(&s->text, start ? STR(",") : STR(""));
	json_quote(&s->text, str_of(a->name));
	text_add(&s->text, STR(":{\"dtype\":\""));
	text_add(&s->text, str_of(dtypes[size_of(w)]));
	text_add(&s->text, STR("\",\"shape\":["));
	for (size_t k = 0; k < a->rank + a->complex; k++) {
		int n = snprintf(number, sizeof number, "%s%zu", k ? "," : "", k < a->rank ? a->shape[k] : (size_t)2);
		text_add(&s->text, (struct str){ number, (size_t)n });
	}
	uint64_t end = s->bytes + array_size(a) * (a->complex ? 2 : 1) * size_of(w);
	int n = snprintf(number, sizeof number, "],\"data_offsets\":[%llu,%llu]}", (unsigned long long)s->bytes, (unsigned long long)end);
	text_add(&s->text, (struct str){ number, (size_t)n });
	s->bytes = end;
	if (s->text.failed)
		err_memory(&w->err);
	else if (s->text.n + 2 > HEAD - LENGTH)
		err_set(&w->err, ERR_USAGE, "names and shapes of so many arrays do not fit a safetensors header of %d bytes", HEAD - LENGTH);
}

static void
array(struct writer *w, const struct array *a)
{
	struct tensors *s = begin(w);

	if (!s)
		return;
	add_entry(w, s, a);
	npy_encode(&w->out, size_of(w), array_size(a) * (a->complex ? 2 : 1), a->v);
}

static void
columns(struct writer *w)
{
	if (!writer_numbers_only(w))
		begin(w);
}

static void
numbers(struct writer *w, size_t n, const double x[])
{
	npy_encode(&w->out, size_of(w), n, x);
}

static void
number(struct writer *w, double x)
{
	npy_encode(&w->out, size_of(w), 1, &x);
}

static void
count(struct writer *w, uint64_t n)
{
	number(w, (double)n);
}

static void
finish(struct writer *w)
{
	struct tensors *s = w->state;
	char head[HEAD];

	if (w->n > 0)
		add_entry(w, s, &(struct array){ .name = "table", .rank = 2, .shape = { w->rows, w->n } });
	if (w->err.code)
		return;
	memset(head, ' ', HEAD);
	for (size_t k = 0; k < LENGTH; k++)
		head[k] = (char)((uint64_t)(HEAD - LENGTH) >> 8 * k);
	head[LENGTH] = '{';
	memcpy(head + LENGTH + 1, s->text.s, s->text.n);
	head[LENGTH + 1 + s->text.n] = '}';
	output_patch(&w->out, 0, (struct str){ head, HEAD });
}

static void
close_tensors(struct writer *w)
{
	struct tensors *s = w->state;

	text_free(&s->text);
	mem_free(s);
}

const struct writer_type writer_safetensors = { .columns = columns, .number = number, .numbers = numbers, .count = count,
	.text = writer_refuse_text, .array = array, .finish = finish, .close = close_tensors };
