/* SPDX-License-Identifier: MIT */
/* gnuplot: see gnuplot.h. */
#include <math.h>

#include "io/gnuplot.h"
#include "io/utf8.h"
#include "io/writer_type.h"

/* Bytes of the first limit characters of s (a byte that is none counts as one); *all tells whether that is the whole of it. */
static size_t
cut(struct str s, size_t limit, bool *all)
{
	size_t at = 0;
	for (size_t k = 0; k < limit && at < s.n; k++) {
		size_t n = str_visible((struct str){ s.s + at, s.n - at });
		at += n ? n : 1;
	}
	*all = at == s.n;
	return at;
}

/* The n bytes at k of what is between the quotes; a % in a format counts. */
static struct str
shown(struct str s, size_t k, size_t n, bool format)
{
	if (n == 0)
		return STR("?");
	if (s.s[k] == '%' && format)
		return STR("%%");
	if (s.s[k] == '\'')		/* two in a row, or at the front, end the text for gnuplot 5.4, doubled as they are */
		return k == 0 || s.s[k - 1] == '\'' ? STR("\xE2\x80\x99") : STR("''");
	return (struct str){ s.s + k, n };
}

static void
quoted(struct writer *w, struct str s, bool format)
{
	bool all, unused;
	cut(s, GNUPLOT_TEXT, &all);
	size_t end = all ? s.n : cut(s, GNUPLOT_TEXT - 3, &unused);
	writer_raw(w, STR("'"));
	for (size_t k = 0, n; k < end; k += n ? n : 1) {
		n = str_visible((struct str){ s.s + k, end - k });
		writer_raw(w, shown(s, k, n, format));
	}
	writer_raw(w, all ? STR("'") : STR("...'"));
}

void
gnuplot_text(struct writer *w, struct str s)
{
	quoted(w, s, false);
}

void
gnuplot_tic(struct writer *w, struct str s)
{
	quoted(w, s, true);
}

void
gnuplot_begin(struct writer *w, const char *name)
{
	writer_raw(w, STR("$"));
	writer_string(w, name);
	writer_raw(w, STR(" << EOD\n"));
}

void
gnuplot_row(struct writer *w, size_t n, const double x[])
{
	for (size_t k = 0; k < n; k++) {
		char s[NUM_TEXT + 1];
		size_t length = isfinite(x[k]) ? writer_print(w, x[k], s) : 0;
		s[length] = k + 1 < n ? ' ' : '\n';
		if (length == 0)
			writer_raw(w, STR("NaN"));
		writer_raw(w, (struct str){ s, length + 1 });
	}
}

void
gnuplot_end(struct writer *w)
{
	writer_raw(w, STR("EOD\n"));
}
