/* SPDX-License-Identifier: MIT */
/* writer_markup: tables for Markdown (GitHub's pipe tables) and LaTeX (tabular with the rules of booktabs). */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "io/utf8.h"
#include "io/writer_type.h"

/* What c has to be written as, NULL for itself; in Markdown a backslash before punctuation takes its meaning away. */
static const char *
md_escape(char c)
{
	static const char special[] = "\\`*_|<>&[]~$", out[][3] = { "\\\\", "\\`", "\\*", "\\_", "\\|", "\\<", "\\>", "\\&",
		"\\[", "\\]", "\\~", "\\$" };
	const char *at = strchr(special, c);
	return at ? out[at - special] : NULL;
}

/* A [ or * behind the \\ or the rule of the line before would be taken for their argument. */
static const char *
latex_escape(char c)
{
	static const char special[] = "#$%&_{}[*~^\\<>|\"";
	static const char *const out[] = { "\\#", "\\$", "\\%", "\\&", "\\_", "\\{", "\\}", "{[}", "{*}", "\\textasciitilde{}",
		"\\textasciicircum{}", "\\textbackslash{}", "\\textless{}", "\\textgreater{}", "\\textbar{}", "''" };
	const char *at = strchr(special, c);
	return at ? out[at - special] : NULL;
}

/* s with what is not visible as \xHH and then escaped. */
static void
put_escaped(struct writer *w, struct str s, const char *(*escape)(char c))
{
	struct text shown = { 0 };
	utf8_show(&shown, s);
	for (size_t k = 0; k < shown.n; k++) {
		const char *e = escape(shown.s[k]);
		if (e)
			writer_string(w, e);
		else
			output_byte(&w->out, shown.s[k]);
	}
	if (shown.failed)
		err_memory(&w->err);
	text_free(&shown);
}

static void
md_text(struct writer *w, struct str s)
{
	writer_string(w, w->at ? " | " : "| ");
	put_escaped(w, s, md_escape);
}

static void
md_plain(struct writer *w, size_t n, const char s[])
{
	writer_string(w, w->at ? " | " : "| ");
	output_put(&w->out, (struct str){ s, n });
}

static void
md_number(struct writer *w, double x)
{
	char s[NUM_TEXT];
	md_plain(w, writer_print(w, x, s), s);
}

static void
md_count(struct writer *w, uint64_t n)
{
	char s[NUM_TEXT];
	md_plain(w, num_print_count(n, s), s);
}

static void
md_end(struct writer *w)
{
	writer_string(w, " |\n");
}

/* A pipe table has no form without a head: without names its cells are empty. */
static void
md_columns(struct writer *w)
{
	for (w->at = 0; w->at < w->n; w->at++)
		md_text(w, w->opts.header ? w->columns[w->at].name : (struct str){ 0 });
	w->at = 0;
	md_end(w);
	for (size_t k = 0; k < w->n; k++)
		writer_string(w, w->columns[k].text ? "|---" : "|--:");
	writer_string(w, "|\n");
}

static void
latex_lead(struct writer *w)
{
	if (w->at)
		writer_string(w, " & ");
}

static void
latex_text(struct writer *w, struct str s)
{
	latex_lead(w);
	put_escaped(w, s, latex_escape);
}

/* In mathematics a minus is a minus; 1.5e-7 is 1.5 times a power of ten. */
static void
latex_number(struct writer *w, double x)
{
	latex_lead(w);
	if (!isfinite(x)) {
		writer_string(w, isnan(x) ? "nan" : x > 0 ? "$\\infty$" : "$-\\infty$");
		return;
	}
	char s[NUM_TEXT];
	struct str power, digits = str_cut((struct str){ s, writer_print(w, x, s) }, 'e', &power);
	writer_string(w, "$");
	output_put(&w->out, digits);
	if (power.s) {
		writer_string(w, " \\times 10^{");
		output_put(&w->out, power);
		writer_string(w, "}");
	}
	writer_string(w, "$");
}

static void
latex_count(struct writer *w, uint64_t n)
{
	latex_lead(w);
	w->out.n += num_print_count(n, output_room(&w->out, NUM_TEXT));
}

static void
latex_end(struct writer *w)
{
	writer_string(w, " \\\\\n");
}

static void
latex_columns(struct writer *w)
{
	writer_string(w, "\\begin{tabular}{");
	for (size_t k = 0; k < w->n; k++)
		writer_string(w, w->columns[k].text ? "l" : "r");
	writer_string(w, "}\n\\toprule\n");
	if (!w->opts.header || w->opts.matrix)
		return;
	for (w->at = 0; w->at < w->n; w->at++)
		latex_text(w, w->columns[w->at].name);
	w->at = 0;
	latex_end(w);
	writer_string(w, "\\midrule\n");
}

static void
latex_finish(struct writer *w)
{
	writer_string(w, "\\bottomrule\n\\end{tabular}\n");
}

const struct writer_type writer_md = { .columns = md_columns, .number = md_number, .count = md_count, .text = md_text,
	.end = md_end };
const struct writer_type writer_latex = { .columns = latex_columns, .number = latex_number, .count = latex_count,
	.text = latex_text, .end = latex_end, .finish = latex_finish };
