/* SPDX-License-Identifier: MIT */
/* json_quote: text as a JSON string. */
#ifndef IO_JSON_QUOTE_H
#define IO_JSON_QUOTE_H

#include "base/str.h"

/* Appends s in double quotes (RFC 8259); what is not UTF-8 becomes U+FFFD, byte by byte. */
void json_quote(struct text *t, struct str s);

#endif
