/* SPDX-License-Identifier: MIT */
/* generate: what the build asks a program for, made from its option table. */
#ifndef CLI_GENERATE_H
#define CLI_GENERATE_H

#include <stdnoreturn.h>

#include "cli/opt.h"

/* --generate=WHAT: "man", the mdoc list of options; "bash", "zsh", "fish", a completion.  Exits, 2 for another word. */
noreturn void generate_show(const struct tool *tool, const struct opt *all, const char *what);

#endif
