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
 * A parameter of a row.  Its value lies in [lo, hi]; open_lo, open_hi leave the end out.  A parameter with has_default may be
 * left out by the user together with all after it.  percent allows "1%", stored as 1 with its bit set in spec.percent.
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
};

/* Another name of a row: alias "hill" of "effective_number", or with values: "perplexity" of "hill:1". */
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

/* What the user typed: a row with its values.  label is the output column's name: the text before '=' when given, else the
 * spec as typed; with a sweep, the row's name with each value in shortest form.  label is owned by the list. */
struct spec {
	const struct row *row;
	double par[SPEC_VALUES];
	unsigned percent;		/* bit i: par[i] is a percentage */
	char *label;
};

struct spec_list {
	struct spec *v;
	size_t n;
};

/*
 * Parses "name[:value...][,...]": entries may be "column=spec", a value may be a sweep "A..B", "A..B/N", "A..B/logN", "A..B*F"
 * (base/sweep.h), inf is a value where the range allows it.  Returns 0 or ERR_USAGE with text like
 * unknown measure "entmx"; did you mean entmax? (--list shows all), or ERR_MEMORY.
 */
int spec_parse(const struct registry *g, struct str text, struct spec_list *out, struct err *e);
void spec_free(struct spec_list *l);

#endif
