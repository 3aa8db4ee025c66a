/* SPDX-License-Identifier: MIT */
/* text: the numbers users write, with what is to be said when they are none. */
#ifndef MATH_NAB_TEXT_H
#define MATH_NAB_TEXT_H

#include "base/err.h"
#include "math/nab/big.h"

/*
 * A natural number below 2^1024 (big_read); else ERR_INPUT with the text and how N is written.  Returns the error's code.
 */
int nab_text_read(struct str text, struct big *n, struct err *e);

/* Whether a cell is meant as a number: begins with a digit, a sign and a digit, or a point and a digit. */
bool nab_text_is_number(struct str text);

#endif
