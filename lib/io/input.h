/* SPDX-License-Identifier: MIT */
/* input: the bytes of one file through a sliding buffer, with their places. */
#ifndef IO_INPUT_H
#define IO_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/sha256.h"

#ifdef MLCORE_SMALL			/* for fuzzing: small inputs reach its ends */
enum { INPUT_BLOCK = 256 };
#else
enum { INPUT_BLOCK = 256 * 1024 };
#endif
enum { INPUT_PADDING = 64, INPUT_LONGEST = 64 * 1024 * 1024 };

/*
 * buf[at..end) are the bytes read and not yet consumed; INPUT_PADDING readable zero bytes stand before buf[0] and after
 * buf[end).  offset is the number of bytes of the file before buf[0]; line is the 1-based number of the line that contains
 * buf[at], and line_at the offset where it starts: consumers that step over a newline keep both up to date (input_step does).
 */
struct input {
	int fd;
	const char *name;		/* as the user named it, "<stdin>"; borrowed */
	unsigned char *buf;
	size_t at, end, cap;
	uint64_t offset, line_at;
	uint64_t size;			/* bytes from where reading began, of a regular file, else UINT64_MAX */
	size_t line;
	bool eof, own;			/* own: fd is closed at the end */
	uint64_t fence;			/* offset where the file is said to end; UINT64_MAX: nowhere */
	size_t hidden;			/* bytes behind the fence in the buffer, the first of them in kept */
	unsigned char kept[INPUT_PADDING];
	struct sha256 *hash;		/* of all bytes read; set after input_open, NULL: none */
	bool threads;			/* another thread may read ahead; set after input_open */
	struct ahead *ahead;
};

/*
 * Opens path ("-" or NULL: standard input).  Nothing is read yet.  Returns 0; ERR_SYSTEM when it cannot be opened or is a
 * directory; ERR_MEMORY.  After an error input_close is allowed, and needless.
 */
int input_open(struct input *in, const char *path, struct err *e);

/*
 * Reads more: bytes before at are dropped (the rest moves to the front), the buffer grows when half of it is in use, up to
 * INPUT_LONGEST unconsumed bytes, beyond which the line is refused (ERR_INPUT).  Retries EINTR.  Returns 1 when bytes came,
 * 0 at the end of the file, -1 on error.  Pointers into buf die with the call, and indices count from the new at.
 * With threads, a regular file whose buffer was consumed whole is read ahead from then on, until something is left of one.
 */
int input_more(struct input *in, struct err *e);

/* At least need bytes from at on, if the file has them: 1 yes, 0 the file ends before, -1 error. */
int input_need(struct input *in, size_t need, struct err *e);

/*
 * The physical line that starts at buf[at]: *n is its length with its newline, which the last line of a file may lack.  1; 0 at
 * the end of the file; -1 on error.
 */
int input_line(struct input *in, size_t *n, struct err *e);

/* Consumes n bytes of which only the last may be a newline: the number of the line is kept. */
void input_step(struct input *in, size_t n);

/*
 * Lets the file end n bytes after at, for whoever reads a part of it that is to end there; input_unfence lets it go on.  Between the
 * two everything above works as at the end of a file.
 */
void input_fence(struct input *in, uint64_t n);
void input_unfence(struct input *in);

/*
 * Makes at the byte number offset, counted from where reading began, backwards only in a regular file (size says so).  Lines are no
 * longer counted.  1; 0 when the file ends before, or would have to be read backwards; -1 on error.
 */
int input_seek(struct input *in, uint64_t offset, struct err *e);

/* Sets the place of buf[i] (i >= at; newlines between at and i are counted) in e. */
void input_place(const struct input *in, size_t i, struct err *e);

/* Closes (standard input stays open) and frees; a failed close is ERR_SYSTEM.  A second call does nothing. */
int input_close(struct input *in, struct err *e);

#endif
