/* SPDX-License-Identifier: MIT */
/* sys: what POSIX does not offer; sys.c alone asks the system for more. */
#ifndef BASE_SYS_H
#define BASE_SYS_H

#include <stdbool.h>
#include <stddef.h>

/* Processors this process may use, at least 1. */
int sys_processors(void);

/* Columns of the terminal behind fd, 0 when it is none. */
int sys_terminal_width(int fd);

/* Hints, without effect where they are not known: a pipe's buffer of 1 MB; a file read from start to end. */
void sys_widen_pipe(int fd);
void sys_read_ahead(int fd);

/*
 * A new file in the folder dir that has no name yet, so that nothing is left of it when the process ends early; its mode as of open().
 * Returns its descriptor, for reading and writing; -1 where the system cannot do this.  sys_name gives it a name, never in the place of
 * another file: 0, or -1 with errno. A test build with MLCORE_NAMED set cannot.
 */
int sys_nameless(const char *dir, unsigned mode);
int sys_name(int fd, const char *path);

/*
 * Vector instructions to use: 0 portable, 2 AVX2, FMA, BMI and POPCNT, 5 also AVX-512 (F, BW, DQ, VL).  A test build obeys
 * MLCORE_ISA=portable|avx2|avx512, which lowers the level and never raises it above what the processor has.
 */
int sys_isa(void);

#endif
