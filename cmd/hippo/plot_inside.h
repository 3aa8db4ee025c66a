/* SPDX-License-Identifier: MIT */
/* hippo/plot_inside: what the scripts of hippo/plot.c and hippo/plot_signals.c are put together from. */
#ifndef HIPPO_PLOT_INSIDE_H
#define HIPPO_PLOT_INSIDE_H

#include "io/writer.h"

/* Words of the script; a number of it; its first lines, with the title "FAMILY, N = n" (unless n is 0) and what follows. */
void hippo_plot_say(struct writer *w, const char *s);
void hippo_plot_value(struct writer *w, double x);
void hippo_plot_title(struct writer *w, const char *family, size_t n, const char *what);

#endif
