/* SPDX-License-Identifier: MIT */
/* input: the bytes of one file through a sliding buffer, with their places. */
#ifndef IO_INPUT_H
#define IO_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { INPUT_BLOCK = 256 * 1024, INPUT_PADDING = 64, INPUT_LONGEST = 64 * 1024 * 1024 };

/*
 * buf[at..end) are the bytes read and not yet consumed; INPUT_PADDING readable bytes stand before buf[0] and after buf[end)
 * (zero).  offset is the file offset of buf[0]; line is the 1-based number of the line that contains buf[at], and line_at the file
 * offset where it starts: consumers that step over a newline keep both up to date.
 */
struct input {
	int fd;
	const char *name;		/* as the user named it, "<stdin>" */
	unsigned char *buf;
	size_t at, end, cap;
	uint64_t offset, line_at;
	uint64_t size;			/* of a regular file, else UINT64_MAX */
	size_t line;
	bool eof;
};

/* Opens path ("-" or NULL: standard input).  A directory is ERR_SYSTEM.  Nothing is read yet. */
int input_open(struct input *in, const char *path, struct err *e);

/*
 * Reads more: bytes before at are dropped (the rest moves to the front), the buffer grows when it is full, up to INPUT_LONGEST,
 * beyond which the line is refused (ERR_INPUT).  Retries EINTR.  Returns 1 when bytes came, 0 at the end of the file, -1 on error.
 */
int input_more(struct input *in, struct err *e);

/* At least need bytes from at on, if the file has them: 1 yes, 0 the file ends before, -1 error. */
int input_need(struct input *in, size_t need, struct err *e);

/* Sets the place of buf[i] (i >= at, same line as at unless newlines lie between: they are counted) in e. */
void input_place(const struct input *in, size_t i, struct err *e);

/* Closes; a failed close is ERR_SYSTEM. */
int input_close(struct input *in, struct err *e);

#endif
