/* SPDX-License-Identifier: MIT */
/* reader: any bytes as a file of whatever format its first bytes tell, read whole and in pieces.  Nothing may crash, leak or read outside. */
#include "table.h"

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	if (size < 2)
		return 0;
	unsigned a = data[0];
	struct reader_opts o = { .missing = a & 1 ? MISSING_NAN : MISSING_ERROR, .ragged = a & 2, .infinite = a & 4, .rounded = a & 8,
		.complex = a & 16, .tensors = a & 32, .hashed = a & 64, .max_memory = 1 << 16 };

	o.infinite |= o.tensors;		/* of tensors all numbers come */
	memory_put(data + 2, size - 2, 0);
	struct digest one = table_read(&o, a & 128 ? 255 : 0, 1000);
	memory_put(data + 2, size - 2, data[1]);
	struct digest other = table_read(&o, a & 128 ? 255 : 0, 1000);
	if (one.h != other.h && !memory.pipe)	/* a file that is too short for its header is found out sooner */
		abort();
	return 0;
}
