/* SPDX-License-Identifier: MIT */
/* safetensors_header: what a .safetensors file says about the tensors in it. */
#ifndef IO_SAFETENSORS_HEADER_H
#define IO_SAFETENSORS_HEADER_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "io/input.h"
#include "io/npy_decode.h"

enum {
	SAFETENSORS_LONGEST = 16 * 1024 * 1024,	/* bytes of a header */
	SAFETENSORS_MOST = 1 << 17,		/* tensors of a file */
	SAFETENSORS_RANK = 32
};

/*
 * One tensor: its numbers stand in C order from byte begin of the data on, elements of them.
 *
 * dtype        as written, "BF16";  number: what that is
 * shape (rank) a scalar has rank 0
 * line, column where its name stands in the file: the header is text that begins at byte 9
 */
struct tensor {
	struct str name;
	const char *dtype;
	struct npy_number number;
	size_t rank;
	const uint64_t *shape;
	uint64_t begin, elements;
	size_t line, column;
	size_t name_at, shape_at;		/* in the arrays of the header, which move while it is read */
};

/*
 * tensor (n)    in the order of their data;  by_name (n): in the order of their names' bytes
 * start, bytes  where the data begin in the file, and how many they are
 */
struct safetensors_header {
	size_t n;
	struct tensor *tensor;
	const struct tensor **by_name;
	uint64_t start, bytes;
	struct text names;
	uint64_t *shapes;
	size_t cap, n_shapes, cap_shapes;
};

/*
 * Reads and checks the header of the file that in has just opened; in stands at the first number then.  The format: 8 bytes, the length N
 * of the header, the least significant first; N bytes of a JSON object, white space around it; the data.  The object has an entry
 * NAME: {"dtype": TYPE, "shape": [..], "data_offsets": [BEGIN, END]} for each tensor, in any order, and perhaps "__metadata__", whose
 * values are strings.  Other keys of an entry are passed over.
 *
 * Memory: what is kept of each tensor, about 150 bytes and its name.  Nothing is allocated because a number in the file says so.
 *
 * Returns 0, ERR_MEMORY, or ERR_INPUT with line and column for: N above SAFETENSORS_LONGEST or beyond the file; what is not strict JSON
 * (io/json_scan.h) or not of this form; a name twice; types other than BOOL, U8..U64, I8..I64, F8_E4M3, F8_E5M2, F8_E8M0, F16, BF16,
 * F32, F64; a shape larger than any file; data that are not as long as type and shape say; data that overlap or leave a hole; a file
 * (where its size is known) that does not end with the last tensor; more tensors or axes than above.
 */
int safetensors_header_read(struct safetensors_header *h, struct input *in, struct err *e);

/* The tensor of this name, or NULL.  Cost O(log n). */
const struct tensor *safetensors_header_find(const struct safetensors_header *h, struct str name);

/* "768x3072"; "scalar" for rank 0.  Returns its length. */
enum { SAFETENSORS_SHAPE = SAFETENSORS_RANK * 21 + NUM_TEXT };
size_t safetensors_header_shape(const struct tensor *t, char out[SAFETENSORS_SHAPE]);

void safetensors_header_free(struct safetensors_header *h);

#endif
