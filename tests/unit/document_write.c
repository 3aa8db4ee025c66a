/* SPDX-License-Identifier: MIT */
/* What document_write writes is read back by document.h: texts, numbers, arrays of any rank, complex ones. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "io/document.h"
#include "io/document_write.h"
#include "tap.h"

int
main(void)
{
	char path[] = "/tmp/document_write.XXXXXX";
	int fd = mkstemp(path);
	double matrix[6] = { 1, -0.1, 1e300, 5e-324, 3, 4 }, pairs[4] = { 1, 2, 3, 4 }, row[3], x = 0;
	struct writer *w = writer_open(&(struct writer_opts){ .out = FORMAT_JSON, .file = path });

	document_write_begin(w, "mlcoreutils/test/1");
	document_write_text(w, "name", STR("a \"b\"\n\xff"));
	document_write_number(w, "tenth", 0.1);
	document_write_number(w, "none", (double)NAN);
	document_write_number(w, "end", -(double)INFINITY);
	document_write_number(w, "far", (double)INFINITY);
	document_write_count(w, "N", 12);
	document_write_array(w, &(struct array){ .name = "A", .rank = 2, .shape = { 2, 3 }, .v = matrix });
	document_write_array(w, &(struct array){ .name = "Z", .rank = 1, .shape = { 2 }, .complex = true, .v = pairs });
	document_write_array(w, &(struct array){ .name = "one", .v = matrix });
	document_write_array(w, &(struct array){ .name = "empty", .rank = 1, .v = matrix });
	document_write_end(w);
	TAP_OK(writer_close(w, true) == 0, "close: %s", writer_error(w)->text);
	writer_free(w);

	struct err e = { 0 };
	struct document *d = document_read(path, "mlcoreutils/test", 1, &e);
	TAP_OK(d != NULL, "read: %s", e.text);
	if (d) {
		const struct node *root = document_root(d), *array, *z;
		struct str text;
		uint64_t count = 0;
		size_t n;
		TAP_OK(!document_text(d, root, "name", &text) && str_is(text, "a \"b\"\n\xEF\xBF\xBD"), "text");
		TAP_OK(!document_number(d, root, "tenth", &x) && x == 0.1, "0.1");
		TAP_OK(!document_real(d, root, "none", &x) && isnan(x), "nan");
		TAP_OK(!document_real(d, root, "end", &x) && isinf(x) && x < 0, "-inf");
		TAP_OK(!document_real(d, root, "far", &x) && isinf(x) && x > 0, "inf");
		TAP_OK(!document_count(d, root, "N", &count) && count == 12, "count");
		TAP_OK(!document_array(d, root, "A", &array, &n) && n == 2, "rows");
		const struct node *r = document_first(array);
		for (size_t i = 0; i < 2; i++, r = document_after(r))
			TAP_OK(!document_reals(d, r, NULL, 3, row) && memcmp(row, matrix + 3 * i, sizeof row) == 0, "row %zu", i);
		TAP_OK(!document_object(d, root, "Z", &z) && !document_reals(d, z, "re", 2, row) && row[0] == 1 && row[1] == 3, "re");
		TAP_OK(!document_reals(d, z, "im", 2, row) && row[0] == 2 && row[1] == 4, "im");
		TAP_OK(!document_number(d, root, "one", &x) && x == 1, "rank 0");
		TAP_OK(!document_array(d, root, "empty", &array, &n) && n == 0, "empty");
		document_close(d);
	}
	tap_group("a document reads back as it was written");
	/* A text without the memory for its quotes is an error, not an empty text. */
	static char long_text[100000];
	unsigned failed = 0;
	memset(long_text, 'a', sizeof long_text - 1);
	for (unsigned long k = 1; k < 20; k++) {
		w = writer_open(&(struct writer_opts){ .out = FORMAT_JSON, .file = path });
		mem_fail_at(k, false);
		document_write_text(w, "name", str_of(long_text));
		mem_fail_at(0, false);
		document_write_end(w);
		int code = writer_close(w, true);
		failed += code == ERR_MEMORY;
		TAP_OK(code == ERR_MEMORY || code == 0, "allocation %lu: %d", k, code);
		writer_free(w);
		if (code == 0)
			break;
	}
	TAP_OK(failed > 0, "%u failures", failed);
	tap_group("a text without memory");
	close(fd);
	unlink(path);
	return tap_done();
}
