/* SPDX-License-Identifier: MIT */
/* utf8: text from data as something that may be shown. */
#ifndef IO_UTF8_H
#define IO_UTF8_H

#include "base/str.h"

/* Adds a to t with every byte that is not visible (str_visible) as \xHH: UTF-8 that moves no cursor. */
void utf8_show(struct text *t, struct str a);

#endif
