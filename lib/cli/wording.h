/* SPDX-License-Identifier: MIT */
/* wording: what messages, help and pages say about an option. */
#ifndef CLI_WORDING_H
#define CLI_WORDING_H

#include "cli/opt.h"

/* Each writes into out and returns it. */

/* "--columns", or "-o" when there is no long name. */
enum { WORDING_NAME = 68 };
char *wording_name(const struct opt *o, char out[WORDING_NAME]);

/* What the variable holds, as a user would type it, or the fallback; empty when there is nothing to say (flags, no text). */
enum { WORDING = 512 };
char *wording_default(const struct opt *o, char out[WORDING]);

/* The range of a number: "in 1..17", "at least 1", "above 0", "above 0 and below 1"; empty when all are allowed. */
char *wording_range(const struct opt *o, char out[WORDING]);

/* The words of an OPT_WORD_ between commas; empty for others.  Words that are empty themselves are not to be typed. */
char *wording_words(const struct opt *o, char out[WORDING]);

/* Beyond this a range has no end worth naming, because doubles skip integers. */
#define WORDING_ENDLESS (0x1p53 - 1)

/* The units of sizes in bytes; the first is "". */
struct unit {
	const char *name;
	double bytes;
};
enum { WORDING_UNITS = 10 };
extern const struct unit wording_units[WORDING_UNITS];

#endif
