/* SPDX-License-Identifier: MIT */
/* law/picture: see picture.h. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/num.h"
#include "io/gnuplot.h"
#include "io/human.h"
#include "law/picture.h"

void
law_picture_say(struct writer *w, const char *format, ...)
{
	char s[1024];
	va_list a;

	va_start(a, format);
	int n = vsnprintf(s, sizeof s, format, a);
	va_end(a);
	writer_raw(w, (struct str){ s, n < 0 ? 0 : (size_t)n < sizeof s ? (size_t)n : sizeof s - 1 });
}

void
law_picture_quoted(struct writer *w, const char *command, const char *text)
{
	law_picture_say(w, "%s ", command);
	gnuplot_text(w, str_of(text));
	writer_raw(w, STR(" noenhanced"));
}

struct law_range
law_picture_range(struct law_range r, bool log, size_t n, const double x[])
{
	for (size_t i = 0; i < n; i++) {
		if (!isfinite(x[i]) || (log && x[i] <= 0))
			continue;
		r.lo = fmin(r.lo, x[i]);
		r.hi = fmax(r.hi, x[i]);
	}
	return r;
}

void
law_picture_grid(size_t n, double lo, double hi, bool log, double x[])
{
	for (size_t i = 0; i < n; i++) {
		double t = n > 1 ? (double)i / (double)(n - 1) : 0;
		x[i] = log ? exp((1 - t) * (double)logl(lo) + t * (double)logl(hi)) : (1 - t) * lo + t * hi;
	}
}

static void
number(struct writer *w, double x)
{
	char s[NUM_TEXT];

	writer_raw(w, (struct str){ s, num_print_digits(x, 6, s) });
}

/* One tic, its text before its place. */
static void
tic(struct writer *w, const struct law_axis *a, double x, int power, bool *more)
{
	char s[NUM_TEXT];

	writer_raw(w, *more ? STR(", ") : STR(""));
	*more = true;
	if (a->form == LAW_POWERS && power > -400)
		law_picture_say(w, "'10^{%d}'", power);
	else {
		size_t n = a->form == LAW_HUMAN ? human_print(x, 3, s) : num_print_digits(x, 4, s);
		law_picture_say(w, "'%.*s'", (int)n, s);
	}
	writer_raw(w, STR(" "));
	number(w, x);
}

/* Multiples of 1, 2 or 5 times a power of ten. */
static void
linear_tics(struct writer *w, const struct law_axis *a, struct law_range r)
{
	double raw = (r.hi - r.lo) / 5, unit = pow(10, floor(log10(raw)));
	double step = unit * (raw <= 1.5 * unit ? 1 : raw <= 3 * unit ? 2 : raw <= 7 * unit ? 5 : 10);
	bool more = false;

	double first = ceil(r.lo / step);
	for (int i = 0; i < 8 && first + i <= floor(r.hi / step); i++) {
		double k = first + i;
		tic(w, a, step >= 1 ? k * step : k / round(1 / step), -1000, &more);
	}
}

static void
log_tics(struct writer *w, const struct law_axis *a, struct law_range r)
{
	int first = (int)ceil(log10(r.lo) - 1e-9), last = (int)floor(log10(r.hi) + 1e-9), step = (last - first) / 4 + 1;
	bool more = false, wide = r.hi > 12 * r.lo;		/* 1, 3, 10, or 1, 2, 5, 10 */

	if (last - first >= 2) {
		for (int k = first; k <= last; k += step)
			tic(w, a, pow(10, k), k, &more);
		return;
	}
	for (int k = first - 1; k <= last; k++)
		for (int m = 1; m <= 5; m += m == 1 ? (wide ? 2 : 1) : wide ? 7 : 3)
			if (m * pow(10, k) >= r.lo && m * pow(10, k) <= r.hi)
				tic(w, a, m * pow(10, k), m == 1 ? k : -1000, &more);
}

void
law_picture_axis(struct writer *w, const struct law_axis *a)
{
	struct law_range r = a->range;

	if (!(r.lo < r.hi)) {		/* one point, or none */
		double at = r.lo <= r.hi ? r.lo : 1;
		double half = fabs(at) / 2 + (at == 0);
		r = a->log ? (struct law_range){ at / 2, at * 2 } : (struct law_range){ at - half, at + half };
	}
	double room = a->log ? .04 * log(r.hi / r.lo) : .05 * (r.hi - r.lo);
	r = a->log ? (struct law_range){ r.lo * exp(-room), r.hi * exp(room) } : (struct law_range){ r.lo - room, r.hi + room };
	law_picture_say(w, a->log ? "set logscale %s\n" : "unset logscale %s\n", a->axis);
	law_picture_say(w, "set %srange [", a->axis);
	number(w, r.lo);
	writer_raw(w, STR(":"));
	number(w, r.hi);
	law_picture_say(w, "]\nset %stics (", a->axis);
	if (a->log && r.hi > 8 * r.lo)
		log_tics(w, a, r);
	else
		linear_tics(w, a, r);
	writer_raw(w, STR(")\n"));
	law_picture_say(w, "set %slabel ", a->axis);
	gnuplot_text(w, str_of(a->label));
	writer_raw(w, STR(" noenhanced\n"));
}

void
law_picture_begin(struct writer *w)
{
	writer_raw(w, STR("letters = GPVAL_TERM eq 'dumb'\n"
		"set encoding utf8\n"
		"set grid linecolor rgb '#d0d0d0'\n"
		"set tics font ',9'\nset title font ',10' offset 0,-.6\nset xlabel font ',10' offset 0,.5\nset ylabel font ',10' offset 1,0\n"
		"set cblabel font ',10' offset -.5,0\nset key font ',9' samplen 2 spacing 1\n"
		"set tmargin 1.4\nset bmargin 3\nset lmargin 7\nset rmargin 2\n"
		"set palette defined (0 '#440154', 1 '#3b528b', 2 '#21918c', 3 '#5ec962', 4 '#e0c020')\n"));
}

void
law_picture_next(struct writer *w)
{
	writer_raw(w, STR("\n\n"));
}
