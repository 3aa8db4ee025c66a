/* SPDX-License-Identifier: MIT */
/* opt: the command line, every way to write it and every way to get it wrong. */
#include "base/mem.h"
#include "child.h"
#include "cli/die.h"
#include "cli/table.h"
#include "demo.h"
#include "tap.h"

static const struct {
	const char *group, *line, *out;
} good[] = {
	{ "spellings", "", "" },
	{ "spellings", "--digits 3", " digits=3" },
	{ "spellings", "--digits=3", " digits=3" },
	{ "spellings", "-d 3", " digits=3" },
	{ "spellings", "-d3", " digits=3" },
	{ "spellings", "-nq", " mode=2 quiet" },
	{ "spellings", "-nqd3", " mode=2 digits=3 quiet" },
	{ "spellings", "-mgini", " m=gini/gini/0" }, { "spellings", "-nmgini -s", " soft mode=2 m=gini/gini/0" },
	{ "spellings", "--columns=a=b", " c=a=b" }, { "spellings", "--columns= f", "[f] c=" }, { "spellings", "-c -q", " c=-q" },
	{ "spellings", "--columns --", " c=--" },
	{ "operands", "a -n b --digits 4 c", "[a][b][c] mode=2 digits=4" }, { "operands", "- -q", "[-] quiet" },
	{ "operands", "-q -- -n --digits -- -5", "[-n][--digits][--][-5] quiet" }, { "operands", "'' a", "[][a]" },
	{ "an optional value stands after = only", "--scale-logn 512", "[512] scale=2" },
	{ "an optional value stands after = only", "--scale-logn=512 a", "[a] scale=512" },
	{ "the last wins, but --at adds", "--digits 3 --digits 4 -n -n", " mode=2 digits=4" },
	{ "the last wins, but --at adds", "--at a -a b --at=c", " at=a at=b at=c" },
	{ "the last wins, but --at adds", "-m gini -m lp:3", " m=lp:3/lp/3" },
	{ "the last wins, but --at adds", "--compute 1,2 --compute 5", " x=5" },
	{ "values", "--digits 1e1", " digits=10" },
	{ "values", "-l 0.25", " level=0.25" },
	{ "values", "--scale-logn=70B", " scale=7e+10" },
	{ "values", "--scale-logn=inf", " scale=inf" }, { "values", "--scale-logn=10k", " scale=10000" },
	{ "values", "--max-memory 500", " memory=500" }, { "values", "--max-memory 1.5k", " memory=1500" },
	{ "values", "--max-memory 2G", " memory=2000000000" }, { "values", "--max-memory=3MiB", " memory=3145728" },
	{ "values", "--max-memory=1TiB", " memory=1099511627776" },
	{ "values", "-b tab", " byte=9" },
	{ "values", "-b space", " byte=32" },
	{ "values", "-b;", " byte=59" }, { "values", "-b=", " byte=61" }, { "values", "--colour green", " colour=2" },
	{ "values", "-m a=gini,euclid", " m=a/gini/0 m=euclid/lp/2" }, { "values", "--compute 1..3,1e3", " x=1 x=2 x=3 x=1000" },
	{ "values", "--strict --errors json", " strict" },
};

static const struct {
	const char *group, *line, *err;
} bad[] = {
	{ "unknown options", "--colums 3", "unknown option --colums; did you mean --columns?" },
	{ "unknown options", "--col=3", "unknown option --col; did you mean --colour?" },
	{ "unknown options", "--hel", "unknown option --hel; did you mean --help?" },
	{ "unknown options", "--nonsense", "unknown option --nonsense; --help shows all" },
	{ "unknown options", "--generat", "unknown option --generat; --help shows all" },
	{ "unknown options", "--Digits 3", "unknown option --Digits; did you mean --digits?" },
	{ "unknown options", "--=3", "unknown option --; --help shows all" },
	{ "unknown options", "-Z", "unknown option -Z; --help shows all" },
	{ "unknown options", "-nZ", "unknown option -Z in -nZ; --help shows all" },
	{ "unknown options", "--\x1b[2J", "unknown option --\\x1b[2J; --help shows all" },
	{ "unknown options", "a -5 b", "\"-5\" looks like a number; write -- before it" },
	{ "unknown options", "-0", "\"-0\" looks like a number; write -- before it" },
	{ "unknown options", "-.5", "\"-.5\" looks like a number; write -- before it" },
	{ "missing and unwanted values", "--columns", "--columns needs a value: LIST" },
	{ "missing and unwanted values", "-nc", "--columns needs a value: LIST" },
	{ "missing and unwanted values", "--quiet=yes", "--quiet takes no value" },
	{ "missing and unwanted values", "--no-header=", "--no-header takes no value" },
	{ "bad values", "--digits 99", "--digits: 99 is not in 1..17" }, { "bad values", "-d 0", "--digits: 0 is not in 1..17" },
	{ "bad values", "--digits x", "--digits: \"x\" is not a number" },
	{ "bad values", "--digits ''", "--digits: \"\" is not a number" },
	{ "bad values", "--digits 1.5", "--digits: 1.5 is not an integer" },
	{ "bad values", "-d 0x3", "--digits: \"0x3\" is not a number" },
	{ "bad values", "-l 0", "--level: 0 is not above 0 and below 1" },
	{ "bad values", "-l 1", "--level: 1 is not above 0 and below 1" },
	{ "bad values", "-l -1", "--level: -1 is not above 0 and below 1" },
	{ "bad values", "-l nan", "--level: \"nan\" is not a number" },
	{ "bad values", "--scale-logn=0.5", "--scale-logn: 0.5 is not at least 1" },
	{ "bad values", "--max-memory 4X", "--max-memory: \"4X\" is not a size; write it like 500M or 4GiB" },
	{ "bad values", "--max-memory -1", "--max-memory: -1 is not a possible size" },
	{ "bad values", "--max-memory 9223372036854775808", "--max-memory: 9223372036854775808 is not a possible size" },
	{ "bad values", "--max-memory 1e30", "--max-memory: 1e30 is not a possible size" },
	{ "bad values", "-b ab", "--byte: \"ab\" is not one byte, tab or space" },
	{ "bad values", "-b ''", "--byte: \"\" is not one byte, tab or space" },
	{ "bad values", "--colour blue", "--colour: \"blue\" is not one of red, green" },
	{ "bad values", "--colour ''", "--colour: \"\" is not one of red, green" },
	{ "bad values", "--generate=tcsh", "--generate: write man, bash, zsh or fish" },
	{ "bad values", "--quiet --digits 3 --digits 99", "--digits: 99 is not in 1..17" },
};

static void
test_parse(void)
{
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		child_run(demo_parse, good[i].line);
		TAP_OK(child.status == 0 && !child.err[0] && strcmp(child.out, good[i].out) == 0,
		       "%s: exit %d, \"%s\" \"%s\"", good[i].line,
		       child.status, child.out, child.err);
		if (i + 1 == sizeof good / sizeof *good || strcmp(good[i].group, good[i + 1].group) != 0)
			tap_group(good[i].group);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char line[600];
		snprintf(line, sizeof line, "demo-tool: %s\n", bad[i].err);
		child_run(demo_parse, bad[i].line);
		TAP_OK(child.status == 2 && !child.out[0] && strcmp(child.err, line) == 0,
		       "%s: exit %d, \"%s\" \"%s\"", bad[i].line, child.status,
		       child.out, child.err);
		if (i + 1 == sizeof bad / sizeof *bad || strcmp(bad[i].group, bad[i + 1].group) != 0)
			tap_group(bad[i].group);
	}
	child_run(demo_parse, "-m gini,nonsense");
	TAP_OK(child.status == 2 && strstr(child.err, "demo-tool: unknown measure \"nonsense\"") == child.err, "%s", child.err);
	child_run(demo_parse, "--compute 1..x");
	TAP_OK(child.status == 2 && strstr(child.err, "demo-tool: --compute: ") == child.err && strstr(child.err, "1..x"),
	       "%s", child.err);
	tap_group("the words of specs and sweeps come through");
}

/* A program that warns. */
static void
parse_and_warn(const void *line)
{
	struct err e = { 0 };
	demo_parse(line);
	err_set(&e, ERR_INPUT, "careful");
	warn("careful", &e);
	exit(die_summary());
}

static void
test_voice(void)
{
	static const struct {
		const char *line, *err;
		int status;
	} cases[] = {
		{ "a", "demo-tool: warning: careful\n", 0 }, { "-q", "", 0 }, { "--strict", "demo-tool: warning: careful\n", 4 },
		{ "--quiet --strict", "", 4 }, { "--errors text", "demo-tool: warning: careful\n", 0 },
		{ "--errors json", "{\"program\": \"demo-tool\", \"file\": null, \"line\": null, \"column\": null, "
		                   "\"message\": \"warning: careful\", \"hint\": null}\n", 0 },
		{ "--nonsense --errors=json", "{\"program\": \"demo-tool\", \"file\": null, \"line\": null, \"column\": null, "
		                   "\"message\": \"unknown option --nonsense\", \"hint\": \"--help shows all\"}\n", 2 },
		{ "-- -q --errors json", "demo-tool: warning: careful\n", 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		child_run(parse_and_warn, cases[i].line);
		TAP_OK(child.status == cases[i].status && strcmp(child.err, cases[i].err) == 0, "%s: %d %s", cases[i].line,
		       child.status, child.err);
	}
	tap_group("-q, --strict and --errors are told to cli/die");
}

static void
parse_without_memory(const void *k)
{
	mem_fail_at(*(const unsigned long *)k, false);
	demo_parse("--at a --at b -m gini,lp:2 -m lp:3 --compute 1..3 --compute 5,6 f");
}

static void
test_memory(void)
{
	unsigned long k = 1;
	for (; k < 100; k++) {
		child_run(parse_without_memory, &k);
		if (child.status == 0)
			break;
		TAP_OK(child.status == 5 && !child.out[0] && strcmp(child.err, "demo-tool: out of memory\n") == 0,
		       "allocation %lu: %d %s", k,
		       child.status, child.err);
	}
	TAP_OK(k > 5 && k < 100, "%lu allocations", k);
	TAP_OK(strcmp(child.out, "[f] at=a at=b m=lp:3/lp/3 x=5 x=6") == 0, "%s", child.out);
	tap_group("no memory at any allocation: exit 5");
}

static void
test_one_meaning(void)
{
	static struct table_opts t;
	static const struct opt all[] = { OPT_TABLE(&t), OPT_VECTORS(&t), OPT_SEED(&t), OPT_END };
	static const struct tool every = { .name = "every", .opts = all };
	struct opt *v = opt_all(&every);

	for (const struct opt *a = v; a->kind != OPT_END_; a++) {
		TAP_OK(a->name || a->letter, "an option without a name");
		for (const struct opt *b = v; b < a; b++) {
			TAP_OK(!a->letter || a->letter != b->letter, "-%c twice", a->letter);
			TAP_OK(!a->name || !b->name || strcmp(a->name, b->name) != 0, "--%s twice", a->name);
		}
	}
	mem_free(v);
	tap_group("no letter and no name means two things in the shared tables");
}

int
main(void)
{
	test_parse();
	test_voice();
	test_memory();
	test_one_meaning();
	return tap_done();
}
