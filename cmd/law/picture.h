/* SPDX-License-Identifier: MIT */
/* law/picture: what the gnuplot scripts of the scaling programs are made of. */
#ifndef LAW_PICTURE_H
#define LAW_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "io/writer.h"

/*
 * Pieces of a script, see io/gnuplot.h for what is safe: format is the program's own and its arguments are counts and the program's own words; text
 * from outside goes through law_picture_quoted, "COMMAND 'text' noenhanced".
 */
void law_picture_say(struct writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
void law_picture_quoted(struct writer *w, const char *command, const char *text);

/* The smallest range that has all x (n) that are finite and, with log, above 0, together with r; LAW_NO_RANGE has none. */
struct law_range {
	double lo, hi;
};
#define LAW_NO_RANGE ((struct law_range){ HUGE_VAL, -HUGE_VAL })
struct law_range law_picture_range(struct law_range r, bool log, size_t n, const double x[]);

/*
 * An axis: "x", "y" or "cb", its label, range and scale; at most seven tics with text of their own, which stay readable when the picture is small:
 * LAW_PLAIN 2.5, LAW_HUMAN 70B, LAW_POWERS 10^21.  A little room is left at both ends.
 */
enum law_numbers { LAW_PLAIN, LAW_HUMAN, LAW_POWERS };
struct law_axis {
	const char *axis, *label;
	struct law_range range;
	bool log;
	enum law_numbers form;
};
void law_picture_axis(struct writer *w, const struct law_axis *a);

/* n numbers between lo and hi, both included, equally spaced, or their logarithms. */
void law_picture_grid(size_t n, double lo, double hi, bool log, double x[]);

/*
 * What every script begins with: encoding, small type, a palette that is read in grey too; and the variable letters: is the terminal one of letters
 * (set term dumb)?  LAW_PLOT begins a plot for either.  No braces: gnuplot -e does not read a block of several lines from standard input.
 */
#define LAW_PLOT(letters) ((letters) ? "if (letters) plot " : "if (!letters) plot ")
void law_picture_begin(struct writer *w);

/* Two blank lines: the next rows of a data block are another curve (index). */
void law_picture_next(struct writer *w);

#endif
