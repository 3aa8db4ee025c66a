/* SPDX-License-Identifier: MIT */
/* rows: see rows.h. */
#include "base/mem.h"
#include "io/rows.h"

void
rows_start(struct rows *r, size_t cols, size_t n_text)
{
	r->n = r->row_bytes = r->bytes.n = 0;
	r->cols = cols;
	r->n_text = n_text;
}

double *
rows_room(struct rows *r, struct err *e)
{
	size_t rows = r->n + 1;
	r->bytes.n -= r->row_bytes;
	r->row_bytes = 0;
	if (!mem_reserve(&r->v, &r->cap_v, rows * r->cols + 1, sizeof r->v[0]) ||
		!mem_reserve(&r->texts, &r->cap_texts, rows * r->n_text, sizeof r->texts[0]) ||
		!mem_reserve(&r->texts_at, &r->cap_texts_at, rows * r->n_text, sizeof r->texts_at[0]) ||
		!mem_reserve(&r->line, &r->cap_line, rows, sizeof r->line[0])) {
		err_memory(e);
		return NULL;
	}
	return r->v + r->n * r->cols;
}

int
rows_text(struct rows *r, size_t k, struct str s, struct err *e)
{
	size_t i = r->n * r->n_text + k;
	r->texts_at[i] = r->bytes.n;
	r->texts[i].n = s.n;
	text_add(&r->bytes, s);
	if (r->bytes.failed)
		return err_memory(e);
	r->row_bytes += s.n;
	return 0;
}

void
rows_done(struct rows *r, size_t line)
{
	r->line[r->n++] = line;
	r->row_bytes = 0;
}

bool
rows_full(const struct rows *r, size_t max_rows)
{
	return r->n >= max_rows || r->n >= ROWS_MOST || r->n * r->cols * sizeof r->v[0] + r->bytes.n >= ROWS_BYTES;
}

void
rows_block(struct rows *r, struct block *b)
{
	for (size_t i = 0; i < r->n * r->n_text; i++)
		r->texts[i].s = r->bytes.s ? r->bytes.s + r->texts_at[i] : "";
	b->rows = r->n;
	b->cols = r->cols;
	b->n_text = r->n_text;
	b->v = r->v;
	b->text = r->texts;
	b->line = r->line;
}

void
rows_free(struct rows *r)
{
	mem_free(r->v);
	mem_free(r->texts);
	mem_free(r->texts_at);
	mem_free(r->line);
	text_free(&r->bytes);
	*r = (struct rows){ 0 };
}
