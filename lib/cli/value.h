/* SPDX-License-Identifier: MIT */
/* value: the argument of an option, from text into its variable. */
#ifndef CLI_VALUE_H
#define CLI_VALUE_H

#include "base/err.h"
#include "cli/opt.h"

/* Does the option take an argument? */
bool value_wanted(const struct opt *o);

/*
 * Sets o->var from text: NULL for an option without argument, and for an optional one left out, whose variable keeps its value.
 * Returns 0; ERR_USAGE with one line that begins with the option's name, such as --digits: 99 is not in 1..17, or the words of
 * spec_parse; ERR_MEMORY.  The variable is unchanged on error.
 */
int value_set(const struct opt *o, const char *text, struct err *e);

#endif
