/* SPDX-License-Identifier: MIT */
/* reader: any bytes as a file of any format; the first byte chooses options.  Nothing may crash, leak or read outside. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "io/reader.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	char path[32];
	struct block b;
	int fd;
	static const enum format formats[] = { FORMAT_AUTO, FORMAT_CSV, FORMAT_TSV, FORMAT_SSV, FORMAT_JSON, FORMAT_NPY };

	if (size < 1 || (fd = memfd_create("fuzz", 0)) < 0)
		return 0;
	if (write(fd, data + 1, size - 1) != (ssize_t)size - 1 || lseek(fd, 0, SEEK_SET) != 0)
		abort();
	snprintf(path, sizeof path, "/dev/fd/%d", fd);
	struct reader_opts o = { .in = formats[data[0] % 6], .missing = data[0] & 8 ? MISSING_NAN : MISSING_ERROR,
		.ragged = data[0] & 16, .infinite = data[0] & 32, .whole_rows = data[0] & 64, .complex = data[0] & 128, .max_memory = 1 << 20 };
	struct reader *r = reader_open(1, (const char *const[]){ path }, &o);
	while (reader_next(r, &b, 1 + data[0] % 7) > 0)
		for (size_t i = 0; i < b.rows * b.cols; i++)
			if (b.v[i] > 1e308 && !o.infinite && b.v[i] * 2 == b.v[i])
				abort();
	reader_close(r);
	close(fd);
	return 0;
}
