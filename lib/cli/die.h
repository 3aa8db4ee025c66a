/* SPDX-License-Identifier: MIT */
/* die: how programs speak on standard error and leave. */
#ifndef CLI_DIE_H
#define CLI_DIE_H

#include <stdbool.h>
#include <stdnoreturn.h>

#include "base/err.h"

/* Set once by opt_parse: the program's name, and -q, --strict, --errors json. */
void die_setup(const char *program, bool quiet, bool strict, bool json);

/* "program: PLACE: text; hint" (or one JSON object) on standard error, then exit with the status of e. */
noreturn void die(const struct err *e);

/* die for want of memory: exit 5. */
noreturn void die_memory(void);

/* die when e is set; die_memory when p is NULL, else p. */
void die_check(const struct err *e);
void *die_need(void *p);

/* Exits 2 after "program: text". */
noreturn void die_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * A warning or a note.  e gives place, text and hint (its code does not matter).  At most five of a kind (the same format string,
 * given as kind) are shown, then die_summary tells how many more there were.  Under --strict a warning makes the exit status 4.
 */
void warn(const char *kind, const struct err *e);
void note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Tells who waits at a terminal that standard input is read: path is NULL or "-" then. */
void note_terminal(const char *path);

/* The closing counts of suppressed warnings; returns the exit status: 4 when --strict met a warning, else 0. */
int die_summary(void);

#endif
