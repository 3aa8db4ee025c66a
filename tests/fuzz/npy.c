/* SPDX-License-Identifier: MIT */
/* npy: any text as the header of an .npy file, and any bytes as a whole one.  Nothing may crash, leak or read outside. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "io/npy_header.h"
#include "io/reader.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* A header that is accepted describes an array whose bytes can be counted. */
static void
header(size_t size, const unsigned char *data)
{
	struct npy_header h = { 0 };
	struct err e = { 0 };
	char *exact = malloc(size);		/* of just this size, so that reading behind it is seen */

	if (!exact)
		return;
	memcpy(exact, data, size);
	if (npy_header_parse(size, exact, &h, &e) == 0 && (h.rank > NPY_RANK || h.size == 0 || h.elements > PTRDIFF_MAX / h.size))
		abort();
	free(exact);
}

static void
whole(size_t size, const unsigned char *data)
{
	char path[32];
	struct block b;
	int fd = memfd_create("fuzz", 0);

	if (fd < 0)
		return;
	if (write(fd, data + 1, size - 1) != (ssize_t)size - 1 || lseek(fd, 0, SEEK_SET) != 0)
		abort();
	snprintf(path, sizeof path, "/dev/fd/%d", fd);
	struct reader_opts o = { .in = FORMAT_NPY, .missing = data[0] & 1 ? MISSING_NAN : MISSING_ERROR, .infinite = data[0] & 2,
		.complex = data[0] & 4, .rounded = data[0] & 8, .whole_rows = data[0] & 16, .max_memory = 1 << 20 };
	struct reader *r = reader_open(1, (const char *const[]){ path }, &o);
	while (reader_next(r, &b, 1 + data[0] % 7) > 0)
		for (size_t i = 0; i < b.rows * b.cols; i++)
			if (!o.infinite && b.v[i] > 1e308 && b.v[i] * 2 == b.v[i])
				abort();
	reader_close(r);
	close(fd);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	if (size < 1)
		return 0;
	if (data[0] & 128)
		header(size - 1, data + 1);
	else
		whole(size, data);
	return 0;
}
