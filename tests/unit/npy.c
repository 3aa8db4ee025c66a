/* SPDX-License-Identifier: MIT */
/* npy: headers, elements of every type and order, and the tables made of them. */
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "io/npy_decode.h"
#include "io/npy_header.h"
#include "source_run.h"
#include "tap.h"

static struct run
defaults(void)
{
	return (struct run){ .type = &source_npy, .opts = { .max_memory = (size_t)1 << 30 } };
}

/* A file in memory: version, header text as given, then data; the number of bytes. */
static size_t
make(char out[], int version, const char *header, size_t n, const void *data)
{
	size_t length = strlen(header), start = version == 1 ? 10 : 12;
	memcpy(out, "\x93NUMPY", 6);
	out[6] = (char)version;
	out[7] = 0;
	for (size_t i = 8; i < start; i++)
		out[i] = (char)(length >> 8 * (i - 8));
	memcpy(out + start, header, length);
	memcpy(out + start + length, data, n);
	return start + length + n;
}

/* Reads a file that NumPy wrote. */
static void
read_vector(struct run *r, const char *name)
{
	char path[200], bytes[4096];
	snprintf(path, sizeof path, "tests/vectors/npy/%s.npy", name);
	FILE *f = fopen(path, "rb");
	TAP_OK(f != NULL, "%s is there", path);
	if (!f)
		return;
	size_t n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	run_bytes(r, n, bytes);
}

static void
expect(struct run r, const char *name, const char *want)
{
	read_vector(&r, name);
	TAP_OK(strcmp(r.out, want) == 0, "%s gives\n#   %s\n#   not\n#   %s", name, r.out, want);
}

static void
types(void)
{
	static const char *const names[] = { "f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1", "c8",
		"c16" };
	static const char *const orders[] = { "le_c", "le_f", "be_c", "be_f" };
	for (size_t i = 0; i < 14; i++)
		for (size_t k = 0; k < 4; k++) {
			char name[20];
			struct run r = defaults();
			snprintf(name, sizeof name, "%s_%s", names[i], orders[k]);
			r.opts.complex = true;
			expect(r, name, i == 11 ? "[0 1 1|1 1 1]" : i >= 12 ? "[0 0 1 -2 2 -4|3 -6 4 -8 5 -10]"
				: "[0 1 2|3 4 5]");
		}
	expect(defaults(), "c8_le_c", "in: the npy file holds complex numbers (\"<c8\"), which this program does not take");
	tap_group("every type in both byte orders and both memory orders, as NumPy wrote it");
}

static void
ends(void)
{
	struct run r = defaults();
	expect(r, "i1_ends", "[-128 -1 127]");
	expect(r, "i2_ends", "[-32768 -1 32767]");
	expect(r, "i4_ends", "[-2147483648 -1 2147483647]");
	expect(r, "u1_ends", "[0 255]");
	expect(r, "u2_ends", "[0 65535]");
	expect(r, "u4_ends", "[0 4294967295]");
	expect(r, "i8_ends", "in (column \"[2]\"): no double holds the integer \"9223372036854775807\"; "
		"written with a decimal point it is rounded");
	expect(r, "u8_ends", "in (column \"[1]\"): no double holds the integer \"18446744073709551615\"; "
		"written with a decimal point it is rounded");
	expect(r, "f4_ends", "in (column \"[4]\"): \"inf\" is not finite; a missing value is NA or nan, which --na skip leaves out");
	r.opts.infinite = true;
	expect(r, "f8_ends", "in (column \"[6]\"): \"nan\" is not a number; --na skip leaves such cells out");
	r.opts.missing = MISSING_NAN;
	r.opts.rounded = true;
	expect(r, "i8_ends", "[-9.2233720368547758e+18 -1 9.2233720368547758e+18]");
	expect(r, "u8_ends", "[0 1.8446744073709552e+19]");
	expect(r, "f2_ends", "[65504 6.103515625e-05 5.9604644775390625e-08 -0 inf -inf nan 0.333251953125]");
	expect(r, "f4_ends", "[3.4028234663852886e+38 1.1754943508222875e-38 1.4012984643248171e-45 -0 inf -inf nan "
		"0.3333333432674408]");
	expect(r, "f8_ends", "[1.7976931348623157e+308 2.2250738585072014e-308 4.9406564584124654e-324 -0 inf -inf nan "
		"0.33333333333333331]");
	tap_group("the ends of every type; infinities, nan and integers that no double holds by the options");
}

static void
halves(void)
{
	/* binary16 from its definition: (-1)^s 2^(e-15) (1 + f/1024), or 2^-14 f/1024 when e = 0 */
	static const struct npy_number half = { 'f', 2, false };
	for (unsigned bits = 0; bits < 65536; bits++) {
		unsigned char bytes[2] = { (unsigned char)bits, (unsigned char)(bits >> 8) };
		int e = bits >> 10 & 31, f = bits & 1023;
		double x, want = e ? pow(2, e - 15) * (1 + f / 1024.0) : pow(2, -14) * f / 1024;
		want = copysign(e < 31 ? want : f ? (double)NAN : (double)INFINITY, bits & 0x8000 ? -1 : 1);
		npy_decode(&half, 1, bytes, &x);
		TAP_OK(isnan(want) ? isnan(x) : memcmp(&x, &want, sizeof x) == 0, "half %04x is %g, not %g", bits, x, want);
	}
	tap_group("all 65536 halves");
}

static void
integers(void)
{
	static const struct npy_number i8 = { 'i', 8, false }, u8 = { 'u', 8, true };
	static const uint64_t some[] = { 0, 1, 1ull << 53, (1ull << 53) + 1, (1ull << 53) + 2, 1ull << 62, (1ull << 63) - 1,
		1ull << 63,
		(1ull << 63) + 1, (1ull << 63) + 2048, ~0ull, ~0ull << 11, -(1ull << 53), -(1ull << 53) - 1 };
	for (size_t k = 0; k < sizeof some / sizeof some[0]; k++) {
		unsigned char little[8], big[8];
		char text[NUM_TEXT + 1], want[NUM_TEXT];
		double x;
		for (int i = 0; i < 8; i++)
			little[i] = big[7 - i] = (unsigned char)(some[k] >> 8 * i);
		long double exact = (long double)some[k];	/* 64 bits on x86; elsewhere wider still */
		npy_decode(&u8, 1, big, &x);
		TAP_OK(npy_decode_rounded(&u8, 1, big, &x) == ((long double)x == exact), "u8 %llu", (unsigned long long)some[k]);
		text[npy_decode_text(&u8, big, text)] = '\0';
		snprintf(want, sizeof want, "%llu", (unsigned long long)some[k]);
		TAP_OK(strcmp(text, want) == 0, "%s is not %s", text, want);
		exact = (long double)(int64_t)some[k];
		npy_decode(&i8, 1, little, &x);
		TAP_OK(npy_decode_rounded(&i8, 1, little, &x) == ((long double)x == exact), "i8 %lld", (long long)some[k]);
		text[npy_decode_text(&i8, little, text)] = '\0';
		snprintf(want, sizeof want, "%lld", (long long)some[k]);
		TAP_OK(strcmp(text, want) == 0, "%s is not %s", text, want);
	}
	tap_group("integers of 64 bits: which are exact, and their digits");
}

static void
shapes(void)
{
	struct run r = defaults();
	expect(r, "rank0", "[2.5]");
	expect(r, "rank1", "[0 1 2 3 4]");
	expect(r, "rank3_c", "[0:0 1 2 3|4 5 6 7|8 9 10 11][1:12 13 14 15|16 17 18 19|20 21 22 23]");
	expect(r, "rank3_f", "[0:0 1 2 3|4 5 6 7|8 9 10 11][1:12 13 14 15|16 17 18 19|20 21 22 23]");
	expect(r, "rank4_c", "[0:0:0 1|2 3|4 5][0:1:6 7|8 9|10 11][1:0:12 13|14 15|16 17][1:1:18 19|20 21|22 23]");
	expect(r, "rank4_f", "[0:0:0 1|2 3|4 5][0:1:6 7|8 9|10 11][1:0:12 13|14 15|16 17][1:1:18 19|20 21|22 23]");
	expect(r, "empty_0_3", "");
	expect(r, "version1", "[0 1|2 3]");
	expect(r, "version2", "[0 1|2 3]");
	expect(r, "version3", "[0 1|2 3]");
	r.max_rows = 2;
	expect(r, "rank3_c", "[0:0 1 2 3|4 5 6 7][0:8 9 10 11][1:12 13 14 15|16 17 18 19][1:20 21 22 23]");
	tap_group("shapes: the last axis is a row, leading indices are told apart; versions 1, 2, 3");
}

static void
choices(void)
{
	static const struct column mixed[] = { { 2, TEXT, false }, { 0, NUMBER, false }, { 2, NUMBER, true } };
	struct run r = defaults();
	r.n = 3;
	r.columns = mixed;
	for (int k = 0; k < 2; k++) {
		expect(r, k ? "i8_be_f" : "f4_le_c", "[0 2 '2'|3 5 '5']");
		expect(r, k ? "rank3_f" : "rank3_c", "[0:0 2 '2'|4 6 '6'|8 10 '10'][1:12 14 '14'|16 18 '18'|20 22 '22']");
	}
	expect(r, "i8_ends", "in (column \"[2]\"): no double holds the integer \"9223372036854775807\"; "
		"written with a decimal point it is rounded");
	expect(r, "f4_ends", "[3.4028234663852886e+38 1.4012984643248171e-45 '1.401298464324817e-45']");

	char bytes[400];
	double v[] = { 1, (double)NAN, (double)NAN, 4, 5, 6 };
	size_t n = make(bytes, 1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}", sizeof v, v);
	run_bytes(&r, n, bytes);
	TAP_OK(strcmp(r.out, "[1 nan 'nan'|4 6 '6']") == 0, "%s", r.out);
	static const struct { struct column columns[2]; const char *want; } pairs[] = {
		{ { { 0, NUMBER, false }, { 1, NUMBER, false } }, "[1 0|0 1]" }, { { { 1, NUMBER, false }, { 0, NUMBER, false } }, "[0 1|1 0]" },
		{ { { 0, NUMBER, false }, { 1, TEXT, false } }, "[1 '0'|0 '1']" }, { { { 0, NUMBER, false }, { 1, NUMBER, true } }, "[1 0|0 1]" },
	};
	n = make(bytes, 1, "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2)}", 4, "\1\0\0\2");
	r.n = 2;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		r.columns = pairs[i].columns;
		run_bytes(&r, n, bytes);
		TAP_OK(strcmp(r.out, pairs[i].want) == 0, "%s, not %s", r.out, pairs[i].want);
	}
	tap_group("columns chosen as numbers and texts; what is not chosen may be anything");
}

/* What cannot be read says so, before any header. */
static void
unreadable(void)
{
	struct err e = { 0 };
	struct reader_opts o = { 0 };
	struct source s = { .type = &source_npy, .opts = &o, .err = &e };
	bool opened = !input_open(&s.in, "-", &e);
	s.in.fd = open("/", O_RDONLY | O_DIRECTORY);
	s.in.size = UINT64_MAX;
	TAP_OK(opened && s.in.fd >= 0 && s.type->open(&s) == ERR_SYSTEM && strstr(e.text, "Is a directory"), "%d %s", e.code, e.text);
	s.type->close(&s);
	input_close(&s.in, &e);
	tap_group("a folder is not read");
}

static void
refusals(void)
{
	static const struct { const char *header, *message; } bad[] = {
		{ "", "{ was expected at byte 0" },
		{ "'descr'", "{ was expected at byte 0" },
		{ "{", "a string in quotes was expected at byte 1" },
		{ "{}", "\"descr\" is missing" },
		{ "{'descr': '<f8', 'shape': (2,)}", "\"fortran_order\" is missing" },
		{ "{'descr': '<f8', 'fortran_order': False}", "\"shape\" is missing" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)", "a comma or } was expected at byte 54" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (2,", "a length was expected at byte 53" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (2)}", "a comma was expected at byte 52" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (,)}", "a length was expected at byte 51" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': [2]}", "( was expected at byte 50" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': 2}", "( was expected at byte 50" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (-2,)}", "a negative length at byte 51" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (2.0,)}", "a comma was expected at byte 52" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (02,)}", "a length with a 0 in front at byte 51" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (1 2)}", "a comma was expected at byte 53" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2 3)}", "a comma or ) was expected at byte 56" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775808,)}", "too large a length at byte 69" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
			"the shape is larger than any file" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846976,)}",
			"the shape is larger than any file" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 9223372036854775807)}",
			"the shape is larger than any file" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': "
			"(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)}",
			"more than 32 dimensions at byte 115" },
		{ "{'descr': '<f8', 'fortran_order': 0, 'shape': (2,)}", "True or False was expected at byte 34" },
		{ "{'descr': '<f8', 'fortran_order': false, 'shape': (2,)}", "True or False was expected at byte 34" },
		{ "{'descr': '<f8', 'fortran_order': Falsey, 'shape': (2,)}", "a comma or } was expected at byte 39" },
		{ "{'descr': <f8, 'fortran_order': False, 'shape': (2,)}", "a string in quotes was expected at byte 10" },
		{ "{'descr': '<f8, 'fortran_order': False, 'shape': (2,)}", "the npy type \"<f8, \" is not known" },
		{ "{'descr': '<f8\\x', 'fortran_order': False, 'shape': (2,)}", "a \\ stands in a string at byte 14" },
		{ "{'descr': '<f8", "a string is not closed at byte 14" },
		{ "{'descr' '<f8'}", "a colon was expected at byte 9" },
		{ "{descr: '<f8'}", "a string in quotes was expected at byte 1" },
		{ "{'descr': '<f8' 'fortran_order': False, 'shape': (2,)}", "a comma or } was expected at byte 16" },
		{ "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (2,)}",
			"a key for the second time at byte 17" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'x': 1}", "an unknown key at byte 56" },
		{ "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)} x", "something after the } at byte 56" },
		{ "{'descr': 'f8', 'fortran_order': False, 'shape': (2,)}", "a type without its byte order at byte 14" },
		{ "{'descr': '|f8', 'fortran_order': False, 'shape': (2,)}", "a type without its byte order at byte 15" },
		{ "{'descr': '<f3', 'fortran_order': False, 'shape': (2,)}", "the npy type \"<f3\" is not known" },
		{ "{'descr': '<q8', 'fortran_order': False, 'shape': (2,)}", "the npy type \"<q8\" is not known" },
		{ "{'descr': '', 'fortran_order': False, 'shape': (2,)}", "the npy type \"\" is not known" },
		{ "{'descr': '<f4', 'fortran_order': False, 'shape': (a,)}", "a length was expected at byte 51" },
		{ "{'descr': '<f12', 'fortran_order': False, 'shape': (2,)}", "the npy file holds long doubles (\"<f12\"), not numbers" },
		{ "{'descr': '<c32', 'fortran_order': False, 'shape': (2,)}", "the npy file holds complex long doubles (\"<c32\"), not numbers" },
		{ "{'descr': '<c24', 'fortran_order': False, 'shape': (2,)}", "the npy file holds complex long doubles (\"<c24\"), not numbers" },
		{ "{'descr': '<c4', 'fortran_order': False, 'shape': (2,)}", "the npy type \"<c4\" is not known" },
		{ "{'descr': '|V5', 'fortran_order': False, 'shape': (2,)}", "the npy file holds raw bytes or records (\"|V5\"), not numbers" },
		{ "{'descr': '|a5', 'fortran_order': False, 'shape': (2,)}", "the npy file holds text (\"|a5\"), not numbers" },
		{ "{'descr': ('<f8', (2,)), 'fortran_order': False, 'shape': (2,)}", "the npy file holds records (a structured type), not numbers" },
		{ "{'descr': '<f8f8f8f8f8f8f8f8f8', 'fortran_order': False, 'shape': (2,)}", "too long a type at byte 31" },
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct npy_header h;
		struct err e = { 0 };
		int code = npy_header_parse(strlen(bad[i].header), bad[i].header, &h, &e);
		const char *prefix = "npy header: ", *text = e.text;
		if (strncmp(text, prefix, strlen(prefix)) == 0)
			text += strlen(prefix);
		TAP_OK(code == ERR_INPUT && strcmp(text, bad[i].message) == 0, "%s\n#   gives %s\n#   not   %s", bad[i].header,
			text,
			bad[i].message);
	}
	static const char *const good[] = {
		"{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}",
			"{\"shape\":(2L,),\"fortran_order\":False,\"descr\":\"=f8\",}\n",
		"  { 'descr' : '<f8' , 'fortran_order' : False , 'shape' : ( 2 , ) , } \n\n",
		"\t{\r\n'descr':\t'<f8','fortran_order':False,'shape':(2,)\r}",
	};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct npy_header h;
		struct err e = { 0 };
		TAP_OK(!npy_header_parse(strlen(good[i]), good[i], &h, &e), "%s: %s", good[i], e.text);
		TAP_OK(h.kind == 'f' && h.size == 8 && !h.fortran && h.rank == 1 && h.shape[0] == 2 && h.elements == 2, "%s",
			good[i]);
		for (size_t n = strcspn(good[i], "}"); n > 0; n--) {
			char *exact = malloc(n);	/* for the sanitizer: not a byte more than the text */
			memcpy(exact, good[i], n);
			err_clear(&e);
			TAP_OK(npy_header_parse(n, exact, &h, &e) == ERR_INPUT, "%zu bytes of %s", n, good[i]);
			free(exact);
		}
	}
	struct npy_header h;
	struct err e = { 0 };
	TAP_OK(npy_header_parse(strlen(good[0]) + 1, good[0], &h, &e) == ERR_INPUT && strstr(e.text, "something after the }"), "NUL: %s", e.text);
	tap_group("headers: 40 malformed ones by their message and byte, and other spellings of good ones");
}

static void
named(void)
{
	struct run r = defaults();
	expect(r, "object", "in: the npy file holds pickled Python objects (\"|O\"), not numbers; save it as numpy.save(f, "
		"a.astype('f8'))");
	expect(r, "text", "in: the npy file holds text (\"<U2\"), not numbers");
	expect(r, "bytes", "in: the npy file holds text (\"|S2\"), not numbers");
	expect(r, "date", "in: the npy file holds dates (\"<M8[D]\"), not numbers");
	expect(r, "delta", "in: the npy file holds time differences (\"<m8[s]\"), not numbers");
	expect(r, "longdouble", "in: the npy file holds long doubles (\"<f16\"), not numbers; save it as numpy.save(f, "
		"a.astype('f8'))");
	expect(r, "structured", "in: the npy file holds records (a structured type), not numbers; save one field, as in "
		"numpy.save(f, a['x'])");
	expect(r, "void", "in: the npy file holds raw bytes, or perhaps bfloat16 (\"|V2\"), not numbers; save it as "
		"numpy.save(f, a.astype('f8'))");
	tap_group("elements that are no numbers, as NumPy wrote them, by name");
}

static void
files(void)
{
	static const char header[] = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }";
	static const double v[] = { 1, 2, 3, 4 };
	char bytes[400] = { 0 };		/* a byte behind the last number is one of them */
	size_t n = make(bytes, 2, header, sizeof v, v), start = n - sizeof v;
	struct { size_t n; const char *file, *pipe; } cut[] = {
		{ n, "[1 2|3 4]", "[1 2|3 4]" },
		{ n - 1, "in: the file is cut off: 31 of 32 bytes of numbers are there",
			"in: the file is cut off in row 2 of 2" },
		{ start, "in: the file is cut off: 0 of 32 bytes of numbers are there", "in: the file is cut off in row 1 of 2" },
		{ n + 1, "in: 1 bytes follow the last number", "[1 2|3 4] in: more bytes follow the last number" },
		{ start - 1, "in: the file ends within its npy header", "in: the file ends within its npy header" },
		{ 9, "in: the file ends within its npy header", "in: the file ends within its npy header" },
		{ 5, "in: not an npy file: it does not begin with \\x93NUMPY",
			"in: not an npy file: it does not begin with \\x93NUMPY" },
		{ 0, "in: not an npy file: it does not begin with \\x93NUMPY",
			"in: not an npy file: it does not begin with \\x93NUMPY" },
	};
	struct run r = defaults();
	for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++)
		for (int feed = FEED_FILE; feed <= FEED_BYTES; feed++) {
			const char *want = feed == FEED_FILE ? cut[i].file : cut[i].pipe;
			r.feed = (enum feed)feed;
			run_bytes(&r, cut[i].n, bytes);
			TAP_OK(strcmp(r.out, want) == 0, "%zu bytes give\n#   %s\n#   not\n#   %s", cut[i].n, r.out, want);
		}
	r.feed = FEED_FILE;
	bytes[6] = 4;
	run_bytes(&r, n, bytes);
	TAP_OK(strcmp(r.out, "in: npy version 4.0 is not known, only 1.0, 2.0 and 3.0") == 0, "%s", r.out);
	bytes[6] = 2;
	bytes[10] = 1;
	run_bytes(&r, n, bytes);
	TAP_OK(strcmp(r.out, "in: an npy header of 65595 bytes is longer than 65536") == 0, "%s", r.out);

	static const struct { size_t n; const char *bytes, *want; } starts[] = {
		{ 8, "\x93NUMPX\1", "in: not an npy file: it does not begin with \\x93NUMPY" },
		{ 7, "\x93NUMPY\1", "in: the file ends within its npy header" },
		{ 11, "\x93NUMPY\2\0\0\0", "in: the file ends within its npy header" },
		{ 10, "\x93NUMPY\0\0\0", "in: npy version 0.0 is not known, only 1.0, 2.0 and 3.0" },
		{ 10, "\x93NUMPY\1\1\0", "in: npy version 1.1 is not known, only 1.0, 2.0 and 3.0" },
	};
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		run_bytes(&r, starts[i].n, starts[i].bytes);
		TAP_OK(strcmp(r.out, starts[i].want) == 0, "%s", r.out);
	}
	static const double holes[] = { 1, 2, 3, (double)INFINITY };
	n = make(bytes, 1, header, sizeof holes, holes);
	run_bytes(&r, n, bytes);
	TAP_OK(strcmp(r.out, "[1 2] in (column \"[1, 1]\"): \"inf\" is not finite; a missing value is NA or nan, which --na skip leaves out") == 0, "%s", r.out);
	n = make(bytes, 1, "{'descr': '<f8', 'fortran_order': False, 'shape': ()}", sizeof holes[3], &holes[3]);
	run_bytes(&r, n, bytes);
	TAP_OK(strcmp(r.out, "in: \"inf\" is not finite; a missing value is NA or nan, which --na skip leaves out") == 0, "%s", r.out);
	n = make(bytes, 1, "{'descr': '<f8', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)}",
		sizeof holes[3], &holes[3]);
	run_bytes(&r, n, bytes);
	TAP_OK(strstr(r.out, "in (column \"[0, 0, 0, 0, ") == r.out && strstr(r.out, "0,\"): \"inf\" is not finite; "), "%s", r.out);
	n = make(bytes, 1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 0)}", 0, "");
	run_bytes(&r, n, bytes);
	TAP_OK(strcmp(r.out, "") == 0, "two rows of nothing: %s", r.out);
	tap_group("files cut off, continued, of other versions; rows before a refused number are delivered");
}

/* A vector longer than a block comes in pieces, or whole on demand; aligned or not; from a pipe or a file. */
static void
long_rows(void)
{
	enum { N = 100003 };
	static char bytes[sizeof(double) * N + 100];
	static double v[N];
	for (size_t i = 0; i < N; i++)
		v[i] = (double)i * 0.5;
	for (int odd = 0; odd < 2; odd++)
		for (int whole = 0; whole < 2; whole++) {
			char header[100];
			snprintf(header, sizeof header, "{'descr': '<f8', 'fortran_order': False, 'shape': (%d,), }%*s", N,
				odd ? 16 : 10, "");
			size_t n = make(bytes, 1, header, sizeof v, v), at = 0, blocks = 0;
			struct err e = { 0 };
			struct reader_opts o = { .max_memory = 1 << 20, .whole_rows = whole };
			struct source s = { .type = &source_npy, .opts = &o, .err = &e };
			struct block b = { .more = true };
			run_input(&s.in, FEED_FILE, n, bytes, &e);
			int bad = source_npy.open(&s) || source_npy.start(&s, 0, NULL, true);
			while (!bad && source_npy.next(&s, &b, SIZE_MAX) > 0) {
				bad |= b.rows != 1 || b.line[0] != 0 || at + b.cols > N ||
					memcmp(b.v, v + at, b.cols * sizeof v[0]);
				at += b.cols;
				blocks++;
				bad |= b.more != (at < N);
			}
			TAP_OK(!bad && !e.code && at == N && (blocks == 1) == whole, "%zu numbers in %zu blocks: %s", at, blocks,
				e.text);
			source_npy.close(&s);
			input_close(&s.in, &e);
		}
	tap_group("a long vector in pieces, and whole");
}

static void
memory(void)
{
	struct run r = defaults();
	for (unsigned long k = 1; k < 30; k++) {
		mem_fail_at(k, true);
		read_vector(&r, "rank3_f");
		mem_fail_at(0, false);
		TAP_OK(r.err.code == ERR_MEMORY || (r.err.code == 0 && k > 3), "failing allocation %lu: %s", k, r.out);
	}
	static double wide[20000];
	static char bytes[sizeof wide + 100];
	size_t n = make(bytes, 1, "{'descr': '<f8', 'fortran_order': False, 'shape': (20000,)}", sizeof wide, wide);
	r.opts.max_memory = sizeof wide - 1;
	r.opts.whole_rows = true;
	run_bytes(&r, n, bytes);
	TAP_OK(strcmp(r.out, "in: a row of 20000 numbers does not fit --max-memory; raise --max-memory") == 0, "%s", r.out);
	r.opts.max_memory = 0;
	expect(r, "rank3_f", "[0:0 1 2 3|4 5 6 7|8 9 10 11][1:12 13 14 15|16 17 18 19|20 21 22 23]");
	r.opts.max_memory = 100;
	expect(r, "rank3_f", "in: the npy file is in Fortran order and does not fit --max-memory; "
		"save it as numpy.save(f, numpy.ascontiguousarray(a))");
	tap_group("failing allocations and a small --max-memory");
}

int
main(void)
{
	types();
	ends();
	halves();
	integers();
	shapes();
	choices();
	refusals();
	unreadable();
	named();
	files();
	long_rows();
	memory();
	return tap_done();
}
