/* SPDX-License-Identifier: MIT */
/* output: bytes through one buffer to standard output or to a file that appears whole or not at all. */
#ifndef IO_OUTPUT_H
#define IO_OUTPUT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

enum { OUTPUT_BLOCK = 256 * 1024, OUTPUT_ROOM = 256 };

/*
 * buf[0..n) are the bytes not yet written.  Every write is checked; the first error goes to *err with the place name, and
 * from then on bytes are dropped.  EINTR is retried; EPIPE is an error like ENOSPC (where SIGPIPE has its default action it
 * never comes to that).
 */
struct output {
	int fd;				/* -1: not open */
	const char *name;		/* "<stdout>", or the path as the user gave it; borrowed */
	struct err *err;		/* borrowed */
	char *buf;
	size_t n, cap;
	bool held;			/* nothing leaves the buffer, which grows, before output_close */
	size_t most;			/* bytes it may grow to; 0: any */
	long long begin;		/* where the first byte stands in a file whose bytes can be written again, else -1 */
	char target[PATH_MAX];		/* the file to replace: path with its symbolic links followed */
	char temp[PATH_MAX];		/* the new file beside it; empty when fd is written directly */
	bool nameless;			/* it has no name yet, and is gone with the process */
};

/*
 * path NULL, "-" or "/dev/stdout": standard output (a duplicate of descriptor 1).
 * A pipe, a device, /dev/fd/N or /proc/...: opened and written directly (appended to, where that makes a difference).
 * Otherwise a new file in the same directory as path, or as the target of path when that is a symbolic link (also a dangling
 * one); it gets a name, .mlcoreutils.PID.K, when it is whole, or at once where the system knows no files without.  Its mode and,
 * where allowed, owner are those of the old file, or those of any new file (umask).  Hard links to the old file keep the old bytes.  An old
 * file that may not be written is refused, as `>` would.
 *
 * Returns 0 or the code of the error, ERR_SYSTEM or ERR_MEMORY; after that only output_close may be called.
 */
int output_open(struct output *o, const char *path, struct err *e);

/* What output_room does when the buffer is full. */
void output_grow(struct output *o, size_t need);

/* Room for need <= OUTPUT_ROOM bytes, valid until the next call; who wrote k bytes there adds k to o->n. */
static inline char *
output_room(struct output *o, size_t need)
{
	if (o->cap - o->n < need)
		output_grow(o, need);
	return o->buf + o->n;
}

static inline void
output_byte(struct output *o, char c)
{
	*output_room(o, 1) = c;
	o->n++;
}

void output_put(struct output *o, struct str s);

/* Writes what is in the buffer; nothing when it is held. */
void output_flush(struct output *o);

/* Before the first byte: keeps output_patch possible, by holding the bytes in memory unless they go to a file (not at its end, by >>). */
void output_keep(struct output *o);

/* Writes s over bytes at..at+s.n) of the output, all of them put before. */
void output_patch(struct output *o, size_t at, struct str s);

/*
 * Flushes and closes; then the new file takes the place of the old one, unless their bytes are equal: then the old file and its
 * time stay, so that make stops there.  With ok = false, or after an error, path stays untouched and the new file is removed;
 * bytes that are written directly are still flushed, unless held.  Returns 0 or the code of the first error.
 */
int output_close(struct output *o, bool ok);

#endif
