/* SPDX-License-Identifier: MIT */
/* document_write: see document_write.h. */
#include "io/document_write.h"

#include <math.h>

#include "io/json_quote.h"
#include "io/writer_type.h"

void
document_write_string(struct writer *w, struct str s)
{
	struct text t = { 0 };

	json_quote(&t, s);
	if (t.failed)
		err_memory(&w->err);
	writer_raw(w, (struct str){ t.s, t.n });
	text_free(&t);
}

static void
put_number(struct writer *w, double x)
{
	char s[NUM_TEXT];

	if (isfinite(x))
		writer_raw(w, (struct str){ s, writer_print(w, x, s) });
	else
		writer_raw(w, isnan(x) ? STR("null") : x > 0 ? STR("\"inf\"") : STR("\"-inf\""));
}

static void
put_key(struct writer *w, const char *key)
{
	writer_raw(w, STR(",\n"));
	document_write_string(w, str_of(key));
	writer_raw(w, STR(": "));
}

void
document_write_begin(struct writer *w, const char *schema)
{
	writer_raw(w, STR("{\"schema\": "));
	document_write_string(w, str_of(schema));
}

void
document_write_text(struct writer *w, const char *key, struct str text)
{
	put_key(w, key);
	document_write_string(w, text);
}

void
document_write_number(struct writer *w, const char *key, double x)
{
	put_key(w, key);
	put_number(w, x);
}

void
document_write_count(struct writer *w, const char *key, size_t n)
{
	char s[NUM_TEXT];

	put_key(w, key);
	writer_raw(w, (struct str){ s, num_print_count(n, s) });
}

/* The part of the array below axis, from element v on, step doubles apart; the doubles it took. */
static size_t
put_axis(struct writer *w, const struct array *a, size_t axis, const double *v, size_t step)
{
	size_t used = 0;

	if (axis == a->rank || axis >= ARRAY_RANK) {
		put_number(w, *v);
		return step;
	}
	writer_raw(w, STR("["));
	for (size_t i = 0; i < a->shape[axis]; i++) {
		if (i)
			writer_raw(w, axis + 1 < a->rank ? STR(",\n") : STR(","));
		used += put_axis(w, a, axis + 1, v + used, step);
	}
	writer_raw(w, STR("]"));
	return used;
}

void
document_write_array(struct writer *w, const struct array *a)
{
	put_key(w, a->name);
	if (a->complex) {
		writer_raw(w, STR("{\"re\": "));
		put_axis(w, a, 0, a->v, 2);
		writer_raw(w, STR(", \"im\": "));
		put_axis(w, a, 0, a->v + 1, 2);
		writer_raw(w, STR("}"));
	} else {
		put_axis(w, a, 0, a->v, 1);
	}
}

void
document_write_end(struct writer *w)
{
	writer_raw(w, STR("}\n"));
}
