/* SPDX-License-Identifier: MIT */
/* libraries: see libraries.h. */
#include <cjson/cJSON.h>
#include <csv.h>
#include <stdio.h>
#include <string.h>

#include "base/lapack.h"
#include "io/libraries.h"

/* Weak: only programs that use them are linked with them, and this file is no use. */
#pragma weak lapack_config
extern const char *const __gmp_version __attribute__((weak));	/* NOLINT(bugprone-reserved-identifier): the library's name */

char *
libraries_text(char out[LIBRARIES_TEXT])
{
	int n = snprintf(out, LIBRARIES_TEXT, "libcsv %d.%d.%d, cJSON %s", CSV_MAJOR, CSV_MINOR, CSV_RELEASE, cJSON_Version());

	const char *text = lapack_config ? lapack_config() : NULL;
	if (text) {			/* without what depends on the machine */
		size_t name = strcspn(text, " "), version = strcspn(text + name + (text[name] == ' '), " ");
		n += snprintf(out + n, LIBRARIES_TEXT - (size_t)n, ", %.*s", (int)(name + 1 + version), text);
	}
	if (&__gmp_version)
		snprintf(out + n, LIBRARIES_TEXT - (size_t)n, ", GMP %s", __gmp_version);
	return out;
}
