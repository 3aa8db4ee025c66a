/* SPDX-License-Identifier: MIT */
/* err: see err.h. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"

int
err_set(struct err *e, int code, const char *format, ...)
{
	if (!e->code) {
		va_list ap;
		va_start(ap, format);
		e->code = code;
		vsnprintf(e->text, sizeof e->text, format, ap);
		va_end(ap);
	}
	return e->code;
}

void
err_at(struct err *e, const char *file, size_t line, size_t column)
{
	if (!e->file)
		e->file = file;
	if (!e->line) {
		e->line = line;
		e->column = column;
	}
}

void
err_name(struct err *e, size_t n, const char *name)
{
	if (!e->name[0])
		snprintf(e->name, sizeof e->name, "%.*s", n < sizeof e->name ? (int)n : (int)sizeof e->name - 1, name);
}

void
err_hint(struct err *e, const char *format, ...)
{
	if (!e->hint[0]) {
		va_list ap;
		va_start(ap, format);
		vsnprintf(e->hint, sizeof e->hint, format, ap);
		va_end(ap);
	}
}

int
err_errno(struct err *e, const char *format, ...)
{
	if (!e->code) {
		const char *why = strerror(errno);	/* in English: no program sets a locale */
		va_list ap;
		va_start(ap, format);
		e->code = ERR_SYSTEM;
		vsnprintf(e->text, sizeof e->text, format, ap);
		va_end(ap);
		size_t n = strlen(e->text);
		snprintf(e->text + n, sizeof e->text - n, "%s%s", n ? ": " : "", why);
	}
	return e->code;
}

void
err_clear(struct err *e)
{
	memset(e, 0, sizeof *e);
}

int
err_status(int code)
{
	return code == ERR_MEMORY ? ERR_SYSTEM : code;
}

void
err_line(const struct err *e, size_t size, char out[])
{
	size_t n = 0;
	out[0] = '\0';
#define ADD(...) (n += n < size ? (size_t)snprintf(out + n, size - n, __VA_ARGS__) : 0)
	if (e->file)
		ADD("%s", e->file);
	if (e->file && e->line)
		ADD(":%zu", e->line);
	if (e->file && e->line && e->column)
		ADD(":%zu", e->column);
	if (e->name[0])
		ADD("%s(column \"%s\")", n ? " " : "", e->name);
	ADD("%s%s", n ? ": " : "", e->text);
	if (e->hint[0])
		ADD("; %s", e->hint);
#undef ADD
}
