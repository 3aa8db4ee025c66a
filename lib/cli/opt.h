/* SPDX-License-Identifier: MIT */
/* opt: one table of options from which come parsing, range errors, help, the man page's OPTIONS and the completions. */
#ifndef CLI_OPT_H
#define CLI_OPT_H

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/row.h"

/* Kinds of option and the type of their variable. */
enum opt_kind {
	OPT_END_,
	OPT_FLAG_,		/* bool: set to true */
	OPT_CLEAR_,		/* bool: set to false */
	OPT_SET_,		/* int: set to (int)lo */
	OPT_INT_,		/* long: an integer in [lo, hi], suffixes allowed */
	OPT_REAL_,		/* double in [lo, hi] (ends given as the nearest double inside when open) */
	OPT_SIZE_,		/* size_t: bytes, suffixes k M G T and KiB MiB GiB */
	OPT_TEXT_,		/* const char * */
	OPT_APPEND_,		/* struct texts: may be repeated */
	OPT_BYTE_,		/* char: one byte, or tab, space */
	OPT_WORD_,		/* int: index in words */
	OPT_SPECS_,		/* struct spec_list: a LIST over a registry */
	OPT_SWEEP_,		/* struct sweep: SWEEP */
	OPT_GROUP_		/* a shared table; offsets count from var */
};

struct texts {
	const char **v;
	size_t n;
};

struct sweep {
	double *v;
	size_t n;
	const char *text;	/* as typed, for column names */
};

/*
 * One option.  lo, hi: range.  arg: the argument's name in help, NULL for none; optional: the argument is given only after '='.
 * In a shared table var is NULL and at the offset of the variable in the group's struct.  An option has a name or a letter or
 * both; one without help is hidden.  OPT_SIZE_: lo = hi = 0 stands for no range.  OPT_WORD_: an empty word cannot be typed.
 * OPT_SPECS_: the variable is empty before; fallback is the list that is taken when the option is not given.
 * OPT_REAL_ with optional: without a value it is set to bare.
 * OPT_SWEEP_: the variable is empty before; what an empty one means is said in fallback.
 * The default shown in help is the variable's value before parsing, unless fallback gives it in words.
 */
struct opt {
	enum opt_kind kind;
	char letter;
	const char *name;
	void *var;
	size_t at;
	const char *arg, *help, *example, *fallback;
	double lo, hi, bare;
	bool optional;
	const char *const *words;
	const struct registry *registry;
	const struct opt *group;
};

#define OPT_COMMON(k, l, n, v, a, h) .kind = (k), .letter = (l), .name = (n), .var = (v), .arg = (a), .help = (h)
#define OPT_FLAG(l, n, v, h) { OPT_COMMON(OPT_FLAG_, l, n, v, NULL, h) }
#define OPT_INT(l, n, v, lo_, hi_, a, h, x) { OPT_COMMON(OPT_INT_, l, n, v, a, h), .lo = (lo_), .hi = (hi_), .example = (x) }
#define OPT_REAL(l, n, v, lo_, hi_, a, h, x) { OPT_COMMON(OPT_REAL_, l, n, v, a, h), .lo = (lo_), .hi = (hi_), .example = (x) }
#define OPT_TEXT(l, n, v, a, h, x) { OPT_COMMON(OPT_TEXT_, l, n, v, a, h), .example = (x) }
#define OPT_APPEND(l, n, v, a, h, x) { OPT_COMMON(OPT_APPEND_, l, n, v, a, h), .example = (x) }
#define OPT_WORD(l, n, v, w, a, h, x) { OPT_COMMON(OPT_WORD_, l, n, v, a, h), .words = (w), .example = (x) }
#define OPT_SPECS(l, n, v, r, f, a, h, x) \
	{ OPT_COMMON(OPT_SPECS_, l, n, v, a, h), .registry = (r), .fallback = (f), .example = (x) }
#define OPT_SWEEP(l, n, v, a, h, x) { OPT_COMMON(OPT_SWEEP_, l, n, v, a, h), .example = (x) }
#define OPT_GROUP(v, g) { .kind = OPT_GROUP_, .var = (v), .group = (g) }
#define OPT_END { .kind = OPT_END_ }

/* A program: what opt_parse, the help, the page and the completions are made from. */
struct tool {
	const char *name, *summary;
	const char *operands;		/* "[FILE...]" */
	const char *const *examples;	/* three, up to NULL: shown first in --help */
	const struct opt *opts;
	const struct registry *registry;	/* what --list prints; NULL for none */
	const struct judge *judge;	/* decides --assert (assertion.h) */
	bool (*is_number)(struct str);	/* numbers are read as text, and this tells them from a header; NULL: they are doubles */
};

/*
 * Parses the command line by tool->opts: long names exact, "--name=value" or "--name value", short clusters (-nq, -mgini), "--",
 * options and operands in any order; a lone "-" is an operand; given twice, the last wins.  Answers -h, -V and
 * --generate=man|bash|zsh|fish, wherever they stand, on standard output and exits; exits 2 on bad usage with one line ("unknown
 * option --colums; did you mean --columns?").  Returns the operands, up to NULL, in the front of argv, and tells cli/die the
 * program's name and what -q, --strict and --errors say.
 */
char **opt_parse(const struct tool *tool, int argc, char **argv);

/*
 * All options of a program in one array from base/mem, up to OPT_END: groups opened, their variables resolved, at the end --help,
 * --version and the hidden --generate, which have no variable.  NULL when there is no memory.
 */
struct opt *opt_all(const struct tool *tool);

#endif
