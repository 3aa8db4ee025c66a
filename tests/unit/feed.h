/* SPDX-License-Identifier: MIT */
/* feed: bytes of a test as a temporary file, and as a pipe that gives one byte at a time. */
#ifndef TESTS_UNIT_FEED_H
#define TESTS_UNIT_FEED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static inline void
feed_all(int fd, size_t n, const char bytes[], size_t piece)
{
	for (size_t at = 0; at < n;) {
		ssize_t put = write(fd, bytes + at, n - at < piece ? n - at : piece);
		if (put < 0)
			_exit(1);
		at += (size_t)put;
	}
}

/* The name of a new file of n bytes, in path. */
enum { FEED_PATH = 256 };

static inline const char *
feed_file(size_t n, const char bytes[], char path[FEED_PATH])
{
	const char *folder = getenv("TMPDIR");
	snprintf(path, FEED_PATH, "%s/mlcore.XXXXXX", folder ? folder : "/tmp");
	int fd = mkstemp(path);
	if (fd < 0) {
		perror(path);
		exit(1);
	}
	feed_all(fd, n, bytes, n ? n : 1);
	close(fd);
	return path;
}

/* Makes standard input a pipe into which a child writes n bytes, piece by piece; feed_end waits for it. */
static inline pid_t
feed_stdin(size_t n, const char bytes[], size_t piece)
{
	int ends[2];
	fflush(stdout);
	if (pipe(ends))
		exit(1);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		feed_all(ends[1], n, bytes, piece);
		_exit(0);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	return child;
}

static inline void
feed_end(pid_t child)
{
	if (!freopen("/dev/null", "r", stdin))	/* a child that still writes gets SIGPIPE */
		exit(1);
	waitpid(child, NULL, 0);
}

#endif
