/* SPDX-License-Identifier: MIT */
/* child: runs a piece of a program in a child process and looks at its exit status and output. */
#ifndef TESTS_UNIT_CHILD_H
#define TESTS_UNIT_CHILD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a child did. */
static struct {
	int status;
	char out[16384], err[16384];
} child;

static inline void
child_drain(int fd, size_t size, char text[])
{
	size_t n = 0;
	for (ssize_t k; (k = read(fd, text + n, size - 1 - n)) > 0; )
		n += (size_t)k;
	text[n] = '\0';
	close(fd);
}

/* Runs body in a child; its output has to fit a pipe (64 KB). */
static inline void
child_run(void (*body)(const void *context), const void *context)
{
	int out[2], err[2], status = 0;
	fflush(NULL);
	if (pipe(out) || pipe(err))
		abort();
	pid_t pid = fork();
	if (pid == 0) {
		dup2(out[1], 1);
		dup2(err[1], 2);
		close(out[0]), close(out[1]), close(err[0]), close(err[1]);
		body(context);
		exit(0);
	}
	close(out[1]), close(err[1]);
	child_drain(out[0], sizeof child.out, child.out);
	child_drain(err[0], sizeof child.err, child.err);
	waitpid(pid, &status, 0);
	child.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* How often what occurs in text. */
static inline size_t
child_count(const char *text, const char *what)
{
	size_t n = 0;
	for (const char *c = text; (c = strstr(c, what)); c++)
		n++;
	return n;
}

#endif
