/* SPDX-License-Identifier: MIT */
/* json_held: see json_held.h. */
#include "base/mem.h"
#include "io/json_held.h"

int
json_held_add(struct json_held *h, const struct json_value *x, struct err *e)
{
	text_add(&h->text, x->text);
	if (h->text.failed || !mem_reserve(&h->cell, &h->cap, h->n + 1, sizeof h->cell[0]))
		return err_memory(e);
	h->cell[h->n++] = *x;
	return 0;
}

int
json_held_end(struct json_held *h, struct err *e)
{
	h->trimmed = mem_alloc(h->n, sizeof h->trimmed[0]);
	h->place = mem_alloc(h->n, sizeof h->place[0]);
	if (!h->trimmed || !h->place)
		return err_memory(e);
	const char *at = h->text.s ? h->text.s : "";
	for (size_t i = 0; i < h->n; i++) {
		struct json_value *x = &h->cell[i];
		x->text.s = at;		/* the texts do not move any more */
		at += x->text.n;
		h->trimmed[i] = x->token == JSON_NULL ? STR("") : str_trim(x->text);
		h->place[i] = (struct place){ x->line, x->column };
		h->words |= x->token == JSON_STRING || x->token == JSON_TRUE || x->token == JSON_FALSE;
	}
	return 0;
}

const struct json_value *
json_held_next(struct json_held *h, size_t *column)
{
	if (h->given == h->n)
		return NULL;
	*column = h->given++;
	return &h->cell[*column];
}

void
json_held_free(struct json_held *h)
{
	mem_free(h->cell);
	mem_free(h->trimmed);
	mem_free(h->place);
	text_free(&h->text);
	*h = (struct json_held){ 0 };
}
