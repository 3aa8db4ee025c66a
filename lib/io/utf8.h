/* SPDX-License-Identifier: MIT */
/* utf8: text from data as something that may be shown. */
#ifndef IO_UTF8_H
#define IO_UTF8_H

#include <stddef.h>

#include "base/str.h"

/*
 * Bytes (1..4) of the character at the start of a, as str_utf8 (base/str.h); 0 too for what a terminal obeys instead of showing:
 * U+0000..U+001F and U+007F..U+009F.
 */
size_t utf8_visible(struct str a);

/* Adds a to t with every byte that is not visible as \xHH: UTF-8 that moves no cursor. */
void utf8_show(struct text *t, struct str a);

#endif
