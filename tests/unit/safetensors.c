/* SPDX-License-Identifier: MIT */
/* safetensors: headers good and bad, numbers of every type, from a file and from a socket that gives a byte a read. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "io/safetensors.h"
#include "source_run.h"
#include "tap.h"

static struct run
defaults(void)
{
	return (struct run){ .type = &source_safetensors, .opts = { .max_memory = (size_t)1 << 30, .tensors = true } };
}

/* A file in memory: the length and text of the header as given, then n bytes of data; the number of bytes. */
static size_t
make(char out[], const char *header, size_t n, const void *data)
{
	size_t length = strlen(header);
	for (size_t i = 0; i < 8; i++)
		out[i] = (char)(length >> 8 * i);
	memcpy(out + 8, header, length);
	memcpy(out + 8 + length, data, n);
	return 8 + length + n;
}

/* From a file, and when it is short enough byte by byte. */
static void
expect(struct run r, const char *header, size_t n, const void *data, const char *want)
{
	char bytes[4096];
	size_t size = make(bytes, header, n, data);
	for (int feed = FEED_FILE; feed <= (size <= 250 ? FEED_BYTES : FEED_FILE); feed++) {
		r.feed = (enum feed)feed;
		run_bytes(&r, size, bytes);
		TAP_OK(strcmp(r.out, want) == 0, "feed %d: %s gives\n#   %s\n#   not\n#   %s", feed, header, r.out, want);
	}
}

#define ONE(type, shape, end) "{\"x\":{\"dtype\":\"" type "\",\"shape\":" shape ",\"data_offsets\":[0," #end "]}}"
#define ENTRY(name, shape, begin, end) \
	"\"" name "\":{\"dtype\":\"U8\",\"shape\":" shape ",\"data_offsets\":[" #begin "," #end "]}"

static void
types(void)
{
	static const unsigned char bytes[] = { 0, 1, 0x80, 0xff, 0x38, 0x7c, 0x40, 0x3f, 0, 0, 0xc0, 0x7f, 1, 0, 0, 0x80, 0, 0, 0x80, 0xff,
		0, 0, 0, 0, 0, 0, 0xf0, 0xbf };
	expect(defaults(), ONE("BOOL", "[4]", 4), 4, bytes, "[0 1 1 1]");
	expect(defaults(), ONE("U8", "[4]", 4), 4, bytes, "[0 1 128 255]");
	expect(defaults(), ONE("I8", "[4]", 4), 4, bytes, "[0 1 -128 -1]");
	expect(defaults(), ONE("U16", "[2]", 4), 4, bytes, "[256 65408]");
	expect(defaults(), ONE("I16", "[2]", 4), 4, bytes, "[256 -128]");
	expect(defaults(), ONE("U32", "[1]", 4), 4, bytes, "[4286578944]");
	expect(defaults(), ONE("I32", "[1]", 4), 4, bytes, "[-8388352]");
	expect(defaults(), ONE("F8_E4M3", "[3]", 3), 3, bytes + 3, "[nan 1 384]");
	expect(defaults(), ONE("F8_E5M2", "[3]", 3), 3, bytes + 4, "[0.5 inf 2]");
	expect(defaults(), ONE("F8_E8M0", "[2]", 2), 2, bytes + 5, "[0.125 1.0842021724855044e-19]");
	expect(defaults(), ONE("F16", "[1]", 2), 2, bytes + 4, "[nan]");
	expect(defaults(), ONE("BF16", "[3]", 6), 6, bytes + 6, "[0.75 0 nan]");
	expect(defaults(), ONE("F32", "[3]", 12), 12, bytes + 8, "[nan -1.4012984643248171e-45 -inf]");
	expect(defaults(), ONE("F64", "[1]", 8), 8, bytes + 20, "[-1]");
	expect(defaults(), ONE("U64", "[]", 8), 8, bytes + 12, "in: tensor \"x\": no double holds the integer "
		"\"18410715278838071297\", element 0; leave it out: -c '!x'");
	tap_group("numbers of every type");
}

static void
layouts(void)
{
	static const unsigned char b[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
	expect(defaults(), ONE("U8", "[]", 1), 1, b, "[1]");
	expect(defaults(), ONE("U8", "[1]", 1), 1, b, "[1]");
	expect(defaults(), ONE("U8", "[6]", 6), 6, b, "[1 2 3 4 5 6]");
	expect(defaults(), ONE("U8", "[2,3]", 6), 6, b, "[1 2 3|4 5 6]");
	expect(defaults(), ONE("U8", "[2,2,3]", 12), 12, b, "[1 2 3|4 5 6][7 8 9|10 11 12]");
	expect(defaults(), ONE("U8", "[2,0,3]", 0), 0, b, "[]");
	struct run r = defaults();
	r.max_rows = 1;
	expect(r, ONE("U8", "[2,3]", 6), 6, b, "[1 2 3][4 5 6]");
	tap_group("shapes: a row is the last axis, blocks hold one matrix");

	expect(defaults(), "{" ENTRY("b", "[2]", 1, 3) "," ENTRY("a", "[1]", 0, 1) "," ENTRY("c", "[1,3]", 3, 6) "}  ", 6, b,
		"[1][2 3][4 5 6]");
	expect(defaults(), "{" ENTRY("a", "[1]", 0, 1) "," ENTRY("e", "[0]", 1, 1) "," ENTRY("f", "[0]", 0, 0) "}", 1, b, "[][1][]");
	expect(defaults(), "{" ENTRY("f", "[0]", 0, 0) "," ENTRY("a", "[1]", 0, 1) "," ENTRY("e", "[0]", 0, 0) "}", 1, b, "[][][1]");
	expect(defaults(), "{\"__metadata__\":{\"format\":\"pt\",\"a\":\"{}\"}," ENTRY("\\u00e9\\n", "[1]", 0, 1) "}", 1, b, "[1]");
	expect(defaults(), "{\"x\":{\"new\":[{\"a\":[]}],\"dtype\":\"U8\",\"older\":1,\"shape\":[1],\"data_offsets\":[0,1]}}", 1, b, "[1]");
	expect(defaults(), "\n {\"x\" :\n{\"dtype\":\"U8\", \"shape\":[ 1 ],\"data_offsets\":[0,1]}\t}\r\n", 1, b, "[1]");
	expect(defaults(), "{}", 0, b, "");
	tap_group("several tensors in any order of names, metadata, unknown keys, white space");

	r = defaults();
	r.opts.only = "b,c*";
	expect(r, "{" ENTRY("b", "[2]", 1, 3) "," ENTRY("a", "[1]", 0, 1) "," ENTRY("cd", "[3]", 3, 6) "}", 6, b, "[2 3][4 5 6]");
	r.opts.only = "!b";
	expect(r, "{" ENTRY("b", "[2]", 1, 3) "," ENTRY("a", "[1]", 0, 1) "," ENTRY("cd", "[3]", 3, 6) "}", 6, b, "[1][4 5 6]");
	r.opts.only = "1";
	expect(r, "{" ENTRY("b", "[1]", 0, 1) "}", 1, b, "unknown tensor \"1\"; the header has: b");
	tap_group("the tensors that are asked for");

	static const char two[] = "{" ENTRY("b", "[1]", 0, 1) "," ENTRY("a", "[2]", 1, 3) "}";
	static const struct {
		const char *only;
		size_t n;
		const char *want;
	} cut[] = {
		{ "b", 1, "[1] in: the file is cut off: 1 of 3 bytes of tensors are there" },
		{ "b", 3, "[1]" },
		{ "a", 0, "in: tensor \"a\": the file is cut off before its data" },
		{ "a", 2, "in: tensor \"a\": the file is cut off within its data" },
		{ "a", 3, "[2 3]" },
	};
	for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++) {
		char bytes[400];
		r = defaults();
		r.feed = FEED_BYTES;
		r.opts.only = cut[i].only;
		run_bytes(&r, make(bytes, two, cut[i].n, b), bytes);
		TAP_OK(strcmp(r.out, cut[i].want) == 0, "%s of %zu bytes: %s", cut[i].only, cut[i].n, r.out);
	}
	tap_group("a pipe that ends too early is told, also behind what was asked for");
}

/* One row of many numbers comes in pieces, a byte beyond them is seen, and short files too. */
static void
long_rows(void)
{
	enum { N = 40000 };
	char *bytes = malloc(N + 200), header[100];
	snprintf(header, sizeof header, "{" ENTRY("x", "[40000]", 0, 40000) "}");
	char *data = calloc(1, N + 1);
	size_t size = make(bytes, header, N + 1, data);
	static const struct {
		int more;
		const char *file, *pipe;
	} cases[] = {
		{ 0, NULL, NULL },
		{ 1, "in: 1 bytes follow the last tensor", "in: more bytes follow the last tensor" },
		{ -1, "in: the file is cut off: 39999 of 40000 bytes of tensors are there", "in: tensor \"x\": the file is cut off within its data" },
	};
	for (size_t i = 0; i < 3; i++) {
		struct source s = { .type = &source_safetensors, .opts = &(struct reader_opts){ .tensors = true } };
		struct err e = { 0 };
		s.err = &e;
		struct block b = { 0 };
		size_t n = 0, blocks = 0;
		char line[500] = "";
		for (int pipe = 0; pipe < 2; pipe++) {
			err_clear(&e);
			n = blocks = 0;
			if (!run_input(&s.in, FEED_FILE, size + (size_t)(cases[i].more - 1), bytes, &e))
				TAP_OK(false, "no input");
			s.in.size = pipe ? UINT64_MAX : s.in.size;	/* the file hides what it is */
			s.state = NULL;
			if (!s.type->open(&s) && !s.type->start(&s, 0, NULL, true))
				while (s.type->next(&s, &b, SIZE_MAX) > 0) {
					n += b.cols;
					blocks++;
					TAP_OK(b.more == (n < N) && b.ends == (n == N) && b.tensor, "block %zu", blocks);
				}
			line[0] = '\0';
			if (e.code)
				err_line(&e, sizeof line, line);
			const char *want = pipe ? cases[i].pipe : cases[i].file;
			TAP_OK(strcmp(line, want ? want : "") == 0, "pipe %d, %d: %s", pipe, cases[i].more, line);
			TAP_OK((!pipe && i) || (i == 2 ? n < N : n == N && blocks == 3), "%zu numbers in %zu blocks", n, blocks);
			s.type->close(&s);
			input_close(&s.in, &e);
		}
	}
	struct run r = defaults();
	r.opts.whole_rows = true;
	r.opts.max_memory = N;
	run_bytes(&r, size - 1, bytes);
	TAP_OK(strcmp(r.out, "in: a row of 40000 numbers does not fit --max-memory; raise --max-memory") == 0, "%s", r.out);
	free(bytes);
	free(data);
	tap_group("a long tensor in pieces; files too long and too short, also through a pipe");
}

/* What is wrong with a header, and where. */
static void
bad_headers(void)
{
	static const char zeros[100];
	static const struct {
		const char *header, *want;
	} cases[] = {
		{ "[]", "in:1:9: safetensors header: it has to be a JSON object" },
		{ "{\"x\":1}", "in:1:14: safetensors header: a tensor is an object with dtype, shape and data_offsets" },
		{ ONE("F4", "[2]", 1), "in:1:23: safetensors header: the dtype \"F4\" is not read; save the tensor as BF16 or F32" },
		{ ONE("U8", "[-1]", 1), "in:1:37: safetensors header: a length or offset has to be an integer from 0 to 2^63 - 1" },
		{ ONE("U8", "[\"1\"]", 1), "in:1:37: safetensors header: a length or offset was expected" },
		{ ONE("U8", "1", 1), "in:1:36: safetensors header: an array was expected" },
		{ ONE("U8", "[/]", 1), "in:1:37: \"/\" is not a value of JSON; JSON has no comments" },
		{ "{\"x\":{\"dtype\":\"U8\",\"more\":[}}}", "in:1:36: a value was expected, not \"}\"" },
		{ ONE("U8", "[1.0]", 1), "in:1:37: safetensors header: a length or offset has to be an integer from 0 to 2^63 - 1" },
		{ ONE("U8", "[1e0]", 1), "in:1:37: safetensors header: a length or offset has to be an integer from 0 to 2^63 - 1" },
		{ ONE("U8", "[9223372036854775808]", 1), "in:1:37: safetensors header: a length or offset has to be an integer from 0 to 2^63 - 1" },
		{ ONE("U8", "[1152921504606846976]", 1), "in:1:10: tensor \"x\": the shape is larger than any file" },
		{ ONE("U8", "[4294967296,4294967296]", 0), "in:1:10: tensor \"x\": the shape is larger than any file" },
		{ ONE("U8", "[0,9223372036854775807]", 0), "in:1:10: tensor \"x\": the shape is larger than any file" },
		{ ONE("F32", "[2,3]", 23), "in:1:10: tensor \"x\": F32 and its shape are 24 bytes, the offsets 23" },
		{ "{\"x\":{\"dtype\":\"U8\",\"shape\":[1]}}", "in:1:10: tensor \"x\": data_offsets is missing" },
		{ "{\"x\":{\"shape\":[1],\"data_offsets\":[0,1]}}", "in:1:10: tensor \"x\": dtype is missing" },
		{ "{\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0]}}", "in:1:10: tensor \"x\": data_offsets are two" },
		{ "{\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1,2]}}",
			"in:1:60: safetensors header: data_offsets are two: where the data begin and end" },
		{ "{\"x\":{\"dtype\":\"U8\",\"dtype\":\"U8\"}}", "in:1:28: safetensors header: a key for the second time" },
		{ "{" ENTRY("x", "[1]", 1, 0) "}", "in:1:10: tensor \"x\": the data end before they begin" },
		{ "{" ENTRY("x", "[1]", 1, 2) "}", "in:1:10: tensor \"x\": its data begin at byte 1, but the data before end at 0: a hole" },
		{ "{" ENTRY("x", "[2]", 0, 2) "," ENTRY("y", "[2]", 1, 3) "}",
			"in:1:62: tensor \"y\": its data begin at byte 1, but the data before end at 2: they overlap" },
		{ "{" ENTRY("x", "[2]", 0, 2) "," ENTRY("y", "[2]", 3, 5) "}",
			"in:1:62: tensor \"y\": its data begin at byte 3, but the data before end at 2: a hole" },
		{ "{" ENTRY("x", "[1]", 0, 1) "," ENTRY("x", "[1]", 1, 2) "}", "in:1:62: tensor \"x\": the name for the second time" },
		{ "{" ENTRY("x", "[1]", 0, 1) "," ENTRY("\\u0078", "[1]", 1, 2) "}", "in:1:62: tensor \"x\": the name for the second time" },
		{ "{" ENTRY("x", "[1]", 0, 1) "} {}", "in:1:63: safetensors header: something follows the object" },
		{ "{" ENTRY("x", "[1]", 0, 1),
			"in:1:61: a comma or } was expected, but the input ends inside the value of line 1; the header ends at byte 60" },
		{ "{\"x\":{\"dtype\":\"U", "in:1:23: a string is not closed" },
		{ "{\"__metadata__\":{\"a\":1}}", "in:1:30: safetensors header: __metadata__ is an object of strings" },
		{ "{\"__metadata__\":[]}", "in:1:25: safetensors header: __metadata__ is an object of strings" },
		{ "{\"a\\u0000b\":1}", "in:1:12: \\u0000 cannot be part of a text" },
		{ "{\"\xff\":1}", "in:1:11: the byte 0xff in a string is not part of valid UTF-8" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		expect(defaults(), cases[i].header, 50, zeros, cases[i].want);
	struct run r = defaults();
	char deep[4096] = "{\"x\":{\"y\":";
	memset(deep + 10, '[', 600);
	expect(r, deep, 0, "", "in:1:529: arrays and objects are nested more than 512 deep");
	char axes[400] = "{\"x\":{\"shape\":[1";
	for (size_t i = 0; i < 32; i++)
		strcat(axes, ",1");
	strcat(axes, "]}}");
	expect(r, axes, 0, "", "in:1:88: safetensors header: more than 32 axes");
	tap_group("headers that are wrong, with their place");
}

static void
lengths(void)
{
	static const struct {
		size_t n;
		const char *bytes, *want;
	} cases[] = {
		{ 0, "", "in: the file ends within the 8 bytes that say how long its safetensors header is" },
		{ 7, "\2\0\0\0\0\0\0", "in: the file ends within the 8 bytes that say how long its safetensors header is" },
		{ 10, "\1\0\0\0\0\0\0\0{}", "in: a safetensors header of 1 bytes holds no JSON object" },
		{ 10, "\1\0\0\1\0\0\0\0{}", "in: a safetensors header of 16777217 bytes is longer than 16 MiB" },
		{ 10, "\0\0\0\0\0\0\0\x80{}", "in: a safetensors header of 9223372036854775808 bytes is longer than 16 MiB" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		for (int feed = FEED_FILE; feed <= FEED_BYTES; feed++) {
			struct run r = defaults();
			r.feed = (enum feed)feed;
			run_bytes(&r, cases[i].n, cases[i].bytes);
			TAP_OK(strcmp(r.out, cases[i].want) == 0, "%s", r.out);
		}
	struct run r = defaults();
	char bytes[200];
	size_t size = make(bytes, "{" ENTRY("", "[1]", 0, 1) "}", 1, "\7");
	run_bytes(&r, size - 1, bytes);
	TAP_OK(strcmp(r.out, "in: the file is cut off: 0 of 1 bytes of tensors are there") == 0, "%s", r.out);
	run_bytes(&r, size, bytes);
	TAP_OK(strcmp(r.out, "[7]") == 0, "a tensor without a name: %s", r.out);
	run_bytes(&r, 10, "\3\0\0\0\0\0\0\0{}");
	TAP_OK(strcmp(r.out, "in: a safetensors header of 3 bytes is longer than the file") == 0, "%s", r.out);
	r.feed = FEED_BYTES;
	run_bytes(&r, 10, "\3\0\0\0\0\0\0\0{}");
	TAP_OK(strcmp(r.out, "") == 0, "a pipe that ends with white space missing: %s", r.out);
	tap_group("lengths of the header that cannot be");
}

/* A header of very many tensors, too many for it. */
static void
many(void)
{
	enum { MOST = SAFETENSORS_MOST };
	char *bytes = malloc((size_t)(MOST + 1) * 64 + 100), *p = bytes + 8;
	size_t n = MOST;
	for (int over = 0; over < 2; over++, n++) {
		p = bytes + 8;
		*p++ = '{';
		for (size_t i = 0; i < n; i++)
			p += sprintf(p, "%s\"%zu\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}", i ? "," : "", i);
		*p++ = '}';
		size_t length = (size_t)(p - bytes) - 8;
		for (size_t i = 0; i < 8; i++)
			bytes[i] = (char)(length >> 8 * i);
		struct input in;
		struct err e = { 0 };
		struct safetensors_header h;
		run_input(&in, FEED_FILE, length + 8, bytes, &e);
		safetensors_header_read(&h, &in, &e);
		TAP_OK(over ? e.code == ERR_INPUT && strstr(e.text, "more than 131072 tensors") : !e.code && h.n == MOST, "%s", e.text);
		TAP_OK(in.cap == INPUT_BLOCK, "the header is not held: %zu", in.cap);
		if (!over)
			TAP_OK(safetensors_header_find(&h, STR("77777"))->name_at > 0 && !safetensors_header_find(&h, STR("x")), "by name");
		safetensors_header_free(&h);
		input_close(&in, &e);
	}
	free(bytes);
	tap_group("131072 tensors, and one more");
}

static void
memory(void)
{
	char bytes[300];
	size_t size = make(bytes, ONE("U8", "[3]", 3), 3, "\1\2\3");
	unsigned long k = 1;
	for (; k < 50; k++) {
		struct run r = defaults();
		mem_fail_at(k, false);
		run_bytes(&r, size, bytes);
		mem_fail_at(0, false);
		if (strcmp(r.out, "[1 2 3]") == 0)
			break;
		TAP_OK(strstr(r.out, "memory") || strstr(r.out, "no input"), "allocation %lu: %s", k, r.out);
	}
	TAP_OK(k > 5 && k < 50, "%lu allocations", k);
	tap_group("every allocation may fail");
}

int
main(void)
{
	types();
	layouts();
	long_rows();
	bad_headers();
	lengths();
	many();
	memory();
	return tap_done();
}
