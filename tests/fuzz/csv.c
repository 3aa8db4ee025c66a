/* SPDX-License-Identifier: MIT */
/* csv: any bytes as csv, tsv or ssv, by the vector scan and by another way that has to agree: libcsv, portable, a few bytes a read, row by row. */
#include "table.h"

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static const enum format formats[] = { FORMAT_CSV, FORMAT_TSV, FORMAT_SSV, FORMAT_AUTO };
	static const char delimiters[] = { 0, ';', ' ', '|' };

	if (size < 3)
		return 0;
	unsigned a = data[0], how = data[1], way = data[2];
	struct reader_opts o = { .in = formats[a & 3], .missing = a & 4 ? MISSING_NAN : MISSING_ERROR, .infinite = a & 8, .rounded = a & 16,
		.whole_rows = a & 32, .header = (enum header)((a >> 6) % 3), .delimiter = o.in == FORMAT_CSV ? delimiters[way & 3] : 0,
		.comment = way & 4 ? '#' : 0, .max_memory = 1 << 16 };

	memory_put(data + 3, size - 3, 0);
	struct digest one = table_read(&o, how & 127, 1000), other;
	switch (way >> 3 & 3) {
	case 0:
		setenv("MLCORE_CSV", "libcsv", 1);
		other = table_read(&o, how & 127, 1000);
		unsetenv("MLCORE_CSV");
		break;
	case 1:
		setenv("MLCORE_ISA", "portable", 1);
		other = table_read(&o, how & 127, 1000);
		unsetenv("MLCORE_ISA");
		break;
	case 2:
		memory_put(data + 3, size - 3, 3 + (unsigned)(way >> 5) * 4);
		other = table_read(&o, how & 127, 1000);
		break;
	default:
		other = table_read(&o, how & 127, 1);
	}
	if (one.h != other.h)
		abort();
	return 0;
}
