/* SPDX-License-Identifier: MIT */
/* judge: --assert of programs with rows, by the expressions of math/expr. */
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include "cli/assertion.h"

/* For struct tool.  Names are the columns of the output; those of numbers cannot be compared with text. */
extern const struct judge judge_output;

#endif
