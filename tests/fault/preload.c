/* SPDX-License-Identifier: MIT */
/* preload: system calls that go wrong as FAULT says, for tests/fault/system.  Only calls on other files than the loader's matter. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* FAULT is NAME or NAME:K: the fault itself, and the number of the call, from 1, from which on it happens. */
static int
asked(const char *name, int *count)
{
	const char *fault = getenv("FAULT");
	size_t n = strlen(name);
	if (!fault || strncmp(fault, name, n) || (fault[n] && fault[n] != ':'))
		return 0;
	return ++*count >= (fault[n] ? atoi(fault + n + 1) : 1);
}

static ssize_t
refuse(int code)
{
	errno = code;
	return -1;
}

ssize_t
read(int fd, void *buf, size_t n)
{
	static ssize_t (*real)(int, void *, size_t);
	static int eio, eintr, bytes;
	if (!real)
		real = (ssize_t (*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
	if (asked("read-eio", &eio))
		return refuse(EIO);
	if (asked("read-eintr", &eintr) && eintr % 2)
		return refuse(EINTR);
	return real(fd, buf, n && asked("read-byte", &bytes) ? 1 : n);
}

ssize_t
write(int fd, const void *buf, size_t n)
{
	static ssize_t (*real)(int, const void *, size_t);
	static int full, eintr, bytes;
	if (!real)
		real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	if (fd != STDERR_FILENO && asked("write-enospc", &full)) {
		if (full > 1)
			return refuse(ENOSPC);
		return real(fd, buf, n / 2);
	}
	if (asked("write-eintr", &eintr) && eintr % 2)
		return refuse(EINTR);
	return real(fd, buf, n && asked("write-byte", &bytes) ? 1 : n);
}

int
open(const char *path, int flags, ...)
{
	static int (*real)(const char *, int, mode_t);
	static int refused;
	va_list more;
	va_start(more, flags);
	mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
	va_end(more);
	if (!real)
		real = (int (*)(const char *, int, mode_t))dlsym(RTLD_NEXT, "open");
	if (path[0] != '/' && asked("open-eacces", &refused))
		return (int)refuse(EACCES);
	return real(path, flags, mode);
}

int
close(int fd)
{
	static int (*real)(int);
	static int eio;
	if (!real)
		real = (int (*)(int))dlsym(RTLD_NEXT, "close");
	if (fd > STDERR_FILENO && asked("close-eio", &eio)) {
		real(fd);
		return (int)refuse(EIO);
	}
	return real(fd);
}
