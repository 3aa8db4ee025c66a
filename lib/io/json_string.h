/* SPDX-License-Identifier: MIT */
/* json_string: a string of JSON text, checked and decoded. */
#ifndef IO_JSON_STRING_H
#define IO_JSON_STRING_H

#include "base/err.h"
#include "base/str.h"
#include "io/input.h"

/*
 * Reads the string whose opening quote is in->buf[in->at] and steps over it.  *text is what it says: without escapes where it stands
 * in the buffer, else decoded in *decoded; valid UTF-8 either way, without NUL.
 *
 * Returns 0, or the error's code with the place of the offending byte (of the opening quote when the string is not closed): a control
 * byte, what is not UTF-8, an unknown escape, \u without four digits, \u0000, half of a surrogate pair.
 */
int json_string_read(struct input *in, struct text *decoded, struct str *text, struct err *e);

#endif
