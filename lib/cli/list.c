/* SPDX-License-Identifier: MIT */
/* table_list: what a program can compute, from its registries.  See table.h. */
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/sys.h"
#include "cli/die.h"
#include "cli/table.h"

enum { FIELDS = 8, SHORT = 5, CELL = 400, REGISTRIES = 8 };

/* What there is to choose from: the tool's own registry first, then those of its options. */
struct shelf {
	const struct registry *v[REGISTRIES];
	size_t n;
};

static const char *const names_of_fields[FIELDS] = {
	"name", "parameters", "orientation", "range", "formula", "domain", "source", "aliases"
};

/* A row's fields as text, in the order above. */
struct entry {
	const char *field[FIELDS];
	char parameters[CELL], aliases[CELL];
};

/* The ends of a parameter's range: "0 < P <= 1", "K >= 1". */
static size_t
print_range(const struct param *p, size_t size, char out[])
{
	char lo[NUM_TEXT + 1], hi[NUM_TEXT + 1];
	size_t n = 0;

	lo[num_print(p->lo, lo)] = hi[num_print(p->hi, hi)] = '\0';
	if (isfinite(p->lo) && (isfinite(p->hi) || (isinf(p->hi) && !p->open_hi)))
		n = (size_t)snprintf(out, size, "%s %s %s %s %s", lo, p->open_lo ? "<" : "<=", p->name, p->open_hi ? "<" : "<=", hi);
	else if (isfinite(p->lo))
		n = (size_t)snprintf(out, size, "%s %s %s", p->name, p->open_lo ? ">" : ">=", lo);
	else if (isfinite(p->hi))
		n = (size_t)snprintf(out, size, "%s %s %s", p->name, p->open_hi ? "<" : "<=", hi);
	else
		n = (size_t)snprintf(out, size, "%s", p->name);
	return n < size ? n : size - 1;
}

static void
print_parameters(const struct row *r, char out[CELL])
{
	char initial[NUM_TEXT + 1];
	size_t n = 0;

	snprintf(out, CELL, "%s", r->fitted ? r->fitted : "");
	for (size_t i = 0; i < SPEC_VALUES && r->params[i].name; i++) {
		const struct param *p = &r->params[i];
		if (i)
			n += (size_t)snprintf(out + n, CELL - n, "; ");
		n += print_range(p, CELL - n, out + n);
		if (p->has_default)
			initial[num_print(p->initial, initial)] = '\0';
		n += (size_t)snprintf(out + n, CELL - n, "%s%s%s%s%s", p->integer ? " (integer)" : "", p->percent ? " or a percentage" : "",
		                      p->has_default ? " (default " : "", p->has_default ? initial : "", p->has_default ? ")" : "");
		if (n >= CELL)
			return;
	}
}

static void
print_aliases(const struct registry *g, const struct row *r, char out[CELL])
{
	size_t n = 0;

	out[0] = '\0';
	for (const struct alias *a = g->aliases; a && a->name && n < CELL; a++) {
		struct str rest, name = str_cut(str_of(a->spec), ':', &rest);
		if (str_is(name, r->name))
			n += (size_t)snprintf(out + n, CELL - n, rest.s ? "%s%s = %s" : "%s%s", n ? ", " : "", a->name, a->spec);
	}
}

static void
fill(struct entry *x, const struct registry *g, const struct row *r)
{
	static const char *const orientation[] = { [NEITHER] = "", [SPARSER_UP] = "up", [SPARSER_DOWN] = "down" };

	print_parameters(r, x->parameters);
	print_aliases(g, r, x->aliases);
	const char *const all[FIELDS] = {
		r->name, x->parameters, orientation[r->orientation], r->range, r->formula, r->domain, r->source, x->aliases
	};
	for (size_t k = 0; k < FIELDS; k++)
		x->field[k] = all[k] ? all[k] : "";
}

/* An entry for reading: a field a line, those without text left out. */
static void
put_lines(struct writer *w, const struct entry *x, bool first)
{
	char line[CELL + 32];

	writer_raw(w, first ? STR("") : STR("\n"));
	for (size_t k = 0; k < FIELDS; k++) {
		if (x->field[k][0]) {
			snprintf(line, sizeof line, "%-12s ", names_of_fields[k]);
			writer_string(w, line);
			writer_string(w, x->field[k]);
			writer_raw(w, STR("\n"));
		}
	}
}

static void
put_header(struct writer *w, size_t n, bool kinds)
{
	struct writer_column columns[1 + FIELDS] = { { .name = STR("kind"), .text = true } };
	for (size_t k = 0; k < n; k++)
		columns[kinds + k] = (struct writer_column){ .name = str_of(names_of_fields[k]), .text = true };
	writer_columns(w, n + kinds, columns);
}

static void
put_row(struct writer *w, const struct entry *x, size_t n)
{
	for (size_t k = 0; k < n; k++)
		writer_text(w, str_of(x->field[k]));
}

static void
shelve(struct shelf *s, const struct registry *g)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i] == g)
			return;
	if (g && s->n < REGISTRIES)
		s->v[s->n++] = g;
}

static struct shelf
shelf_of(const struct tool *tool)
{
	struct shelf s = { 0 };
	struct opt *all = opt_all(tool);

	if (!all)
		die_memory();
	shelve(&s, tool->registry);
	for (const struct opt *o = all; o->kind != OPT_END_; o++)
		shelve(&s, o->registry);
	mem_free(all);
	return s;
}

/* The row of a name and its registry; the words of spec_parse when there is none. */
static const struct row *
row_named(const struct shelf *s, const char *name, const struct registry **g)
{
	struct err e = { 0 };
	struct spec_list unused = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		const struct row *r = row_find(*g = s->v[i], str_of(name));
		if (r)
			return r;
	}
	spec_parse(s->v[0], str_of(name), &unused, &e);
	err_set(&e, ERR_USAGE, "--list takes a name without values");
	die(&e);
}

/* Entries of these names, whole: lines for people, rows for programs. */
static void
list_names(struct writer *w, const struct shelf *s, char **names)
{
	bool lines = writer_format(w) == FORMAT_TABLE;
	const struct registry *g;
	struct entry x;

	if (!lines)
		put_header(w, FIELDS, false);
	for (size_t i = 0; names[i]; i++) {
		const struct row *r = row_named(s, names[i], &g);
		fill(&x, g, r);
		if (lines)
			put_lines(w, &x, i == 0);
		else
			put_row(w, &x, FIELDS);
	}
}

/* Everything, a line each; with its kind when there are several. */
static void
list_all(struct writer *w, const struct shelf *s)
{
	bool kinds = s->n > 1;
	struct entry x;

	put_header(w, SHORT, kinds);
	for (size_t k = 0; k < s->n; k++) {
		for (size_t i = 0; i < s->v[k]->n; i++) {
			fill(&x, s->v[k], row_at(s->v[k], i));
			if (kinds)
				writer_text(w, str_of(s->v[k]->what));
			put_row(w, &x, SHORT);
		}
	}
}

int
table_list(const struct tool *tool, char **names, const struct table_opts *o)
{
	struct shelf s = shelf_of(tool);
	const struct registry *g;

	if (!s.n)
		die_usage("--list: this program has nothing to choose from");
	for (size_t n = 0; names[n]; n++)
		row_named(&s, names[n], &g);		/* before a byte is written */
	struct writer *w = writer_open(&(struct writer_opts){
		.out = (enum format)o->out, .file = o->file, .delimiter = o->delimiter, .header = !o->no_header_out,
		.width = sys_terminal_width(STDOUT_FILENO) });
	if (names[0])
		list_names(w, &s, names);
	else
		list_all(w, &s);
	if (writer_close(w, true))
		die(writer_error(w));
	writer_free(w);
	return die_summary();
}
