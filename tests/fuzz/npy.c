/* SPDX-License-Identifier: MIT */
/* npy: any text as the header of an .npy file, and any bytes as a whole one.  Nothing may crash, leak or read outside. */
#include "io/npy_header.h"
#include "table.h"

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
	unsigned a = data[0];
	struct reader_opts o = { .in = FORMAT_NPY, .missing = a & 1 ? MISSING_NAN : MISSING_ERROR, .infinite = a & 2,
		.complex = a & 4, .rounded = a & 8, .whole_rows = a & 16, .max_memory = 1 << 16 };

	memory_put(data + 1, size - 1, a >> 5);
	table_read(&o, 0, 1 + a % 7);
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
