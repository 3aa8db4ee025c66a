/* SPDX-License-Identifier: MIT */
/* input: the sliding buffer, its lines and places. */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "feed.h"
#include "io/input.h"
#include "tap.h"

static void
refusals(void)
{
	struct input in;
	struct err e = { 0 };
	char line[512];

	TAP_OK(input_open(&in, "/nonexistent/x", &e) == ERR_SYSTEM, "missing file");
	err_line(&e, sizeof line, line);
	TAP_OK(strcmp(line, "/nonexistent/x: cannot open: No such file or directory") == 0, "%s", line);
	TAP_OK(input_close(&in, &e) == 0, "closing what was not opened");

	err_clear(&e);
	TAP_OK(input_open(&in, "/tmp", &e) == ERR_SYSTEM, "directory");
	err_line(&e, sizeof line, line);
	TAP_OK(strcmp(line, "/tmp: is a directory; name the files in it") == 0, "%s", line);

	err_clear(&e);
	mem_fail_at(1, false);
	TAP_OK(input_open(&in, "/dev/null", &e) == ERR_MEMORY, "memory");
	mem_fail_at(0, false);

	err_clear(&e);
	size_t n;
	TAP_OK(input_open(&in, "/dev/zero", &e) == 0, "open");
	mem_fail_at(2, false);
	TAP_OK(input_line(&in, &n, &e) == -1 && e.code == ERR_MEMORY, "no memory for a long line");
	mem_fail_at(0, false);
	TAP_OK(input_need(&in, 1, &e) == -1, "errors are sticky");
	close(in.fd);
	err_clear(&e);
	TAP_OK(input_close(&in, &e) == ERR_SYSTEM, "a close that fails");
	err_line(&e, sizeof line, line);
	TAP_OK(strcmp(line, "/dev/zero: cannot close: Bad file descriptor") == 0, "%s", line);

	err_clear(&e);
	TAP_OK(input_open(&in, "/dev/zero", &e) == 0 && input_line(&in, &n, &e) == -1, "endless line");
	err_line(&e, sizeof line, line);
	TAP_OK(strcmp(line, "/dev/zero:1:1: a line or a value is longer than 64 MiB") == 0, "%s", line);
	TAP_OK(in.cap <= 2 * (size_t)INPUT_LONGEST, "bounded: %zu", in.cap);
	TAP_OK(input_more(&in, &e) == -1, "errors are sticky");
	input_close(&in, &e);
	tap_group("what cannot be read is refused");
}

static bool
zero(const unsigned char p[])
{
	for (int i = 0; i < INPUT_PADDING; i++)
		if (p[i])
			return false;
	return true;
}

/* Reads path line by line and compares with the bytes it was made from. */
static void
check_lines(const char *path, size_t n, const char bytes[])
{
	struct input in;
	struct err e = { 0 };
	size_t at = 0, lines = 0, len;
	int got;

	TAP_OK(input_open(&in, path, &e) == 0, "open");
	while ((got = input_line(&in, &len, &e)) > 0) {
		const char *newline = memchr(bytes + at, '\n', n - at);
		size_t expected = newline ? (size_t)(newline - bytes) - at + 1 : n - at;
		TAP_OK(len == expected && memcmp(in.buf + in.at, bytes + at, len) == 0, "line %zu of %zu bytes", lines, expected);
		TAP_OK(in.line == ++lines && in.line_at == at && in.offset + in.at == at, "place of line %zu", lines);
		TAP_OK(zero(in.buf - INPUT_PADDING) && zero(in.buf + in.end), "padding");
		input_step(&in, len);
		at += len;
	}
	TAP_OK(got == 0 && at == n && e.code == 0, "all %zu bytes, %zu seen", n, at);
	TAP_OK(input_line(&in, &len, &e) == 0 && input_more(&in, &e) == 0, "the end stays");
	TAP_OK(input_close(&in, &e) == 0 && input_close(&in, &e) == 0, "close");
}

static void
check_both(size_t n, const char bytes[], size_t piece)
{
	char path[FEED_PATH];
	char *exact = malloc(n ? n : 1);
	memcpy(exact, bytes, n);
	check_lines(feed_file(n, exact, path), n, exact);
	unlink(path);
	pid_t child = feed_stdin(n, exact, piece);
	check_lines(NULL, n, exact);
	feed_end(child);
	free(exact);
}

static void
lines(void)
{
	static const char *const small[] = { "", "\n", "a", "a\n", "a\nb", "\n\n\nx\n", "1,2\r\n3,4\r\n" };
	for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
		check_both(strlen(small[i]), small[i], 1);
	tap_group("lines of small texts, from a file and byte by byte");

	static const size_t sizes[] = { INPUT_BLOCK - 1, INPUT_BLOCK, INPUT_BLOCK + 1, 2 * INPUT_BLOCK, 3 * INPUT_BLOCK + 7 };
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		for (size_t period = 7; period < 1000000; period *= 41) {
			size_t n = sizes[i];
			char *bytes = malloc(n);
			for (size_t k = 0; k < n; k++)
				bytes[k] = k % period == period - 1 ? '\n' : (char)('a' + k % 23);
			check_both(n, bytes, 65521);
			free(bytes);
		}
	tap_group("lines across the ends of the buffer, and longer than it");
}

static void
places(void)
{
	char path[FEED_PATH];
	struct input in;
	struct err e = { 0 }, at = { 0 };
	input_open(&in, feed_file(12, "ab\ncde\nf\nghi", path), &e);
	TAP_OK(in.size == 12 && in.line == 1, "size %ju", (uintmax_t)in.size);
	TAP_OK(input_need(&in, 12, &e) == 1 && input_need(&in, 13, &e) == 0, "need");
	input_place(&in, 1, &at);
	TAP_OK(at.line == 1 && at.column == 2 && strcmp(at.file, path) == 0, "%zu:%zu", at.line, at.column);
	input_step(&in, 3);
	err_clear(&at);
	input_place(&in, 8, &at);
	TAP_OK(at.line == 3 && at.column == 2, "the newline itself: %zu:%zu", at.line, at.column);
	err_clear(&at);
	input_place(&in, 11, &at);
	TAP_OK(at.line == 4 && at.column == 3, "%zu:%zu", at.line, at.column);
	input_close(&in, &e);

	int fd = open(path, O_RDONLY);
	char c[3];
	TAP_OK(read(fd, c, 3) == 3, "read");
	dup2(fd, STDIN_FILENO);
	close(fd);
	input_open(&in, "-", &e);
	TAP_OK(in.size == 9 && strcmp(in.name, "<stdin>") == 0, "size of what is left: %ju", (uintmax_t)in.size);
	size_t n;
	TAP_OK(input_line(&in, &n, &e) == 1 && n == 4 && in.line_at == 0, "a file read from its middle begins at line 1");
	input_close(&in, &e);
	unlink(path);

	pid_t child = feed_stdin(3, "abc", 3);
	input_open(&in, "-", &e);
	in.size = 100;			/* as of a file in which there is no seeking */
	TAP_OK(e.code == 0 && input_seek(&in, 50, &e) < 0 && e.code == ERR_SYSTEM && strcmp(e.file, "<stdin>") == 0 &&
		strstr(e.text, "cannot seek: Illegal seek"), "%s", e.text);
	err_clear(&e);
	input_close(&in, &e);
	feed_end(child);
	tap_group("sizes and places");
}

/* Bytes i of a file or pipe of n bytes are (unsigned char)(i * 7 + 1), never 0 at i < 36. */
static void
fill(int fd, size_t n)
{
	unsigned char bytes[4096];
	for (size_t i = 0; i < n;) {
		size_t k = 0;
		for (; k < sizeof bytes && i + k < n; k++)
			bytes[k] = (unsigned char)((i + k) * 7 + 1);
		TAP_OK(write(fd, bytes, k) == (ssize_t)k, "write");
		i += k;
	}
}

static bool
stands_at(const struct input *in, size_t i)
{
	return in->offset + in->at == i && in->at < in->end && in->buf[in->at] == (unsigned char)(i * 7 + 1);
}

static void
fences(struct input *in, struct err *e)
{
	TAP_OK(input_need(in, 10, e) == 1, "the buffer is full");
	input_fence(in, 5);
	TAP_OK(input_need(in, 5, e) == 1 && input_need(in, 6, e) == 0 && in->end - in->at == 5 && zero(in->buf + in->end), "5 bytes");
	in->at = in->end;
	TAP_OK(input_more(in, e) == 0, "the fence stays");
	input_unfence(in);
	TAP_OK(input_need(in, 1, e) == 1 && stands_at(in, 5), "byte 5 follows");
	input_fence(in, 300000);
	TAP_OK(input_need(in, 300000, e) == 1 && input_need(in, 300001, e) == 0 && in->end - in->at == 300000, "beyond the buffer");
	input_unfence(in);
	TAP_OK(input_need(in, 300001, e) == 1 && stands_at(in, 5), "more follows");
}

static void
parts(void)
{
	enum { BYTES = 1000000 };
	char path[] = "/tmp/input.XXXXXX";
	int fd = mkstemp(path), ends[2];
	struct input in;
	struct err e = { 0 };
	fill(fd, BYTES);
	close(fd);

	TAP_OK(input_open(&in, path, &e) == 0, "open");
	fences(&in, &e);
	static const size_t places[] = { 999999, 0, 700001, 700000, 350000, 1 };
	for (size_t i = 0; i < 6; i++)
		TAP_OK(input_seek(&in, places[i], &e) == 1 && input_need(&in, 1, &e) == 1 && stands_at(&in, places[i]), "%zu", places[i]);
	TAP_OK(input_seek(&in, BYTES, &e) == 1 && input_need(&in, 1, &e) == 0, "the end");
	TAP_OK(input_seek(&in, BYTES + 1, &e) == 0 && e.code == 0, "beyond");
	input_close(&in, &e);
	unlink(path);

	TAP_OK(pipe(ends) == 0 && input_open(&in, "-", &e) == 0, "pipe");
	in.fd = ends[0];
	in.size = UINT64_MAX;
	if (fork() == 0) {
		fill(ends[1], BYTES);
		_exit(0);
	}
	close(ends[1]);
	fences(&in, &e);
	TAP_OK(input_seek(&in, 800000, &e) == 1 && input_need(&in, 1, &e) == 1 && stands_at(&in, 800000), "forward in a pipe");
	TAP_OK(input_seek(&in, 5, &e) == 0 && e.code == 0, "not backward");
	TAP_OK(input_seek(&in, BYTES + 1, &e) == 0 && e.code == 0, "not beyond its end");
	input_close(&in, &e);
	close(ends[0]);
	tap_group("parts of a file: fences, and steps in both directions");
}

enum { AHEAD = 9 * INPUT_BLOCK + 4321 };

/* Byte i of the file of ahead(), whose blocks all differ. */
static unsigned char
byte_of(size_t i)
{
	return (unsigned char)((uint32_t)i * UINT32_C(2654435761) >> 24);
}

/* Is the buffer what the file holds there? */
static bool
holds(const struct input *in)
{
	size_t i = in->at;
	while (i < in->end && in->buf[i] == byte_of((size_t)in->offset + i))
		i++;
	return i == in->end && in->offset + in->end <= AHEAD && zero(in->buf - INPUT_PADDING) && zero(in->buf + in->end);
}

/* What happens to a file after three of its blocks were read ahead; of the next some may be there already. */
enum happens { NOTHING, CUT, FAILED, LEFT, SOUGHT, FENCED };

static void
read_ahead(const char *path, enum happens what)
{
	struct input in;
	struct err e = { 0 };
	size_t blocks = 0;
	int got;

	TAP_OK(input_open(&in, path, &e) == 0, "open");
	in.threads = true;
	while ((got = input_more(&in, &e)) > 0) {
		TAP_OK(holds(&in), "block %zu", blocks);
		TAP_OK((in.ahead != NULL) == (blocks > 0 && blocks < (what == NOTHING ? 9 : 4)) || what == CUT || what == FAILED,
			"case %d: is block %zu read ahead?", (int)what, blocks);
		in.at = in.end;
		if (++blocks != 4)
			continue;
		if (what == LEFT)
			in.at -= 5;
		if (what == SOUGHT)
			TAP_OK(input_seek(&in, 7, &e) == 1 && input_need(&in, 1, &e) == 1 && holds(&in), "sought");
		if (what == FENCED) {
			input_fence(&in, 100);
			TAP_OK(input_need(&in, 100, &e) == 1 && input_need(&in, 101, &e) == 0 && in.end - in.at == 100 && holds(&in), "fenced");
			input_unfence(&in);
		}
		if (what == FAILED)
			close(in.fd);
		if (what == CUT)
			TAP_OK(truncate(path, 5 * INPUT_BLOCK + 17) == 0, "cut");
	}
	uint64_t end = in.offset + in.end;
	if (what == FAILED) {
		TAP_OK(got == -1 && e.code == ERR_SYSTEM && strcmp(e.text, "cannot read: Bad file descriptor") == 0, "%s", e.text);
		err_clear(&e);
		in.own = false;
	} else
		TAP_OK(got == 0 && !in.ahead && (what == CUT ? end > 5 * INPUT_BLOCK && end <= 7 * INPUT_BLOCK : end == AHEAD),
			"case %d: the end at %ju", (int)what, (uintmax_t)end);
	TAP_OK(input_close(&in, &e) == 0, "close");
}

static void
ahead(void)
{
	char path[FEED_PATH];
	unsigned char *bytes = malloc(AHEAD);
	for (size_t i = 0; i < AHEAD; i++)
		bytes[i] = byte_of(i);
	feed_file(AHEAD, (char *)bytes, path);
	free(bytes);

	read_ahead(path, NOTHING);
	for (enum happens what = FAILED; what <= FENCED; what++)
		read_ahead(path, what);
	for (unsigned long k = 1; k < 5; k++) {
		struct input in;
		struct err e = { 0 };
		TAP_OK(input_open(&in, path, &e) == 0 && input_need(&in, INPUT_BLOCK, &e) == 1, "open");
		in.threads = true;
		in.at = in.end;
		mem_fail_at(k, false);
		TAP_OK(input_need(&in, 1, &e) == 1 && holds(&in) && !in.ahead, "without memory for allocation %lu", k);
		mem_fail_at(0, false);
		TAP_OK(input_close(&in, &e) == 0, "close");
	}
	read_ahead(path, CUT);
	unlink(path);
	tap_group("blocks read ahead by another thread: the same bytes, whatever happens between");
}

int
main(void)
{
	refusals();
	lines();
	places();
	parts();
	ahead();
	return tap_done();
}
