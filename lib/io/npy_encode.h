/* SPDX-License-Identifier: MIT */
/* npy_encode: doubles as they stand in .npy and .safetensors files that we write. */
#ifndef IO_NPY_ENCODE_H
#define IO_NPY_ENCODE_H

#include "io/output.h"

/* Puts n numbers of size bytes, 8, 4 or 2, the least significant first, rounded to nearest, ties to even. */
void npy_encode(struct output *o, size_t size, size_t n, const double x[]);

#endif
