/* SPDX-License-Identifier: MIT */
/* scratch: a folder of its own for a test that writes files, and standard output caught on its way. */
#ifndef TESTS_UNIT_SCRATCH_H
#define TESTS_UNIT_SCRATCH_H

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch[] = "/tmp/mlcore-unit-XXXXXX";
static int scratch_stdout = -1;

/* Makes the folder and works there. */
static inline void
scratch_enter(void)
{
	if (!mkdtemp(scratch) || chdir(scratch)) {
		perror(scratch);
		exit(2);
	}
}

/* Number of names in the folder. */
static inline int
scratch_names(void)
{
	int n = 0;
	DIR *d = opendir(".");
	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
	if (d)
		closedir(d);
	return n;
}

/* Removes all files of the folder; folders in it were removed by the test that made them. */
static inline void
scratch_clear(void)
{
	DIR *d = opendir(".");
	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		unlink(e->d_name);
	if (d)
		closedir(d);
}

static inline void
scratch_leave(void)
{
	scratch_clear();
	if (chdir("/") || rmdir(scratch))
		perror(scratch);
}

static inline void
scratch_write(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	if (!f || fputs(text, f) < 0 || fclose(f))
		perror(path);
}

/* The bytes of a file, terminated; to be freed.  Without the file "(no file)". */
static inline char *
scratch_read(const char *path, size_t *n)
{
	FILE *f = fopen(path, "r");
	size_t cap = 1 << 24, got = 0;
	char *s = malloc(cap);
	if (!s)
		exit(2);
	if (f) {
		got = fread(s, 1, cap - 1, f);
		fclose(f);
	} else
		got = (size_t)snprintf(s, cap, "(no file)");
	s[got] = '\0';
	if (n)
		*n = got;
	return s;
}

static inline bool
scratch_holds(const char *path, const char *expected)
{
	char *s = scratch_read(path, NULL);
	bool same = strcmp(s, expected) == 0;
	if (!same)
		printf("# %s holds:\n# %s\n# expected:\n# %s\n", path, s, expected);
	free(s);
	return same;
}

/* From here to scratch_stdout_back descriptor 1 is fd, which is closed; fd < 0: descriptor 1 is closed. */
static inline void
scratch_stdout_to(int fd)
{
	fflush(stdout);
	scratch_stdout = dup(STDOUT_FILENO);
	if (fd < 0)
		close(STDOUT_FILENO);
	else {
		dup2(fd, STDOUT_FILENO);
		close(fd);
	}
}

static inline void
scratch_stdout_back(void)
{
	dup2(scratch_stdout, STDOUT_FILENO);
	close(scratch_stdout);
}

#endif
