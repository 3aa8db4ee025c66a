/* SPDX-License-Identifier: MIT */
/* opt: the command line, help, completions and messages, each run in a child whose exit status and output are looked at. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <fcntl.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "tap.h"

static const struct row rows[] = {
	{ .name = "gini", .formula = "1 - 2 sum", .domain = "", .range = "", .source = "" },
	{ .name = "lp", .params = { { .name = "P", .hi = INFINITY, .open_lo = true } }, .formula = "", .domain = "", .range = "",
	  .source = "" },
};
static const struct alias aliases[] = { { "euclid", "lp:2" }, { NULL, NULL } };
static const struct registry registry = REGISTRY("measure", rows, aliases);
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
	{ .kind = OPT_TEXT_, .letter = 'c', .name = "columns", AT(name), .arg = "LIST", .help = ".starts with a dot, has a \\ and it's odd" },
	OPT_END
};

static const struct opt opts[] = {
	{ .kind = OPT_CLEAR_, .letter = 's', .name = "soft", .var = &o.loud, .help = "not loud" },
	{ .kind = OPT_SET_, .letter = 'n', .name = "no-header", .var = &o.mode, .lo = 2, .help = "mode 2" },
	OPT_INT('d', "digits", &o.count, 1, 17, "N", "significant digits", "10"),
	OPT_REAL('l', "level", &o.level, DBL_MIN, 0x1.fffffffffffffp-1, "P", "a level", "0.9"),
	{ .kind = OPT_REAL_, .name = "scale-logn", .var = &o.scale, .lo = 1, .hi = INFINITY, .arg = "N", .optional = true,
	  .help = "scale by a logarithm", .example = "512" },
	{ .kind = OPT_SIZE_, .name = "max-memory", .var = &o.memory, .arg = "SIZE",
	  .help = "what has to be held in memory at one time may not be larger than this, else the program stops" },
	{ .kind = OPT_BYTE_, .letter = 'b', .name = "byte", .var = &o.byte, .arg = "C", .help = "one byte", .fallback = "none" },
	OPT_APPEND('a', "at", &o.at, "WHERE", "a place", "N=70B"),
	OPT_SPECS('m', "measure", &o.specs, &registry, "euclid", "LIST", "what to compute", "gini,lp:2"),
	OPT_SWEEP(0, "compute", &o.sweep, "SWEEP", "budgets", "1..3"),
	OPT_GROUP(&o.shared, shared_options),
	OPT_END
};

static const char *const examples[] = { "demo -m gini a.csv", "demo a.csv | demo -", "demo --at N=1", NULL };
static const struct tool tool = { "demo-tool", "show how options work", "[FILE...]", examples, opts, &registry };

/* What a child did. */
static struct {
	int status;
	char out[16384], err[16384];
} got;

static void
drain(int fd, size_t size, char text[])
{
	size_t n = 0;
	for (ssize_t k; (k = read(fd, text + n, size - 1 - n)) > 0; )
		n += (size_t)k;
	text[n] = '\0';
	close(fd);
}

/* Runs body in a child; its output has to fit a pipe (64 KB). */
static void
in_child(void (*body)(const void *context), const void *context)
{
	int out[2], err[2], status = 0;
	fflush(NULL);
	if (pipe(out) || pipe(err))
		abort();
	pid_t child = fork();
	if (child == 0) {
		dup2(out[1], 1);
		dup2(err[1], 2);
		close(out[0]), close(out[1]), close(err[0]), close(err[1]);
		body(context);
		exit(0);
	}
	close(out[1]), close(err[1]);
	drain(out[0], sizeof got.out, got.out);
	drain(err[0], sizeof got.err, got.err);
	waitpid(child, &status, 0);
	got.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Parses the words of line (between blanks, '' is an empty one) and prints what differs from the start. */
static void
parse(const void *line)
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

static const struct {
	const char *group, *line, *out;
} good[] = {
	{ "spellings", "", "" },
	{ "spellings", "--digits 3", " digits=3" }, { "spellings", "--digits=3", " digits=3" }, { "spellings", "-d 3", " digits=3" },
	{ "spellings", "-d3", " digits=3" }, { "spellings", "-nq", " mode=2 quiet" }, { "spellings", "-nqd3", " mode=2 digits=3 quiet" },
	{ "spellings", "-mgini", " m=gini/gini/0" }, { "spellings", "-nmgini -s", " soft mode=2 m=gini/gini/0" },
	{ "spellings", "--columns=a=b", " c=a=b" }, { "spellings", "--columns= f", "[f] c=" }, { "spellings", "-c -q", " c=-q" },
	{ "spellings", "--columns --", " c=--" },
	{ "operands", "a -n b --digits 4 c", "[a][b][c] mode=2 digits=4" }, { "operands", "- -q", "[-] quiet" },
	{ "operands", "-q -- -n --digits -- -5", "[-n][--digits][--][-5] quiet" }, { "operands", "'' a", "[][a]" },
	{ "an optional value stands after = only", "--scale-logn 512", "[512]" },
	{ "an optional value stands after = only", "--scale-logn=512 a", "[a] scale=512" },
	{ "the last wins, but --at adds", "--digits 3 --digits 4 -n -n", " mode=2 digits=4" },
	{ "the last wins, but --at adds", "--at a -a b --at=c", " at=a at=b at=c" },
	{ "the last wins, but --at adds", "-m gini -m lp:3", " m=lp:3/lp/3" },
	{ "the last wins, but --at adds", "--compute 1,2 --compute 5", " x=5" },
	{ "values", "--digits 1e1", " digits=10" }, { "values", "-l 0.25", " level=0.25" }, { "values", "--scale-logn=70B", " scale=7e+10" },
	{ "values", "--scale-logn=inf", " scale=inf" }, { "values", "--scale-logn=10k", " scale=10000" },
	{ "values", "--max-memory 500", " memory=500" }, { "values", "--max-memory 1.5k", " memory=1500" },
	{ "values", "--max-memory 2G", " memory=2000000000" }, { "values", "--max-memory=3MiB", " memory=3145728" },
	{ "values", "--max-memory=1TiB", " memory=1099511627776" }, { "values", "-b tab", " byte=9" }, { "values", "-b space", " byte=32" },
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
	{ "unknown options", "-.5", "\"-.5\" looks like a number; write -- before it" },
	{ "missing and unwanted values", "--columns", "--columns needs a value: LIST" },
	{ "missing and unwanted values", "-nc", "--columns needs a value: LIST" },
	{ "missing and unwanted values", "--quiet=yes", "--quiet takes no value" },
	{ "missing and unwanted values", "--no-header=", "--no-header takes no value" },
	{ "bad values", "--digits 99", "--digits: 99 is not in 1..17" }, { "bad values", "-d 0", "--digits: 0 is not in 1..17" },
	{ "bad values", "--digits x", "--digits: \"x\" is not a number" }, { "bad values", "--digits ''", "--digits: \"\" is not a number" },
	{ "bad values", "--digits 1.5", "--digits: 1.5 is not an integer" }, { "bad values", "-d 0x3", "--digits: \"0x3\" is not a number" },
	{ "bad values", "-l 0", "--level: 0 is not in 0..1 without its ends" },
	{ "bad values", "-l 1", "--level: 1 is not in 0..1 without its ends" },
	{ "bad values", "-l -1", "--level: -1 is not in 0..1 without its ends" }, { "bad values", "-l nan", "--level: \"nan\" is not a number" },
	{ "bad values", "--scale-logn=0.5", "--scale-logn: 0.5 is not at least 1" },
	{ "bad values", "--max-memory 4X", "--max-memory: \"4X\" is not a size; write it like 500M or 4GiB" },
	{ "bad values", "--max-memory -1", "--max-memory: -1 is not a possible size" },
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
		in_child(parse, good[i].line);
		TAP_OK(got.status == 0 && !got.err[0] && strcmp(got.out, good[i].out) == 0, "%s: exit %d, \"%s\" \"%s\"", good[i].line,
		       got.status, got.out, got.err);
		if (i + 1 == sizeof good / sizeof *good || strcmp(good[i].group, good[i + 1].group) != 0)
			tap_group(good[i].group);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char line[600];
		snprintf(line, sizeof line, "demo-tool: %s\n", bad[i].err);
		in_child(parse, bad[i].line);
		TAP_OK(got.status == 2 && !got.out[0] && strcmp(got.err, line) == 0, "%s: exit %d, \"%s\" \"%s\"", bad[i].line, got.status,
		       got.out, got.err);
		if (i + 1 == sizeof bad / sizeof *bad || strcmp(bad[i].group, bad[i + 1].group) != 0)
			tap_group(bad[i].group);
	}
	in_child(parse, "-m gini,nonsense");
	TAP_OK(got.status == 2 && strstr(got.err, "demo-tool: unknown measure \"nonsense\"") == got.err, "%s", got.err);
	in_child(parse, "--compute 1..x");
	TAP_OK(got.status == 2 && strstr(got.err, "demo-tool: --compute: ") == got.err && strstr(got.err, "1..x"), "%s", got.err);
	tap_group("the words of specs and sweeps come through");
}

static void
parse_without_memory(const void *k)
{
	mem_fail_at(*(const unsigned long *)k, false);
	parse("--at a --at b -m gini,lp:2 -m lp:3 --compute 1..3 --compute 5,6 f");
}

static void
test_memory(void)
{
	unsigned long k = 1;
	for (; k < 100; k++) {
		in_child(parse_without_memory, &k);
		if (got.status == 0)
			break;
		TAP_OK(got.status == 5 && !got.out[0] && strcmp(got.err, "demo-tool: out of memory\n") == 0, "allocation %lu: %d %s", k,
		       got.status, got.err);
	}
	TAP_OK(k > 5 && k < 100, "%lu allocations", k);
	TAP_OK(strcmp(got.out, "[f] at=a at=b m=lp:3/lp/3 x=5 x=6") == 0, "%s", got.out);
	tap_group("no memory at any allocation: exit 5");
}

static void
parse_full(const void *line)
{
	int fd = open("/dev/full", O_WRONLY);
	dup2(fd, 1);
	parse(line);
}

static void
parse_closed(const void *line)
{
	close(1);
	parse(line);
}

static size_t
count(const char *text, const char *what)
{
	size_t n = 0;
	for (const char *c = text; (c = strstr(c, what)); c++)
		n++;
	return n;
}

static void
test_help(void)
{
	in_child(parse, "--digits 3 --nonsense -h");
	TAP_OK(got.status == 0 && !got.err[0], "exit %d: %s", got.status, got.err);
	TAP_OK(strstr(got.out, "Usage: demo-tool [OPTION...] [FILE...]\nshow how options work\n\nExamples:\n  demo -m gini a.csv\n") == got.out,
	       "%s", got.out);
	TAP_OK(strstr(got.out, "\n  -d, --digits N          significant digits (default 6)\n") != NULL, "the default is the one before parsing");
	TAP_OK(strstr(got.out, "\n      --colour WORD       a colour (red, green; default red)\n") != NULL, "words");
	TAP_OK(strstr(got.out, "(default\n                          4GiB)\n") != NULL, "sizes");
	TAP_OK(strstr(got.out, "what to compute (default euclid)") != NULL, "the list");
	TAP_OK(strstr(got.out, "one byte (default none)") != NULL, "the fallback wins");
	TAP_OK(strstr(got.out, "--scale-logn[=N]") != NULL, "optional value");
	TAP_OK(!strstr(got.out, "generate"), "hidden");
	for (char *c = got.out; *c; c += strcspn(c, "\n"), c += *c == '\n')
		TAP_OK(strcspn(c, "\n") <= 80, "%.90s", c);
	tap_group("help");

	in_child(parse, "-V");
	TAP_OK(got.status == 0 && strstr(got.out, "demo-tool (mlcoreutils) " MLCORE_VERSION "\n") == got.out, "%s", got.out);
	TAP_OK(strstr(got.out, "MIT") && strstr(got.out, "cJSON 1.") && strstr(got.out, "libcsv 3."), "%s", got.out);
	tap_group("version");

	static const char *const lines[] = { "--help", "--version", "--generate=man", "--generate=bash" };
	for (size_t i = 0; i < 4; i++) {
		in_child(parse_full, lines[i]);
		TAP_OK(got.status == 5 && strcmp(got.err, "demo-tool: <stdout>: No space left on device\n") == 0, "%s: %d %s", lines[i],
		       got.status, got.err);
		in_child(parse_closed, lines[i]);
		TAP_OK(got.status == 5 && strcmp(got.err, "demo-tool: <stdout>: Bad file descriptor\n") == 0, "%s: %d %s", lines[i],
		       got.status, got.err);
	}
	tap_group("a full disk and a closed standard output: exit 5");
}

static void
test_generate(void)
{
	in_child(parse, "--generate=man");
	TAP_OK(got.status == 0 && strstr(got.out, ".Bl -tag -width Ds\n.It Fl s , -soft\nNot loud.\n") == got.out, "%.200s", got.out);
	TAP_OK(strstr(got.out, ".It Fl d , -digits Ar N\nSignificant digits.\n.Ar N\nis in 1..17.\nThe default is 6.\n"
	              "For example\n.Ql \"\\-\\-digits 10\" .\n") != NULL, "digits");
	TAP_OK(strstr(got.out, "\n\\&.starts with a dot, has a \\e and it\\(aqs odd.\n") != NULL, "escapes");
	TAP_OK(strstr(got.out, ".It Fl -scale-logn Ns Oo = Ns Ar N Oc\n") != NULL, "optional value");
	TAP_OK(strstr(got.out, "One of red, green.\n") != NULL, "words");
	TAP_OK(count(got.out, "\n.It ") == 17 && !strstr(got.out, "generate"), "%zu entries", count(got.out, "\n.It "));
	tap_group("the page's OPTIONS");
}

/* Runs a shell on a script with the completion, in file $1. */
struct script {
	const char *shell, *text, *file;
};

static void
shell(const void *context)
{
	const struct script *s = context;
	execlp(s->shell, s->shell, "-c", s->text, s->shell, s->file, (char *)NULL);
	_exit(127);
}

static void
test_shell(const char *name, const char *text, const char *want)
{
	char file[] = "/tmp/mlcore-opt-XXXXXX", line[64];
	struct script s = { name, text, file };
	int fd = mkstemp(file);

	snprintf(line, sizeof line, "--generate=%s", name);
	in_child(parse, line);
	TAP_OK(got.status == 0 && fd >= 0 && write(fd, got.out, strlen(got.out)) == (ssize_t)strlen(got.out), "%s", line);
	close(fd);
	in_child(shell, &s);
	unlink(file);
	if (got.status == 127) {
		TAP_OK(strstr(got.err, "syntax") == NULL, "%s", got.err);
		tap_group("the completion is made");
		tap_skip(name, "not installed");
		return;
	}
	TAP_OK(got.status == 0 && !got.err[0] && strcmp(got.out, want) == 0, "%d \"%s\" \"%s\"", got.status, got.out, got.err);
	tap_group(name);
}

static void
test_completions(void)
{
	test_shell("bash",
	           "source $1; compopt() { :; }\n"
	           "go() { COMP_WORDS=(demo-tool \"$@\"); COMP_CWORD=$#; _demo_tool; echo \"${COMPREPLY[*]}\"; }\n"
	           "go --co; go -m gini,l; go --measure = e; go --colour ''; go --colour = g; go --list g; go -c g; go g",
	           "--compute --colour --columns\ngini,lp\neuclid\nred green\ngreen\ngini\n\n\n");
	test_shell("zsh", "zsh -n $1 && grep -c \"_sequence compadd - gini lp euclid'\" $1", "1\n");
	test_shell("fish",
	           "source $argv[-1]\n"
	           "for l in '-m gini,l' '--measure=e' '--colour g' '--dig' '--list g'\nX"
	           "end; true",
	           "gini,lp\n--measure=euclid\ngreen\n--digits\ngini\n");
}

static void
warnings(const void *settings)
{
	const char *s = settings;
	struct err e = { .file = "a\nb.csv", .line = 7, .column = 3 };
	die_setup("demo", strchr(s, 'q') != NULL, strchr(s, 's') != NULL, strchr(s, 'j') != NULL);
	err_name(&e, 6, "lo\"ss\x01");
	err_set(&e, ERR_INPUT, "\"%s\" is odd", "x\\y");
	err_hint(&e, "mend it");
	for (int i = 0; i < 7; i++)
		warn("odd", &e);
	note("%d rows", 3);
	exit(die_summary());
}

static void
fatal(const void *settings)
{
	struct err e = { 0 };
	die_setup("demo", false, false, *(const char *)settings == 'j');
	err_set(&e, ERR_MEMORY, "out of memory");
	die(&e);
}

static void
test_messages(void)
{
	in_child(warnings, "");
	TAP_OK(got.status == 0 && count(got.err, "demo: warning: a\\x0ab.csv:7:3 (column \"lo\"ss\\x01\"): \"x\\y\" is odd; mend it\n") == 5,
	       "%s", got.err);
	TAP_OK(strstr(got.err, "\ndemo: note: 3 rows\ndemo: warning: 2 more like: \"x\\y\" is odd\n") != NULL, "%s", got.err);
	in_child(warnings, "q");
	TAP_OK(got.status == 0 && !got.err[0], "-q: %s", got.err);
	in_child(warnings, "qs");
	TAP_OK(got.status == 4 && !got.err[0], "-q --strict: %d", got.status);
	in_child(warnings, "j");
	TAP_OK(strstr(got.err, "{\"program\": \"demo\", \"file\": \"a\\nb.csv\", \"line\": 7, \"column\": 3, \"message\": "
	              "\"warning: column \\\"lo\\\"ss\\\\x01\\\": \\\"x\\\\y\\\" is odd\", \"hint\": \"mend it\"}\n") == got.err, "%s", got.err);
	in_child(fatal, "j");
	TAP_OK(got.status == 5 && strcmp(got.err, "{\"program\": \"demo\", \"file\": null, \"line\": null, \"column\": null, "
	                                 "\"message\": \"out of memory\", \"hint\": null}\n") == 0, "%s", got.err);
	in_child(fatal, "");
	TAP_OK(got.status == 5 && strcmp(got.err, "demo: out of memory\n") == 0, "%s", got.err);
	tap_group("messages: five of a kind, -q, --strict, one JSON object");
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
	signal(SIGPIPE, SIG_IGN);
	test_parse();
	test_memory();
	test_help();
	test_generate();
	test_completions();
	test_messages();
	test_one_meaning();
	return tap_done();
}
