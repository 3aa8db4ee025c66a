/* SPDX-License-Identifier: MIT */
/* sniff: which format a file has, from its first bytes. */
#ifndef IO_SNIFF_H
#define IO_SNIFF_H

#include "io/input.h"
#include "io/reader.h"

/*
 * The format and delimiter of the file that in has just opened: as o says, else by magic bytes, else JSON when the first byte
 * that is not white space is { or [, else by the first line that is neither blank nor a comment: tsv when it has a tab outside
 * quotes, csv when a comma, ssv when blanks between cells, else csv (one column).  A UTF-8 byte order mark is stepped over, and
 * columns count from after it; delimiter is 0 for ssv.
 * Returns 0; ERR_INPUT with the command that helps for gzip, zip and npz, zstd, bzip2, xz, parquet, pickle, HDF5 and UTF-16;
 * ERR_USAGE for the delimiters ", CR and LF.
 */
int sniff_format(struct input *in, const struct reader_opts *o, enum format *format, char *delimiter, struct err *e);

#endif
