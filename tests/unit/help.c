/* SPDX-License-Identifier: MIT */
/* help: what is made from the option table: help, version, the page's OPTIONS, completions under their shells. */
#include <fcntl.h>

#include "child.h"
#include "demo.h"
#include "tap.h"

static void
parse_full(const void *line)
{
	int fd = open("/dev/full", O_WRONLY);
	dup2(fd, 1);
	demo_parse(line);
}

static void
parse_closed(const void *line)
{
	close(1);
	demo_parse(line);
}

static void
test_help(void)
{
	child_run(demo_parse, "--digits 3 --nonsense -h");
	TAP_OK(child.status == 0 && !child.err[0], "exit %d: %s", child.status, child.err);
	TAP_OK(strstr(child.out,
	       "Usage: demo-tool [OPTION...] [FILE...]\nshow how options work\n\nExamples:\n  demo -m gini a.csv\n") == child.out,
	       "%s", child.out);
	TAP_OK(strstr(child.out, "\n  -d, --digits N          significant digits (default 6)\n") != NULL,
	       "the default is the one before parsing");
	TAP_OK(strstr(child.out, "\n      --colour WORD       a colour (red, green; default red)\n") != NULL, "words");
	TAP_OK(strstr(child.out, "(default\n                          4GiB)\n") != NULL, "sizes");
	TAP_OK(strstr(child.out, "what to compute (default\n                          euclid,gini,lp:0.25,lp:0.125,lp:0.0625,lp:0.03125,\n"
	                         "                          lp:0.015625)\n") != NULL, "the list");
	TAP_OK(strstr(child.out, "one byte (default none)") != NULL, "the fallback wins");
	TAP_OK(strstr(child.out, "--scale-logn[=N]") != NULL, "optional value");
	TAP_OK(!strstr(child.out, "generate"), "hidden");
	for (char *c = child.out; *c; c += strcspn(c, "\n"), c += *c == '\n')
		TAP_OK(strcspn(c, "\n") <= 80, "%.90s", c);
	tap_group("help");

	child_run(demo_parse, "-V");
	TAP_OK(child.status == 0 && strstr(child.out, "demo-tool (mlcoreutils) " MLCORE_VERSION "\n") == child.out,
	       "%s", child.out);
	TAP_OK(strstr(child.out, "MIT") && strstr(child.out, "cJSON 1.") && strstr(child.out, "libcsv 3."), "%s", child.out);
	tap_group("version");

	static const char *const lines[] = { "--help", "--version", "--generate=man", "--generate=bash" };
	for (size_t i = 0; i < 4; i++) {
		child_run(parse_full, lines[i]);
		TAP_OK(child.status == 5 && strcmp(child.err, "demo-tool: <stdout>: No space left on device\n") == 0,
		       "%s: %d %s", lines[i],
		       child.status, child.err);
		child_run(parse_closed, lines[i]);
		TAP_OK(child.status == 5 && strcmp(child.err, "demo-tool: <stdout>: Bad file descriptor\n") == 0,
		       "%s: %d %s", lines[i],
		       child.status, child.err);
	}
	tap_group("a full disk and a closed standard output: exit 5");
}

static void
test_generate(void)
{
	child_run(demo_parse, "--generate=man");
	TAP_OK(child.status == 0 && strstr(child.out, ".Bl -tag -width Ds\n.It Fl s , -soft\nNot loud.\n") == child.out,
	       "%.200s", child.out);
	TAP_OK(strstr(child.out, ".It Fl d , -digits Ar N\nSignificant digits.\n.Ar N\nis in 1..17.\nThe default is 6.\n"
	              "For example\n.Ql \"\\-\\-digits 10\" .\n") != NULL, "digits");
	TAP_OK(strstr(child.out, "\n\\&.starts with a dot, has a \\e and it\\(aqs odd.\n") != NULL, "escapes");
	TAP_OK(strstr(child.out, ".It Fl -scale-logn Ns Oo = Ns Ar N Oc\n") != NULL, "optional value");
	TAP_OK(strstr(child.out, ".Ql \"\\-\\-compute \\(aq1..9*3\\(aq\" .\n") != NULL, "quotes for the shell");
	TAP_OK(strstr(child.out, ".Ql \"\\-\\-scale-logn=512\" .\n") != NULL, "an optional value in the example");
	TAP_OK(strstr(child.out, "The default is euclid, gini, lp:0.25, lp:0.125,") != NULL, "a list can be folded");
	TAP_OK(strstr(child.out, "One of red, green.\n") != NULL, "words");
	TAP_OK(child_count(child.out, "\n.It ") == 17 && !strstr(child.out, "generate"),
	       "%zu entries", child_count(child.out, "\n.It "));
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
	child_run(demo_parse, line);
	TAP_OK(child.status == 0 && fd >= 0 && write(fd, child.out, strlen(child.out)) == (ssize_t)strlen(child.out), "%s", line);
	close(fd);
	child_run(shell, &s);
	unlink(file);
	if (child.status == 127) {
		TAP_OK(strstr(child.err, "syntax") == NULL, "%s", child.err);
		tap_group("the completion is made");
		tap_skip(name, "not installed");
		return;
	}
	TAP_OK(child.status == 0 && !child.err[0] && strcmp(child.out, want) == 0,
	       "%d \"%s\" \"%s\"", child.status, child.out, child.err);
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
	test_shell("zsh",
	           "zsh -n $1 && grep -cF \"{-m+,--measure=}'[what to compute]:LIST:_sequence compadd - gini lp euclid'\" $1\n"
	           "grep -cF \"'(-c --columns)'{-c+,--columns=}'[\" $1; grep -cF \"it'\\''s odd]:LIST:_files'\" $1\n"
	           "grep -cF \"'--scale-logn=-[scale by a logarithm]::N:'\" $1; grep -cF \"'--colour=[a colour]:WORD:(red green)'\" $1\n"
	           "words=(demo-tool --list g); _arguments() { echo ${@[-1]}; }; source $1",
	           "1\n1\n1\n1\n1\n*:measure:(gini lp euclid)\n");
	test_shell("fish",
	           "grep -cF -- '-s c -l columns -r -F -d' $argv[-1]; grep -cF -- '-l scale-logn -d' $argv[-1]\n"
	           "grep -cF -- '-s b -l byte -x -d' $argv[-1]",
	           "1\n1\n1\n");
	test_shell("fish",
	           "source $argv[-1]\n"
	           "for l in '-m gini,l' '--measure=e' '--colour g' '--dig' '--list g'\n"
	           " complete -C \"demo-tool $l\" | string replace -r '\\t.*' ''\n"
	           "end; true",
	           "gini,lp\n--measure=euclid\ngreen\n--digits\ngini\n");
}

int
main(void)
{
	test_help();
	test_generate();
	test_completions();
	return tap_done();
}
