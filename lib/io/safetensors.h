/* SPDX-License-Identifier: MIT */
/* safetensors: the numbers of the tensors in an open .safetensors file. */
#ifndef IO_SAFETENSORS_H
#define IO_SAFETENSORS_H

#include "io/safetensors_header.h"

/* t: the tensor being read, of which element at comes next.  Zero before use; h by safetensors_header_read. */
struct safetensors {
	struct safetensors_header h;
	const struct tensor *t;
	uint64_t at;
};

/*
 * All return 0 or the error's code; in is the input the header was read from.
 *
 * safetensors_go    to the first element of a tensor of h, in any order in a regular file, forwards in a pipe
 * safetensors_take  the next n elements (which there are, and at most INPUT_BLOCK / 8), to v.  What is not finite is itself; an integer
 *                   that no double holds is an error
 * safetensors_end   nothing follows the last tensor (of files whose size was not known before); asked when all were read or passed over
 */
int safetensors_go(struct safetensors *f, struct input *in, const struct tensor *t, struct err *e);
int safetensors_take(struct safetensors *f, struct input *in, size_t n, double v[], struct err *e);
int safetensors_end(const struct safetensors *f, struct input *in, struct err *e);

#endif
