/* SPDX-License-Identifier: MIT */
/* part: see part.h. */
#include "base/mem.h"
#include "base/num.h"
#include "cli/die.h"
#include "cli/part.h"
#include "cli/table_state.h"
#include "io/document.h"
#include "io/json_quote.h"

static const char schema[] = "mlcoreutils/part";

/* What all parts have to share. */
static const char *const same[] = { "version", "program", "options", "what" };
enum { SAME = sizeof same / sizeof same[0] };

struct parts {
	char **files;
	struct document *d;
	struct text first[SAME];
	bool any;
	struct known {
		struct text name;
		uint64_t n_missing;
		bool named;
	} *known;
	size_t n_known, room;
	struct err e;
};

static void
put_text(struct writer *w, const char *lead, struct str s)
{
	struct text t = { 0 };
	json_quote(&t, s);
	if (t.failed)
		die_memory();
	writer_raw(w, str_of(lead));
	writer_raw(w, (struct str){ t.s, t.n });
	text_free(&t);
}

void
part_put(struct table *t, const struct part *p)
{
	char number[NUM_TEXT];

	t->document = true;
	put_text(t->w, "{\"schema\":", STR("mlcoreutils/part/1"));
	put_text(t->w, ",\"version\":", STR(MLCORE_VERSION));
	put_text(t->w, ",\"program\":", str_of(t->tool->name));
	put_text(t->w, ",\"options\":", p->options);
	put_text(t->w, ",\"what\":", p->what);
	put_text(t->w, p->named ? ",\"column\":" : ",\"vector\":", p->vector);
	writer_raw(t->w, STR(",\"n_missing\":"));
	writer_raw(t->w, (struct str){ number, num_print_count(p->n_missing, number) });
	put_text(t->w, ",\"sums\":", p->sums);
	writer_raw(t->w, STR("}\n"));
}

static void
next_file(struct parts *p)
{
	if (p->d)
		document_close(p->d);
	p->d = document_open(*p->files, schema, 1, &p->e);
	if (!p->d)
		die(&p->e);
	if (*p->files)
		p->files++;
}

struct parts *
parts_open(const struct tool *tool, char **files)
{
	struct parts *p = mem_zero(1, sizeof *p);
	if (!p)
		die_memory();
	p->files = files;
	text_add(&p->first[0], STR(MLCORE_VERSION));
	text_add(&p->first[1], str_of(tool->name));
	next_file(p);
	return p;
}

noreturn void
parts_die(struct parts *p, const char *key, struct err *e)
{
	if (e != &p->e)
		p->e = *e;
	document_place(p->d, document_root(p->d), key);
	die(&p->e);
}

/* Is the part at hand one of ours, and of the same kind as the first? */
static void
compare(struct parts *p)
{
	for (size_t i = 0; i < SAME; i++) {
		struct str is, first = { p->first[i].s, p->first[i].n };
		char shown[STR_SHOWN], wanted[STR_SHOWN];
		if (document_text(p->d, document_root(p->d), same[i], &is))
			die(&p->e);
		if (!p->any && i > 1)
			text_add(&p->first[i], is);
		else if (!str_eq(is, first)) {
			err_set(&p->e, ERR_INPUT, "\"%s\" cannot be merged with \"%s\"", str_show(is, shown), str_show(first, wanted));
			parts_die(p, same[i], &p->e);
		}
	}
	p->any = true;
}

/* Which vector the part belongs to, found by its name; what is left out adds up. */
static void
remember(struct parts *p, struct part *part)
{
	size_t i = 0;

	for (; i < p->n_known; i++) {
		const struct known *k = &p->known[i];
		if (k->named == part->named && str_eq((struct str){ k->name.s, k->name.n }, part->vector))
			break;
	}
	if (i == p->n_known) {
		if (!mem_reserve(&p->known, &p->room, i + 1, sizeof *p->known))
			die_memory();
		p->known[p->n_known++] = (struct known){ .named = part->named };
		text_add(&p->known[i].name, part->vector);
		if (p->known[i].name.failed)
			die_memory();
	}
	p->known[i].n_missing += part->n_missing;
	part->id = i;
}

bool
parts_next(struct parts *p, struct part *out)
{
	int got;

	while ((got = document_next(p->d)) == 0 && *p->files)
		next_file(p);
	if (got < 0)
		die(&p->e);
	if (got == 0) {
		if (!p->any) {
			err_set(&p->e, ERR_INPUT, "no part to merge");
			parts_die(p, NULL, &p->e);
		}
		return false;
	}
	compare(p);
	const struct node *root = document_root(p->d);
	*out = (struct part){ .options = { p->first[2].s, p->first[2].n }, .what = { p->first[3].s, p->first[3].n },
	                      .named = document_find(root, "column") };
	document_text(p->d, root, out->named ? "column" : "vector", &out->vector);
	document_count(p->d, root, "n_missing", &out->n_missing);
	if (document_text(p->d, root, "sums", &out->sums))
		die(&p->e);
	remember(p, out);
	return true;
}

bool
parts_vector(const struct parts *p, size_t id, struct part *out)
{
	if (id >= p->n_known)
		return false;
	const struct known *k = &p->known[id];
	*out = (struct part){ .vector = { k->name.s, k->name.n }, .n_missing = k->n_missing, .named = k->named, .id = id };
	return true;
}

void
parts_column(const struct parts *p, struct table *t)
{
	table_column(t, (struct writer_column){ .name = STR("vector"), .text = p->known[0].named });
}

void
parts_label(struct table *t, const struct part *vector)
{
	double number;

	table_begin(t);
	if (!vector->named && num_read(vector->vector, NUM_CSV, &number) == NUM_OK && number >= 0 && number < 0x1p53)
		writer_count(t->w, (uint64_t)number);
	else
		writer_text(t->w, vector->vector);
}

void
parts_close(struct parts *p)
{
	document_close(p->d);
	for (size_t i = 0; i < SAME; i++)
		text_free(&p->first[i]);
	for (size_t i = 0; i < p->n_known; i++)
		text_free(&p->known[i].name);
	mem_free(p->known);
	mem_free(p);
}
