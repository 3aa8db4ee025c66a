/* SPDX-License-Identifier: MIT */
/* help: see help.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/die.h"
#include "cli/help.h"
#include "cli/wording.h"
#include "io/libraries.h"

enum { WIDTH = 80, INDENT = 26 };

noreturn void
help_exit(void)
{
	bool bad = ferror(stdout) != 0;
	if (fclose(stdout) != 0 || bad) {
		struct err e = { 0 };
		err_errno(&e, "%s", "");
		err_at(&e, "<stdout>", 0, 0);
		die(&e);
	}
	exit(0);
}

/* The length of the first word of text; of a list too long for a line of room, what fits up to a comma. */
static size_t
word(const char *text, size_t room)
{
	size_t n = strcspn(text, " "), fit = room;
	if (n <= room)
		return n;
	while (fit > 0 && text[fit - 1] != ',')
		fit--;
	return fit > 0 ? fit : n;
}

/* Writes text from column at on, folded before WIDTH and indented; ends the line. */
static void
fold(const char *text, size_t at, size_t indent)
{
	size_t gap = 0;
	while (*text) {
		size_t n = word(text, WIDTH - indent);
		if (at > indent && at + gap + n > WIDTH) {
			printf("\n%*s", (int)indent, "");
			at = indent;
		} else if (gap) {
			putchar(' ');
			at++;
		}
		printf("%.*s", (int)n, text);
		at += n;
		text += n;
		gap = *text == ' ';
		text += gap;
	}
	putchar('\n');
}

static void
option(const struct opt *o)
{
	char left[128], words[WORDING], initial[WORDING], text[3 * WORDING];
	char letter[8] = "    ";
	const char *separator = !o->arg ? "" : o->optional ? "[=" : " ";

	if (o->letter)
		snprintf(letter, sizeof letter, "-%c%s", o->letter, o->name ? ", " : "");
	int n = snprintf(left, sizeof left, "  %s%s%s%s%s%s", letter, o->name ? "--" : "", o->name ? o->name : "", separator,
	                 o->arg ? o->arg : "", o->arg && o->optional ? "]" : "");
	wording_words(o, words);
	wording_default(o, initial);
	snprintf(text, sizeof text, "%s%s%s%s%s%s%s", o->help, *words || *initial ? " (" : "", words, *words && *initial ? "; " : "",
	         *initial ? "default " : "", initial, *words || *initial ? ")" : "");

	printf("%s", left);
	if (n > INDENT - 2) {
		putchar('\n');
		n = 0;
	}
	printf("%*s", INDENT - n, "");
	fold(text, INDENT, INDENT);
}

noreturn void
help_show(const struct tool *tool, const struct opt *all)
{
	printf("Usage: %s [OPTION...] %s\n", tool->name, tool->operands);
	fold(tool->summary, 0, 0);
	printf("\nExamples:\n");
	for (const char *const *x = tool->examples; x && *x; x++)
		printf("  %s\n", *x);
	printf("\nOptions:\n");
	for (; all->kind != OPT_END_; all++) {
		if (all->help)
			option(all);
	}
	printf("\nSee %s(1), and mlcoreutils(7) for what all programs share.\n", tool->name);
	help_exit();
}

noreturn void
help_version(const struct tool *tool)
{
	char libraries[LIBRARIES_TEXT];
	printf("%s (mlcoreutils) %s\n", tool->name, MLCORE_VERSION);
	printf("Copyright (c) 2026 the mlcoreutils authors\n");
	printf("License MIT: free to use, change and share; there is no warranty.\n");
	printf("Linked with: %s\n", libraries_text(libraries));
	help_exit();
}
