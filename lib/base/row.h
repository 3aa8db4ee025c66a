/* SPDX-License-Identifier: MIT */
/* row: what every registry row (measure, map, family, law) begins with, and the specs users type to name one. */
#ifndef BASE_ROW_H
#define BASE_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

enum { SPEC_VALUES = 4 };

enum orientation { NEITHER, SPARSER_UP, SPARSER_DOWN };

/*
 * A parameter of a row.  Its value lies in [lo, hi]; open_lo, open_hi leave the end out (so hi = INFINITY allows inf, and with
 * open_hi does not).  A parameter with has_default may be left out by the user together with all after it.  percent allows
 * "1%", above 0 and at most 100, stored as 1 with its bit set in spec.percent; lo, hi and integer say nothing about it.
 */
struct param {
	const char *name;
	double lo, hi, initial;
	bool open_lo, open_hi, integer, percent, has_default;
};

struct row {
	const char *name;		/* as typed; lower case, digits and _ */
	struct param params[SPEC_VALUES];	/* up to the first without a name */
	const char *formula;
	const char *domain;		/* where it is defined, and what it gives elsewhere */
	const char *range;		/* of its values, "" when it says nothing */
	enum orientation orientation;
	const char *source;
	const char *fitted;		/* names of parameters that data give, not the user, as --list shows them; NULL without any */
};

/*
 * Another name of a row: alias "hill" of "effective_number_order", taking the same values, or with the first of them fixed:
 * "perplexity" of "hill:1".  An alias may stand for another one, if at most one of them has values.
 */
struct alias {
	const char *name, *spec;
};

/* A registry: n rows of size bytes, each beginning with a struct row. */
struct registry {
	const char *what;		/* "measure" */
	const void *rows;
	size_t n, size;
	const struct alias *aliases;	/* up to one without a name; may be NULL */
};

#define REGISTRY(what_, rows_, aliases_) { (what_), (rows_), sizeof(rows_) / sizeof(rows_)[0], sizeof(rows_)[0], (aliases_) }

const struct row *row_at(const struct registry *g, size_t i);
const struct row *row_find(const struct registry *g, struct str name);	/* aliases included; NULL */

/* What an alias stands for ("hill:1"); any other name itself. */
struct str row_meaning(const struct registry *g, struct str name);

/*
 * Sets and returns ERR_USAGE for a spec (or bare name) whose name row_find does not know: unknown measure "entmx:1.5", with the
 * hint: did you mean entmax:1.5? (--list shows all).  Near is what begins with the name, or is less than n/3 + 2 edits away.
 */
int row_unknown(const struct registry *g, struct str spec, struct err *e);

/*
 * What the user typed: a row with its values, defaults filled in; par[i] is 0 for parameters the row does not have.  label is the
 * output column's name: the text before '=' when given, else the spec as typed; with a sweep that text or the name as typed, and
 * each value in shortest form: entmax:1.1.  Owned by the list.
 */
struct spec {
	const struct row *row;
	double par[SPEC_VALUES];
	unsigned percent;		/* bit i: par[i] is a percentage */
	char *label;
};

/* assumed: not typed by the user, but the option's default. */
struct spec_list {
	struct spec *v;
	size_t n;
	bool assumed;
};

/*
 * Parses "name[:value...][,...]": entries may be "column=spec", a value may be one sweep "A..B", "A..B/N", "A..B/logN", "A..B*F"
 * (base/sweep.h); of several sweeps in a spec all combinations are taken, the last running fastest; inf is a value where the
 * range allows it.  Blanks around entries and names are dropped.  At most SWEEP_POINTS specs, no two of the same label.
 *
 * Returns 0; ERR_USAGE, with the spec and what is wrong with it (topk_mass:0: K must be at least 1), and a hint where there is
 * one to give; ERR_MEMORY.  On error *out is unchanged.
 */
int spec_parse(const struct registry *g, struct str text, struct spec_list *out, struct err *e);
void spec_free(struct spec_list *l);

/* Adds specs as text that spec_parse reads as the same: label=name:value..,.. with each value in shortest form. */
void spec_print(const struct spec_list *l, struct text *t);

#endif
