/* SPDX-License-Identifier: MIT */
/* safetensors: any bytes as a file of tensors, in one piece and through a pipe.  Nothing may crash, leak or read outside. */
#include <stdlib.h>

#include "io/reader.h"
#include "io/safetensors_header.h"
#include "target.h"

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
	if (size < 1)
		return 0;
	memory_put(data + 1, size - 1, data[0]);
	struct reader_opts o = { .in = FORMAT_SAFETENSORS, .tensors = true, .whole_rows = data[0] & 2, .max_memory = 1 << 16,
		.only = data[0] & 4 ? "!*weight" : data[0] & 8 ? "a*,?" : NULL };
	struct reader *r = reader_open(1, (const char *const[]){ MEMORY_PATH }, &o);
	numbers(r, size, 1 + data[0] % 7);
	reader_close(r);
	return 0;
}
