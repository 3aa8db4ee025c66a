/* SPDX-License-Identifier: MIT */
/* help: --help and --version, made from the option table. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdnoreturn.h>

#include "cli/opt.h"

/* Usage, summary, examples, then every option of all (opt_all) with its default, in lines of at most 80 columns; exits. */
noreturn void help_show(const struct tool *tool, const struct opt *all);

/* Name and version in GNU form, copyright, licence, linked libraries; exits. */
noreturn void help_version(const struct tool *tool);

/* Flushes and closes standard output, then exits: 0, or 5 with a message when it could not take everything. */
noreturn void help_exit(void);

#endif
