/* SPDX-License-Identifier: MIT */
/* libraries: what a program is linked with, for --version. */
#ifndef IO_LIBRARIES_H
#define IO_LIBRARIES_H

/*
 * Writes "libcsv 3.0.3, cJSON 1.7.15" and, in programs that use them, OpenBLAS and GMP with their versions, as found at run time
 * where the library tells.  Returns out.
 */
enum { LIBRARIES_TEXT = 200 };
char *libraries_text(char out[LIBRARIES_TEXT]);

#endif
