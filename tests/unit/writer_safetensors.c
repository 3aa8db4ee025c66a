/* SPDX-License-Identifier: MIT */
/* writer_safetensors: what is written is read back by the header's reader: names, types, shapes, every bit; what cannot be is refused. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/safetensors.h"
#include "io/writer.h"
#include "scratch.h"
#include "tap.h"

static double numbers[] = { 1, -2.5, 0, 65504, -0.0, 5.9604644775390625e-08, 3, 4, 1e300, 0.1, 7, 8 };

/* The file read back: a tensor as name:type:shape=numbers. */
static void
look(const char *path, char out[], size_t size)
{
	struct input in;
	struct safetensors f = { 0 };
	struct err e = { 0 };
	double v[64];
	size_t n = 0;

	out[0] = '\0';
	if (input_open(&in, path, &e) || safetensors_header_read(&f.h, &in, &e)) {
		err_line(&e, size, out);
		return;
	}
	for (size_t k = 0; k < f.h.n; k++) {
		const struct tensor *t = &f.h.tensor[k];
		char shape[SAFETENSORS_SHAPE];
		size_t length = safetensors_header_shape(t, shape);
		n += (size_t)snprintf(out + n, size - n, "%s%.*s:%s:%.*s=", k ? " " : "", (int)t->name.n, t->name.s, t->dtype, (int)length, shape);
		TAP_OK(!safetensors_go(&f, &in, t, &e) && !safetensors_take(&f, &in, (size_t)t->elements, v, &e), "%s", e.text);
		for (size_t i = 0; i < t->elements; i++)
			n += (size_t)snprintf(out + n, size - n, "%s%.17g", i ? "," : "", v[i]);
	}
	TAP_OK(f.h.start == 4096, "data begin at a page: %zu", (size_t)f.h.start);
	safetensors_header_free(&f.h);
	input_close(&in, &e);
}

static void
arrays(void)
{
	static const struct array a[] = {
		{ .name = "A", .rank = 2, .shape = { 2, 3 }, .v = numbers }, { .name = "sc\"al\n", .rank = 0, .v = numbers + 1 },
		{ .name = "z", .rank = 1, .shape = { 3 }, .complex = true, .v = numbers + 6 },
		{ .name = "none", .rank = 2, .shape = { 0, 4 }, .v = numbers },
	};
	static const char *const want[] = {
		[8] = "A:F64:2x3=1,-2.5,0,65504,-0,5.9604644775390625e-08 sc\"al\n:F64:scalar=-2.5 none:F64:0x4= z:F64:3x2=3,4,1.0000000000000001e+300,"
			"0.10000000000000001,7,8",
		[4] = "A:F32:2x3=1,-2.5,0,65504,-0,5.9604644775390625e-08 sc\"al\n:F32:scalar=-2.5 none:F32:0x4= z:F32:3x2=3,4,inf,"
			"0.10000000149011612,7,8",
		[2] = "A:F16:2x3=1,-2.5,0,65504,-0,5.9604644775390625e-08 sc\"al\n:F16:scalar=-2.5 none:F16:0x4= z:F16:3x2=3,4,inf,"
			"0.0999755859375,7,8",
	};
	for (int size = 2; size <= 8; size *= 2) {
		char got[2000];
		struct writer *w = writer_open(&(struct writer_opts){ .file = "a.safetensors", .npy_size = size });
		for (size_t i = 0; i < 4; i++)
			writer_array(w, &a[i == 2 ? 3 : i == 3 ? 2 : i]);
		TAP_OK(writer_close(w, true) == 0, "%s", writer_error(w)->text);
		writer_free(w);
		look("a.safetensors", got, sizeof got);
		TAP_OK(strcmp(got, want[size]) == 0, "size %d:\n#  %s\n#  not\n#  %s", size, got, want[size]);
	}
	tap_group("arrays of every rank and type, complex, empty, with odd names");
}

static void
tables(void)
{
	char got[500];
	struct writer *w = writer_open(&(struct writer_opts){ .file = "t.safetensors" });
	writer_columns(w, 3, (struct writer_column[]){ { .name = STR("x") }, { .name = STR("y") }, { .name = STR("n") } });
	for (uint64_t i = 0; i < 2; i++) {
		writer_numbers(w, 2, numbers + 2 * i);
		writer_count(w, i + 1);
	}
	TAP_OK(writer_close(w, true) == 0, "%s", writer_error(w)->text);
	writer_free(w);
	look("t.safetensors", got, sizeof got);
	TAP_OK(strcmp(got, "table:F64:2x3=1,-2.5,1,0,65504,2") == 0, "%s", got);
	tap_group("a table is one array");
}

static void
refusals(void)
{
	struct writer *w = writer_open(&(struct writer_opts){ .file = "b.safetensors" });
	writer_columns(w, 2, (struct writer_column[]){ { .name = STR("x") }, { .name = STR("s"), .text = true } });
	TAP_OK(writer_close(w, true) == ERR_USAGE && strcmp(writer_error(w)->text, "safetensors takes numbers only") == 0, "%s",
		writer_error(w)->text);
	writer_free(w);

	w = writer_open(&(struct writer_opts){ .file = "b.safetensors" });
	char name[20];
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof name, "array_%d", i);
		writer_array(w, &(struct array){ .name = name, .rank = 1, .shape = { 2 }, .v = numbers });
	}
	TAP_OK(writer_close(w, true) == ERR_USAGE && strcmp(writer_error(w)->text,
		"names and shapes of so many arrays do not fit a safetensors header of 4088 bytes") == 0, "%s", writer_error(w)->text);
	writer_free(w);

	w = writer_open(&(struct writer_opts){ .file = "b.npy" });
	writer_array(w, &(struct array){ .name = "x", .rank = 1, .shape = { 2 }, .v = numbers });
	TAP_OK(writer_close(w, true) == ERR_USAGE && strcmp(writer_error(w)->text, "npy holds one table, not named arrays") == 0, "%s",
		writer_error(w)->text);
	writer_free(w);
	for (unsigned long k = 1; k < 8; k++) {
		mem_fail_at(k, false);
		w = writer_open(&(struct writer_opts){ .file = "b.safetensors" });
		writer_array(w, &(struct array){ .name = "x", .rank = 1, .shape = { 2 }, .v = numbers });
		int code = writer_close(w, true);
		mem_fail_at(0, false);
		TAP_OK(code == 0 || code == ERR_MEMORY, "allocation %lu: %d", k, code);
		writer_free(w);
		remove("b.safetensors");
	}
	TAP_OK(fopen("b.safetensors", "r") == NULL, "nothing is left");
	tap_group("text, too many names, other formats, no memory");
}

int
main(void)
{
	scratch_enter();
	arrays();
	tables();
	refusals();
	scratch_leave();
	return tap_done();
}
