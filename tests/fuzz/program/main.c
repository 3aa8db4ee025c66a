/* SPDX-License-Identifier: MIT */
/*
 * main: what stands before the main of a program under AFL++ (-Wl,--wrap=main).  A test case, on standard input, is a command line and its files:
 * one argument a line, an empty line, the bytes of standard input, and behind each line "--- file NAME" those of a file in the working folder,
 * which is emptied before.  A status that is not documented is a crash.  What takes more than half a second is left, and kept in ../slow.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <unistd.h>

enum { LONGEST = 1 << 16, WORDS = 64, NOBODY = 65534 };

static char all[LONGEST + 1];
static size_t size;

int __real_main(int argc, char **argv);
int __wrap_main(int argc, char **argv);

static void
check_status(int status, void *unused)
{
	(void)unused;
	if (status < 0 || status > 5)
		abort();
}

static void
keep_slow(int number)
{
	char path[64];
	unsigned long h = 5381;

	(void)number;
	for (size_t i = 0; i < size; i++)
		h = h * 33 + (unsigned char)all[i];
	snprintf(path, sizeof path, "../slow/%lx", h);
	int fd = open(path, O_WRONLY | O_CREAT, 0644);
	if (fd >= 0 && write(fd, all, size) < 0)
		_exit(1);
	_exit(0);
}

/* Nothing outside the working folder can be written. */
static void
prepare(void)
{
	DIR *d = opendir(".");
	struct dirent *x;

	while (d && (x = readdir(d)))
		if (x->d_name[0] != '.' || (x->d_name[1] && x->d_name[1] != '.'))
			unlink(x->d_name);
	if (d)
		closedir(d);
	if (getuid() == 0 && (setgid(NOBODY) || setuid(NOBODY) || prctl(PR_SET_DUMPABLE, 1)))
		_exit(1);
	signal(SIGPROF, keep_slow);
	setitimer(ITIMER_PROF, &(struct itimerval){ .it_value.tv_usec = 500000 }, NULL);
}

/* The bytes become the file of this name, or standard input. */
static void
put(const char *name, const char *bytes, size_t n)
{
	int fd = name ? open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644) : memfd_create("in", 0);

	if (fd < 0)
		return;
	if (write(fd, bytes, n) != (ssize_t)n || (!name && (lseek(fd, 0, SEEK_SET) || dup2(fd, 0) < 0)))
		_exit(1);
	close(fd);
}

/* Cuts at "--- file NAME" lines. */
static void
put_files(char *rest, size_t n)
{
	static const char mark[] = "--- file ";
	char *name = NULL, *next, *end;

	for (; rest; rest = next) {
		size_t here = n;
		next = memmem(rest, n, mark, sizeof mark - 1);
		if (next)
			here = (size_t)(next - rest);
		if (!name || (name[0] != '.' && !strchr(name, '/') && strlen(name) < 40))
			put(name, rest, here);
		n -= here;
		if (!next || !(end = memchr(next, '\n', n)))
			return;
		*end = '\0';
		name = next + sizeof mark - 1;
		n -= (size_t)(end + 1 - next);
		next = end + 1;
	}
}

int
__wrap_main(int argc, char **argv)
{
	static char *words[WORDS + 2];
	int count = 1;
	ssize_t got;

	(void)argc;
#ifdef __AFL_HAVE_MANUAL_CONTROL
	__AFL_INIT();
#endif
	prepare();
	while (size < LONGEST && (got = read(0, all + size, LONGEST - size)) > 0)
		size += (size_t)got;
	words[0] = argv[0];
	char *p = all, *copy = malloc(size + 1), *end;
	if (!copy)
		return 5;
	memcpy(copy, all, size);
	copy[size] = '\0';
	for (p = copy; count <= WORDS && (end = memchr(p, '\n', size - (size_t)(p - copy))) && end != p; p = end + 1) {
		*end = '\0';
		words[count++] = p;
	}
	p += p < copy + size && *p == '\n';
	put_files(p, size - (size_t)(p - copy));
	on_exit(check_status, NULL);
	return __real_main(count, words);
}
