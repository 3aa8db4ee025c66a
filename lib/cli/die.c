/* SPDX-License-Identifier: MIT */
/* die: see die.h. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/die.h"

enum { LINE = 16384, LONGEST_NAME = 1024, SHOWN_OF_A_KIND = 5, KINDS = 64 };

/* The program's voice: its settings come from opt_parse; the counts of warnings are the one thing here that changes later. */
static struct {
	const char *program;
	bool quiet, strict, json, warned;
	size_t kinds;
	struct {
		const char *severity, *kind;
		size_t n;
		char text[sizeof ((struct err *)0)->text];	/* of the first */
	} heard[KINDS];
} voice = { .program = "mlcoreutils" };

void
die_setup(const char *program, bool quiet, bool strict, bool json)
{
	voice.program = program;
	voice.quiet = quiet;
	voice.strict = strict;
	voice.json = json;
}

/* A line being made: two bytes are kept for the closing brace and the newline. */
struct line {
	size_t n;
	char s[LINE];
};

static void
add(struct line *l, const char *s)
{
	size_t n = strlen(s);
	if (n < LINE - 2 - l->n) {
		memcpy(l->s + l->n, s, n);
		l->n += n;
	}
}

/* One write a line, so that programs in one pipeline do not mix theirs. */
static void
speak(struct line *l)
{
	l->s[l->n++] = '\n';
	for (size_t at = 0; at < l->n; ) {
		ssize_t n = write(STDERR_FILENO, l->s + at, l->n - at);
		if (n < 0 && errno != EINTR)
			return;		/* nobody is left to be told */
		at += n > 0 ? (size_t)n : 0;
	}
}

/* Text from outside, without control bytes; keep leaves one of them as it is; a quoted text stands in a JSON string. */
static void
add_shown(struct line *l, const char *s, char keep, bool quoted)
{
	for (size_t left = strlen(s), n; left; s += n, left -= n) {
		char shown[STR_SHOWN], piece[2] = { 0 };
		n = str_utf8((struct str){ s, left });
		n = n ? n : 1;
		if (*s == '\n' && keep == '\n') {
			add(l, quoted ? "\\n" : "\n");
			continue;
		}
		str_show((struct str){ s, n }, shown);
		for (const char *c = shown; *c; c++) {
			piece[0] = *c;
			if (quoted && (*c == '"' || *c == '\\'))
				add(l, "\\");
			add(l, piece);
		}
	}
}

static void
add_member(struct line *l, const char *key, const char *severity, const char *value)
{
	add(l, key);
	if (!value || !*value) {
		add(l, "null");
		return;
	}
	add(l, "\"");
	add(l, severity);
	add_shown(l, value, '\n', true);
	add(l, "\"");
}

static void
add_number(struct line *l, const char *key, size_t n)
{
	char digits[32];
	snprintf(digits, sizeof digits, "%zu", n);
	add(l, key);
	add(l, n ? digits : "null");
}

static void
say_json(const char *severity, const struct err *e)
{
	struct line l = { 0 };
	char message[sizeof e->text + sizeof e->name + 16];

	if (e->name[0])
		snprintf(message, sizeof message, "column \"%s\": %s", e->name, e->text);
	else
		snprintf(message, sizeof message, "%s", e->text);
	add_member(&l, "{\"program\": ", "", voice.program);
	add_member(&l, ", \"file\": ", "", e->file);
	add_number(&l, ", \"line\": ", e->line);
	add_number(&l, ", \"column\": ", e->column);
	add_member(&l, ", \"message\": ", severity, message);
	add_member(&l, ", \"hint\": ", "", e->hint);
	l.s[l.n++] = '}';
	speak(&l);
}

static void
say_text(const char *severity, const struct err *e)
{
	struct line l = { 0 }, file = { 0 }, name = { 0 };
	struct err shown = *e;
	char out[LINE / 2];

	/* A name from outside may hold a newline; a text of ours may too (an expression above its caret). */
	if (e->file)
		add_shown(&file, e->file, 0, false);
	add_shown(&name, e->name, 0, false);
	shown.file = e->file ? file.s : NULL;
	snprintf(shown.name, sizeof shown.name, "%.*s", (int)sizeof shown.name - 1, name.s);
	err_line(&shown, sizeof out, out);

	add(&l, voice.program);
	add(&l, ": ");
	add(&l, severity);
	add_shown(&l, out, '\n', false);
	speak(&l);
}

static void
say(const char *severity, const struct err *e)
{
	struct err cut = *e;
	char file[LONGEST_NAME + 1];

	if (e->file) {
		snprintf(file, sizeof file, "%s", e->file);
		cut.file = file;
	}
	if (voice.json)
		say_json(severity, &cut);
	else
		say_text(severity, &cut);
}

noreturn void
die(const struct err *e)
{
	say("", e);
	exit(err_status(e->code));
}

noreturn void
die_memory(void)
{
	struct err e = { 0 };
	err_memory(&e);
	die(&e);
}

void
die_check(const struct err *e)
{
	if (e->code)
		die(e);
}

void *
die_need(void *p)
{
	if (!p)
		die_memory();
	return p;
}

noreturn void
die_usage(const char *format, ...)
{
	struct err e = { .code = ERR_USAGE };
	va_list ap;
	va_start(ap, format);
	vsnprintf(e.text, sizeof e.text, format, ap);
	va_end(ap);
	die(&e);
}

/* Counts one more of a kind; true when it is to be shown. */
static bool
heard(const char *severity, const char *kind, const char *text)
{
	size_t k = 0;
	while (k < voice.kinds && strcmp(voice.heard[k].kind, kind) != 0)
		k++;
	if (k == KINDS)
		return true;
	if (k == voice.kinds) {
		voice.heard[k].severity = severity;
		voice.heard[k].kind = kind;
		memcpy(voice.heard[k].text, text, sizeof voice.heard[k].text);
		voice.kinds++;
	}
	return ++voice.heard[k].n <= SHOWN_OF_A_KIND;
}

void
warn(const char *kind, const struct err *e)
{
	voice.warned = true;
	if (heard("warning: ", kind, e->text) && !voice.quiet)
		say("warning: ", e);
}

void
note(const char *format, ...)
{
	struct err e = { 0 };
	va_list ap;
	va_start(ap, format);
	vsnprintf(e.text, sizeof e.text, format, ap);
	va_end(ap);
	if (heard("note: ", format, e.text) && !voice.quiet)
		say("note: ", &e);
}

void
note_terminal(const char *path)
{
	if ((!path || strcmp(path, "-") == 0) && isatty(STDIN_FILENO))
		note("reading from the terminal until Ctrl-D; --help says what is expected");
}

int
die_summary(void)
{
	for (size_t k = 0; k < voice.kinds && !voice.quiet; k++) {
		if (voice.heard[k].n > SHOWN_OF_A_KIND) {
			struct err e = { 0 };
			snprintf(e.text, sizeof e.text, "%zu more like: %.360s", voice.heard[k].n - SHOWN_OF_A_KIND,
				voice.heard[k].text);
			say(voice.heard[k].severity, &e);
		}
	}
	return voice.strict && voice.warned ? ERR_NO_ANSWER : 0;
}
