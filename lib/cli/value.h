/* SPDX-License-Identifier: MIT */
/* value: the argument of an option, from text into its variable and back into words. */
#ifndef CLI_VALUE_H
#define CLI_VALUE_H

#include "base/err.h"
#include "cli/opt.h"

/*
 * Sets o->var from text (NULL for an option without argument, and for an optional one left out: its variable then keeps its value).
 * Returns 0; ERR_USAGE with one line that begins with the option's name, such as
 * --digits: 99 is not in 1..17, or the words of spec_parse; ERR_MEMORY.  The variable is unchanged on error.
 */
int value_set(const struct opt *o, const char *text, struct err *e);

/* "--columns", or "-o" when there is no long name. */
enum { VALUE_NAME = 68 };
char *value_name(const struct opt *o, char out[VALUE_NAME]);

/* What the variable holds, in the words a user would type, or the fallback; empty when there is nothing to say (flags, no text). */
enum { VALUE_TEXT = 512 };
char *value_default(const struct opt *o, char out[VALUE_TEXT]);

/* The range of a number: "in 1..17", "at least 1", "above 0", "in 0..1 without its ends"; empty when all are allowed. */
char *value_range(const struct opt *o, char out[VALUE_TEXT]);

/* The words of an OPT_WORD between commas; empty for others.  Words that are empty themselves are not to be typed. */
char *value_words(const struct opt *o, char out[VALUE_TEXT]);

/* Does the option take an argument? */
bool value_wanted(const struct opt *o);

#endif
