/* SPDX-License-Identifier: MIT */
/* num: the number parser against strtod on any bytes, the vector one against it, and what it prints read back. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/num_field.h"
#include "target.h"

#ifdef __x86_64__
/* What the vector code takes is just what the parser makes of it. */
static void
field(size_t size, const unsigned char *data)
{
	char *room = malloc(NUM_FIELD_BEFORE + size + 32), *p = room + NUM_FIELD_BEFORE;
	double x, y;
	size_t end;

	if (!room)
		abort();
	memset(room, size && data[0] & 1 ? '7' : '.', NUM_FIELD_BEFORE + size + 32);
	memcpy(p, data, size);
	if (num_field(size, p, &y) && (num_parse(size, p, NUM_CSV, &x, &end) != NUM_OK || end != size || memcmp(&x, &y, sizeof x) != 0))
		abort();
	p[size] = '\n';
	size_t n = num_field_json(p, &y);
	if (n && (num_parse(size, p, NUM_JSON, &x, &end) != NUM_OK || end != n || memcmp(&x, &y, sizeof x) != 0))
		abort();
	free(room);
}
#endif

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
#ifdef __x86_64__
	if (num_field_able())
		field(size, data);
#endif
	char *exact = malloc(size ? size : 1), *terminated = malloc(size + 1), text[NUM_TEXT], *stop;
	double x, y, back;
	size_t end, n;

	if (!exact || !terminated)
		abort();
	memcpy(exact, data, size);
	memcpy(terminated, data, size);
	for (unsigned flags = 0; flags < 2; flags++) {
		enum num_result got = num_parse(size, exact, flags, &x, &end);
		if (got == NUM_BAD)
			continue;
		if (end == 0 || end > size)
			abort();
		terminated[end] = '\0';
		y = strtod(terminated, &stop);
		if (stop != terminated + end || memcmp(&x, &y, sizeof x) != 0)
			abort();
		n = num_print(x, text);
		if (n > NUM_TEXT || num_read((struct str){ text, n }, NUM_INF, &back) == NUM_BAD || memcmp(&x, &back, sizeof x) != 0)
			abort();
		memcpy(terminated, data, size);
	}
	free(exact);
	free(terminated);
	return 0;
}
