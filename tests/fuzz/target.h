/* SPDX-License-Identifier: MIT */
/*
 * target: what every target begins with.  Bytes as a file without the kernel: open, .., close of MEMORY_PATH end here (the linker wraps them).
 * Without libFuzzer a target is a program that says in TAP that the files of its command line do no harm.
 */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <fcntl.h>
#include <sanitizer/asan_interface.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/input.h"

#define MEMORY_PATH "memory:"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* The file; a read gives at most piece bytes (0: all there is room for); a pipe has no size and no way back. */
static struct {
	const unsigned char *data;
	size_t size, at, piece;
	bool pipe;
} memory;

enum { MEMORY_FD = 1 << 20 };

int __real_open(const char *path, int flags, ...);
int __real_fstat(int fd, struct stat *st);
off_t __real_lseek(int fd, off_t by, int whence);
ssize_t __real_read(int fd, void *to, size_t room);
int __real_close(int fd);
int __wrap_open(const char *path, int flags, ...);
int __wrap_fstat(int fd, struct stat *st);
off_t __wrap_lseek(int fd, off_t by, int whence);
ssize_t __wrap_read(int fd, void *to, size_t room);
int __wrap_close(int fd);

int
__wrap_open(const char *path, int flags, ...)
{
	va_list ap;

	va_start(ap, flags);
	mode_t mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	if (strcmp(path, MEMORY_PATH) != 0)
		return __real_open(path, flags, mode);
	memory.at = 0;
	return MEMORY_FD;
}

int
__wrap_fstat(int fd, struct stat *st)
{
	if (fd != MEMORY_FD)
		return __real_fstat(fd, st);
	*st = (struct stat){ .st_mode = memory.pipe ? S_IFIFO : S_IFREG, .st_size = (off_t)memory.size };
	return 0;
}

off_t
__wrap_lseek(int fd, off_t by, int whence)
{
	if (fd != MEMORY_FD)
		return __real_lseek(fd, by, whence);
	off_t to = by + (whence == SEEK_CUR ? (off_t)memory.at : whence == SEEK_END ? (off_t)memory.size : 0);
	if (memory.pipe || to < 0)
		return -1;
	memory.at = (size_t)to;
	return to;
}

/* What lies behind the bytes read and their padding may not be touched before the next read: it is poisoned. */
ssize_t
__wrap_read(int fd, void *to, size_t room)
{
	char *end = to;

	if (fd != MEMORY_FD)
		return __real_read(fd, to, room);
	size_t n = memory.at < memory.size ? memory.size - memory.at : 0;
	n = n < room ? n : room;
	n = memory.piece && memory.piece < n ? memory.piece : n;
	ASAN_UNPOISON_MEMORY_REGION(end, room + INPUT_PADDING);
	if (n)
		memcpy(end, memory.data + memory.at, n);
	memory.at += n;
	ASAN_POISON_MEMORY_REGION(end + n + INPUT_PADDING, room - n);
	return (ssize_t)n;
}

int
__wrap_close(int fd)
{
	return fd == MEMORY_FD ? 0 : __real_close(fd);
}

/* The file is data from now on: whole, or a pipe, or a few bytes a read, as how says. */
static inline void
memory_put(const unsigned char *data, size_t size, unsigned how)
{
	memory.data = data;
	memory.size = size;
	memory.at = 0;
	memory.pipe = how & 1;
	memory.piece = how & 2 ? 1 + how / 4 % 61 : 0;
}

#ifndef MLCORE_SMALL
int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");
		struct stat st;
		unsigned char *exact;
		if (!f || __real_fstat(fileno(f), &st) || !(exact = malloc((size_t)st.st_size)) || fread(exact, 1, (size_t)st.st_size, f) != (size_t)st.st_size)
			return 1;
		fclose(f);
		LLVMFuzzerTestOneInput(exact, (size_t)st.st_size);
		free(exact);
		printf("ok %d - %s\n", i, argv[i]);
	}
	printf("1..%d\n", argc - 1);
	return 0;
}
#endif

#endif
