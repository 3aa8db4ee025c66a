/* SPDX-License-Identifier: MIT */
/* output: see output.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/sys.h"
#include "io/output.h"

static int
failed(struct output *o)
{
	if (!o->err->code) {
		err_errno(o->err, "%s", "");
		err_at(o->err, o->name, 0, 0);
	}
	return o->err->code;
}

/* Follows the symbolic links of path into o->target, whether or not something is there. */
static bool
follow(struct output *o, const char *path)
{
	enum { HOPS = 40 };	/* as many as Linux */
	char link[PATH_MAX];
	int n = snprintf(o->target, sizeof o->target, "%s", path);
	for (int hop = 0; hop < HOPS && n >= 0 && n < PATH_MAX; hop++) {
		ssize_t k = readlink(o->target, link, sizeof link - 1);
		if (k < 0)
			return true;
		link[k] = '\0';
		char *slash = strrchr(o->target, '/');
		int dir = slash && link[0] != '/' ? (int)(slash + 1 - o->target) : 0;
		n = dir + snprintf(o->target + dir, sizeof o->target - (size_t)dir, "%s", link);
	}
	errno = n < 0 || n >= PATH_MAX ? ENAMETOOLONG : ELOOP;
	return false;
}

/* Puts into o->temp the k-th name that the new file may have, beside o->target; the length of its folder to *dir. */
static bool
candidate(struct output *o, unsigned k, int *dir)
{
	const char *slash = strrchr(o->target, '/');
	*dir = slash ? (int)(slash + 1 - o->target) : 0;
	int n = snprintf(o->temp, sizeof o->temp, "%.*s.mlcoreutils.%ld.%u", *dir, o->target, (long)getpid(), k);
	errno = ENAMETOOLONG;
	return n >= 0 && n < PATH_MAX;
}

/* The new file beside o->target, with the mode and the owner of old when that is there; without a name until it is whole, if that can be. */
static bool
create(struct output *o, const struct stat *old)
{
	mode_t mode = old ? 0600 : 0666;
	int dir;
	if (candidate(o, 0, &dir)) {
		char first = o->temp[dir];
		o->temp[dir] = '\0';
		o->fd = sys_nameless(dir ? o->temp : ".", mode);
		o->temp[dir] = first;
		o->nameless = o->fd >= 0;
	}
	for (unsigned k = 0; o->fd < 0; k++) {
		if (candidate(o, k, &dir))
			o->fd = open(o->temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (o->fd < 0 && errno != EEXIST) {
			o->temp[0] = '\0';
			return false;
		}
	}
	if (old) {	/* like cp: without the owner no set-user-ID */
		mode_t all = fchown(o->fd, old->st_uid, old->st_gid) ? 0777 : 07777;
		return fchmod(o->fd, old->st_mode & all) == 0;
	}
	return true;
}

/* Gives the whole new file a name. */
static bool
name(struct output *o)
{
	int dir;
	for (unsigned k = 0; candidate(o, k, &dir); k++) {
		if (sys_name(o->fd, o->temp) == 0) {
			o->nameless = false;
			return true;
		}
		if (errno != EEXIST)
			break;
	}
	return false;
}

static bool
open_path(struct output *o, const char *path)
{
	struct stat old;
	bool there = stat(path, &old) == 0;
	if (!there && (errno != ENOENT || !*path))
		return false;
	bool direct = there && !S_ISREG(old.st_mode);
	if (!direct) {
		if (!follow(o, path))
			return false;
		direct = strncmp(path, "/dev/fd/", 8) == 0 || strncmp(o->target, "/proc/", 6) == 0;
	}
	if (direct)
		return (o->fd = open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC)) >= 0;
	if (there && access(path, W_OK))
		return false;
	return create(o, there ? &old : NULL);
}

/* Where a regular file stands, if it can be written anywhere: -1 for a pipe, and for what is appended to. */
static long long
position(int fd)
{
	struct stat st;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode) || fcntl(fd, F_GETFL) & O_APPEND)
		return -1;
	return lseek(fd, 0, SEEK_CUR);
}

int
output_open(struct output *o, const char *path, struct err *e)
{
	bool standard = !path || strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0;
	*o = (struct output){ .fd = -1, .name = standard ? "<stdout>" : path, .err = e, .cap = OUTPUT_BLOCK };
	if (!(o->buf = mem_alloc(o->cap, 1)))
		return err_memory(e);
	if (standard ? (o->fd = dup(STDOUT_FILENO)) < 0 : !open_path(o, path))
		return failed(o);
	if (!o->temp[0])
		sys_widen_pipe(o->fd);
	o->begin = position(o->fd);
	return 0;
}

static void
write_all(struct output *o, size_t n, const char *s)
{
	while (n && !o->err->code) {
		ssize_t k = write(o->fd, s, n);
		if (k < 0 && errno != EINTR)
			failed(o);
		else if (k > 0) {
			s += k;
			n -= (size_t)k;
		}
	}
}

void
output_flush(struct output *o)
{
	if (!o->held) {
		write_all(o, o->n, o->buf);
		o->n = 0;
	}
}

void
output_grow(struct output *o, size_t need)
{
	if (!o->held)
		output_flush(o);
	else if (o->most && o->n + need > o->most) {
		err_set(o->err, ERR_MEMORY, "the output is held until it is complete, and does not fit into --max-memory %zu", o->most);
		err_hint(o->err, "a file, as by -o, is not held");
	} else if (!mem_reserve(&o->buf, &o->cap, o->n + need, 1))
		err_memory(o->err);
	if (o->err->code)
		o->n = 0;
}

void
output_put(struct output *o, struct str s)
{
	while (s.n) {
		char *p = output_room(o, 1);
		size_t n = s.n < o->cap - o->n ? s.n : o->cap - o->n;
		memcpy(p, s.s, n);
		o->n += n;
		s = (struct str){ s.s + n, s.n - n };
	}
}

void
output_keep(struct output *o)
{
	o->held = o->begin < 0;
}

void
output_patch(struct output *o, size_t at, struct str s)
{
	if (o->err->code)
		return;
	if (o->held) {
		memcpy(o->buf + at, s.s, s.n);
		return;
	}
	output_flush(o);
	while (s.n && !o->err->code) {
		ssize_t k = pwrite(o->fd, s.s, s.n, (off_t)(o->begin + (long long)at));
		if (k < 0 && errno != EINTR)
			failed(o);
		else if (k > 0) {
			s = (struct str){ s.s + k, s.n - (size_t)k };
			at += (size_t)k;
		}
	}
}

static size_t
read_at(int fd, size_t n, char buf[], off_t at)
{
	size_t got = 0;
	while (got < n) {
		ssize_t k = pread(fd, buf + got, n - got, at + (off_t)got);
		if (k == 0 || (k < 0 && errno != EINTR))
			break;
		got += k > 0 ? (size_t)k : 0;
	}
	return got;
}

/* True when the old file is there with the bytes of the new one; when in doubt it is replaced. */
static bool
unchanged(struct output *o)
{
	enum { HALF = OUTPUT_BLOCK / 2 };
	struct stat a, b;
	int old = open(o->target, O_RDONLY | O_CLOEXEC);
	bool same = old >= 0 && fstat(old, &a) == 0 && fstat(o->fd, &b) == 0 && a.st_size == b.st_size;
	for (off_t at = 0; same && at < b.st_size; at += HALF) {
		size_t n = b.st_size - at < HALF ? (size_t)(b.st_size - at) : HALF;
		same = read_at(old, n, o->buf, at) == n && read_at(o->fd, n, o->buf + HALF, at) == n &&
			memcmp(o->buf, o->buf + HALF, n) == 0;
	}
	if (old >= 0)
		close(old);
	return same;
}

int
output_close(struct output *o, bool ok)
{
	if (o->fd >= 0) {
		if (!ok && (o->held || o->temp[0]))
			o->n = 0;
		o->held = false;
		output_flush(o);
		bool keep = o->temp[0] && (!ok || o->err->code || unchanged(o));
		if (o->nameless && !keep && !name(o))
			failed(o);
		if (close(o->fd) && errno != EINTR)
			failed(o);
		if (o->temp[0] && !keep && !o->err->code && rename(o->temp, o->target))
			failed(o);
		if (o->temp[0] && !o->nameless && (keep || o->err->code))
			unlink(o->temp);
	}
	mem_free(o->buf);
	o->buf = NULL;
	o->fd = -1;
	return o->err->code;
}
