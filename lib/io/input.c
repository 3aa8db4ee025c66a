/* SPDX-License-Identifier: MIT */
/* input: see input.h. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/sys.h"
#include "io/ahead.h"
#include "io/input.h"

/* Gives the buffer room for cap bytes between its paddings. */
static bool
resize(struct input *in, size_t cap)
{
	unsigned char *p = mem_resize(in->buf ? in->buf - INPUT_PADDING : NULL, cap + 2 * (size_t)INPUT_PADDING, 1);
	if (!p)
		return false;
	memset(p, 0, INPUT_PADDING);
	in->buf = p + INPUT_PADDING;
	in->cap = cap;
	memset(in->buf + in->end, 0, INPUT_PADDING);
	return true;
}

/* What the file is: refuses a directory, finds the size, tells the kernel how it will be read. */
static int
look(struct input *in, struct err *e)
{
	struct stat st;
	if (fstat(in->fd, &st))
		return err_errno(e, "cannot read");
	if (S_ISDIR(st.st_mode)) {
		err_set(e, ERR_SYSTEM, "is a directory");
		err_hint(e, "name the files in it");
		return e->code;
	}
	if (S_ISREG(st.st_mode)) {
		off_t begin = lseek(in->fd, 0, SEEK_CUR);
		in->size = begin < st.st_size ? (uint64_t)(st.st_size - (begin > 0 ? begin : 0)) : 0;
		sys_read_ahead(in->fd);
	} else if (S_ISFIFO(st.st_mode))
		sys_widen_pipe(in->fd);
	return 0;
}

int
input_open(struct input *in, const char *path, struct err *e)
{
	bool standard = !path || strcmp(path, "-") == 0;
	*in = (struct input){
		.fd = STDIN_FILENO, .name = standard ? "<stdin>" : path, .size = UINT64_MAX, .line = 1, .own = !standard,
		.fence = UINT64_MAX
	};

	if (!standard && (in->fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		err_errno(e, "cannot open");
	else if (!look(in, e) && !resize(in, INPUT_BLOCK))
		err_memory(e);
	if (e->code) {
		err_at(e, in->name, 0, 0);
		input_close(in, e);
	}
	return e->code;
}

/* Moves what is left to the front and sees to it that at least half of the buffer is free. */
static int
make_room(struct input *in, struct err *e)
{
	size_t left = in->end - in->at;
	if (in->at > 0) {
		memmove(in->buf, in->buf + in->at, left);
		in->offset += in->at;
		in->at = 0;
		in->end = left;
	}
	if (left < in->cap / 2)
		return 0;
	if (left >= INPUT_LONGEST) {
		err_set(e, ERR_INPUT, "a line or a value is longer than %d MiB", INPUT_LONGEST >> 20);
		input_place(in, 0, e);
		return e->code;
	}
	return resize(in, 2 * in->cap) ? 0 : err_memory(e);
}

/* From now on the file is read by read(). */
static void
stop_ahead(struct input *in)
{
	if (in->ahead)
		ahead_stop(in->ahead);
	in->ahead = NULL;
	in->threads = false;
}

/* Fills a buffer of which nothing is left with a block that was read ahead; its bytes, -1 when read() has to do it. */
static ssize_t
take_ahead(struct input *in, size_t room)
{
	bool whole = room == in->cap;
	if (!in->ahead && whole && in->size != UINT64_MAX && in->size > in->offset + in->cap && in->offset > 0)
		in->ahead = ahead_start(in->fd, in->cap);
	if (!in->ahead)
		return -1;
	ssize_t n = whole ? ahead_next(in->ahead, &in->buf) : -1;
	if (n < (ssize_t)in->cap)
		stop_ahead(in);
	return n;
}

int
input_more(struct input *in, struct err *e)
{
	if (e->code)
		return -1;
	if (in->eof || in->offset + in->end >= in->fence)
		return 0;
	if (make_room(in, e))
		return -1;

	uint64_t left = in->fence - in->offset - in->end;
	size_t room = in->cap - in->end < left ? in->cap - in->end : (size_t)left;
	ssize_t n = in->threads ? take_ahead(in, room) : -1;
	if (n < 0)
		do
			n = read(in->fd, in->buf + in->end, room);
		while (n < 0 && errno == EINTR);
	if (n < 0) {
		err_errno(e, "cannot read");
		err_at(e, in->name, 0, 0);
		return -1;
	}
	if (in->hash)
		sha256_add(in->hash, in->buf + in->end, (size_t)n);
	in->end += (size_t)n;
	in->eof = n == 0;
	memset(in->buf + in->end, 0, INPUT_PADDING);
	return n > 0;
}

int
input_need(struct input *in, size_t need, struct err *e)
{
	int got = e->code ? -1 : 1;
	while (got > 0 && in->end - in->at < need)
		got = input_more(in, e);
	return got;
}

int
input_line(struct input *in, size_t *n, struct err *e)
{
	for (size_t seen = 0;;) {
		const unsigned char *line = in->buf + in->at;
		const unsigned char *newline = memchr(line + seen, '\n', in->end - in->at - seen);
		if (newline) {
			*n = (size_t)(newline - line) + 1;
			return 1;
		}
		seen = in->end - in->at;
		int got = input_more(in, e);
		if (got < 0)
			return -1;
		if (got == 0) {
			*n = seen;
			return seen > 0;
		}
	}
}

void
input_step(struct input *in, size_t n)
{
	in->at += n;
	if (n > 0 && in->buf[in->at - 1] == '\n') {
		in->line++;
		in->line_at = in->offset + in->at;
	}
}

void
input_fence(struct input *in, uint64_t n)
{
	in->fence = in->offset + in->at + n;
	if (in->end - in->at <= n)
		return;
	in->hidden = in->end - in->at - (size_t)n;
	in->end = in->at + (size_t)n;
	memcpy(in->kept, in->buf + in->end, INPUT_PADDING);
	memset(in->buf + in->end, 0, INPUT_PADDING);
}

void
input_unfence(struct input *in)
{
	if (in->hidden) {
		memcpy(in->buf + in->end, in->kept, INPUT_PADDING);
		in->end += in->hidden;
	}
	in->hidden = 0;
	in->fence = UINT64_MAX;
}

int
input_seek(struct input *in, uint64_t offset, struct err *e)
{
	uint64_t end = in->offset + in->end;
	if (offset >= in->offset && offset <= end) {
		in->at = (size_t)(offset - in->offset);
		return 1;
	}
	if (in->size != UINT64_MAX) {
		if (offset > in->size)
			return 0;
		stop_ahead(in);
		if (lseek(in->fd, (off_t)(offset - end), SEEK_CUR) < 0) {
			err_errno(e, "cannot seek");
			err_at(e, in->name, 0, 0);
			return -1;
		}
		in->offset = offset;
		in->at = in->end = 0;
		in->eof = false;
		memset(in->buf, 0, INPUT_PADDING);
		return 1;
	}
	for (int got = offset > end; got > 0; got = input_more(in, e)) {
		if (offset <= in->offset + in->end) {
			in->at = (size_t)(offset - in->offset);
			return 1;
		}
		in->at = in->end;
	}
	return e->code ? -1 : 0;
}

void
input_place(const struct input *in, size_t i, struct err *e)
{
	size_t line = in->line;
	uint64_t start = in->line_at;
	for (size_t k = in->at; k < i; k++)
		if (in->buf[k] == '\n') {
			line++;
			start = in->offset + k + 1;
		}
	err_at(e, in->name, line, (size_t)(in->offset + i - start) + 1);
}

int
input_close(struct input *in, struct err *e)
{
	stop_ahead(in);
	if (in->buf)
		mem_free(in->buf - INPUT_PADDING);
	in->buf = NULL;
	int fd = in->own ? in->fd : -1;
	in->own = false;
	if (fd >= 0 && close(fd)) {
		err_errno(e, "cannot close");
		err_at(e, in->name, 0, 0);
		return e->code;
	}
	return 0;
}
