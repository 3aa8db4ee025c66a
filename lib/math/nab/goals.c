/* SPDX-License-Identifier: MIT */
/* goals: the registry of what nab-min can minimise. */
#include "math/nab/goals.h"

#define POST "Su Jianlin 2023, kexue.fm/archives/9775"

static const struct row rows[] = {
	{ .name = "least", .formula = "min a + b + c, N = a b + c", .domain = "N >= 0", .source = POST },
	{ .name = "signed", .formula = "min a + b + |c|, N = a b + c", .domain = "N >= 0; c may be negative",
	  .source = "esolangs.org, Brainfuck constants" },
	{ .name = "factor", .formula = "min a + b, N = a b", .domain = "N >= 1; up to sqrt(N) steps unless N has factors that are close",
	  .source = "Fermat 1643" },
	{ .name = "max_c", .formula = "min a + b, N = a b + c, c <= C", .domain = "N >= 0; about N^(1/2) / C^2 steps", .source = POST },
	{ .name = "cost", .formula = "min P a + Q b + c, N = a b + c", .domain = "N >= 0; P, Q = 1..10^9", .source = POST ", with weights" },
};

const struct registry nab_goals = REGISTRY("goal", rows, NULL);
