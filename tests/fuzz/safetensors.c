/* SPDX-License-Identifier: MIT */
/* safetensors: any bytes as a file of tensors, in one piece and through a pipe.  Nothing may crash, leak or read outside. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "io/reader.h"
#include "io/safetensors_header.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* The tensors that are delivered have as many numbers as their shape says, and stand inside the file. */
static void
numbers(struct reader *r, size_t size, size_t max_rows)
{
	const struct tensor *t = NULL;
	struct block b;
	uint64_t n = 0;

	while (reader_next(r, &b, max_rows) > 0) {
		n = b.tensor == t ? n : 0;
		t = b.tensor;
		n += b.rows * b.cols;
		volatile double last = 0;
		for (size_t i = 0; i < b.rows * b.cols; i++)
			last = b.v[i];		/* every number can be read */
		(void)last;
		if ((b.ends && n != t->elements) || n > t->elements || t->elements * t->number.size > size)
			abort();
		t = b.ends ? NULL : t;
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	char path[32];
	int ends[2];
	bool pipes = size > 0 && size < 60000 && data[0] & 1;

	if (size < 1 || (pipes ? pipe(ends) : (ends[0] = ends[1] = memfd_create("fuzz", 0)) < 0))
		return 0;
	if (write(ends[1], data + 1, size - 1) != (ssize_t)size - 1 || (!pipes && lseek(ends[0], 0, SEEK_SET) != 0))
		abort();
	if (pipes)
		close(ends[1]);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	struct reader_opts o = { .in = FORMAT_SAFETENSORS, .tensors = true, .whole_rows = data[0] & 2, .max_memory = 1 << 20,
		.only = data[0] & 4 ? "!*weight" : data[0] & 8 ? "a*,?" : NULL };
	struct reader *r = reader_open(1, (const char *const[]){ path }, &o);
	numbers(r, size, 1 + data[0] % 7);
	reader_close(r);
	close(ends[0]);
	return 0;
}
