/* SPDX-License-Identifier: MIT */
/* ahead: see ahead.h. */
#include <aio.h>
#include <errno.h>
#include <stdbool.h>
#include <unistd.h>

#include "base/mem.h"
#include "io/ahead.h"
#include "io/input.h"

enum { DEPTH = 3 };			/* blocks on their way, so that the system's thread does not fall asleep between two */

struct ahead {
	int fd;
	size_t size, i;			/* block i is the next one to be given */
	off_t at;			/* where it begins */
	struct aiocb block[DEPTH];
	unsigned char *buf[DEPTH];
	bool asked[DEPTH];
};

/* Asks for block i, which begins at at. */
static void
ask(struct ahead *a, size_t i, off_t at)
{
	a->block[i] = (struct aiocb){ .aio_fildes = a->fd, .aio_buf = a->buf[i], .aio_nbytes = a->size, .aio_offset = at };
	a->asked[i] = aio_read(&a->block[i]) == 0;
}

/* Waits for block i; its bytes, or -1. */
static ssize_t
answer(struct ahead *a, size_t i)
{
	if (!a->asked[i])
		return -1;
	a->asked[i] = false;
	while (aio_error(&a->block[i]) == EINPROGRESS)
		aio_suspend((const struct aiocb *const[]){ &a->block[i] }, 1, NULL);
	return aio_return(&a->block[i]);
}

struct ahead *
ahead_start(int fd, size_t size)
{
	struct ahead *a = mem_zero(1, sizeof *a);
	if (!a)
		return NULL;
	*a = (struct ahead){ .fd = fd, .size = size, .at = lseek(fd, 0, SEEK_CUR) };
	for (size_t i = 0; i < DEPTH; i++) {
		unsigned char *p = mem_zero(size + 2 * (size_t)INPUT_PADDING, 1);
		if (!p) {
			ahead_stop(a);
			return NULL;
		}
		a->buf[i] = p + INPUT_PADDING;
		ask(a, i, a->at + (off_t)(i * size));
	}
	return a;
}

ssize_t
ahead_next(struct ahead *a, unsigned char **buf)
{
	ssize_t n = answer(a, a->i);
	if (n < 0)
		return -1;
	unsigned char *block = a->buf[a->i];
	a->buf[a->i] = *buf;
	*buf = block;
	ask(a, a->i, a->at + (off_t)(DEPTH * a->size));
	a->at += n;
	a->i = (a->i + 1) % DEPTH;
	return n;
}

void
ahead_stop(struct ahead *a)
{
	aio_cancel(a->fd, NULL);
	for (size_t i = 0; i < DEPTH; i++) {
		answer(a, i);
		if (a->buf[i])
			mem_free(a->buf[i] - INPUT_PADDING);
	}
	lseek(a->fd, a->at, SEEK_SET);
	mem_free(a);
}
