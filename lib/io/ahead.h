/* SPDX-License-Identifier: MIT */
/* ahead: the next blocks of a regular file, read while others are worked on (POSIX aio: the system's threads, not ours). */
#ifndef IO_AHEAD_H
#define IO_AHEAD_H

#include <stddef.h>
#include <sys/types.h>

struct ahead;

/* Begins to read blocks of size bytes from the position of fd on; NULL when memory or the system has no room for it. */
struct ahead *ahead_start(int fd, size_t size);

/*
 * The next block in the place of *buf, which is taken in exchange: both of size bytes between paddings as io/input.h has them.  Returns
 * its bytes, fewer than size at the end of the file; -1 when it could not be read, and from then on.
 */
ssize_t ahead_next(struct ahead *a, unsigned char **buf);

/* Ends it; the position of fd is behind the last block given, so that read() can go on there, and say what is wrong. */
void ahead_stop(struct ahead *a);

#endif
