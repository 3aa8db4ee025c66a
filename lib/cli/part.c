/* SPDX-License-Identifier: MIT */
/* part: see part.h. */
#include "base/mem.h"
#include "base/num.h"
#include "cli/die.h"
#include "cli/part.h"
#include "cli/table_state.h"
#include "io/document.h"
#include "io/document_write.h"
#include "io/names.h"

static const char schema[] = "mlcoreutils/part";

/* What all parts have to share. */
static const char *const same[] = { "version", "program", "options", "what" };
enum { SAME = sizeof same / sizeof same[0] };

/* How a vector is named: not at all under --by all, by its column, by its number. */
enum naming { ALL, COLUMN, NUMBER_OF };
static const char *const naming_key[] = { NULL, "column", "vector" };

/*
 * groups   the names of the group columns, each ended by a NUL
 * known    what vectors are called: the cells of the group columns, each ended by a NUL, and the name or number
 * missing  (known.n)
 */
struct parts {
	char **files;
	struct document *d;
	struct text first[SAME], groups;
	bool any;
	enum naming naming;
	struct names known;
	uint64_t *missing;
	size_t room;
	struct err e;
};

static void
put_text(struct writer *w, const char *lead, struct str s)
{
	writer_string(w, lead);
	document_write_string(w, s);
}

static void
put_groups(struct table *t, const struct vector *v)
{
	char number[COLUMNS_NUMBER];
	struct str name, label;

	for (size_t k = 0; k < table_groups(t); k++) {
		table_group(t, v, k, number, &name, &label);
		put_text(t->w, k == 0 ? ",\"group\":{" : ",", name);
		put_text(t->w, ":", label);
	}
	if (table_groups(t) > 0)
		writer_raw(t->w, STR("}"));
}

void
part_put(struct table *t, const struct vector *v, const struct part *p)
{
	char number[NUM_TEXT];

	t->document = true;
	put_text(t->w, "{\"schema\":", STR("mlcoreutils/part/1"));
	put_text(t->w, ",\"version\":", STR(MLCORE_VERSION));
	put_text(t->w, ",\"program\":", str_of(t->tool->name));
	put_text(t->w, ",\"options\":", p->options);
	put_text(t->w, ",\"what\":", p->what);
	put_groups(t, v);
	if (v->name.s)
		put_text(t->w, ",\"column\":", v->name);
	else if (t->o->by == BY_COLUMN)
		put_text(t->w, ",\"vector\":", (struct str){ number, num_print_count(v->number, number) });
	writer_raw(t->w, STR(",\"n_missing\":"));
	writer_raw(t->w, (struct str){ number, num_print_count(v->n_missing, number) });
	put_text(t->w, ",\"sums\":", p->sums);
	writer_raw(t->w, STR("}\n"));
}

static void
next_file(struct parts *p)
{
	if (p->d)
		document_close(p->d);
	note_terminal(*p->files);
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
		struct str is;
		char shown[STR_SHOWN], wanted[STR_SHOWN];
		if (document_text(p->d, document_root(p->d), same[i], &is))
			die(&p->e);
		if (!p->any && i > 1)
			text_add(&p->first[i], is);
		if (p->first[i].failed)
			die_memory();
		struct str first = { p->first[i].s, p->first[i].n };
		if (!str_eq(is, first)) {
			err_set(&p->e, ERR_INPUT, "\"%s\" cannot be merged with \"%s\"", str_show(is, shown), str_show(first, wanted));
			parts_die(p, same[i], &p->e);
		}
	}
}

/* Adds the group's cells to name; its columns have to be those of the first part. */
static void
read_groups(struct parts *p, struct text *name)
{
	const struct node *group = document_find(document_root(p->d), "group");
	struct text groups = { 0 };
	struct str cell;

	if (group && document_object(p->d, document_root(p->d), "group", &group))
		die(&p->e);
	for (const struct node *n = group ? document_first(group) : NULL; n; n = document_after(n)) {
		if (document_text(p->d, group, document_key(n), &cell))
			die(&p->e);
		text_add(&groups, str_of(document_key(n)));
		text_byte(&groups, '\0');
		text_add(name, cell);
		text_byte(name, '\0');
	}
	if (groups.failed || name->failed)
		die_memory();
	if (p->any && !str_eq((struct str){ groups.s, groups.n }, (struct str){ p->groups.s, p->groups.n })) {
		err_set(&p->e, ERR_INPUT, "a part with other group columns than the first");
		err_hint(&p->e, "make all parts with the same -g");
		parts_die(p, "group", &p->e);
	}
	text_free(p->any ? &groups : &p->groups);
	p->groups = p->any ? p->groups : groups;
}

/* Which vector the part belongs to, found by its group and name; what is left out adds up. */
static void
remember(struct parts *p, struct part *part)
{
	struct text name = { 0 };
	struct str called;

	read_groups(p, &name);
	p->naming = document_find(document_root(p->d), "column") ? COLUMN : document_find(document_root(p->d), "vector") ? NUMBER_OF : ALL;
	if (p->naming != ALL && document_text(p->d, document_root(p->d), naming_key[p->naming], &called))
		die(&p->e);
	if (p->naming != ALL)
		text_add(&name, called);
	if (name.failed)
		die_memory();
	part->id = names_find(&p->known, (struct str){ name.s, name.n });
	if (part->id == NAMES_NONE) {
		part->id = p->known.n;
		if (!mem_reserve(&p->missing, &p->room, part->id + 1, sizeof *p->missing) || !names_add(&p->known, (struct str){ name.s, name.n }))
			die_memory();
		p->missing[part->id] = 0;
	}
	p->missing[part->id] += part->n_missing;
	text_free(&name);
}

bool
parts_next(struct parts *p, struct part *out)
{
	int got;

	while ((got = document_next(p->d)) == 0 && *p->files)
		next_file(p);
	if (got < 0) {
		err_hint(&p->e, "--merge reads what --partial wrote");
		die(&p->e);
	}
	if (got == 0) {
		if (!p->any) {
			err_set(&p->e, ERR_INPUT, "no part to merge");
			err_hint(&p->e, "--merge reads what --partial wrote");
			parts_die(p, NULL, &p->e);
		}
		return false;
	}
	compare(p);
	const struct node *root = document_root(p->d);
	*out = (struct part){ .options = { p->first[2].s, p->first[2].n }, .what = { p->first[3].s, p->first[3].n } };
	document_count(p->d, root, "n_missing", &out->n_missing);
	if (document_text(p->d, root, "sums", &out->sums))
		die(&p->e);
	remember(p, out);
	p->any = true;
	return true;
}

bool
parts_vector(const struct parts *p, size_t id, struct part *out)
{
	if (id >= p->known.n)
		return false;
	*out = (struct part){ .n_missing = p->missing[id], .id = id, .of = p };
	return true;
}

void
parts_columns(const struct parts *p, struct table *t)
{
	for (size_t at = 0; at < p->groups.n; at += str_of(p->groups.s + at).n + 1)
		table_column(t, (struct writer_column){ .name = str_of(p->groups.s + at), .text = true });
	table_column(t, (struct writer_column){ .name = STR("vector"), .text = p->naming == COLUMN,
		.plot = p->naming == COLUMN ? PLOT_CURVE : PLOT_ASIDE });
}

void
parts_labels(struct table *t, const struct part *vector)
{
	const struct parts *p = vector->of;
	struct str rest = names_at(&p->known, vector->id);
	double number;

	table_begin(t);
	for (size_t at = 0; at < p->groups.n; at += str_of(p->groups.s + at).n + 1) {
		struct str cell = str_of(rest.s);
		writer_text(t->w, cell);
		rest = (struct str){ cell.s + cell.n + 1, rest.n - cell.n - 1 };
	}
	if (p->naming == ALL)
		writer_count(t->w, vector->id + 1);
	else if (p->naming == NUMBER_OF && num_read(rest, NUM_CSV, &number) == NUM_OK && number >= 0 && number < 0x1p53)
		writer_count(t->w, (uint64_t)number);
	else
		writer_text(t->w, rest);
}

void
parts_close(struct parts *p)
{
	document_close(p->d);
	for (size_t i = 0; i < SAME; i++)
		text_free(&p->first[i]);
	text_free(&p->groups);
	names_free(&p->known);
	mem_free(p->missing);
	mem_free(p);
}
