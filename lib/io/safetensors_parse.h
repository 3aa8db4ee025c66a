/* SPDX-License-Identifier: MIT */
/* safetensors_parse: the JSON text of a safetensors header, entry by entry; for safetensors_header.c alone. */
#ifndef IO_SAFETENSORS_PARSE_H
#define IO_SAFETENSORS_PARSE_H

#include "io/safetensors_header.h"

/*
 * Reads the text, up to the fence of in, and appends its tensors to h (start is set): each with its type, its shape and the length of
 * its data checked.  Neither name.s nor shape is set yet.  Returns 0 or the error's code.
 */
int safetensors_parse(struct safetensors_header *h, struct input *in, struct err *e);

/* Sets an error about t, at the place where its name stands, and returns its code. */
int safetensors_wrong(const struct safetensors_header *h, const struct input *in, const struct tensor *t, struct err *e,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
