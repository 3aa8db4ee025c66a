/* SPDX-License-Identifier: MIT */
/* demo: a program with an option of every kind, for the tests of options and help. */
#ifndef TESTS_UNIT_DEMO_H
#define TESTS_UNIT_DEMO_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/opt.h"

static const struct row rows[] = {
	{ .name = "gini", .formula = "1 - 2 sum", .domain = "", .range = "", .source = "" },
	{ .name = "lp", .params = { { .name = "P", .hi = HUGE_VAL, .open_lo = true } }, .formula = "", .domain = "", .range = "",
	  .source = "" },
};
static const struct alias aliases[] = { { "euclid", "lp:2" }, { NULL, NULL } };
static const struct registry registry = REGISTRY("measure", rows, aliases);
/* Too long for a line. */
#define DEMO_LIST "euclid,gini,lp:0.25,lp:0.125,lp:0.0625,lp:0.03125,lp:0.015625"

static const char *const colours[] = { "red", "", "green", NULL };

struct shared {
	long unused;
	bool quiet, strict;
	int errors, colour;
	const char *name;
};

static struct {
	bool loud;
	int mode;
	long count;
	double level, scale;
	size_t memory;
	char byte;
	struct texts at;
	struct spec_list specs;
	struct sweep sweep;
	struct shared shared;
} o = { .loud = true, .count = 6, .level = 0.5, .scale = 1, .memory = (size_t)4 << 30, .shared.name = "x" };

static const char *const forms[] = { "text", "json", NULL };
#define AT(field) .at = offsetof(struct shared, field)
static const struct opt shared_options[] = {
	{ .kind = OPT_FLAG_, .letter = 'q', .name = "quiet", AT(quiet), .help = "say less" },
	{ .kind = OPT_FLAG_, .name = "strict", AT(strict), .help = "warnings count" },
	{ .kind = OPT_WORD_, .name = "errors", AT(errors), .words = forms, .arg = "FORM", .help = "how errors look" },
	{ .kind = OPT_WORD_, .name = "colour", AT(colour), .words = colours, .arg = "WORD", .help = "a colour", .example = "green" },
	{ .kind = OPT_TEXT_, .letter = 'c', .name = "columns", AT(name), .arg = "LIST",
	  .help = ".starts with a dot, has a \\ and it's odd" },
	OPT_END
};

static const struct opt opts[] = {
	{ .kind = OPT_CLEAR_, .letter = 's', .name = "soft", .var = &o.loud, .help = "not loud" },
	{ .kind = OPT_SET_, .letter = 'n', .name = "no-header", .var = &o.mode, .lo = 2, .help = "mode 2" },
	OPT_INT('d', "digits", &o.count, 1, 17, "N", "significant digits", "10"),
	OPT_REAL('l', "level", &o.level, DBL_MIN, 0x1.fffffffffffffp-1, "P", "a level", "0.9"),
	{ .kind = OPT_REAL_, .name = "scale-logn", .var = &o.scale, .lo = 1, .hi = HUGE_VAL, .arg = "N", .optional = true, .bare = 2,
	  .help = "scale by a logarithm", .example = "512" },
	{ .kind = OPT_SIZE_, .name = "max-memory", .var = &o.memory, .arg = "SIZE",
	  .help = "what has to be held in memory at one time may not be larger than this, else the program stops" },
	{ .kind = OPT_BYTE_, .letter = 'b', .name = "byte", .var = &o.byte, .arg = "C", .help = "one byte", .fallback = "none" },
	OPT_APPEND('a', "at", &o.at, "WHERE", "a place", "N=70B"),
	OPT_SPECS('m', "measure", &o.specs, &registry, DEMO_LIST, "LIST", "what to compute", "gini,lp:2"),
	OPT_SWEEP(0, "compute", &o.sweep, "SWEEP", "budgets", "1..9*3"),
	OPT_GROUP(&o.shared, shared_options),
	OPT_END
};

static const char *const examples[] = { "demo -m gini a.csv", "demo a.csv | demo -", "demo --at N=1", NULL };
static const struct tool tool = {
	.name = "demo-tool", .summary = "show how options work", .operands = "[FILE...]", .examples = examples, .opts = opts, .registry = &registry,
};

/* Parses the words of line (between blanks, '' is an empty one) and prints what differs from the start. */
static void
demo_parse(const void *line)
{
	static char copy[1024], *argv[64];
	int argc = 0;
	argv[argc++] = (char[]){ "demo-tool" };
	snprintf(copy, sizeof copy, "%s", (const char *)line);
	for (char *c = copy; *c; ) {
		argv[argc++] = c;
		c += strcspn(c, " ");
		if (*c)
			*c++ = '\0';
		if (strcmp(argv[argc - 1], "''") == 0)
			*argv[argc - 1] = '\0';
	}
	for (char **f = opt_parse(&tool, argc, argv); *f; f++)
		printf("[%s]", *f);
	printf("%s", o.loud ? "" : " soft");
	if (o.mode)
		printf(" mode=%d", o.mode);
	if (o.count != 6)
		printf(" digits=%ld", o.count);
	if (o.level != 0.5)
		printf(" level=%g", o.level);
	if (o.scale != 1)
		printf(" scale=%g", o.scale);
	if (o.memory != (size_t)4 << 30)
		printf(" memory=%zu", o.memory);
	if (o.byte)
		printf(" byte=%d", o.byte);
	for (size_t i = 0; i < o.at.n; i++)
		printf(" at=%s", o.at.v[i]);
	if (o.specs.n == 0)
		abort();
	for (size_t i = 0; i < o.specs.n && strcmp(o.specs.v[0].label, "euclid") != 0; i++)
		printf(" m=%s/%s/%g", o.specs.v[i].label, o.specs.v[i].row->name, o.specs.v[i].par[0]);
	for (size_t i = 0; i < o.sweep.n; i++)
		printf(" x=%g", o.sweep.v[i]);
	printf("%s%s", o.shared.quiet ? " quiet" : "", o.shared.strict ? " strict" : "");
	if (o.shared.colour)
		printf(" colour=%d", o.shared.colour);
	if (strcmp(o.shared.name, "x") != 0)
		printf(" c=%s", o.shared.name);
}

#endif
