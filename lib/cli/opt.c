/* SPDX-License-Identifier: MIT */
/* opt: see opt.h. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "cli/die.h"
#include "cli/generate.h"
#include "cli/help.h"
#include "cli/opt.h"
#include "cli/value.h"
#include "cli/wording.h"

static const struct opt answers[] = {
	{ .kind = OPT_FLAG_, .letter = 'h', .name = "help", .help = "show this help" },
	{ .kind = OPT_FLAG_, .letter = 'V', .name = "version", .help = "show the version, the licence and the libraries" },
	{ .kind = OPT_TEXT_, .name = "generate", .arg = "WHAT" },
	OPT_END
};

/* Copies the table o, whose offsets count from base, to all[*n..] with its groups opened; all = NULL only counts. */
static void
open_groups(const struct opt *o, char *base, struct opt *all, size_t *n)
{
	for (; o->kind != OPT_END_; o++) {
		void *var = o->var ? o->var : base ? base + o->at : NULL;
		if (o->kind == OPT_GROUP_) {
			open_groups(o->group, var, all, n);
			continue;
		}
		if (all) {
			all[*n] = *o;
			all[*n].var = var;
		}
		++*n;
	}
}

struct opt *
opt_all(const struct tool *tool)
{
	size_t n = 0;
	open_groups(tool->opts, NULL, NULL, &n);
	open_groups(answers, NULL, NULL, &n);
	struct opt *all = mem_zero(n + 1, sizeof *all);		/* the last one is OPT_END */
	if (all) {
		n = 0;
		open_groups(tool->opts, NULL, all, &n);
		open_groups(answers, NULL, all, &n);
	}
	return all;
}

/* A walk over the command line.  cluster: the letters left of word, such as "-nq". */
struct walk {
	const struct opt *all;
	char **argv, *word, *cluster;
	bool ended;			/* after "--" */
};

enum { END, OPERAND, OPTION, BAD };

static const struct opt *
find(const struct opt *o, char letter, struct str name)
{
	while (o->kind != OPT_END_ && !(letter ? o->letter == letter : o->name && str_is(name, o->name)))
		o++;
	return o->kind == OPT_END_ ? NULL : o;
}

static int
unknown(const struct opt *all, struct str name, struct err *e)
{
	char shown[STR_SHOWN];
	const char *near = NULL;
	size_t least = name.n / 3 + 2;

	for (; all->kind != OPT_END_; all++) {
		if (!all->name || !all->help)
			continue;
		struct str full = str_of(all->name);
		bool begins = name.n && name.n < full.n && memcmp(name.s, full.s, name.n) == 0;
		size_t d = begins ? 0 : str_distance(name, full, least);
		if (d < least) {
			least = d;
			near = all->name;
		}
	}
	err_set(e, ERR_USAGE, "unknown option --%s", str_show(name, shown));
	if (near)
		err_hint(e, "did you mean --%s?", near);
	else
		err_hint(e, "--help shows all");
	return BAD;
}

static int
unknown_letter(const char *word, const char *letter, struct err *e)
{
	char shown[STR_SHOWN], one[STR_SHOWN];
	char first = word[1] == '.' ? word[2] : word[1];
	bool number = first >= '0' && first <= '9';

	str_show(str_of(word), shown);
	if (number)
		err_set(e, ERR_USAGE, "\"%s\" looks like a number", shown);
	else if (letter == word + 1 && letter[1] == '\0')
		err_set(e, ERR_USAGE, "unknown option %s", shown);
	else
		err_set(e, ERR_USAGE, "unknown option -%s in %s", str_show((struct str){ letter, 1 }, one), shown);
	err_hint(e, "%s", number ? "write -- before it" : "--help shows all");
	return BAD;
}

/* The argument of option o: what is given with it, else the next word unless it is optional. */
static int
argument(struct walk *w, const struct opt *o, char *given, char **value, struct err *e)
{
	char name[WORDING_NAME];

	*value = given;
	if (!value_wanted(o) && given)
		err_set(e, ERR_USAGE, "%s takes no value", wording_name(o, name));
	if (value_wanted(o) && !given && !o->optional && !(*value = *w->argv ? *w->argv++ : NULL))
		err_set(e, ERR_USAGE, "%s needs a value: %s", wording_name(o, name), o->arg);
	return e->code ? BAD : OPTION;
}

/* The next operand (in *value), or option with its value. */
static int
step(struct walk *w, const struct opt **o, char **value, struct err *e)
{
	if (!w->cluster || !*w->cluster) {
		char *word = *w->argv;
		if (!word)
			return END;
		w->argv++;
		if (w->ended || word[0] != '-' || word[1] == '\0') {
			*value = word;
			return OPERAND;
		}
		if (strcmp(word, "--") == 0) {
			w->ended = true;
			return step(w, o, value, e);
		}
		if (word[1] == '-') {
			struct str given, name = str_cut(str_of(word + 2), '=', &given);
			if (!(*o = find(w->all, '\0', name)))
				return unknown(w->all, name, e);
			return argument(w, *o, given.s ? word + 2 + name.n + 1 : NULL, value, e);
		}
		w->cluster = word + 1;
		w->word = word;
	}
	char *letter = w->cluster++;
	if (!(*o = find(w->all, *letter, (struct str){ 0 }))) {
		w->cluster = NULL;
		return unknown_letter(w->word, letter, e);
	}
	if (!value_wanted(*o) || (*o)->optional || !*w->cluster)
		return argument(w, *o, NULL, value, e);
	char *rest = w->cluster;
	w->cluster = NULL;
	return argument(w, *o, rest, value, e);
}

static bool
is(const struct opt *o, const char *name)
{
	return o->name && strcmp(o->name, name) == 0;
}

/* Before anything is set: how errors are to be told, and the questions that are answered whatever else is there. */
static void
answer(const struct tool *tool, const struct opt *all, char **words)
{
	struct walk w = { .all = all, .argv = words };
	bool quiet = false, strict = false, json = false, help = false, version = false;
	const char *what = NULL;
	const struct opt *o;
	char *value;

	for (int got = OPERAND; got != END; ) {
		struct err e = { 0 };
		if ((got = step(&w, &o, &value, &e)) != OPTION)
			continue;
		quiet |= is(o, "quiet");
		strict |= is(o, "strict");
		help |= is(o, "help");
		version |= is(o, "version");
		json = is(o, "errors") && value ? strcmp(value, "json") == 0 : json;
		what = is(o, "generate") ? value : what;
	}
	die_setup(tool->name, quiet, strict, json);
	if (help)
		help_show(tool, all);
	if (version)
		help_version(tool);
	if (what)
		generate_show(tool, all, what);
}

char **
opt_parse(const struct tool *tool, int argc, char **argv)
{
	struct err e = { 0 };
	struct opt *all = opt_all(tool);
	struct walk w = { .all = all, .argv = argv + (argc > 0) };
	const struct opt *o;
	char **operands = argv, *value;
	int got;

	die_setup(tool->name, false, false, false);
	if (!all)
		die_memory();
	answer(tool, all, w.argv);
	while ((got = step(&w, &o, &value, &e)) != END) {
		if (got == BAD || (got == OPTION && value_set(o, value, &e)))
			die(&e);
		if (got == OPERAND)
			*operands++ = value;	/* never beyond the word just read */
	}
	*operands = NULL;
	for (o = all; o->kind != OPT_END_; o++) {
		struct spec_list *list = o->kind == OPT_SPECS_ ? o->var : NULL;
		if (!list || list->n || !o->fallback)
			continue;
		if (value_set(o, o->fallback, &e))
			die(&e);
		list->assumed = true;
	}
	mem_free(all);
	return argv;
}
