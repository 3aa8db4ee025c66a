/* SPDX-License-Identifier: MIT */
/* diff: what changed between two checkpoints; see tensors.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "io/columns.h"
#include "io/safetensors.h"
#include "math/sparsity/change.h"
#include "tensors/tensors.h"

enum { PIECE = 8192 };

/* One of the two files; wanted (n tensors): those that -c names. */
struct side {
	const char *path;
	struct input in;
	struct safetensors f;
	bool *wanted;
	double v[PIECE];
};

/* Both, and what is asked. */
struct sides {
	struct table *t;
	struct side a, b;
	struct change change;
	struct err err;
};

static noreturn void
leave(struct sides *s)
{
	table_die(s->t, &(struct block){ .file = s->err.file }, 0, &s->err);
}

static void
open_side(struct sides *s, struct side *x, const char *only, uint64_t *hits)
{
	const struct safetensors_header *h = &x->f.h;

	if (input_open(&x->in, x->path, &s->err))
		leave(s);
	if (safetensors_header_read(&x->f.h, &x->in, &s->err)) {
		err_hint(&s->err, "--diff takes two safetensors files");
		leave(s);
	}
	struct str *names = mem_alloc(h->n, sizeof names[0]);
	if (!names || !(x->wanted = mem_alloc(h->n, sizeof x->wanted[0])))
		die_memory();
	for (size_t k = 0; k < h->n; k++) {
		names[k] = h->tensor[k].name;
		x->wanted[k] = true;
	}
	if (only && columns_match(str_of(only), h->n, names, x->wanted, hits, &s->err))
		leave(s);
	mem_free(names);
}

static void
close_side(struct sides *s, struct side *x)
{
	if (safetensors_end(&x->f, &x->in, &s->err) || input_close(&x->in, &s->err))
		leave(s);
	safetensors_header_free(&x->f.h);
	mem_free(x->wanted);
}

static bool
same_shape(const struct tensor *a, const struct tensor *b)
{
	return a->rank == b->rank && (a->rank == 0 || memcmp(a->shape, b->shape, a->rank * sizeof a->shape[0]) == 0);
}

/* The numbers of two tensors of one shape, side by side. */
static void
compare(struct sides *s, const struct tensor *a, const struct tensor *b)
{
	if (safetensors_go(&s->a.f, &s->a.in, a, &s->err) || safetensors_go(&s->b.f, &s->b.in, b, &s->err))
		leave(s);
	for (uint64_t left = a->elements, n; left > 0; left -= n) {
		n = left < PIECE ? left : PIECE;
		if (safetensors_take(&s->a.f, &s->a.in, (size_t)n, s->a.v, &s->err) ||
			safetensors_take(&s->b.f, &s->b.in, (size_t)n, s->b.v, &s->err))
			leave(s);
		change_add(&s->change, (size_t)n, s->a.v, s->b.v);
	}
}

/* What both have, or each has: "F32", "F32/BF16". */
static void
put_pair(struct writer *w, struct str a, struct str b)
{
	char text[2 * SAFETENSORS_SHAPE];
	int n = snprintf(text, sizeof text, str_eq(a, b) ? "%.*s" : "%.*s/%.*s", (int)a.n, a.s, (int)b.n, b.s);

	writer_text(w, (struct str){ text, (size_t)n });
}

/* The row of a tensor, x in the first file and y in the second; alone: the same one twice, with the status that says where it is. */
static void
put_row(struct sides *s, const struct tensor *x, const struct tensor *y, const char *alone)
{
	struct writer *w = s->t->w;
	const struct change *c = &s->change;
	char shape[2][SAFETENSORS_SHAPE];
	bool shaped = same_shape(x, y), typed = strcmp(x->dtype, y->dtype) == 0;

	change_clear(&s->change);
	if (!alone && shaped)
		compare(s, x, y);
	table_labels(s->t, NULL, 0);
	writer_text(w, x->name);
	writer_text(w, str_of(alone ? alone : !shaped ? "shape" : !typed ? "dtype" : "both"));
	put_pair(w, str_of(x->dtype), str_of(y->dtype));
	put_pair(w, (struct str){ shape[0], safetensors_header_shape(x, shape[0]) },
		(struct str){ shape[1], safetensors_header_shape(y, shape[1]) });
	writer_count(w, c->n);
	writer_count(w, c->missing);
	bool any = c->n > 0;
	writer_number(w, any ? change_relative(c) : (double)NAN);
	writer_number(w, any ? change_cosine(c) : (double)NAN);
	writer_number(w, any ? c->most : (double)NAN);
	writer_number(w, any ? (double)c->changed / (double)c->n : (double)NAN);
	writer_number(w, any ? (double)c->flips : (double)NAN);
}

int
tensors_diff(struct table *t, char **files, const char *only)
{
	if (!files[0] || !files[1] || files[2])
		die_usage("--diff takes two files");
	if (strcmp(files[0], "-") == 0 && strcmp(files[1], "-") == 0)
		die_usage("--diff: one of the two files can be standard input, not both");
	struct sides *s = mem_zero(1, sizeof *s);
	uint64_t hits = 0;
	if (!s)
		die_memory();
	s->t = t;
	s->a.path = files[0];
	s->b.path = files[1];
	open_side(s, &s->a, only, &hits);
	open_side(s, &s->b, only, &hits);
	if (only && columns_unmatched(str_of(only), hits, &s->err))
		leave(s);

	table_columns(t, "name: status: dtype: shape: n n_missing rel_l2 cosine max_delta changed sign_flips");
	const struct safetensors_header *a = &s->a.f.h, *b = &s->b.f.h;
	for (size_t k = 0; k < a->n; k++) {
		const struct tensor *x = &a->tensor[k], *y = safetensors_header_find(b, x->name);
		if (s->a.wanted[k])
			put_row(s, x, y ? y : x, y ? NULL : "only_a");
	}
	for (size_t k = 0; k < b->n; k++) {
		const struct tensor *y = &b->tensor[k];
		if (s->b.wanted[k] && !safetensors_header_find(a, y->name))
			put_row(s, y, y, "only_b");
	}
	close_side(s, &s->a);
	close_side(s, &s->b);
	mem_free(s);
	return table_finish(t);
}
