/* SPDX-License-Identifier: MIT */
/* option: any bytes, cut at newlines, as a command line for a table with every kind of option and all that programs share. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sweep.h"
#include "cli/die.h"
#include "cli/generate.h"
#include "cli/help.h"
#include "cli/table.h"
#include "math/sparsity/sparsity.h"
#include "target.h"

/* The parser leaves by die and answers: here they come back. */
static jmp_buf left;

noreturn static void
leave(void)
{
	longjmp(left, 1);
}

noreturn static void
leave_by_error(const struct err *e)
{
	if (e->code != ERR_USAGE || !e->text[0])
		abort();
	leave();
}

/* What the parser holds when it leaves. */
static struct opt *held;

#define mem_zero(n, size) (held = mem_zero(n, size))
#define mem_free(p) (held = NULL, mem_free(p))
#define die leave_by_error
#define die_memory abort
#define help_show(tool, all) leave()
#define help_version(tool) leave()
#define generate_show(tool, all, what) leave()
#include "../../lib/cli/opt.c"
#undef mem_free

static const char *const colours[] = { "red", "", "green", NULL };

static struct {
	bool loud;
	int mode, colour;
	long count;
	double level, scale;
	struct texts at;
	struct spec_list specs;
	struct sweep sweep;
	struct table_opts table;
} o;

static const struct opt opts[] = {
	{ .kind = OPT_CLEAR_, .letter = 's', .name = "soft", .var = &o.loud, .help = "not loud" },
	{ .kind = OPT_SET_, .letter = '1', .name = "mode", .var = &o.mode, .lo = 2, .help = "mode 2" },
	OPT_INT('i', "integer", &o.count, -3, 17, "N", "an integer", "10"),
	OPT_REAL('l', "level", &o.level, DBL_MIN, 0x1.fffffffffffffp-1, "P", "a level", "0.9"),
	{ .kind = OPT_REAL_, .name = "scale-logn", .var = &o.scale, .lo = 1, .hi = HUGE_VAL, .arg = "N",
	  .optional = true, .bare = 2, .help = "scale" },
	OPT_WORD('w', "colour", &o.colour, colours, "WORD", "a colour", "green"),
	OPT_APPEND('a', "at", &o.at, "WHERE", "a place", "N=70B"),
	OPT_SPECS('m', "measure", &o.specs, &sparsity_measures, "hoyer,gini", "LIST", "what to compute", "gini,lp:2"),
	OPT_SWEEP(0, "compute", &o.sweep, "SWEEP", "budgets", "1..9*3"),
	OPT_TABLE(&o.table),
	OPT_VECTORS(&o.table),
	OPT_SEED(&o.table),
	OPT_END
};

static const char *const examples[] = { "a", "b", "c", NULL };
static const struct tool tool = { .name = "fuzz", .summary = "be fuzzed", .operands = "[FILE...]", .examples = examples, .opts = opts };

/* What was set lies in its range. */
static void
check(char *const *operands, char *const *argv)
{
	if (o.count < -3 || o.count > 17 || !(o.level > 0 && o.level < 1) || !(o.scale >= 1) || o.specs.n == 0 || o.specs.n > SWEEP_POINTS)
		abort();
	if (o.table.digits < 0 || o.table.digits > 17 || o.colour < 0 || o.colour > 2 || o.colour == 1 || o.sweep.n > SWEEP_POINTS)
		abort();
	if (operands != argv)
		abort();
	for (; *operands; operands++)
		if (strlen(*operands) > 1 << 20)
			abort();
}

enum { WORDS = 64 };

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	char *copy = malloc(size + 1), *argv[WORDS + 2] = { (char[]){ "fuzz" } };
	int argc = 1;

	if (!copy)
		abort();
	if (size)
		memcpy(copy, data, size);
	copy[size] = '\0';
	for (char *word = copy; word && argc <= WORDS; ) {
		argv[argc++] = word;
		word = strchr(word, '\n');
		if (word)
			*word++ = '\0';
	}
	memset(&o, 0, sizeof o);
	o.loud = true;
	o.level = 0.5;
	o.scale = 1;
	o.table = (struct table_opts)TABLE_DEFAULTS;
	if (!setjmp(left))
		check(opt_parse(&tool, argc, argv), argv);
	mem_free(held);
	held = NULL;
	mem_free(o.at.v);
	spec_free(&o.specs);
	mem_free(o.sweep.v);
	free(copy);
	return 0;
}
