/* SPDX-License-Identifier: MIT */
/* streams: programs of the test build on long inputs: constant memory, rows of any width, and a file cut while it is read. */
#define _DEFAULT_SOURCE		/* wait4 */
#include <libgen.h>
#include <math.h>
#include <sys/resource.h>

#include "child.h"
#include "io/reader.h"
#include "scratch.h"
#include "tap.h"

#if defined __SANITIZE_ADDRESS__ || defined MLCORE_COVER
enum { MEMORY = 0 };			/* not to be measured */
#else
enum { MEMORY = 8 << 20 };
#endif

static char programs[4096];

/* What a program made of standard input. */
static struct {
	int status;
	long memory;			/* bytes resident at most */
	char out[1024], err[1024];
} ran;

struct input {
	const char *head, *piece, *tail;	/* head, then piece so many times, then tail */
	size_t head_n, times;
};

static void
give(int fd, const struct input *in)
{
	FILE *f = fdopen(fd, "w");
	fwrite(in->head, 1, in->head_n, f);
	for (size_t i = 0; i < in->times; i++)
		fputs(in->piece, f);
	fputs(in->tail, f);
	fclose(f);
	_exit(0);
}

/* Runs a shell word list "PROGRAM OPTION ..", without a shell's own memory in between; its output is dropped when quiet. */
static void
run(const char *command, bool quiet, struct input in)
{
	int from[2], out[2], err[2];
	char words[256], path[5000], *argv[16], *save = NULL;
	size_t n = 0;
	struct rusage used;
	snprintf(words, sizeof words, "%s", command);
	for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save))
		argv[n++] = w;
	argv[n] = NULL;
	snprintf(path, sizeof path, "%s/%s", programs, argv[0]);
	fflush(NULL);
	if (pipe(from) || pipe(out) || pipe(err))
		exit(2);
	pid_t feeder = fork();
	if (feeder == 0) {
		close(from[0]), close(out[0]), close(out[1]), close(err[0]), close(err[1]);
		give(from[1], &in);
	}
	pid_t pid = fork();
	if (pid == 0) {
		dup2(from[0], 0), dup2(quiet ? open("/dev/null", O_WRONLY) : out[1], 1), dup2(err[1], 2);
		close(from[0]), close(from[1]), close(out[0]), close(out[1]), close(err[0]), close(err[1]);
		execv(path, argv);
		_exit(127);
	}
	close(from[0]), close(from[1]), close(out[1]), close(err[1]);
	child_drain(out[0], sizeof ran.out, ran.out);
	child_drain(err[0], sizeof ran.err, ran.err);
	wait4(pid, &ran.status, 0, &used);
	ran.status = WIFEXITED(ran.status) ? WEXITSTATUS(ran.status) : 128;
	ran.memory = used.ru_maxrss * 1024;
	waitpid(feeder, NULL, 0);
}

#define SAYS(command, text, ...) do { \
	run(command, false, (struct input){ __VA_ARGS__ }); \
	TAP_OK(strcmp(*ran.err ? ran.err : ran.out, text) == 0, "%s: %s%s", command, ran.err, ran.out); \
} while (0)

/* The program succeeds, and stays within MEMORY. */
#define SMALL(command, ...) do { \
	run(command, true, (struct input){ __VA_ARGS__ }); \
	TAP_OK(ran.status == 0 && ran.memory <= MEMORY, "%s: status %d, %.1f MB: %s", command, ran.status, (double)ran.memory / 1048576, \
		ran.err); \
} while (0)

/* n cells with a comma between them, and then end. */
static char *
cells(size_t n, const char *cell, const char *end)
{
	size_t w = strlen(cell) + 1;
	char *s = malloc(n * w + strlen(end) + 1);
	for (size_t i = 0; i < n; i++) {
		memcpy(s + i * w, cell, w - 1);
		s[i * w + w - 1] = ',';
	}
	memcpy(s + n * w - 1, end, strlen(end) + 1);
	return s;
}

/* numpy.lib.format 1.0: the head of rows x 128 doubles. */
static const char *
npy(size_t rows)
{
	static char head[128];
	memset(head, ' ', sizeof head);
	memcpy(head, "\x93NUMPY\1\0\x76", 9);
	head[9] = 0;
	int n = snprintf(head + 10, 118, "{'descr': '<f8', 'fortran_order': False, 'shape': (%zu, 128), }", rows);
	head[10 + n] = ' ';
	head[127] = '\n';
	return head;
}

static void
memory(void)
{
	char *row16 = cells(16, "-1.23456", "\n"), *row1000 = cells(1000, "0.123456789", "\n"), *json = cells(16, "0.25", "],"), line[1025];
	memset(line, '?', 1024);		/* bytes of 128 doubles, 2.0e-37 */
	line[1024] = '\0';
	char *array = malloc(strlen(json) + 2);
	snprintf(array, strlen(json) + 2, "[%s", json);
	SMALL("sparsity --by column -m l1", "", row16, "", 0, 100000);
	SMALL("sparsity --by column -m l1", "", "\"1\",\"2\"\n", "", 0, 300000);
	SMALL("sparsity -m l1,hoyer", "", row1000, "", 0, 1000);
	SMALL("softmax-zoo", "", row16, "", 0, 50000);
	SMALL("softmax-zoo", "", row1000, "", 0, 500);
	SMALL("sparsity --by all -m l1", "[", array, "[1]]", 1, 100000);
	SMALL("sparsity -m l1", "[", "0.25,", "1]", 1, 2000000);
	SMALL("sparsity --by all -m l1", npy(16384), line, "", 128, 16384);
	SMALL("softmax-zoo --out npy", npy(16384), line, "", 128, 16384);
	free(row16), free(row1000), free(json), free(array);
	tap_group("streaming programs stay within 8 MB, up to 1000 columns");
}

static void
widths(void)
{
	char *wide = cells(100000, "0.5", "\n"), *quoted = cells(100000, "\"0.5\"", "\n");
	SAYS("sparsity --by all -m l1", "vector,n,n_missing,l1\n1,1000000,0,500000\n", "", wide, "", 0, 10);
	SAYS("sparsity --by all -m l1", "vector,n,n_missing,l1\n1,1000000,0,500000\n", "", quoted, "", 0, 10);
	SAYS("sparsity -m l1", "vector,n,n_missing,l1\n1,100000,0,50000\n2,100000,0,50000\n", "", wide, "", 0, 2);
	SAYS("sparsity -m l1", "sparsity: <stdin>:2:4: row has 1 cell, expected 100000 (from line 1)\n", wide, "0.5", "", strlen(wide), 1);
	SAYS("sparsity -m l1", "vector,n,n_missing,l1\n1,1000000,0,250000\n", "", "-0.25\n", "", 0, 1000000);
	free(wide), free(quoted);
	tap_group("100000 columns, plain and quoted; a million rows of one column");
}

static void
long_lines(void)
{
	SAYS("sparsity -m l1", "sparsity: <stdin>:1:1: a line or a value is longer than 64 MiB\n", "", "1.25,1.25,1.25,1.25,", "1\n", 0, 3500000);
	SAYS("sparsity --in json -m l1", "vector,n,n_missing,l1\n1,13421773,0,13421773\n", "[", "1.00,1.00,1.00,1.00,", "1]", 1, 3355443);
	SAYS("sparsity -m l1", "sparsity: <stdin>:1:1: cell is longer than 1048576 bytes\n", "", "1111111111111111", "\n", 0, 4194300);
	tap_group("lines of 64 MB: refused in a table, fine for an array of JSON");
}

/* What is left of a file that shrinks behind the reader's back is read, or refused with its place. */
static void
cut(const char *name, const char *head, size_t head_n, const char *piece, size_t times, off_t length, const char *expected)
{
	struct reader_opts o = { .max_memory = 1 << 30 };
	struct block b;
	char text[512] = "";
	FILE *f = fopen(name, "w");
	fwrite(head, 1, head_n, f);
	for (size_t i = 0; i < times; i++)
		fputs(piece, f);
	fclose(f);
	struct reader *r = reader_open(1, &name, &o);
	TAP_OK(reader_error(r)->code == 0 && truncate(name, length) == 0, "%s", name);
	size_t rows = 0;
	while (reader_next(r, &b, SIZE_MAX) > 0)
		rows += b.rows;
	if (reader_error(r)->code)
		err_line(reader_error(r), sizeof text, text);
	TAP_OK(strcmp(text, expected) == 0, "%s: %zu rows, %s", name, rows, text);
	reader_close(r);
}

static void
cuts(void)
{
	char numbers[1025];
	memset(numbers, '?', 1024);
	numbers[1024] = '\0';
	cut("a.csv", "", 0, "1.5,2.5\n", 100000, 8 * 50000, "");
	cut("b.csv", "", 0, "1.5,2.5\n", 100000, 8 * 50000 + 3, "b.csv:50001:4: row has 1 cell, expected 2 (from line 1)");
	cut("c.json", "[", 1, "[1.5,2.5],\n", 100000, 1 + 11 * 50000 + 5, "c.json:50001:6: a value was expected, but the input ends inside the value of line 1");
	cut("d.npy", npy(1000), 128, numbers, 1000, 128 + 1024 * 500 + 8, "d.npy: the file is cut off in row 501 of 1000");
	tap_group("files cut while they are read");
}

int
main(int argc, char **argv)
{
	(void)argc;
	char self[4096];
	snprintf(self, sizeof self, "%s", argv[0]);
	if (!realpath(dirname(self), programs) || strlen(programs) > sizeof programs - 16)
		return 2;
	memcpy(programs + strlen(programs), "/../test/bin", 13);
	if (MEMORY) {
		memory();
		long_lines();
	} else
		tap_skip("memory, and lines of 64 MB", "this build is instrumented");
	widths();
	scratch_enter();
	cuts();
	scratch_leave();
	return tap_done();
}
