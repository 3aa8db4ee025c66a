/* SPDX-License-Identifier: MIT */
/* libraries: see libraries.h. */
#include <cjson/cJSON.h>
#include <csv.h>
#include <stdio.h>
#include <string.h>

#include "io/libraries.h"

/* Weak: only programs that use them are linked with them, and this file is no use. */
extern char *openblas_get_config(void) __attribute__((weak));
extern const char *const __gmp_version __attribute__((weak));	/* NOLINT(bugprone-reserved-identifier): the library's name */

char *
libraries_text(char out[LIBRARIES_TEXT])
{
	int n = snprintf(out, LIBRARIES_TEXT, "libcsv %d.%d.%d, cJSON %s", CSV_MAJOR, CSV_MINOR, CSV_RELEASE, cJSON_Version());

	if (openblas_get_config) {		/* "OpenBLAS 0.3.21 NO_LAPACKE ...": the rest depends on the machine */
		const char *text = openblas_get_config();
		size_t name = strcspn(text, " "), version = strcspn(text + name + (text[name] == ' '), " ");
		n += snprintf(out + n, LIBRARIES_TEXT - (size_t)n, ", %.*s", (int)(name + 1 + version), text);
	}
	if (&__gmp_version)
		snprintf(out + n, LIBRARIES_TEXT - (size_t)n, ", GMP %s", __gmp_version);
	return out;
}
