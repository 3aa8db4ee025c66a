/* SPDX-License-Identifier: MIT */
/* layout: cells under each other in columns, for terminals and plain text. */
#ifndef IO_LAYOUT_H
#define IO_LAYOUT_H

#include "base/str.h"
#include "io/output.h"

/* Text to the left; quantities (73.2B) to the right; numbers with their points in one line, names of both to the right. */
enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_POINT };

/*
 * A column, zero but for align before its cells are known.  all is its width in characters; of numbers, before stand before the
 * place of the point and after behind it, the point and an exponent included: 12|.5, 12|e-7, 1000|, nan|.
 */
struct layout_column {
	enum align align;
	size_t all, before, after;
};

/* A line being written.  Blanks are put only when something follows them, so that none ends with one. */
struct layout_line {
	struct output *out;
	size_t blanks;
};

/* Characters (code points) of s, which is UTF-8. */
size_t layout_length(struct str s);

/* Makes the column wide enough for the cell, or for a name. */
void layout_widen(struct layout_column *c, struct str cell);
void layout_widen_name(struct layout_column *c, struct str name);

/* Puts the cell, a name, or a rule of dashes; text wider than the column is cut and ends in "...". */
void layout_cell(struct layout_line *l, const struct layout_column *c, struct str cell);
void layout_name(struct layout_line *l, const struct layout_column *c, struct str name);
void layout_rule(struct layout_line *l, const struct layout_column *c);

/* Puts s between lead and trail blanks; ends the line. */
void layout_put(struct layout_line *l, size_t lead, struct str s, size_t trail);
void layout_end(struct layout_line *l);

#endif
