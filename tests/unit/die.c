/* SPDX-License-Identifier: MIT */
/* die: warnings, notes and errors on standard error, as text and as JSON. */
#include "child.h"
#include "cli/die.h"
#include "tap.h"

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

/* Where all is well both go on. */
static void
needy(const void *settings)
{
	struct err e = { 0 };
	die_setup("demo", false, false, false);
	die_check(&e);
	if (die_need(&e) != &e)
		exit(0);
	if (*(const char *)settings == 'n')
		die_need(NULL);
	err_set(&e, ERR_INPUT, "odd");
	die_check(&e);
}

static void
test_messages(void)
{
	child_run(warnings, "");
	TAP_OK(child.status == 0 && child_count(child.err,
	       "demo: warning: a\\x0ab.csv:7:3 (column \"lo\"ss\\x01\"): \"x\\y\" is odd; mend it\n") == 5,
	       "%s", child.err);
	TAP_OK(strstr(child.err, "\ndemo: note: 3 rows\ndemo: warning: 2 more like: \"x\\y\" is odd\n") != NULL, "%s", child.err);
	child_run(warnings, "q");
	TAP_OK(child.status == 0 && !child.err[0], "-q: %s", child.err);
	child_run(warnings, "qs");
	TAP_OK(child.status == 4 && !child.err[0], "-q --strict: %d", child.status);
	child_run(warnings, "j");
	TAP_OK(strstr(child.err, "{\"program\": \"demo\", \"file\": \"a\\nb.csv\", \"line\": 7, \"column\": 3, \"message\": "
	              "\"warning: column \\\"lo\\\"ss\\\\x01\\\": \\\"x\\\\y\\\" is odd\", \"hint\": \"mend it\"}\n") == child.err,
	       "%s", child.err);
	child_run(fatal, "j");
	TAP_OK(child.status == 5 && strcmp(child.err, "{\"program\": \"demo\", \"file\": null, \"line\": null, \"column\": null, "
	                                 "\"message\": \"out of memory\", \"hint\": null}\n") == 0, "%s", child.err);
	child_run(fatal, "");
	TAP_OK(child.status == 5 && strcmp(child.err, "demo: out of memory\n") == 0, "%s", child.err);
	child_run(needy, "n");
	TAP_OK(child.status == 5 && strcmp(child.err, "demo: out of memory\n") == 0, "%s", child.err);
	child_run(needy, "c");
	TAP_OK(child.status == 3 && strcmp(child.err, "demo: odd\n") == 0, "%s", child.err);
	tap_group("messages: five of a kind, -q, --strict, one JSON object");
}

int
main(void)
{
	test_messages();
	return tap_done();
}
