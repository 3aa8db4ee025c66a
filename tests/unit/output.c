/* SPDX-License-Identifier: MIT */
/* output: what replaces a file and what does not, and every way a write can fail. */
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>

#include "base/mem.h"
#include "io/output.h"
#include "tap.h"
#include "scratch.h"

static struct err e;

/* Writes text to path and closes with ok; the code, and e. */
static int
write_file(const char *path, const char *text, bool ok)
{
	struct output o;
	err_clear(&e);
	if (output_open(&o, path, &e) == 0)
		output_put(&o, str_of(text));
	return output_close(&o, ok);
}

/* The error is of the system, at file, and its text begins with that of the errno. */
static bool
is_system(const char *file, int number)
{
	bool yes = e.code == ERR_SYSTEM && e.file && strcmp(e.file, file) == 0 && strcmp(e.text, strerror(number)) == 0;
	if (!yes)
		printf("# code %d, file %s, text %s\n", e.code, e.file ? e.file : "(none)", e.text);
	return yes;
}

static mode_t
mode_of(const char *path)
{
	struct stat s;
	return stat(path, &s) ? 0 : s.st_mode & 07777;
}

static void
test_replace(bool named)
{
	mode_t old = umask(027);
	TAP_OK(write_file("new", "1\n", true) == 0 && scratch_holds("new", "1\n"), "a new file");
	TAP_OK(mode_of("new") == 0640, "mode by umask: %o", (unsigned)mode_of("new"));
	umask(old);
	chmod("new", 0604);
	TAP_OK(write_file("new", "2\n", true) == 0 && scratch_holds("new", "2\n"), "replaced");
	TAP_OK(mode_of("new") == 0604, "mode of the old file: %o", (unsigned)mode_of("new"));
	TAP_OK(write_file("new", "", true) == 0 && scratch_holds("new", ""), "an empty output empties the file");
	TAP_OK(scratch_names() == 1, "nothing else is left");
	tap_group("a file is replaced, with its mode");

	scratch_write("keep", "old");
	TAP_OK(write_file("keep", "new", false) == 0 && scratch_holds("keep", "old"), "not ok: untouched");
	TAP_OK(write_file("none", "new", false) == 0 && access("none", F_OK), "not ok: no new file");
	struct output o;
	err_clear(&e);
	output_open(&o, "keep", &e);
	output_put(&o, STR("new"));
	TAP_OK(scratch_holds("keep", "old"), "untouched before the close");
	output_flush(&o);
	TAP_OK(scratch_names() == (named ? 3 : 2) && scratch_holds("keep", "old"), "the new file stands beside it, if it must have a name");
	output_close(&o, true);
	TAP_OK(scratch_names() == 2 && scratch_holds("keep", "new"), "and then in its place");
	tap_group("a file is untouched before the close, and without success");
	scratch_clear();
}

static void
test_equal(void)
{
	const struct timespec then[2] = { { 1000000000, 0 }, { 1000000000, 5 } };
	struct stat a, b;
	enum { N = 300000 };
	char *text = malloc(N + 1);
	memset(text, 'x', N);
	text[N] = '\0';
	scratch_write("f", text);
	utimensat(AT_FDCWD, "f", then, 0);
	stat("f", &a);
	TAP_OK(write_file("f", text, true) == 0, "the same bytes");
	stat("f", &b);
	TAP_OK(a.st_ino == b.st_ino && b.st_mtim.tv_sec == 1000000000 && b.st_mtim.tv_nsec == 5, "file and time stay");
	TAP_OK(scratch_names() == 1, "the new file is gone");
	for (int k = 0; k < 3; k++) {	/* one byte differs, at the start, at a block's border, at the end */
		size_t at = k == 0 ? 0 : k == 1 ? OUTPUT_BLOCK / 2 : N - 1;
		text[at] = 'y';
		TAP_OK(write_file("f", text, true) == 0 && scratch_holds("f", text), "byte %zu differs", at);
		stat("f", &b);
		TAP_OK(b.st_mtim.tv_sec != 1000000000, "a new time");
		utimensat(AT_FDCWD, "f", then, 0);
	}
	text[N - 1] = '\0';
	TAP_OK(write_file("f", text, true) == 0 && scratch_holds("f", text), "one byte shorter");
	free(text);
	tap_group("equal bytes leave the old file and its time");
	scratch_clear();
}

static void
test_links(void)
{
	struct stat s;
	char back[16] = "";
	mkdir("sub", 0755);
	scratch_write("sub/real", "old");
	TAP_OK(symlink("real", "sub/link") == 0 && symlink("sub/link", "link") == 0 && symlink("missing", "dangling") == 0 &&
		symlink("loop", "loop") == 0, "links");
	TAP_OK(write_file("link", "new", true) == 0 && scratch_holds("sub/real", "new"), "through two links");
	TAP_OK(lstat("link", &s) == 0 && S_ISLNK(s.st_mode) && lstat("sub/link", &s) == 0 && S_ISLNK(s.st_mode), "which stay links");
	TAP_OK(write_file("dangling", "new", true) == 0 && scratch_holds("missing", "new"), "through a link to nothing");
	TAP_OK(readlink("dangling", back, sizeof back - 1) == 7 && strcmp(back, "missing") == 0, "which stays");
	TAP_OK(write_file("loop", "new", true) && is_system("loop", ELOOP), "a loop");
	char path[64];
	snprintf(path, sizeof path, "%s/absolute", scratch);
	TAP_OK(symlink(path, "sub/far") == 0 && write_file("sub/far", "new", true) == 0 && scratch_holds("absolute", "new"),
		"an absolute link");
	unlink("sub/real"), unlink("sub/link"), unlink("sub/far"), rmdir("sub");
	tap_group("symbolic links are written through");
	scratch_clear();
}

static void
test_refused(void)
{
	mkdir("dir", 0755);
	TAP_OK(write_file("dir", "x", true) && is_system("dir", EISDIR), "a folder");
	TAP_OK(write_file("dir/", "x", true) && is_system("dir/", EISDIR), "a folder with a slash");
	TAP_OK(write_file("none/x", "x", true) && is_system("none/x", ENOENT), "in a folder that is not there");
	TAP_OK(write_file("none/", "x", true) && is_system("none/", ENOENT), "a folder that is not there");
	TAP_OK(write_file("", "x", true) && is_system("", ENOENT), "the empty name");
	char name[300];
	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	TAP_OK(write_file(name, "x", true) && is_system(name, ENAMETOOLONG), "a long name");
	rmdir("dir");
	TAP_OK(scratch_names() == 0, "nothing is left");

	scratch_write("locked", "old");
	chmod("locked", 0444);
	chmod(".", 0777);
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		bool dropped = geteuid() != 0 || setuid(65534) == 0;
		_exit(dropped && write_file("locked", "new", true) && is_system("locked", EACCES) ? 0 : 1);
	}
	int status = 1;
	waitpid(child, &status, 0);
	TAP_OK(status == 0 && scratch_holds("locked", "old"), "a file that may not be written");
	tap_group("what cannot be written is said when it is opened");
	scratch_clear();
}

static void
test_direct(void)
{
	char got[8] = "";
	mkfifo("fifo", 0600);
	int reader = open("fifo", O_RDONLY | O_NONBLOCK);
	struct stat s;
	TAP_OK(write_file("fifo", "pipe", true) == 0 && read(reader, got, sizeof got) == 4 && memcmp(got, "pipe", 4) == 0, "a pipe");
	TAP_OK(stat("fifo", &s) == 0 && S_ISFIFO(s.st_mode), "which stays one");
	close(reader);
	TAP_OK(write_file("/dev/null", "x", true) == 0 && stat("/dev/null", &s) == 0 && S_ISCHR(s.st_mode), "a device");

	const char *const names[] = { NULL, "-", "/dev/stdout" };
	for (size_t k = 0; k < 3; k++) {
		int fd = open("caught", O_RDWR | O_CREAT | O_TRUNC, 0600);
		TAP_OK(write(fd, "before ", 7) == 7, "prepared");
		scratch_stdout_to(fd);
		int code = write_file(names[k], "rows", k != 1);
		bool open_still = write(STDOUT_FILENO, " after", 6) == 6;
		scratch_stdout_back();
		TAP_OK(code == 0 && open_still && scratch_holds("caught", "before rows after"), "standard output as %s", names[k]);
	}
	int fd = open("caught", O_RDWR | O_TRUNC);
	char path[32];
	snprintf(path, sizeof path, "/dev/fd/%d", fd);
	TAP_OK(write(fd, "a", 1) == 1 && write_file(path, "b", true) == 0 && scratch_holds("caught", "ab"), "%s", path);
	close(fd);
	TAP_OK(scratch_names() == 2, "nothing is left");
	tap_group("pipes, devices and standard output are written directly");
	scratch_clear();
}

/* Bytes of many calls and sizes, against what they are known to be. */
static bool
put_pieces(struct output *o, size_t total)
{
	char piece[1000];
	size_t at = 0;
	for (size_t size = 1; at < total; size = size * 7 % 997 + 1) {
		size = size < total - at ? size : total - at;
		for (size_t k = 0; k < size; k++)
			piece[k] = (char)((at + k) * 31 % 251);
		output_put(o, (struct str){ piece, size });
		at += size;
	}
	return !o->err->code;
}

static bool
check_pieces(const char *path, size_t total, size_t patched)
{
	size_t n;
	char *s = scratch_read(path, &n);
	bool good = n == total;
	for (size_t k = 0; good && k < n; k++)
		good = s[k] == (k >= patched && k < patched + 3 ? '!' : (char)(k * 31 % 251));
	free(s);
	return good;
}

static void
test_patch(void)
{
	enum { TOTAL = 1000003 };
	struct output o;
	err_clear(&e);
	output_open(&o, "file", &e);
	TAP_OK(put_pieces(&o, TOTAL) && output_close(&o, true) == 0 && check_pieces("file", TOTAL, TOTAL), "a megabyte in pieces");
	output_open(&o, "patched", &e);
	output_keep(&o);
	TAP_OK(!o.held && put_pieces(&o, TOTAL), "a file need not be held");
	output_patch(&o, 5, STR("!!!"));
	TAP_OK(output_close(&o, true) == 0 && check_pieces("patched", TOTAL, 5), "and is patched");

	int to = open("after", O_WRONLY | O_CREAT, 0600);
	TAP_OK(write(to, "before", 6) == 6, "something was written");
	scratch_stdout_to(to);
	output_open(&o, NULL, &e);
	output_keep(&o);
	TAP_OK(!o.held, "standard output into a file need not be held");
	output_put(&o, STR("abcdef"));
	output_patch(&o, 2, STR("!!"));
	output_put(&o, STR("g"));
	output_close(&o, true);
	scratch_stdout_back();
	TAP_OK(scratch_holds("after", "beforeab!!efg"), "it is patched behind what was there");

	scratch_stdout_to(open("held", O_WRONLY | O_CREAT | O_APPEND, 0600));
	output_open(&o, NULL, &e);
	output_keep(&o);
	put_pieces(&o, TOTAL);
	output_flush(&o);
	struct stat s;
	bool nothing = fstat(STDOUT_FILENO, &s) == 0 && s.st_size == 0;
	output_patch(&o, TOTAL - 3, STR("!!!"));
	output_close(&o, true);
	scratch_stdout_back();
	TAP_OK(nothing && check_pieces("held", TOTAL, TOTAL - 3), "what is appended is held, and patched in memory");

	scratch_stdout_to(open("dropped", O_WRONLY | O_CREAT | O_APPEND, 0600));
	output_open(&o, NULL, &e);
	output_keep(&o);
	output_put(&o, STR("half"));
	output_close(&o, false);
	scratch_stdout_back();
	TAP_OK(scratch_holds("dropped", ""), "what is held is dropped without success");
	tap_group("many blocks; bytes patched later");
	scratch_clear();
}

static void
test_failures(void)
{
	int pair[2];
	scratch_stdout_to(open("/dev/full", O_WRONLY));
	write_file(NULL, "x", true);
	scratch_stdout_back();
	TAP_OK(is_system("<stdout>", ENOSPC), "full, at the close");
	write_file("/dev/full", "x", true);
	TAP_OK(is_system("/dev/full", ENOSPC), "full by name");
	scratch_stdout_to(-1);
	write_file(NULL, "x", true);
	scratch_stdout_back();
	TAP_OK(is_system("<stdout>", EBADF), "closed");
	TAP_OK(pipe(pair) == 0 && signal(SIGPIPE, SIG_IGN) != SIG_ERR, "a pipe");
	close(pair[0]);
	scratch_stdout_to(pair[1]);
	write_file(NULL, "x", true);
	scratch_stdout_back();
	TAP_OK(is_system("<stdout>", EPIPE), "a pipe nobody reads");

	struct rlimit was, small;
	getrlimit(RLIMIT_FSIZE, &was);
	small = (struct rlimit){ 100000, was.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	scratch_write("f", "old");
	struct output o;
	fflush(stdout);
	setrlimit(RLIMIT_FSIZE, &small);
	err_clear(&e);
	output_open(&o, "f", &e);
	put_pieces(&o, 1000003);
	int code = e.code;
	output_put(&o, STR("more"));
	output_close(&o, true);
	setrlimit(RLIMIT_FSIZE, &was);
	TAP_OK(code == ERR_SYSTEM && is_system("f", EFBIG), "a file that may not grow: the first error is kept");
	TAP_OK(scratch_holds("f", "old") && scratch_names() == 1, "the old file is untouched, nothing is left");

	for (unsigned long k = 1; k <= 2; k++) {
		mem_fail_at(k, false);
		write_file("g", "x", true);
		mem_fail_at(0, false);
		TAP_OK(k == 1 ? e.code == ERR_MEMORY && access("g", F_OK) : e.code == 0, "allocation %lu fails: %d", k, e.code);
	}
	unlink("g");
	scratch_stdout_to(open("/dev/null", O_WRONLY));
	err_clear(&e);
	output_open(&o, NULL, &e);
	output_keep(&o);
	mem_fail_at(1, true);
	put_pieces(&o, 1000003);
	mem_fail_at(0, false);
	output_close(&o, true);
	scratch_stdout_back();
	TAP_OK(e.code == ERR_MEMORY, "what is held does not fit");
	tap_group("full disk, closed, broken pipe, file limit, memory: the first error is kept");
	scratch_clear();
}

/* Opens path, does what happens meanwhile, and closes. */
static void
meanwhile(const char *path, void (*happens)(struct output *o))
{
	struct output o;
	err_clear(&e);
	output_open(&o, path, &e);
	output_put(&o, STR("new"));
	happens(&o);
	output_close(&o, true);
}

static void
folder_goes(struct output *o)
{
	unlink(o->nameless ? "" : o->temp);
	rmdir("dir");
}

static void
folder_comes(struct output *o)
{
	(void)o;
	unlink("x");
	mkdir("x", 0755);
}

static void
descriptor_goes(struct output *o)
{
	int fd = o->fd;
	output_flush(o);
	close(fd);
	output_patch(o, 0, STR("!"));
	output_patch(o, 1, STR("!"));		/* not after an error */
}

/* What other programs may do while a file is written, and names that are taken or too long for the new file. */
static void
test_meanwhile(void)
{
	for (int named = 0; named < 2; named++) {
		char taken[100];
		if (named)
			setenv("MLCORE_NAMED", "1", 1);
		snprintf(taken, sizeof taken, ".mlcoreutils.%ld.0", (long)getpid());
		scratch_write(taken, "theirs");
		TAP_OK(write_file("x", "1", true) == 0 && scratch_holds("x", "1") && scratch_holds(taken, "theirs"), "a name that is taken");
		unlink(taken);
		mkdir("dir", 0755);
		meanwhile("dir/x", folder_goes);
		TAP_OK(is_system("dir/x", ENOENT), "the folder goes");
		meanwhile("x", folder_comes);
		TAP_OK(is_system("x", EISDIR), "a folder comes");
		rmdir("x");
		meanwhile("x", descriptor_goes);
		TAP_OK(is_system("x", EBADF) && access("x", F_OK), "the descriptor goes");
		TAP_OK(scratch_names() == 0, "nothing is left");
	}
	char path[PATH_MAX + 1] = "", part[201];
	memset(part, 'd', sizeof part - 1);
	part[sizeof part - 1] = '\0';
	for (int k = 0; k < 20; k++) {
		strcat(strcat(path, part), "/");
		mkdir(path, 0755);
	}
	strcat(strncat(path, part, PATH_MAX - 10 - strlen(path)), "/");
	mkdir(path, 0755);
	size_t folder = strlen(path);
	strcat(path, "x");
	for (int named = 0; named < 2; named++, unsetenv("MLCORE_NAMED")) {
		if (named)
			setenv("MLCORE_NAMED", "1", 1);
		TAP_OK(write_file(path, "x", true) && is_system(path, ENAMETOOLONG), "no room for the name of the new file");
	}
	for (char *slash = path + folder; slash; slash = strrchr(path, '/')) {
		*slash = '\0';
		rmdir(path);
	}
	TAP_OK(scratch_names() == 0, "nothing is left");
	tap_group("what happens to the folder meanwhile is said, and nothing is left");
	scratch_clear();
}

static int drained = -1;
static volatile sig_atomic_t ticks, bytes;

static void
drain(int signal_number)
{
	static char sink[1 << 16];
	int was = errno;
	(void)signal_number;
	ticks++;
	for (ssize_t k; (k = read(drained, sink, sizeof sink)) > 0;)
		bytes += (sig_atomic_t)k;
	errno = was;
}

/* The pipe is emptied only by a signal handler, so that write returns early, or with EINTR, again and again. */
static void
test_interrupted(void)
{
	enum { TOTAL = 8000003 };	/* many times what a pipe holds, 1 MB at most */
	int pair[2];
	struct sigaction act = { .sa_handler = drain };
	struct itimerval every = { { 0, 2000 }, { 0, 2000 } }, never = { { 0, 0 }, { 0, 0 } };
	TAP_OK(pipe(pair) == 0, "a pipe");
	drained = pair[0];
	fcntl(drained, F_SETFL, O_NONBLOCK);
	scratch_stdout_to(pair[1]);
	sigaction(SIGALRM, &act, NULL);
	struct output o;
	err_clear(&e);
	output_open(&o, NULL, &e);
	setitimer(ITIMER_REAL, &every, NULL);
	put_pieces(&o, TOTAL);
	output_flush(&o);
	setitimer(ITIMER_REAL, &never, NULL);
	output_close(&o, true);
	scratch_stdout_back();
	drain(SIGALRM);
	TAP_OK(e.code == 0 && ticks > 4 && bytes == TOTAL, "code %d after %d signals, %d bytes", e.code, (int)ticks, (int)bytes);
	close(drained);
	tap_group("interrupted writes go on");
}

int
main(void)
{
	scratch_enter();
	test_replace(false);
	setenv("MLCORE_NAMED", "1", 1);
	test_replace(true);
	unsetenv("MLCORE_NAMED");
	test_equal();
	test_links();
	test_refused();
	test_direct();
	test_patch();
	test_failures();
	test_meanwhile();
	test_interrupted();
	scratch_leave();
	return tap_done();
}
