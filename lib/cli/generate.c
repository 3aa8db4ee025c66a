/* SPDX-License-Identifier: MIT */
/* generate: see generate.h; here the page's OPTIONS, the shells are in complete.c. */
#include <stdio.h>
#include <string.h>

#include "cli/complete.h"
#include "cli/die.h"
#include "cli/generate.h"
#include "cli/help.h"
#include "cli/wording.h"

static bool
letter_or_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Text as roff prints it back: what it would take for an escape, a quote, an accent or a control line is spelt out. */
static void
roff(const char *text)
{
	static const struct { char c; const char *spelt; } special[] = {
		{ '\\', "\\e" }, { '\'', "\\(aq" }, { '"', "\\(dq" }, { '`', "\\(ga" }, { '^', "\\(ha" }, { '~', "\\(ti" },
	};
	if (*text == '.')
		printf("\\&");
	for (const char *c = text; *c; c++) {
		size_t i = 0;
		while (i < sizeof special / sizeof *special && special[i].c != *c)
			i++;
		if (i < sizeof special / sizeof *special)
			printf("%s", special[i].spelt);
		else if (*c == '-' && !(c > text && letter_or_digit(c[-1]) && letter_or_digit(c[1])))
			printf("\\-");		/* a minus; between letters it is a hyphen */
		else
			putchar(*c);
	}
}

/* Text as a sentence on a line of its own. */
static void
sentence(const char *before, const char *text)
{
	char all[2 * WORDING + 32];

	snprintf(all, sizeof all, "%s%s", before, text);
	if (all[0] >= 'a' && all[0] <= 'z')
		all[0] = (char)(all[0] - 'a' + 'A');
	roff(all);
	printf(".\n");
}

static void
example(const struct opt *o)
{
	const char *x = o->example;
	const char *quote = strpbrk(x, " ;#*?!|&<>$\"\\()~") && !strchr(x, '\'') ? "'" : "";
	char name[WORDING_NAME];

	printf("For example\n.Ql \"");
	roff(wording_name(o, name));
	putchar(o->optional ? '=' : ' ');
	roff(quote);
	roff(x);
	roff(quote);
	printf("\" .\n");
}

/* A list as prose, so that a page can be folded. */
static char *
spaced(const char *list, char out[2 * WORDING])
{
	char *to = out;
	for (; *list; list++) {
		*to++ = *list;
		if (*list == ',' && list[1] && list[1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	return out;
}

static void
entry(const struct opt *o)
{
	char text[WORDING], list[2 * WORDING];

	printf(".It");
	printf(" Fl");
	if (o->letter)
		printf(" %c%s", o->letter, o->name ? " ," : "");
	if (o->name)
		printf(" -%s", o->name);
	if (o->arg)
		printf(o->optional ? " Ns Oo = Ns Ar %s Oc" : " Ar %s", o->arg);
	putchar('\n');
	sentence("", o->help);
	if (*wording_words(o, text))
		sentence("One of ", text);
	if (*wording_range(o, text)) {
		printf(".Ar %s\nis ", o->arg);
		roff(text);
		printf(".\n");
	}
	if (*wording_default(o, text))
		sentence("The default is ", o->kind == OPT_SPECS_ ? spaced(text, list) : text);
	if (o->example)
		example(o);
}

static void
man(const struct opt *all)
{
	printf(".Bl -tag -width Ds\n");
	for (; all->kind != OPT_END_; all++) {
		if (all->help)
			entry(all);
	}
	printf(".El\n");
}

noreturn void
generate_show(const struct tool *tool, const struct opt *all, const char *what)
{
	if (strcmp(what, "man") == 0)
		man(all);
	else if (strcmp(what, "bash") == 0)
		complete_bash(tool, all);
	else if (strcmp(what, "zsh") == 0)
		complete_zsh(tool, all);
	else if (strcmp(what, "fish") == 0)
		complete_fish(tool, all);
	else
		die_usage("--generate: write man, bash, zsh or fish");
	help_exit();
}
