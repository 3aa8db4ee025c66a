/* SPDX-License-Identifier: MIT */
/* npy_data: the numbers of an open .npy file, before they are decoded. */
#ifndef IO_NPY_DATA_H
#define IO_NPY_DATA_H

#include "io/npy_decode.h"
#include "io/npy_header.h"
#include "io/source.h"

/*
 * A row is the last axis, of cells numbers: an element, or the re and im of a complex one.  group rows that follow one another have the
 * same leading indices (all rows of rank 1 and 2).  Zero before use.
 */
struct npy_data {
	struct npy_header h;
	struct npy_number number;
	size_t parts;			/* numbers of an element, 1 or 2 */
	size_t cells, rows, group;
	size_t reached;			/* the row that is being read, for messages */
	unsigned char *whole;		/* the data, when the first index runs fastest and they were read */
	size_t cap_whole;
};

/* All below set errors in s->err, with their place, and return its code. */

/* Reads and checks the header, and the size of the data against that of a regular file; s->in stands at the first number then. */
int npy_data_open(struct npy_data *d, struct source *s);

/* Sees to it that the next n numbers are in the buffer. */
int npy_data_need(const struct npy_data *d, struct source *s, size_t n);

/* Reads all numbers of a file whose first index runs fastest into whole, if they fit max_memory; memory grows with what is there. */
int npy_data_whole(struct npy_data *d, struct source *s);

/* Where cell k of row r stands in whole. */
const unsigned char *npy_data_fortran(const struct npy_data *d, size_t r, size_t k);

/* The first of n numbers (v, decoded from bytes) that the options do not allow, with the reason in s->err; or n. */
size_t npy_data_refused(const struct npy_data *d, struct source *s, size_t n, const double v[], const unsigned char bytes[]);

/* The place of an error: cell k of row r is the element [i0, i1, ..]. */
int npy_data_place(const struct npy_data *d, struct source *s, size_t r, size_t k);

#endif
