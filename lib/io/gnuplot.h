/* SPDX-License-Identifier: MIT */
/* gnuplot: the safe pieces of a gnuplot script, for the generic chart and for programs that write their own. */
#ifndef IO_GNUPLOT_H
#define IO_GNUPLOT_H

#include "io/writer.h"

/*
 * A script reads nothing but its own data blocks, which hold numbers only, and text from outside stands in it only through
 * gnuplot_text; then no name can run a command (back-quotes in double quotes would).  What a script says itself goes through
 * writer_raw. It sets neither terminal nor output: `| gnuplot -p`, or gnuplot -e "set terminal pngcairo; set output 'x.png'" -.
 */

/*
 * s in single quotes: a quote doubled, or, at the front and behind another one, where gnuplot would take that for the end of the text, as
 * U+2019; control bytes, and bytes that are not UTF-8, as "?"; at most GNUPLOT_TEXT characters, the last three "..." when it was longer.
 * Use it with the keyword noenhanced.  gnuplot_tic: the same for a label among tics, which gnuplot takes for a format: % doubled.
 */
enum { GNUPLOT_TEXT = 60 };
void gnuplot_text(struct writer *w, struct str s);
void gnuplot_tic(struct writer *w, struct str s);

/* "$NAME << EOD"; rows of numbers (not finite: NaN); "EOD".  name is an identifier of the program's own. */
void gnuplot_begin(struct writer *w, const char *name);
void gnuplot_row(struct writer *w, size_t n, const double x[]);
void gnuplot_end(struct writer *w);

#endif
