/* SPDX-License-Identifier: MIT */
/* reader_inside: what the files of the reader share. */
#ifndef IO_READER_INSIDE_H
#define IO_READER_INSIDE_H

#include "io/source.h"

/*
 * source     the file being read, number file of paths
 * columns    as selected, indices of the first file, none for all columns of bare numbers;  here: the same columns in the file being read
 * names      the header of the first file, NULL without one;  width: its columns;  home: its name
 * maybe_names  what reader_first gave
 * header     the file being read has one
 * rows       delivered from the file being read
 * hits       items of opts.only that named a tensor so far;  kind: the format of the first file
 * pandas     the first row of the file was 0, 1, 2, .. and data, or its first column has no name and is: a warning once a row of data is there
 */
struct reader {
	struct reader_opts opts;
	const char *const *paths;
	size_t n_paths, file;
	struct source source;
	struct err err;
	struct sha256 hash;
	struct column *columns, *here;
	size_t n_columns, width, rows;
	struct str *names, *maybe_names;
	struct text name_bytes;
	const char *home;
	uint64_t hits;
	enum format kind;
	bool selected, header, pandas;
	struct err *warnings;
	size_t n_warnings, cap_warnings;
};

/* Judges the first row of the first file, keeps its names, and starts the source. */
int reader_head(struct reader *r);

/* The same for a later file, whose columns have to be those of the first. */
int reader_next_head(struct reader *r);

#endif
