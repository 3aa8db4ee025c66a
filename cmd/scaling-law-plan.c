/* SPDX-License-Identifier: MIT */
/* scaling-law-plan: how to spend compute under a scaling law.  See scaling-law-plan(1). */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "judge/judge.h"
#include "law/planplot.h"
#include "law/planrows.h"
#include "law/saved.h"
#include "math/scaling/plan.h"
#include "math/scaling/plan_values.h"

static struct {
	const char *law, *preset, *against, *at, *given[4];
	double inference, per_token, serve, smaller;
	struct table_opts table;
} o = { .per_token = 6, .serve = 2, .table = TABLE_DEFAULTS };

static const struct opt opts[] = {
	OPT_TEXT(0, "law", &o.law, "FILE", "a law document from scaling-law-fit; else the operand, or standard input", "law.json"),
	OPT_TEXT(0, "preset", &o.preset, "NAME", "published coefficients instead of a law document; --list shows the names", "chinchilla_240"),
	{ OPT_COMMON(OPT_TEXT_, 0, "compute", &o.given[GIVEN_COMPUTE], "SWEEP", "plan for this many FLOPs of training"),
	  .example = "1e21..1e26*10", .fallback = "1e18..1e26*10" },
	OPT_TEXT(0, "params", &o.given[GIVEN_PARAMS], "SWEEP", "plan for a model of this many parameters instead", "7B,70B"),
	OPT_TEXT(0, "tokens", &o.given[GIVEN_TOKENS], "SWEEP", "plan for this many tokens of training instead", "1.4T"),
	OPT_TEXT(0, "loss", &o.given[GIVEN_LOSS], "SWEEP", "plan to reach this loss instead", "1.9..2.1/5"),
	OPT_TEXT(0, "at", &o.at, "ROLE=X,..", "values of other roles of the law, such as unique tokens", "U=25B"),
	OPT_REAL(0, "inference-tokens", &o.inference, 0, DBL_MAX, "T", "tokens to be served: their compute counts too", "2T"),
	OPT_REAL(0, "smaller", &o.smaller, 0, 1, "K", "add the cost of a model of K times the best parameters; 0: do not", "0.5"),
	OPT_TEXT(0, "against", &o.against, "LAW", "add the speed-up over this law document or preset", "old.json"),
	OPT_REAL(0, "flops-per-token", &o.per_token, DBL_MIN, DBL_MAX, "K", "FLOPs per parameter and token: K in C = K N D", "6"),
	OPT_REAL(0, "flops-per-served-token", &o.serve, DBL_MIN, DBL_MAX, "K", "FLOPs per parameter and served token: K in K N T", "2"),
	OPT_TABLE(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"scaling-law-plan --preset chinchilla_240 --compute 5.76e23",
	"scaling-law-plan --law law.json --loss 2 --inference-tokens 2T",
	"scaling-law-fit --json runs.csv | scaling-law-plan --compute 1e21..1e26*10",
	NULL
};

static const struct tool tool = {
	.name = "scaling-law-plan", .summary = "spend compute on parameters and tokens as a scaling law says",
	.operands = "[LAW.json]", .examples = examples, .opts = opts, .judge = &judge_output, .registry = &scaling_presets,
};

/* A document's law; *floor: its parameter E, for the message of a loss that cannot be reached. */
static void
open_law(const char *path, struct saved *s, struct law_parameter *floor)
{
	struct law_document *d;
	struct err e = { 0 };

	law_saved_only(path, &d, &e);
	die_check(&e);
	for (size_t i = 0; i < d->params; i++)
		if (strcmp(d->param[i].name, "E") == 0)
			*floor = d->param[i];
	law_saved_document(d, s, &e);
	err_at(&e, strcmp(path, "-") ? path : "<stdin>", 0, 0);
	die_check(&e);
	law_document_free(d, 1);
}

static void
open_preset(const char *name, struct saved *s)
{
	struct err e = { 0 };

	law_saved_preset(name, s, &e);
	die_check(&e);
}

/* The question: which of --compute, --params, --tokens, --loss, and its values. */
struct question {
	enum frontier_given given;
	double *value;
	size_t n;
};

static void
read_question(struct question *q)
{
	static const char *const names[] = { "--compute", "--params", "--tokens", "--loss" };
	size_t how_many = 0;
	struct err e = { 0 };

	*q = (struct question){ .given = GIVEN_COMPUTE };
	for (size_t k = 0; k < 4; k++) {
		if (o.given[k]) {
			q->given = (enum frontier_given)k;
			how_many++;
		}
	}
	if (how_many > 1)
		die_usage("--compute, --params, --tokens, --loss; give one of them");
	plan_values(names[q->given], how_many ? o.given[q->given] : "1e18..1e26*10", &q->value, &q->n, &e);
	die_check(&e);
}

/* The law, the one of --against if there is one, and their roles. */
static void
open_laws(struct saved *law, struct saved *other, struct law_parameter *floor)
{
	struct err e = { 0 };

	if (o.law)
		open_law(o.law, law, floor);
	else
		open_preset(o.preset, law);
	if (o.against && row_find(&scaling_presets, str_of(o.against)))
		open_preset(o.against, other);
	else if (o.against)
		open_law(o.against, other, &(struct law_parameter){ .lo = 0 });
	if (o.at)
		plan_roles(o.at, other->recipe ? 2 : 1, (struct saved *const[]){ law, other }, &e);
	die_check(&e);
}

/* The rows; a point without an answer is nan and a warning, and the verdict when no other has one. */
static void
put_points(struct table *t, const struct question *q, const struct saved *law, const struct saved *other, const struct law_parameter *floor)
{
	const struct frontier_cost cost = { .train = o.per_token, .serve = o.serve, .inference = o.inference };
	struct err e = { 0 };
	const struct law_planrows shown = { .total = o.inference > 0, .smaller = o.smaller > 0, .speedup = o.against };
	size_t answered = 0;
	struct plan *all = writer_format(t->w) == FORMAT_GNUPLOT ? die_need(mem_alloc(q->n, sizeof *all)) : NULL;

	t->document = all != NULL;
	if (!all)
		law_planrows_announce(t, shown);
	for (size_t i = 0; i < q->n; i++) {
		struct plan p;
		if (plan_point(law, &cost, q->given, q->value[i], o.smaller, o.against ? other : NULL, &p, &e)) {
			if (q->given == GIVEN_LOSS && e.code == ERR_NO_ANSWER && !isnan(floor->lo))
				err_hint(&e, "the interval of E is %.6g..%.6g", floor->lo, floor->hi);
			if (e.code == ERR_USAGE)
				err_hint(&e, "scaling-law-predict evaluates any law");
			if (e.code != ERR_NO_ANSWER)
				die_check(&e);
		}
		if (all)
			all[i] = p;
		else
			law_planrows_put(t->w, shown, &p);
		answered += !isnan(p.compute.value) && !(isnan(p.params.value) && isnan(p.tokens.value));
		if (e.code && (q->n > 1 || answered))
			warn("point", &e);
		else if (e.code)
			t->verdict = e;
		err_clear(&e);
	}
	if (all)
		law_planplot(t->w, o.preset ? o.preset : law->recipe->form.formula, q->n, all);
	mem_free(all);
	if (q->n > 1 && answered == 0)
		err_set(&t->verdict, ERR_NO_ANSWER, "none of %zu points has an answer", q->n);
}

int
main(int argc, char **argv)
{
	struct law_parameter floor = { .lo = (double)NAN, .hi = (double)NAN };
	struct saved law, other = { 0 };
	struct question q;
	struct table t;

	char **operands = opt_parse(&tool, argc, argv);
	if (o.table.list)
		return table_list(&tool, operands, &o.table);
	if (operands[0] && (o.law || o.preset || operands[1]))
		die_usage("one law is wanted: LAW.json, --law FILE or --preset NAME");
	if (o.law && o.preset)
		die_usage("--law FILE and --preset NAME; give one of them");
	if (!o.law && !o.preset)
		o.law = operands[0] ? operands[0] : "-";
	read_question(&q);
	open_laws(&law, &other, &floor);
	table_start(&t, &tool, operands, &o.table);
	put_points(&t, &q, &law, &other, &floor);
	mem_free(q.value);
	saved_free(&law);
	saved_free(&other);
	return table_finish(&t);
}
