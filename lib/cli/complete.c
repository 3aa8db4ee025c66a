/* SPDX-License-Identifier: MIT */
/* complete: see complete.h. */
#include <stdio.h>
#include <string.h>

#include "cli/complete.h"
#include "cli/value.h"
#include "cli/wording.h"

/* Text inside single quotes of a shell; each of the bytes in also gets a backslash. */
static void
quoted(const char *text, const char *end_quote, const char *also)
{
	for (; *text; text++) {
		if (*text == '\'')
			printf("%s", end_quote);
		else
			printf("%s%c", strchr(also, *text) ? "\\" : "", *text);
	}
}

/* The names of a registry and their aliases, between blanks. */
static void
names(const struct registry *g)
{
	for (size_t i = 0; i < g->n; i++)
		printf("%s%s", i ? " " : "", row_at(g, i)->name);
	for (const struct alias *a = g->aliases; a && a->name; a++)
		printf(" %s", a->name);
}

static void
words(const struct opt *o)
{
	if (o->kind == OPT_SPECS_) {
		names(o->registry);
		return;
	}
	for (size_t i = 0, n = 0; o->words[i]; i++) {
		if (o->words[i][0])
			printf("%s%s", n++ ? " " : "", o->words[i]);
	}
}

static bool
has_words(const struct opt *o)
{
	return o->kind == OPT_WORD_ || o->kind == OPT_SPECS_;
}

/* Only text can name a file. */
static bool
has_files(const struct opt *o)
{
	return o->kind == OPT_TEXT_ || o->kind == OPT_APPEND_;
}

/* The name of a function for a program: no hyphens. */
static void
function(const struct tool *tool)
{
	putchar('_');
	for (const char *c = tool->name; *c; c++)
		putchar(*c == '-' ? '_' : *c);
}

/* "-c|--columns" */
static void
both(const struct opt *o)
{
	if (o->letter)
		printf("-%c%s", o->letter, o->name ? "|" : "");
	if (o->name)
		printf("--%s", o->name);
}

static void
bash_cases(const struct tool *tool, const struct opt *all)
{
	char name[WORDING_NAME];

	printf("\tcase $prev in\n");
	for (const struct opt *o = all; o->kind != OPT_END_; o++) {
		if (!o->help || !value_wanted(o) || o->optional)
			continue;
		printf("\t");
		both(o);
		if (has_words(o)) {
			printf(") words='");
			words(o);
			printf("'%s ;;\n", o->kind == OPT_SPECS_ ? " list=1" : "");
		} else {
			printf(") return ;;\n");
		}
	}
	printf("\t*)\n\t\tif [[ $cur == -* ]]; then\n\t\t\twords='");
	for (const struct opt *o = all; o->kind != OPT_END_; o++) {
		if (o->help)
			printf("%s%s", o == all ? "" : " ", wording_name(o, name));
	}
	printf("'\n");
	if (tool->registry) {
		printf("\t\telif [[ \" ${COMP_WORDS[*]} \" == *' --list '* ]]; then\n\t\t\twords='");
		names(tool->registry);
		printf("'\n");
	}
	printf("\t\tfi ;;\n\tesac\n");
}

void
complete_bash(const struct tool *tool, const struct opt *all)
{
	printf("# bash completion for %s, made by %s --generate=bash\n", tool->name, tool->name);
	function(tool);
	printf("()\n{\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words= list= before=\n"
	       "\tCOMPREPLY=()\n"
	       "\t# readline cuts --name=value at the equals sign\n"
	       "\tif [[ $cur == = ]]; then\n\t\tcur=\n"
	       "\telif [[ $prev == = && COMP_CWORD -gt 2 ]]; then\n\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n\tfi\n");
	bash_cases(tool, all);
	printf("\t[[ $words ]] || return\n"
	       "\tif [[ $list ]]; then\n"
	       "\t\tbefore=${cur%%\"${cur##*,}\"} cur=${cur##*,}\n"
	       "\t\tcompopt -o nospace 2>/dev/null\n\tfi\n"
	       "\tmapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"$words\" -- \"$cur\")\n"
	       "}\ncomplete -o default -F ");
	function(tool);
	printf(" %s\n", tool->name);
}

static void
zsh_option(const struct opt *o)
{
	const char *value = !value_wanted(o) ? "" : o->optional ? "=-" : "=";

	printf(" \\\n\t");
	if (o->letter && o->name)
		printf("%s'(-%c --%s)'{-%c%s,--%s%s}'", o->kind == OPT_APPEND_ ? "\\*" : "", o->letter, o->name, o->letter,
		       value_wanted(o) ? "+" : "", o->name, value);
	else if (o->letter)
		printf("'-%c%s", o->letter, value_wanted(o) ? "+" : "");
	else
		printf("'%s--%s%s", o->kind == OPT_APPEND_ ? "*" : "", o->name, value);
	putchar('[');
	quoted(o->help, "'\\''", "[]\\");
	putchar(']');
	if (value_wanted(o)) {
		printf("%s:%s:", o->optional ? ":" : "", o->arg);
		if (has_words(o)) {
			printf("%s", o->kind == OPT_SPECS_ ? "_sequence compadd - " : "(");
			words(o);
			printf("%s", o->kind == OPT_SPECS_ ? "" : ")");
		} else if (has_files(o)) {
			printf("_files");
		}
	}
	putchar('\'');
}

void
complete_zsh(const struct tool *tool, const struct opt *all)
{
	printf("#compdef %s\n# zsh completion for %s, made by %s --generate=zsh\n", tool->name, tool->name, tool->name);
	printf("local -a operands=('*:file:_files')\n");
	if (tool->registry) {
		printf("(( ${words[(I)--list]} )) && operands=('*:%s:(", tool->registry->what);
		names(tool->registry);
		printf(")')\n");
	}
	printf("_arguments -s -S");
	for (; all->kind != OPT_END_; all++) {
		if (all->help)
			zsh_option(all);
	}
	printf(" \\\n\t$operands\n");
}

void
complete_fish(const struct tool *tool, const struct opt *all)
{
	printf("# fish completion for %s, made by %s --generate=fish\n", tool->name, tool->name);
	if (tool->registry) {
		printf("complete -c %s -n 'contains -- --list (commandline -opc)' -f -a '", tool->name);
		names(tool->registry);
		printf("'\n");
	}
	for (const struct opt *o = all; o->kind != OPT_END_; o++) {
		if (!o->help)
			continue;
		if (o->kind == OPT_SPECS_) {
			printf("function _");
			function(tool);
			printf("_%s\n\tprintf '%%s\\n' ", o->name);
			words(o);
			printf("\nend\n");
		}
		printf("complete -c %s", tool->name);
		if (o->letter)
			printf(" -s %c", o->letter);
		if (o->name)
			printf(" -l %s", o->name);
		if (value_wanted(o) && !o->optional)
			printf("%s", has_files(o) ? " -r -F" : " -x");
		if (o->kind == OPT_SPECS_) {
			printf(" -a '(__fish_complete_list , _");
			function(tool);
			printf("_%s)'", o->name);
		} else if (o->kind == OPT_WORD_) {
			printf(" -a '");
			words(o);
			putchar('\'');
		}
		printf(" -d '");
		quoted(o->help, "\\'", "\\");
		printf("'\n");
	}
}
