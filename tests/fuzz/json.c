/* SPDX-License-Identifier: MIT */
/* json: any bytes as a table in JSON, read at once and in pieces; what is accepted, cJSON, which is laxer, accepts too. */
#include <cjson/cJSON.h>

#include "table.h"

/* The words that Python writes are read too. */
static bool
python(const char *p, size_t size)
{
	for (size_t i = 0; i + 3 <= size; i++)
		if (memcmp(p + i, "NaN", 3) == 0 || memcmp(p + i, "Inf", 3) == 0)
			return true;
	return false;
}

/* The whole text is a sequence of values, as cJSON sees them. */
static bool
lax(const unsigned char *data, size_t size)
{
	const char *p = (const char *)data, *end = p + size, *after;

	if (size >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		p += 3;
	for (;;) {
		while (p < end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r'))
			p++;
		if (p == end)
			return true;
		cJSON *x = cJSON_ParseWithLengthOpts(p, (size_t)(end - p), &after, false);
		if (!x)
			return false;
		cJSON_Delete(x);
		p = after;
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	if (size < 3)
		return 0;
	unsigned a = data[0], how = data[1] & 127, way = data[2];
	struct reader_opts o = { .in = a & 1 ? FORMAT_NDJSON : FORMAT_JSON, .missing = a & 2 ? MISSING_NAN : MISSING_ERROR, .ragged = a & 4,
		.infinite = a & 8, .rounded = a & 16, .whole_rows = a & 32, .max_memory = 1 << 16 };

	memory_put(data + 3, size - 3, 0);
	struct digest one = table_read(&o, how, 1000);
	if (way & 1)
		memory_put(data + 3, size - 3, 3 + (unsigned)(way >> 2) * 4);
	struct digest other = table_read(&o, how, way & 2 ? 1 : 1000);
	if (one.h != other.h)
		abort();
	if (one.good && !python((const char *)data + 3, size - 3) && !lax(data + 3, size - 3))
		abort();
	return 0;
}
