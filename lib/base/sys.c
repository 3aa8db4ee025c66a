/* SPDX-License-Identifier: MIT */
/* sys: see sys.h. */
#define _GNU_SOURCE	/* NOLINT(bugprone-reserved-identifier): the C library's name */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/sys.h"

int
sys_processors(void)
{
#ifdef CPU_COUNT
	cpu_set_t set;
	if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
		return CPU_COUNT(&set);
#endif
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : (int)n;
}

int
sys_terminal_width(int fd)
{
	struct winsize w = { 0 };
	return isatty(fd) && ioctl(fd, TIOCGWINSZ, &w) == 0 ? w.ws_col : 0;
}

void
sys_widen_pipe(int fd)
{
#ifdef F_SETPIPE_SZ
	fcntl(fd, F_SETPIPE_SZ, 1 << 20);
#else
	(void)fd;
#endif
}

void
sys_read_ahead(int fd)
{
	posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
}

/* The name of fd that linkat understands. */
static const char *
descriptor(int fd, char name[static 40])
{
	snprintf(name, 40, "/proc/self/fd/%d", fd);
	return name;
}

int
sys_nameless(const char *dir, unsigned mode)
{
#ifdef MLCORE_TEST
	if (getenv("MLCORE_NAMED"))
		return -1;
#endif
#ifdef O_TMPFILE
	char name[40];
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, (mode_t)mode);
	if (fd >= 0 && access(descriptor(fd, name), F_OK) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
#else
	(void)dir, (void)mode;
#endif
	return -1;
}

int
sys_name(int fd, const char *path)
{
	char name[40];
	return linkat(AT_FDCWD, descriptor(fd, name), AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

static int
processor_isa(void)
{
#if defined(__x86_64__) && defined(__GNUC__)
	if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || !__builtin_cpu_supports("bmi") ||
		!__builtin_cpu_supports("popcnt"))
		return 0;
	return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
	       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") ? 5 : 2;
#else
	return 0;
#endif
}

int
sys_isa(void)
{
	int isa = processor_isa();
#ifdef MLCORE_TEST
	const char *most = getenv("MLCORE_ISA");
	if (most && strcmp(most, "portable") == 0)
		return 0;
	if (most && strcmp(most, "avx2") == 0 && isa > 2)
		return 2;
#endif
	return isa;
}
