/* SPDX-License-Identifier: MIT */
/* json_wide: inside of json_scan.c: many numbers at once, by AVX2. */
#ifndef IO_JSON_WIDE_H
#define IO_JSON_WIDE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Takes numbers of JSON that follow p, at most max, each with a comma behind it and perhaps a blank before it, to v, and sets *took to their
 * bytes, with the commas.  Returns how many: 0 when the next one is not short, or is the last before something else.  NUM_FIELD_BEFORE bytes
 * before p are readable; from p on there is a byte that no number has, and 63 more are readable behind it.
 *
 * Only when num_field_able.
 */
size_t json_wide(const char *p, size_t max, double v[], size_t *took);

#endif
