/* SPDX-License-Identifier: MIT */
/* Unit test of base/row: a small registry, and what may be typed to name its rows.  Expected values by hand. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/row.h"
#include "base/sweep.h"
#include "tap.h"

#define INF HUGE_VAL

/* A registry's rows may be longer than their heads. */
struct measure {
	struct row head;
	int more;
};

static const struct measure rows[] = {
	{ { .name = "gini" }, 1 },
	{ { .name = "lp", .params = { { .name = "P", .lo = 0, .open_lo = true, .hi = INF } } }, 2 },
	{ { .name = "pq_mean",
	    .params = { { .name = "P", .lo = 0, .open_lo = true, .hi = 1 },
	{ .name = "Q", .lo = 1, .hi = INF, .open_hi = true } } }, 3 },
	{ { .name = "topk_mass",
	    .params = { { .name = "K", .lo = 1, .hi = INF, .open_hi = true, .integer = true, .percent = true } } }, 4 },
	{ { .name = "effective_number_order", .params = { { .name = "ORDER", .lo = 0, .hi = INF } } }, 5 },
	{ { .name = "tanh", .params = { { .name = "A", .lo = -INF, .open_lo = true, .hi = INF, .open_hi = true },
	                                { .name = "B", .lo = 0, .hi = 10, .initial = 2, .has_default = true },
	                                { .name = "C", .lo = 0, .hi = 1, .open_hi = true, .initial = 0.5, .has_default = true } } }, 6 },
	{ { .name = "four",
	    .params = { { .name = "A", .hi = 1 }, { .name = "B", .hi = 1 }, { .name = "C", .hi = 1 }, { .name = "D", .hi = 1 } } }, 7 },
};

static const struct alias aliases[] = {
	{ "hill", "effective_number_order" }, { "perplexity", "hill:1" }, { "tanh_one", "tanh:1" }, { NULL, NULL }
};

static const struct registry measures = REGISTRY("measure", rows, aliases);
static const struct registry bare = REGISTRY("map", rows, NULL);

static void
find(void)
{
	for (size_t i = 0; i < measures.n; i++)
		TAP_OK(row_at(&measures, i) == &rows[i].head && row_find(&measures, str_of(rows[i].head.name)) == &rows[i].head,
		       "row %zu", i);
	TAP_OK(row_find(&measures, STR("hill")) == &rows[4].head, "alias");
	TAP_OK(row_find(&measures, STR("perplexity")) == &rows[4].head, "alias of an alias");
	TAP_OK(row_find(&bare, STR("gini")) == &rows[0].head && !row_find(&bare, STR("hill")), "no aliases");
	TAP_OK(!row_find(&measures, STR("gin")) && !row_find(&measures, STR("")), "no beginnings");
	TAP_OK(!row_find(&measures, STR("GINI")), "letter case");
	TAP_OK(str_is(row_meaning(&measures, STR("perplexity")), "hill:1"), "meaning of an alias");
	TAP_OK(str_is(row_meaning(&measures, STR("gini")), "gini"), "meaning of a row");
	tap_group("rows and aliases");
}

/* The specs as text: label(row number, values with % where they are), blank between them; or the message as a line. */
static char *
parsed(const struct registry *g, const char *text, char out[2000])
{
	struct err e = { 0 };
	struct spec_list l = { 0 };
	size_t used = 0;

	out[0] = '\0';
	if (spec_parse(g, str_of(text), &l, &e)) {
		err_line(&e, 2000, out);
		if (l.v || l.n || e.code != ERR_USAGE)
			strcat(out, " BUT THE LIST OR CODE IS WRONG");
		return out;
	}
	for (size_t i = 0; i < l.n && used < 1800; i++) {
		const struct measure *m = (const void *)l.v[i].row;
		used += (size_t)snprintf(out + used, 2000 - used, "%s%s(%d", i ? " " : "", l.v[i].label, m->more);
		for (size_t k = 0; k < SPEC_VALUES && m->head.params[k].name; k++) {
			out[used++] = ' ';
			used += num_print(l.v[i].par[k], out + used);
			if (l.v[i].percent >> k & 1)
				out[used++] = '%';
		}
		out[used++] = ')';
		out[used] = '\0';
	}
	spec_free(&l);
	if (l.v || l.n)
		strcat(out, " NOT FREE");
	return out;
}

struct a_case {
	const char *text, *want;
};

static void
table(size_t n, const struct a_case cases[])
{
	char out[2000];
	for (size_t i = 0; i < n; i++)
		TAP_OK(strcmp(parsed(&measures, cases[i].text, out), cases[i].want) == 0, "\"%s\"\n#  got %s\n# want %s",
		       cases[i].text, out, cases[i].want);
}

static void
good(void)
{
	static const struct a_case cases[] = {
		{ "gini", "gini(1)" }, { "gini,lp:0.50", "gini(1) lp:0.50(2 0.5)" }, { " gini , lp:2 ", "gini(1) lp:2(2 2)" },
		{ "lp:inf", "lp:inf(2 inf)" }, { "lp:1k", "lp:1k(2 1000)" }, { "pq_mean:0.5:2", "pq_mean:0.5:2(3 0.5 2)" },
		{ "topk_mass:3", "topk_mass:3(4 3)" }, { "topk_mass:1%", "topk_mass:1%(4 1%)" },
		{ "topk_mass:0.5%", "topk_mass:0.5%(4 0.5%)" },
		{ "topk_mass:100%", "topk_mass:100%(4 100%)" }, { "tanh:-3", "tanh:-3(6 -3 2 0.5)" },
		{ "tanh:1:10", "tanh:1:10(6 1 10 0.5)" },
		{ "tanh:1:0:0", "tanh:1:0:0(6 1 0 0)" }, { "hill:2", "hill:2(5 2)" }, { "hill:inf", "hill:inf(5 inf)" },
		{ "perplexity", "perplexity(5 1)" }, { "tanh_one", "tanh_one(6 1 2 0.5)" },
		{ "tanh_one:7:0.25", "tanh_one:7:0.25(6 1 7 0.25)" },
		{ "x=gini", "x(1)" }, { "four:0:1:0:1", "four:0:1:0:1(7 0 1 0 1)" },
		{ "my col = lp:2", "my col(2 2)" }, { "a=lp:1,b=lp:1,lp:1", "a(2 1) b(2 1) lp:1(2 1)" },
		{ "a:b=gini", "a:b(1)" }, { "a=perplexity,hill:1", "a(5 1) hill:1(5 1)" },
	};
	table(sizeof cases / sizeof *cases, cases);
	tap_group("specs");
}

static void
swept(void)
{
	static const struct a_case cases[] = {
		{ "lp:1..3", "lp:1(2 1) lp:2(2 2) lp:3(2 3)" },
		{ "lp:1..1.2/3,gini", "lp:1(2 1) lp:1.1(2 1.1) lp:1.2(2 1.2) gini(1)" },
		{ "p=lp:1..100*10", "p:1(2 1) p:10(2 10) p:100(2 100)" },
		{ "hill:1..100/log3", "hill:1(5 1) hill:10(5 10) hill:100(5 100)" },
		{ "topk_mass:1..2%", "topk_mass:1%(4 1%) topk_mass:2%(4 2%)" }, { "lp:7..7", "lp:7..7(2 7)" },
		{ "pq_mean:0.5..1/2:2..3", "pq_mean:0.5:2(3 0.5 2) pq_mean:0.5:3(3 0.5 3) pq_mean:1:2(3 1 2) pq_mean:1:3(3 1 3)" },
		{ "pq_mean:1:2..3", "pq_mean:1:2(3 1 2) pq_mean:1:3(3 1 3)" },
		{ "tanh_one:1..2", "tanh_one:1(6 1 1 0.5) tanh_one:2(6 1 2 0.5)" },
	};
	table(sizeof cases / sizeof *cases, cases);
	struct spec_list l = { 0 };
	struct err e = { 0 };
	TAP_OK(spec_parse(&measures, STR("lp:1..20000,gini"), &l, &e) == 0 && l.n == 20001, "20001 specs");
	TAP_OK(strcmp(l.v[19999].label, "lp:20000") == 0 && strcmp(l.v[20000].label, "gini") == 0, "the last of them");
	spec_free(&l);
	tap_group("sweeps");
}

static void
bad(void)
{
	static const struct a_case cases[] = {
		{ "ginni", "unknown measure \"ginni\"; did you mean gini? (--list shows all)" },
		{ "l:1.5", "unknown measure \"l:1.5\"; did you mean lp:1.5? (--list shows all)" },
		{ "GINI", "unknown measure \"GINI\"; did you mean gini? (--list shows all)" },
		{ "perplexty", "unknown measure \"perplexty\"; did you mean perplexity? (--list shows all)" },
		{ "topk:5", "unknown measure \"topk:5\"; did you mean topk_mass:5? (--list shows all)" },
		{ "gini,nonsense", "unknown measure \"nonsense\"; --list shows all" },
		{ "x=nonsense", "unknown measure \"nonsense\"; --list shows all" },
		{ "zz\ty", "unknown measure \"zz\\x09y\"; --list shows all" },
		{ "", "\"\": a name is missing" }, { "gini,", "\"\": a name is missing" },
		{ "=gini", "\"=gini\": a name is missing" },
		{ "x=", "\"x=\": a name is missing" }, { ":2", "\":2\": a name is missing" },
		{ "gini:1", "gini:1: too many values; write gini" }, { "lp", "lp: P is missing; write lp:P" },
		{ "lp:", "lp:: P is missing; write lp:P" },
		{ "lp:1:2", "lp:1:2: too many values; write lp:P" },
		{ "pq_mean:1", "pq_mean:1: Q is missing; write pq_mean:P:Q" },
		{ "pq_mean::2", "pq_mean::2: P is missing; write pq_mean:P:Q" },
		{ "pq_mean", "pq_mean: P is missing; write pq_mean:P:Q" },
		{ "tanh", "tanh: A is missing; write tanh:A[:B][:C]" },
		{ "tanh:1:", "tanh:1:: B is missing; write tanh:A[:B][:C]" },
		{ "tanh:1:2:0.5:4:5:6", "tanh:1:2:0.5:4:5:6: too many values; write tanh:A[:B][:C]" },
		{ "four:0:1:0", "four:0:1:0: D is missing; write four:A:B:C:D" },
		{ "four:0:1:0:1:0", "four:0:1:0:1:0: too many values; write four:A:B:C:D" },
		{ "perplexity:2", "perplexity:2: too many values; write perplexity" },
		{ "hill", "hill: ORDER is missing; write hill:ORDER" },
		{ "tanh_one:1:0.5:3", "tanh_one:1:0.5:3: too many values; write tanh_one[:B][:C]" },
		{ "lp:x", "lp:x: \"x\": not a number" }, { "lp:nan", "lp:nan: \"nan\": not a number" },
		{ "lp:1..2/1", "lp:1..2/1: \"1..2/1\": the number of points is not an integer from 2" },
		{ "lp:5%", "lp:5%: P is not a percentage" }, { "topk_mass:%", "topk_mass:%: \"\": an item is empty" },
		{ "topk_mass:0", "topk_mass:0: K must be at least 1" },
		{ "topk_mass:1.5", "topk_mass:1.5: K must be an integer" },
		{ "topk_mass:inf", "topk_mass:inf: K must be at least 1 and finite" },
		{ "topk_mass:0%", "topk_mass:0%: K must be above 0% and at most 100%" },
		{ "topk_mass:101%", "topk_mass:101%: K must be above 0% and at most 100%" },
		{ "topk_mass:0..3", "topk_mass:0..3: K must be at least 1" },
		{ "lp:0", "lp:0: P must be above 0" }, { "lp:-1", "lp:-1: P must be above 0" },
		{ "pq_mean:2:2", "pq_mean:2:2: P must be above 0 and at most 1" },
		{ "pq_mean:1:0.5", "pq_mean:1:0.5: Q must be at least 1" }, { "tanh:inf", "tanh:inf: A must be finite" },
		{ "tanh:1:11", "tanh:1:11: B must be at least 0 and at most 10" },
		{ "tanh:1:1:1", "tanh:1:1:1: C must be at least 0 and below 1" },
		{ "gini,lp:2,gini", "two columns are named \"gini\"; NAME=gini names one" },
		{ "x=gini,x=lp:2", "two columns are named \"x\"; NAME=x names one" },
		{ "lp:1..1000000,gini", "gini: more than 1000000 points" },
		{ "four:0..1/1000:0..1/1000:0..1/2:0", "four:0..1/1000:0..1/1000:0..1/2:0: more than 1000000 points" },
		{ "pq_mean:0.1..1/2000:2..2000", "pq_mean:0.1..1/2000:2..2000: more than 1000000 points" },
	};
	table(sizeof cases / sizeof *cases, cases);
	char out[2000];
	struct err e = { 0 };
	row_unknown(&measures, STR(""), &e);
	TAP_OK(strcmp(e.text, "unknown measure \"\"") == 0 && strcmp(e.hint, "--list shows all") == 0, "%s; %s", e.text, e.hint);
	TAP_OK(strcmp(parsed(&bare, "hill:2", out), "unknown map \"hill:2\"; --list shows all") == 0, "%s", out);
	tap_group("what is refused, and the words for it");
}

/* Lists as text, and a usage that is longer than its room. */
static void
printed(void)
{
	static const char *const names[] = { "THE_NUMBER_OF_SPECIMENS_THAT_WERE_DRAWN", "THE_FRACTION_OF_THEM_THAT_WAS_THROWN_AWAY",
		"THE_SEED_OF_THE_DRAW_AND_OF_ITS_REPETITION", "THE_NUMBER_OF_REPETITIONS_OF_ALL_OF_THIS" };
	struct measure wordy = { { .name = "wordy" }, 1 };
	for (size_t i = 0; i < SPEC_VALUES; i++)
		wordy.head.params[i] = (struct param){ .name = names[i], .hi = 1 };
	const struct registry g = { .what = "measure", .rows = &wordy, .n = 1, .size = sizeof wordy };
	struct spec_list l = { 0 };
	struct err e = { 0 };
	struct text t = { 0 };
	static const char want[] = "x=gini,topk_mass:1%=topk_mass:1%,lp:.5=lp:0.5,four:0:1:0:1=four:0:1:0:1";

	TAP_OK(spec_parse(&measures, STR("x=gini,topk_mass:1%,lp:.5,four:0:1:0:1"), &l, &e) == 0, "%s", e.text);
	spec_print(&l, &t);
	TAP_OK(str_is((struct str){ t.s, t.n }, want), "%.*s", (int)t.n, t.s);
	text_free(&t);
	spec_free(&l);
	TAP_OK(spec_parse(&g, STR("wordy:1"), &l, &e) == ERR_USAGE && strncmp(e.hint, "write wordy:THE_NUMBER", 22) == 0 &&
	       strlen(e.hint) == 6 + 149, "%s", e.hint);
	tap_group("as text");
}

/* Every allocation fails once: the error is out of memory, nothing is lost (the sanitizer would say), the list is untouched. */
static void
memory(void)
{
	unsigned long k = 1;
	for (int code = ERR_MEMORY; code && k < 1000; k++) {
		struct spec_list l = { .n = 7 };
		struct err e = { 0 };
		mem_fail_at(k, false);
		code = spec_parse(&measures, STR("gini,lp:1..20,x=pq_mean:0.5..1/3:2"), &l, &e);
		mem_fail_at(0, false);
		TAP_OK(code ? code == ERR_MEMORY && l.n == 7 && !l.v : l.n == 24, "allocation %lu: %d", k, code);
		if (!code)
			spec_free(&l);
	}
	TAP_OK(k > 25 && k < 1000, "%lu allocations", k);
	tap_group("no memory at any allocation");
}

int
main(void)
{
	find();
	good();
	swept();
	bad();
	printed();
	memory();
	return tap_done();
}
