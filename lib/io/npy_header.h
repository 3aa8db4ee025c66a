/* SPDX-License-Identifier: MIT */
/* npy_header: what a .npy file says about the numbers that follow. */
#ifndef IO_NPY_HEADER_H
#define IO_NPY_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum {
	NPY_START = 12,			/* magic, version, length: 10 bytes in version 1.0, 12 in 2.0 and 3.0 */
	NPY_RANK = 32,
	NPY_LONGEST = 64 * 1024		/* of the text of a header */
};

/*
 * descr     as written, "<f8"
 * kind      'f', 'i', 'u', 'b' (bool) or 'c' (complex); size: bytes an element
 * big       the most significant byte comes first
 * fortran   the first index runs fastest in the file, not the last
 * elements  product of shape; elements * size and every shape[k] * size fit PTRDIFF_MAX
 */
struct npy_header {
	char descr[16], kind;
	bool big, fortran;
	size_t size, rank, shape[NPY_RANK], elements;
};

/*
 * Looks at the first n bytes of a file.  Returns how many bytes stand before the text of the header, whose length goes to *length;
 * 0 with an error: no magic, another version than 1.0, 2.0, 3.0, longer than NPY_LONGEST.  n < NPY_START only when the file ends.
 */
size_t npy_header_start(size_t n, const unsigned char bytes[], size_t *length, struct err *e);

/*
 * Reads the text of a header, a Python literal: a dict with exactly the keys descr, fortran_order and shape, then blanks and perhaps
 * newlines.  Nothing is evaluated.  Elements may be f2 f4 f8 c8 c16 i1 i2 i4 i8 u1 u2 u4 u8 b1 in either byte order; others are
 * refused by name, pickled objects first of all.  Returns 0 or ERR_INPUT, with the byte (from 0, of the text) in the message.
 */
int npy_header_parse(size_t n, const char text[], struct npy_header *h, struct err *e);

#endif
