/* SPDX-License-Identifier: MIT */
/* err: what went wrong, where, and what to do about it. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

/* The codes are the exit statuses of command-line errors; ERR_MEMORY leaves as ERR_SYSTEM (err_status). */
enum {
	ERR_NO = 1,		/* an asked question was answered no */
	ERR_USAGE = 2,		/* the command line */
	ERR_INPUT = 3,		/* the text or the values of the input */
	ERR_NO_ANSWER = 4,	/* valid input without an answer: no convergence, singular, nothing defined */
	ERR_SYSTEM = 5,		/* opening, reading, writing */
	ERR_MEMORY = 6
};

/*
 * One error, owned by the caller, zero before use.  The first error stays: every function below does nothing to an error that is
 * already set, except err_clear.
 *
 * file    as the user named it, "<stdin>", or NULL; borrowed: it has to outlive the error
 * line    1-based physical line, 0 when unknown;  column: 1-based byte in it, 0 when unknown
 * name    name of the data column, or the path inside a document; empty when there is none
 * text    what is wrong, with the offending text in quotes;  hint: what to do, or empty
 */
struct err {
	int code;
	const char *file;
	size_t line, column;
	char name[64];
	char text[400];
	char hint[200];
};

/* Sets code and text (printf format); returns code, or the code of the error that was there first. */
int err_set(struct err *e, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The place, the data column and the hint of the error just set; each stays as it is once filled. */
void err_at(struct err *e, const char *file, size_t line, size_t column);
void err_name(struct err *e, size_t n, const char *name);
void err_hint(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* text followed by ": " and the description of errno, with ERR_SYSTEM. */
int err_errno(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "out of memory" with ERR_MEMORY.  That the code is never 0 afterwards is said for checkers, who see no other file. */
static inline int
err_memory(struct err *e)
{
	err_set(e, ERR_MEMORY, "out of memory");
	if (!e->code)
		__builtin_unreachable();
	return e->code;
}

void err_clear(struct err *e);

/* The exit status that belongs to a code. */
int err_status(int code);

/*
 * Writes the one line "FILE:LINE:COLUMN (column \"NAME\"): TEXT; HINT" without a newline into out (size bytes, always
 * terminated).  Parts that are not there leave no trace.
 */
void err_line(const struct err *e, size_t size, char out[]);

#endif
