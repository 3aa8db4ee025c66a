/* SPDX-License-Identifier: MIT */
/* complete: completions for shells; written to standard output. */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "cli/opt.h"

/*
 * After an option of words, its words; after one of specs, the names of its registry, also after each comma; after --list the
 * names of the program's registry; after - the options; else files.
 */
void complete_bash(const struct tool *tool, const struct opt *all);
void complete_zsh(const struct tool *tool, const struct opt *all);
void complete_fish(const struct tool *tool, const struct opt *all);

#endif
