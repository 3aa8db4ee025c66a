/* SPDX-License-Identifier: MIT */
/* scaling-law-fit: the optimum of a scaling law on a table, with its certificate and intervals.  See scaling-law-fit(1). */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/sweep.h"
#include "cli/die.h"
#include "cli/gather.h"
#include "law/document.h"
#include "law/table.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "math/scaling/heldout.h"
#include "math/scaling/isoflop.h"
#include "math/scaling/keep.h"
#include "math/scaling/roles.h"
#include "math/scaling/rounding.h"
#include "math/scaling/saved.h"
#include "math/scaling/study.h"

static struct {
	const char *law, *formula, *y, *where, *weights, *groups, *objective, *ci, *best_per, *last_per, *save, *draws;
	const char *judge, *compare, *holdout, *top, *validate;
	struct texts x, fix, tie, bound, start;
	int residual;
	bool no_draws, influence, show, merge;
	long bootstrap, drop_worst;
	double level, per_token;
	struct table_opts table;
} o = { .ci = "pairs", .bootstrap = 4000, .level = .95, .per_token = 6,
	.table = { .max_memory = (size_t)4 << 30 } };

static const char *const residuals[] = { "log", "linear", NULL };

static const struct opt opts[] = {
	{ OPT_COMMON(OPT_TEXT_, 0, "law", &o.law, "LAW", "the law, or a file with one to be fitted again"), .example = "chinchilla",
	  .fallback = "chinchilla, or power_offset of one column" },
	OPT_TEXT(0, "formula", &o.formula, "EXPR", "a law of your own; names that are no columns are parameters", "E + A*N^-alpha"),
	OPT_APPEND('x', NULL, &o.x, "ROLE=EXPR", "what a role of the law is made of", "N=${Model Size}"),
	{ OPT_COMMON(OPT_TEXT_, 'y', NULL, &o.y, "EXPR", "what is predicted"), .example = "val_loss", .fallback = "a column named as losses are" },
	OPT_TEXT(0, "where", &o.where, "EXPR", "take the rows where this is true", "State == \"finished\""),
	OPT_TEXT(0, "weights", &o.weights, "EXPR", "weights of the rows", "1/se^2"),
	OPT_TEXT('g', "group", &o.groups, "LIST", "a fit for each group of rows equal in these columns", "dataset"),
	OPT_TEXT(0, "best-per", &o.best_per, "LIST", "the row of least loss for each combination", "N,D"),
	OPT_TEXT(0, "last-per", &o.last_per, "LIST", "the last row of each run", "run"),
	OPT_INT(0, "drop-worst", &o.drop_worst, 0, 1e9, "K", "leave out the K rows of largest loss", "5"),
	OPT_APPEND(0, "fix", &o.fix, "P=VALUE", "fix a parameter", "E=1.69"),
	OPT_APPEND(0, "tie", &o.tie, "P=Q", "make two parameters one", "alpha=beta"),
	OPT_APPEND(0, "bound", &o.bound, "P=A..B", "bound a parameter", "alpha=0..2"),
	OPT_APPEND(0, "start", &o.start, "P=SWEEP", "where the search for a parameter begins", "alpha=0.05..2/10"),
	{ OPT_COMMON(OPT_TEXT_, 0, "objective", &o.objective, "SPEC", "huber[:DELTA|:auto], ls, lad or asymmetric:W"), .example = "ls",
	  .fallback = "huber:0.001" },
	OPT_WORD(0, "residual", &o.residual, residuals, "WHAT", "residuals of the logarithm, or of the loss itself", "linear"),
	OPT_TEXT(0, "ci", &o.ci, "METHOD", "pairs, cluster:COLUMN, residual, sandwich, profile or none", "cluster:run"),
	OPT_INT(0, "bootstrap", &o.bootstrap, 2, 1e7, "B", "draws of the methods that resample", "1000"),
	OPT_REAL(0, "level", &o.level, DBL_MIN, 1 - DBL_EPSILON / 2, "P", "of the intervals", "0.9"),
	OPT_REAL(0, "flops-per-token", &o.per_token, DBL_MIN, DBL_MAX, "K", "K in C = K N D", "6"),
	OPT_TEXT(0, "judge", &o.judge, "P=VALUE,..", "how far published coefficients are from the optimum", "E=1.82,A=482,B=2085,alpha=.35,beta=.37"),
	OPT_TEXT(0, "compare", &o.compare, "LAW,..", "laws side by side: AICc, BIC, held-out error", "chinchilla,kaplan_nd"),
	OPT_TEXT(0, "holdout", &o.holdout, "EXPR", "predict the rows where this is true from the others", "C > 1e21"),
	OPT_TEXT(0, "holdout-top", &o.top, "PART", "predict this part of the rows, of largest compute, from the others", "20%"),
	OPT_TEXT(0, "validate", &o.validate, "HOW", "rolling, kfold:K or leave:COLUMN", "kfold:5"),
	OPT_FLAG(0, "influence", &o.influence, "what each row does to the estimates"),
	OPT_TEXT(0, "draws", &o.draws, "A..B", "make only these of the draws, for --merge", "1..2000"),
	OPT_FLAG(0, "merge", &o.merge, "join law documents with parts of the draws"),
	OPT_FLAG(0, "show", &o.show, "print law documents, two and more side by side"),
	OPT_TEXT(0, "save", &o.save, "FILE", "write the law document to FILE too", "law.json"),
	OPT_FLAG(0, "no-draws", &o.no_draws, "leave the draws out of the law document"),
	OPT_SEED(&o.table),
	OPT_TABLE(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"scaling-law-fit runs.csv",
	"scaling-law-fit -x 'D=step*512*2048' --where 'step > 1000' runs.csv",
	"scaling-law-fit --json runs.csv | scaling-law-plan --compute 1e21..1e26*10",
	NULL
};

static const struct tool tool = {
	.name = "scaling-law-fit", .summary = "fit scaling laws, with a certificate and honest intervals",
	.operands = "[FILE...]", .examples = examples, .opts = opts, .registry = &scaling_laws,
};

/* Why a row is left out. */
enum why { TAKEN, EXCLUDED, MISSING };
enum { RIVALS = 8 };			/* laws --compare takes */

/*
 * One run of the program.  keep: the rows taken; why: what became of each; id: its group, SIZE_MAX of rows that --where leaves out.
 * member[begin[g] .. begin[g + 1]): the rows of group g, taken or not; without -g all of them.
 */
struct job {
	struct table t;
	struct gathered g;
	struct roles roles;
	struct recipe *recipe;
	struct expr *where, *weights, *holdout;
	struct labels groups, best, last, cluster, run, leave;
	struct recipe *rival[RIVALS];
	size_t rivals, rival_at[RIVALS][LAW_ROLES];
	uint64_t first_draw, last_draw;
	size_t at[LAW_ROLES], loss, step, n_groups, *id, *member, *begin;
	enum intervals intervals;
	struct fit_objective objective;
	char objective_name[LAW_DOC_NAME];
	bool *keep;
	unsigned char *why;
	double *weight;
	struct writer *save;
};

static void
check(struct job *j, struct err *e)
{
	if (e->code) {
		writer_close(j->t.w, false);
		die(e);
	}
}

static void *
need(void *p)
{
	if (!p)
		die_memory();
	return p;
}

/* The law of a document, whose objective is taken too unless the options have one. */
static void
refit(struct job *j, struct err *e)
{
	struct law_document *d;
	struct saved_param param[LAW_PARAMS];
	struct str role[LAW_ROLES];
	size_t order[LAW_PARAMS], n;
	double par[LAW_PARAMS];

	law_document_read(o.law, &d, &n, e);
	check(j, e);
	if (n > 1)
		die_usage("--law: %zu laws, one is wanted", n);
	for (size_t k = 0; k < d->roles; k++)
		role[k] = str_of(d->role[k].name);
	for (size_t i = 0; i < d->params && i < LAW_PARAMS; i++) {
		const struct law_parameter *p = &d->param[i];
		param[i] = (struct saved_param){ p->name, p->kind, p->tied_to, p->estimate, p->least, p->most };
	}
	saved_begin(d->law, d->formula, d->roles, role, d->params, param, &j->recipe, par, order, e);
	if (!o.objective && fit_objective(str_of(d->objective), &j->objective, e) == 0) {
		snprintf(j->objective_name, sizeof j->objective_name, "%s", d->objective);
		j->objective.linear = strcmp(d->residual, "linear") == 0;
	}
	err_at(e, o.law, 0, 0);
	law_document_free(d, n);
}

static void
make_formula(struct job *j, struct err *e)
{
	struct err inner = { 0 };
	struct str *name = NULL, text = str_of(o.formula);
	size_t n = 0, roles = 0;

	if (!expr_names(text, &n, &name, &inner) && !roles_formula(&j->roles, text, n, name, &roles, &inner))
		recipe_formula(text, roles, name, &j->recipe, &inner);
	if (inner.code)
		roles_caret("--formula", text, &inner, e);
	mem_free(name);
}

static bool
is_file(const char *law)
{
	return !row_find(&scaling_laws, str_cut(str_of(law), ':', &(struct str){ 0 })) && (strpbrk(law, "/.") || strcmp(law, "-") == 0);
}

static struct recipe *
make_law(struct job *j, struct str spec, struct err *e)
{
	struct recipe *r = NULL;

	recipe_law(spec, &r, e);
	check(j, e);
	return r;
}

/* The recipe that --law, --formula or the columns ask for. */
static void
make_recipe(struct job *j, struct err *e)
{
	if (o.formula)
		make_formula(j, e);
	else if (o.law && is_file(o.law))
		refit(j, e);
	else if (o.law || roles_law(&j->roles, e))
		j->recipe = make_law(j, str_of(o.law ? o.law : roles_law(&j->roles, e)), e);
	check(j, e);
	struct recipe *r = j->recipe;
	if (saved_wishes(r, o.fix.n, o.fix.v, true, recipe_fix, e) || saved_wishes(r, o.tie.n, o.tie.v, true, recipe_tie, e) ||
	    saved_wishes(r, o.bound.n, o.bound.v, true, recipe_bound, e) || saved_wishes(r, o.start.n, o.start.v, false, recipe_start, e) ||
	    recipe_compile(r, e))
		check(j, e);
}

static const char *
response(const struct recipe *r)
{
	return r->law ? r->law->response : "L";
}

/* The laws of --compare; a comma inside a spec (terms:N,D) is where what follows is no law's name. */
static void
make_rivals(struct job *j, struct err *e)
{
	const char *at = o.compare;

	while (at && *at) {
		size_t n = strcspn(at, ",");
		while (at[n] && !row_find(&scaling_laws, (struct str){ at + n + 1, strcspn(at + n + 1, ",:") }))
			n += 1 + strcspn(at + n + 1, ",");
		if (j->rivals == RIVALS)
			die_usage("--compare: more than %d laws", RIVALS);
		struct recipe *r = j->rival[j->rivals] = make_law(j, (struct str){ at, n }, e);
		if (recipe_compile(r, e) || roles_take(&j->roles, r->form.roles, r->form.role, response(r), j->rival_at[j->rivals], e))
			check(j, e);
		j->rivals++;
		at += n + (at[n] == ',');
	}
}

/* --draws A..B, else 1..bootstrap. */
static void
choose_draws(struct job *j)
{
	struct str rest = { 0 }, a = o.draws ? str_cut(str_of(o.draws), '.', &rest) : STR("1");
	double first = 1, last = (double)o.bootstrap;

	if (o.draws && (!sweep_count(a, &first) || rest.n < 2 || rest.s[0] != '.' || !sweep_count((struct str){ rest.s + 1, rest.n - 1 }, &last) ||
	                !(first >= 1 && first <= last && last <= 1e9) || floor(first) < first || floor(last) < last))
		die_usage("--draws: \"%s\" is not A..B, numbers of draws from 1", o.draws);
	j->first_draw = (uint64_t)first;
	j->last_draw = (uint64_t)last;
}

/* What is read, from the header and the options. */
static void
choose(struct job *j)
{
	static const char *const method[] = { "pairs", "cluster", "residual", "sandwich", "profile", "none", NULL };
	struct err e = { 0 };
	struct str column, word = str_cut(str_of(o.ci), ':', &column);

	while (method[j->intervals] && !str_is(word, method[j->intervals]))
		j->intervals++;
	if (!method[j->intervals] || (column.s != NULL) != (j->intervals == INTERVALS_CLUSTER))
		die_usage("--ci: \"%s\" is not pairs, cluster:COLUMN, residual, sandwich, profile or none", o.ci);
	j->objective.linear = o.residual == 1;
	snprintf(j->objective_name, sizeof j->objective_name, "%s", o.objective ? o.objective : "huber:0.001");
	if (fit_objective(str_of(j->objective_name), &j->objective, &e))
		check(j, &e);
	choose_draws(j);
	gather_begin(&j->t, &j->g);
	roles_find(&j->roles, j->g.columns, j->g.name, o.x.n, o.x.v, o.y, o.per_token, &e);
	check(j, &e);
	make_recipe(j, &e);
	make_rivals(j, &e);
	if (roles_take(&j->roles, j->recipe->form.roles, j->recipe->form.role, response(j->recipe), j->at, &e) ||
	    (o.holdout && roles_expression(&j->roles, "--holdout", o.holdout, &j->holdout, &e)) ||
	    (o.where && roles_expression(&j->roles, "--where", o.where, &j->where, &e)) ||
	    (o.weights && roles_expression(&j->roles, "--weights", o.weights, &j->weights, &e)) ||
	    roles_used(&j->roles, 3, (struct expr *[]){ j->where, j->weights, j->holdout }, &e))
		check(j, &e);
	if (o.last_per && roles_steps(&j->roles, &j->step, &e))
		check(j, &e);
	j->loss = o.best_per ? roles_loss(&j->roles, &e) : ROLE_RESPONSE;
	check(j, &e);
	for (size_t c = 0; c < j->g.columns; c++)
		j->g.how[c] = roles_reads(&j->roles, 3, (struct expr *[]){ j->where, j->weights, j->holdout }, c);
	if (o.last_per && j->step != SIZE_MAX)
		j->g.how[j->step] |= GATHER_NUMBER;
	j->groups = gather_labels(&j->t, &j->g, o.groups);
	j->best = gather_labels(&j->t, &j->g, o.best_per);
	j->last = gather_labels(&j->t, &j->g, o.last_per);
	j->cluster = gather_labels(&j->t, &j->g, column.s);
	j->leave = gather_labels(&j->t, &j->g, o.validate && strncmp(o.validate, "leave:", 6) == 0 ? o.validate + 6 : NULL);
	for (size_t c = 0; c < j->g.columns && !j->run.n; c++) {
		if (roles_usual(USUAL_RUN, j->g.name[c], true)) {
			j->g.how[c] |= GATHER_TEXT;
			j->run.n = 1;
			j->run.column = need(mem_alloc(1, sizeof *j->run.column));
			j->run.column[0] = c;
		}
	}
}

/* Notes why the rows are gone that the last step took away. */
static void
note_why(struct job *j, size_t gone, enum why why)
{
	if (gone == SIZE_MAX)
		die_memory();
	for (size_t i = 0; i < j->g.rows && gone; i++)
		if (!j->keep[i] && j->why[i] == TAKEN)
			j->why[i] = (unsigned char)why;
}

/* out (rows) = the value of an expression of the options. */
static double *
evaluate(struct job *j, const struct expr *x)
{
	double *out = need(mem_alloc(j->g.rows, sizeof *out));
	struct err e = { 0 };

	roles_evaluate(&j->roles, x, (const double *const *)j->g.number, (const struct str *const *)j->g.text, out, &e);
	check(j, &e);
	return out;
}

/* Which rows are taken, and their groups. */
static void
select_rows(struct job *j)
{
	size_t n = j->g.rows, roles = j->recipe->form.roles, role[LAW_ROLES + 1], bad, which, *id = need(mem_alloc(n, sizeof *id));
	const double *x[LAW_ROLES + 1];
	struct err e = { 0 };

	j->keep = need(mem_alloc(n, sizeof *j->keep));
	j->why = need(mem_zero(n, sizeof *j->why));
	j->id = need(mem_alloc(n, sizeof *j->id));
	for (size_t i = 0; i < n; i++)
		j->keep[i] = true;
	for (size_t k = 0; k <= roles; k++) {
		role[k] = k < roles ? j->at[k] : ROLE_RESPONSE;
		x[k] = j->roles.role[role[k]].value;
	}
	if (j->where) {
		double *truth = evaluate(j, j->where);
		note_why(j, keep_where(n, truth, j->keep), EXCLUDED);
		mem_free(truth);
		size_t left = 0;
		for (size_t i = 0; i < n; i++)
			left += j->keep[i];
		if (n && left == 0)
			err_set(&e, ERR_NO_ANSWER, "--where: true in no row of %zu", n);
		check(j, &e);
	}
	j->n_groups = gather_number(&j->g, &j->groups, j->keep, false, j->id);
	if (o.table.missing == MISSING_ERROR && roles_complete(&j->roles, roles + 1, role, j->keep, &bad, &which, &e))
		gather_place(&j->g, bad, j->roles.role[which].text, &e);
	check(j, &e);
	note_why(j, keep_complete(n, roles + 1, x, j->keep), MISSING);
	if (roles_sizes(&j->roles, roles, role, j->recipe->law ? j->recipe->law->head.domain : NULL, j->keep, &bad, &which, &e)) {
		err_hint(&e, "--where leaves out rows");
		gather_place(&j->g, bad, j->roles.role[which].text, &e);
	}
	check(j, &e);
	if (j->best.n) {
		size_t found = gather_number(&j->g, &j->best, j->keep, false, id);
		note_why(j, keep_least(n, id, found, j->roles.role[j->loss].value, j->keep), EXCLUDED);
	}
	if (j->last.n) {
		size_t found = gather_number(&j->g, &j->last, j->keep, false, id);
		note_why(j, keep_last(n, id, found, j->step == SIZE_MAX ? j->roles.role[ROLE_D].value : j->g.number[j->step], j->keep), EXCLUDED);
	}
	note_why(j, keep_smaller(n, j->id, x[roles], (size_t)o.drop_worst, j->keep), EXCLUDED);
	if (j->weights)
		j->weight = evaluate(j, j->weights);
	mem_free(id);
}

/* The rows in order of their groups, by counting. */
static void
sort_groups(struct job *j)
{
	size_t *end = j->begin = need(mem_zero(j->n_groups + 3, sizeof *j->begin));

	j->member = need(mem_alloc(j->g.rows, sizeof *j->member));
	for (size_t i = 0; i < j->g.rows; i++)
		if (!j->groups.n || j->id[i] != SIZE_MAX)
			end[(j->groups.n ? j->id[i] : 0) + 2]++;
	for (size_t k = 2; k < j->n_groups + 3; k++)
		end[k] += end[k - 1];
	for (size_t i = 0; i < j->g.rows; i++)
		if (!j->groups.n || j->id[i] != SIZE_MAX)
			j->member[end[(j->groups.n ? j->id[i] : 0) + 1]++] = i;
}

/* The rows of one group as arrays; row[i] is the row in the table. */
struct sample {
	size_t n, *row, *cluster, clusters;
	double *role[LAW_ROLES], *y, *weight;
};

static double *
pick(const struct sample *s, const double *from)
{
	double *to = from ? need(mem_alloc(s->n, sizeof *to)) : NULL;

	for (size_t i = 0; to && i < s->n; i++)
		to[i] = from[s->row[i]];
	return to;
}

static void
sample_make(struct job *j, size_t group, struct sample *s)
{
	const size_t *member = j->member + j->begin[group], n = j->begin[group + 1] - j->begin[group];

	*s = (struct sample){ .row = need(mem_alloc(n, sizeof *s->row)) };
	for (size_t i = 0; i < n; i++)
		if (j->keep[member[i]])
			s->row[s->n++] = member[i];
	for (size_t k = 0; k < j->recipe->form.roles; k++)
		s->role[k] = pick(s, j->roles.role[j->at[k]].value);
	s->y = pick(s, j->roles.role[ROLE_RESPONSE].value);
	s->weight = pick(s, j->weight);
	if (j->cluster.n) {
		s->cluster = need(mem_alloc(s->n, sizeof *s->cluster));
		s->clusters = gather_number_rows(&j->g, &j->cluster, s->n, s->row, true, s->cluster);
	}
}

static void
sample_free(struct sample *s)
{
	for (size_t k = 0; k < LAW_ROLES; k++)
		mem_free(s->role[k]);
	mem_free(s->y);
	mem_free(s->weight);
	mem_free(s->cluster);
	mem_free(s->row);
}

static struct law_column
describe(const struct role *p, const char *name, size_t n, const double x[])
{
	struct law_column c = { .least = HUGE_VAL, .most = -HUGE_VAL };

	snprintf(c.name, sizeof c.name, "%s", name);
	snprintf(c.text, sizeof c.text, "%s", p->text);
	for (size_t i = 0; i < n; i++) {
		c.least = fmin(c.least, x[i]);
		c.most = fmax(c.most, x[i]);
	}
	return c;
}

/* The estimates of a study in its document. */
static void
fill_estimates(const struct study *y, struct law_document *d)
{
	const struct recipe *r = y->recipe;

	d->params = r->form.params;
	d->derived = y->n - d->params;
	for (size_t i = 0; i < y->n; i++) {
		const struct estimate *x = &y->estimate[i];
		struct law_parameter *p = &d->param[i];
		*p = (struct law_parameter){ .estimate = x->value, .se = x->se, .lo = x->lo, .hi = x->hi };
		snprintf(p->name, sizeof p->name, "%s", x->name);
		snprintf(p->kind, sizeof p->kind, "%s", estimate_kinds[x->kind]);
		if (i >= d->params)
			continue;
		p->least = r->param[i].law.lo;
		p->most = r->param[i].law.hi;
		if (x->kind == ESTIMATE_TIED)
			snprintf(p->tied_to, sizeof p->tied_to, "%s", r->param[r->param[i].tied_to].law.name);
	}
}

/* What was asked, which is known without an answer. */
static void
fill_recipe(struct job *j, size_t group, const struct sample *s, struct law_document *d)
{
	const struct recipe *r = j->recipe;

	snprintf(d->law, sizeof d->law, "%s", r->spec);
	snprintf(d->formula, sizeof d->formula, "%s", r->form.formula);
	for (size_t k = 0; k < r->form.roles; k++)
		d->role[d->roles++] = describe(&j->roles.role[j->at[k]], r->form.role[k], s->n, s->role[k]);
	d->response = describe(&j->roles.role[ROLE_RESPONSE], j->roles.role[ROLE_RESPONSE].name, s->n, s->y);
	snprintf(d->objective, sizeof d->objective, "%s", j->objective_name);
	snprintf(d->residual, sizeof d->residual, "%s", residuals[j->objective.linear]);
	snprintf(d->intervals, sizeof d->intervals, "%s", o.ci);
	for (size_t i = j->begin[group]; i < j->begin[group + 1]; i++) {
		d->missing += j->why[j->member[i]] == MISSING;
		d->excluded += j->why[j->member[i]] == EXCLUDED;
	}
	d->level = o.level;
	d->flops_per_token = o.per_token;
	d->seed = (uint64_t)o.table.seed;
	d->first = j->first_draw;
}

/* The study as a document. */
static void
fill(struct job *j, size_t group, const struct sample *s, struct study *y, struct law_document *d)
{
	const struct fit *f = &y->fit;

	fill_recipe(j, group, s, d);
	fill_estimates(y, d);
	memcpy(d->low, f->certificate.low, sizeof f->certificate.low);
	memcpy(d->high, f->certificate.high, sizeof f->certificate.high);
	d->value = f->objective;
	d->delta = f->delta;
	d->rows = f->n;
	d->log_rmse = f->log_rmse;
	d->bias = f->bias;
	d->scale = f->scale;
	d->starts = f->certificate.starts;
	d->tried = f->certificate.tried;
	d->agree = f->certificate.agree;
	d->gradient = f->certificate.gradient;
	d->smallest = f->certificate.smallest;
	d->condition = f->certificate.condition;
	d->draws = y->draws;
	d->compute = y->compute;
	d->failed = y->failed;
	d->draw = y->draw;
}

/* The warnings of a study, said and kept in the document. */
static void
doubt(struct job *j, const struct sample *s, const struct fit_data *data, const struct study *y, struct law_document *d)
{
	struct warning_facts facts = WARNING_FACTS;
	struct warning all[WARNINGS_MOST];
	char run[64];
	const double *N = j->roles.role[ROLE_N].value, *D = j->roles.role[ROLE_D].value, *C = j->roles.role[ROLE_C].value;

	double *compute = j->roles.role[ROLE_C].x ? pick(s, C) : NULL;
	bool whole = compute != NULL;
	for (size_t i = 0; i < s->n && compute; i++)
		whole &= compute[i] > 0;
	study_facts(y, data, whole ? compute : NULL, &facts);
	mem_free(compute);
	facts.flops = o.per_token;
	for (size_t i = 0; i < s->n && N && D && C && j->roles.role[ROLE_C].x; i++) {
		double x = fabs(log(C[s->row[i]] / (o.per_token * N[s->row[i]] * D[s->row[i]])));
		facts.flops_error = x <= facts.flops_error || isnan(x) ? facts.flops_error : x;
	}
	facts.clustered = j->intervals != INTERVALS_PAIRS && j->intervals != INTERVALS_RESIDUAL;
	if (j->run.n) {
		size_t *id = need(mem_alloc(s->n, sizeof *id));
		facts.runs = gather_number_rows(&j->g, &j->run, s->n, s->row, false, id);
		snprintf(run, sizeof run, "%.*s", (int)j->g.name[j->run.column[0]].n, j->g.name[j->run.column[0]].s);
		facts.run = run;
		mem_free(id);
	}
	size_t n = warnings_list(&facts, WARNINGS_MOST, all);
	for (size_t i = 0; i < n && i < LAW_DOC_WARNINGS; i++) {
		struct err *w = &d->warning[d->warnings++];
		study_warning(&all[i], w);
		struct err said = { 0 };
		char shown[STR_SHOWN];
		if (d->labels)
			err_set(&said, w->code, "%s: %.300s", str_show(d->label[0].value, shown), w->text);
		else
			err_set(&said, w->code, "%s", w->text);
		err_hint(&said, "%s", w->hint);
		warn(all[i].code, &said);
	}
}

static struct fit_data
data_of(const struct sample *s)
{
	return (struct fit_data){ .n = s->n, .role = (const double *const *)s->role, .y = s->y, .weight = s->weight };
}

static struct study_opts
options(const struct job *j, const struct sample *s)
{
	return (struct study_opts){ .objective = j->objective, .intervals = j->intervals, .seed = (uint64_t)o.table.seed,
		.first = j->first_draw, .last = j->last_draw, .level = o.level, .per_token = o.per_token, .cluster = s->cluster,
		.clusters = s->clusters, .threads = (int)o.table.threads };
}

/* An error of the rows of a sample gets its place. */
static void
place(const struct job *j, const struct sample *s, struct err *e)
{
	if (e->line && e->line <= s->n) {
		size_t row = s->row[e->line - 1];
		const char *column = j->roles.role[ROLE_RESPONSE].text;
		e->line = 0;
		err_name(e, strlen(column), column);
		err_at(e, j->g.file[row], j->g.line[row], 0);
	}
}

/* Fits one group; false when there is no answer, which is in the document's status. */
static bool
fit_group(struct job *j, size_t group, const struct sample *s, struct study *y, struct law_document *d)
{
	const struct fit_data data = data_of(s);
	const struct study_opts opt = options(j, s);
	struct err e = { 0 };

	snprintf(d->status, sizeof d->status, "ok");
	if (study_make(j->recipe, &data, &opt, y, &e)) {
		place(j, s, &e);
		if (!j->groups.n || (e.code != ERR_NO_ANSWER && e.code != ERR_INPUT))
			check(j, &e);
		fill_recipe(j, group, s, d);
		d->rows = s->n;
		d->value = d->delta = d->log_rmse = d->bias = d->scale = d->compute = d->gradient = d->smallest = d->condition = (double)NAN;
		snprintf(d->status, sizeof d->status, "%s", e.text);
		return false;
	}
	fill(j, group, s, y, d);
	doubt(j, s, &data, y, d);
	return true;
}

static void
save_open(struct job *j)
{
	if (!o.save)
		return;
	j->save = writer_open(&(struct writer_opts){ .out = FORMAT_JSON, .file = o.save });
	if (writer_error(j->save)->code)
		check(j, writer_error(j->save));
}

/* Writes one law: a document, or rows of the table. */
static void
put(struct job *j, const struct law_document *d)
{
	bool one_line = j->groups.n || writer_format(j->t.w) == FORMAT_NDJSON;

	if (j->save)
		law_document_write(j->save, d, !o.no_draws, j->groups.n > 0);
	if (j->t.document) {
		law_document_write(j->t.w, d, !o.no_draws, one_line);
		return;
	}
	if (!j->groups.n && writer_format(j->t.w) == FORMAT_TABLE)
		law_table_lines(&j->t, d);
	law_table_rows(&j->t, d, j->groups.n > 0);
}

static void
pair(struct table *t, const char *name, double value)
{
	writer_text(t->w, str_of(name));
	writer_number(t->w, value);
}

/* --judge: quantity,value. */
static void
put_judgement(struct job *j, const struct sample *s, struct study *y)
{
	const struct recipe *r = j->recipe;
	double par[LAW_PARAMS], unit[LAW_PARAMS];
	struct err e = { 0 };
	struct fit_verdict v;
	struct rounding q;
	char name[LAW_NAME + 8];

	if (saved_values(r, o.judge, par, unit, &e))
		die_usage("--judge: %s", e.text);
	if (fit_judge(&y->fit, par, unit, &v, &e) || rounding_of(r, &(struct fit_data){ .n = s->n, .role = (const double *const *)s->role },
	                                                         par, unit, y->fit.par, y->compute, o.per_token, &q, &e))
		check(j, &e);
	table_column(&j->t, (struct writer_column){ .name = STR("quantity"), .text = true });
	table_column(&j->t, (struct writer_column){ .name = STR("value") });
	table_begin(&j->t);
	pair(&j->t, "objective", v.objective);
	pair(&j->t, "optimum", y->fit.objective);
	pair(&j->t, "gap", v.gap);
	pair(&j->t, "gradient", v.gradient);
	pair(&j->t, "optimum_gradient", y->fit.certificate.gradient);
	pair(&j->t, "best_delta", v.best_delta);
	pair(&j->t, "best_delta_gap", v.best_gap);
	pair(&j->t, "lad_below_delta", v.least_delta);
	for (size_t i = 0; i < r->form.params; i++) {
		snprintf(name, sizeof name, "%s_agrees", r->param[i].law.name);
		pair(&j->t, name, v.agree >> i & 1);
	}
	pair(&j->t, "mean_log_loss_shift", q.loss_shift);
	pair(&j->t, "loss_rounding", q.loss);
	pair(&j->t, "compute", y->compute > 0 ? y->compute : (double)NAN);
	pair(&j->t, "params_given", q.params_given);
	pair(&j->t, "params_optimum", q.params_optimum);
	pair(&j->t, "params_rounding", q.params);
}

/* --influence: row,log_residual,d_PARAM,.. */
static void
put_influence(struct job *j, const struct sample *s, struct study *y)
{
	size_t p = j->recipe->form.params;
	double *d = need(mem_alloc(s->n * p, sizeof *d));
	char name[LAW_PARAMS][LAW_NAME + 2];
	struct err e = { 0 };

	fit_influence(&y->fit, d, &e);
	check(j, &e);
	table_column(&j->t, (struct writer_column){ .name = STR("row") });
	table_column(&j->t, (struct writer_column){ .name = STR("log_residual") });
	for (size_t i = 0; i < p; i++) {
		snprintf(name[i], sizeof name[i], "d_%s", j->recipe->param[i].law.name);
		table_column(&j->t, (struct writer_column){ .name = str_of(name[i]) });
	}
	table_begin(&j->t);
	for (size_t i = 0; i < s->n; i++) {
		writer_count(j->t.w, s->row[i] + 1);
		writer_number(j->t.w, log(y->fit.predicted[i] / s->y[i]));
		writer_numbers(j->t.w, p, d + i * p);
	}
	mem_free(d);
}

/* The folds of --holdout, --holdout-top, --validate; their number. */
static size_t
make_folds(struct job *j, const struct sample *s, size_t fold[], enum fold_order *order, struct err *e)
{
	const double *C = j->roles.role[ROLE_C].value, *N = j->roles.role[ROLE_N].value, *D = j->roles.role[ROLE_D].value;
	double *x = need(mem_alloc(s->n, sizeof *x)), number = 5;
	size_t *id = need(mem_alloc(j->g.rows, sizeof *id)), n = 0, folds = 1;
	struct str rest, how = str_cut(str_of(o.validate ? o.validate : ""), ':', &rest);

	*order = FOLDS_ANY;
	for (size_t i = 0; i < s->n; i++)
		x[i] = N && D ? o.per_token * N[s->row[i]] * D[s->row[i]] : C ? C[s->row[i]] : s->role[0][i];
	if (o.holdout) {
		double *mask = evaluate(j, j->holdout);
		for (size_t i = 0; i < s->n; i++)
			x[i] = mask[s->row[i]];
		fold_mask(s->n, x, fold);
		mem_free(mask);
	} else if (o.top) {
		struct str percent, part = str_cut(str_of(o.top), '%', &percent);
		if (!sweep_count(part, &number))
			die_usage("--holdout-top: \"%s\" is not a part such as 20%% or 0.2", o.top);
		fold_top(s->n, x, percent.s ? number / 100 : number, fold, e);
	} else if (str_is(how, "rolling") && !rest.s) {
		*order = FOLDS_ROLLING;
		if (isoflop_budgets(s->n, x, .1, id, &n, e) == 0)
			folds = fold_rolling(s->n, id, n, (n + 1) / 2, fold);
	} else if (str_is(how, "kfold") && rest.s && sweep_count(rest, &number)) {
		folds = (size_t)number;
		fold_random(s->n, folds, (uint64_t)o.table.seed, fold, e);
	} else if (str_is(how, "leave") && j->leave.n) {
		folds = gather_number(&j->g, &j->leave, j->keep, true, id);
		for (size_t i = 0; i < s->n; i++)
			id[i] = id[s->row[i]];		/* s->row ascends */
		fold_groups(s->n, id, folds, fold, e);
	} else {
		die_usage("--validate: \"%s\" is not rolling, kfold:K or leave:COLUMN", o.validate);
	}
	mem_free(id);
	mem_free(x);
	check(j, e);
	return folds;
}

/* --holdout, --validate: fold,n,log_rmse,bias,coverage,decades. */
static void
put_folds(struct job *j, const struct sample *s)
{
	static const char *const name[] = { "fold", "n", "log_rmse", "bias", "coverage", "decades" };
	const struct fit_data data = data_of(s);
	const struct study_opts opt = options(j, s);
	size_t *fold = need(mem_alloc(s->n, sizeof *fold));
	enum fold_order order;
	struct err e = { 0 };
	size_t folds = make_folds(j, s, fold, &order, &e);

	for (size_t k = 0; k < sizeof name / sizeof name[0]; k++)
		table_column(&j->t, (struct writer_column){ .name = str_of(name[k]) });
	table_begin(&j->t);
	for (size_t f = 0; f < folds; f++) {
		struct heldout h;
		heldout_fold(j->recipe, &data, &opt, fold, f, order, &h, &e);
		check(j, &e);
		writer_count(j->t.w, f + 1);
		writer_count(j->t.w, h.errors.n);
		writer_numbers(j->t.w, 4, (double[]){ h.errors.log_rmse, h.errors.bias, h.errors.coverage, h.decades });
	}
	mem_free(fold);
}

/* --compare: law,k,objective,aicc,bic,heldout_log_rmse. */
static void
put_rivals(struct job *j, struct sample *s)
{
	static const char *const name[] = { "law", "k", "objective", "aicc", "bic", "heldout_log_rmse" };
	size_t *fold = need(mem_alloc(s->n, sizeof *fold)), folds = s->n < 5 ? s->n : 5;
	struct study_opts opt = options(j, s);
	enum fold_order order;
	struct err e = { 0 };

	opt.intervals = INTERVALS_NONE;
	if (o.holdout || o.top || o.validate)
		folds = make_folds(j, s, fold, &order, &e);
	else
		fold_random(s->n, folds, (uint64_t)o.table.seed, fold, &e);
	check(j, &e);
	for (size_t k = 0; k < sizeof name / sizeof name[0]; k++)
		table_column(&j->t, (struct writer_column){ .name = str_of(name[k]), .text = k == 0 });
	table_begin(&j->t);
	for (size_t k = 0; k < j->rivals; k++) {
		double *role[LAW_ROLES] = { NULL }, rmse = (double)NAN;
		const struct recipe *r = j->rival[k];
		struct study y = { 0 };
		for (size_t i = 0; i < r->form.roles; i++)
			role[i] = pick(s, j->roles.role[j->rival_at[k][i]].value);
		const struct fit_data data = { .n = s->n, .role = (const double *const *)role, .y = s->y, .weight = s->weight };
		study_make(r, &data, &opt, &y, &e);
		place(j, s, &e);
		check(j, &e);
		if (heldout_rmse(r, &data, &opt, fold, folds, &rmse, &e)) {
			warn("heldout", &e);
			err_clear(&e);
		}
		writer_text(j->t.w, str_of(r->spec));
		writer_count(j->t.w, y.fit.k);
		writer_numbers(j->t.w, 4, (double[]){ y.fit.objective, y.fit.aicc, y.fit.bic, rmse });
		study_free(&y);
		for (size_t i = 0; i < r->form.roles; i++)
			mem_free(role[i]);
	}
	mem_free(fold);
}

/* The questions that have tables of their own. */
static void
answer(struct job *j)
{
	struct sample s;
	struct study y = { 0 };
	struct err e = { 0 };

	if (j->groups.n)
		die_usage("-g is for fits: --judge, --compare, --holdout, --validate, --influence take one table");
	sample_make(j, 0, &s);
	if (o.judge || o.influence) {
		const struct fit_data data = data_of(&s);
		struct study_opts opt = options(j, &s);
		opt.intervals = INTERVALS_NONE;
		study_make(j->recipe, &data, &opt, &y, &e);
		place(j, &s, &e);
		check(j, &e);
	}
	if (o.judge)
		put_judgement(j, &s, &y);
	else if (o.influence)
		put_influence(j, &s, &y);
	else if (o.compare)
		put_rivals(j, &s);
	else
		put_folds(j, &s);
	study_free(&y);
	sample_free(&s);
}

static void
say_note(struct job *j)
{
	struct text l = { 0 };
	size_t taken = 0;

	roles_note(&j->roles, &l);
	for (size_t i = 0; i < j->g.rows; i++)
		taken += j->keep[i];
	note("%.*s; %zu of %zu rows", (int)l.n, l.s, taken, j->g.rows);
	text_free(&l);
}

static void
fit_groups(struct job *j)
{
	size_t failed = 0;

	j->t.document = writer_format(j->t.w) == FORMAT_JSON || writer_format(j->t.w) == FORMAT_NDJSON;
	for (size_t k = 0; k < j->n_groups; k++) {
		struct law_document *d = need(mem_zero(1, sizeof *d));
		struct study y = { 0 };
		struct sample s;
		sample_make(j, k, &s);
		for (size_t c = 0; c < j->groups.n && c < LAW_DOC_ROLES && s.n; c++)
			d->label[d->labels++] = (struct law_label){ j->g.name[j->groups.column[c]], j->g.text[j->groups.column[c]][s.row[0]] };
		if (k == 0)
			law_table_columns(&j->t, d->labels, d->label, j->groups.n > 0);
		failed += !fit_group(j, k, &s, &y, d);
		put(j, d);
		study_free(&y);
		sample_free(&s);
		mem_free(d);
	}
	if (failed == j->n_groups || (failed && o.table.strict))
		err_set(&j->t.verdict, ERR_NO_ANSWER, "%zu of %zu groups have no fit", failed, j->n_groups);
}

static void
job_free(struct job *j)
{
	struct labels *labels[] = { &j->groups, &j->best, &j->last, &j->cluster, &j->run, &j->leave };

	for (size_t k = 0; k < sizeof labels / sizeof labels[0]; k++)
		mem_free(labels[k]->column);
	for (size_t k = 0; k < j->rivals; k++)
		recipe_free(j->rival[k]);
	expr_free(j->where);
	expr_free(j->weights);
	expr_free(j->holdout);
	mem_free(j->id);
	mem_free(j->member);
	mem_free(j->begin);
	mem_free(j->keep);
	mem_free(j->why);
	mem_free(j->weight);
	recipe_free(j->recipe);
	roles_free(&j->roles);
	gather_free(&j->g);
	if (j->save)
		writer_free(j->save);
}

/* All documents of the files. */
static struct law_document *
read_laws(char **files, size_t *n)
{
	static char *standard[] = { "-", NULL };
	struct law_document *all = NULL;
	struct err e = { 0 };
	size_t cap = 0;

	*n = 0;
	for (char **f = files[0] ? files : standard; *f; f++) {
		struct law_document *v;
		size_t found;
		if (law_document_read(*f, &v, &found, &e))
			die(&e);
		if (!mem_reserve(&all, &cap, *n + found, sizeof *all))
			die_memory();
		memcpy(all + *n, v, found * sizeof *v);
		*n += found;
		mem_free(v);
	}
	return all;
}

/* The estimates again from all draws. */
static void
remake(struct law_document *d)
{
	struct saved_param param[LAW_PARAMS];
	struct str role[LAW_ROLES];
	size_t order[LAW_PARAMS];
	struct study y = { .compute = d->compute };
	struct recipe *r = NULL;
	struct err e = { 0 };

	for (size_t k = 0; k < d->roles; k++)
		role[k] = str_of(d->role[k].name);
	for (size_t i = 0; i < d->params && i < LAW_PARAMS; i++) {
		const struct law_parameter *p = &d->param[i];
		param[i] = (struct saved_param){ p->name, p->kind, p->tied_to, p->estimate, p->least, p->most };
	}
	if (saved_recipe(d->law, d->formula, d->roles, role, d->params, param, &r, y.fit.par, order, &e))
		die(&e);
	y.recipe = r;
	y.draw = d->draw;
	y.draws = (size_t)d->draws;
	y.fit.certificate.collinear_a = SIZE_MAX;
	const struct study_opts opt = { .level = d->level, .per_token = d->flops_per_token };
	if (study_estimates(&y, &opt, &e))
		die(&e);
	const struct law_document before = *d;
	fill_estimates(&y, d);
	for (size_t i = 0; i < d->params; i++) {	/* what the data do not see stays open */
		if (isnan(before.param[i].se) && !isnan(before.param[i].lo))
			d->param[i] = before.param[i];
	}
	recipe_free(r);
}

/* --show and --merge. */
static int
show(char **files)
{
	struct job j = { 0 };
	struct err e = { 0 };
	size_t n;
	struct law_document *v = read_laws(files, &n);

	table_start(&j.t, &tool, files, &o.table);
	save_open(&j);
	if (o.merge) {
		if (law_document_merge(v, n, &e))
			check(&j, &e);
		remake(v);
	}
	if (n > 1 && !o.merge) {
		law_table_beside(&j.t, n, v);
	} else {
		j.t.document = writer_format(j.t.w) == FORMAT_JSON || writer_format(j.t.w) == FORMAT_NDJSON;
		law_table_columns(&j.t, 0, NULL, false);
		put(&j, v);
	}
	if (j.save && writer_close(j.save, true))
		check(&j, writer_error(j.save));
	law_document_free(v, n);
	return table_finish(&j.t);
}

int
main(int argc, char **argv)
{
	struct job j = { .objective = FIT_DEFAULT };
	struct err e = { 0 };

	char **files = opt_parse(&tool, argc, argv);
	if ((o.show || o.merge) && !o.table.list)
		return show(files);
	if (o.law && strcmp(o.law, "-") == 0 && (!files[0] || strcmp(files[0], "-") == 0) && !o.table.list)
		die_usage("--law - reads the law from standard input; name a file of runs");
	table_open_free(&j.t, &tool, files, &o.table);
	save_open(&j);
	choose(&j);
	gather_rows(&j.t, &j.g);
	roles_values(&j.roles, j.g.rows, (const double *const *)j.g.number, (const struct str *const *)j.g.text, &e);
	check(&j, &e);
	select_rows(&j);
	sort_groups(&j);
	say_note(&j);
	if (o.judge || o.influence || o.compare || o.holdout || o.top || o.validate)
		answer(&j);
	else
		fit_groups(&j);
	if (j.save && writer_close(j.save, true))
		check(&j, writer_error(j.save));
	int status = table_finish(&j.t);
	job_free(&j);
	return status;
}
