/* SPDX-License-Identifier: MIT */
/* scaling-law-fit: the optimum of a scaling law on a table, with its certificate and intervals.  See scaling-law-fit(1). */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/gather.h"
#include "cli/law_document.h"
#include "cli/law_table.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "math/scaling/keep.h"
#include "math/scaling/roles.h"
#include "math/scaling/saved.h"
#include "math/scaling/study.h"

static struct {
	const char *law, *formula, *y, *where, *weights, *groups, *objective, *ci, *best_per, *last_per, *save;
	struct texts x, fix, tie, bound, start;
	int residual;
	bool no_draws;
	long bootstrap, drop_worst;
	double level, per_token;
	struct table_opts table;
} o = { .objective = "huber:0.001", .ci = "pairs", .bootstrap = 4000, .level = .95, .per_token = 6,
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
	OPT_TEXT(0, "objective", &o.objective, "SPEC", "huber[:DELTA|:auto], ls, lad or asymmetric:W", "ls"),
	OPT_WORD(0, "residual", &o.residual, residuals, "WHAT", "residuals of the logarithm, or of the loss itself", "linear"),
	OPT_TEXT(0, "ci", &o.ci, "METHOD", "pairs, cluster:COLUMN, residual, sandwich, profile or none", "cluster:run"),
	OPT_INT(0, "bootstrap", &o.bootstrap, 2, 1e7, "B", "draws of the methods that resample", "1000"),
	OPT_REAL(0, "level", &o.level, DBL_MIN, 1 - DBL_EPSILON / 2, "P", "of the intervals", "0.9"),
	OPT_REAL(0, "flops-per-token", &o.per_token, DBL_MIN, DBL_MAX, "K", "K in C = K N D", "6"),
	OPT_TEXT(0, "save", &o.save, "FILE", "write the law document to FILE too", "law.json"),
	OPT_FLAG(0, "no-draws", &o.no_draws, "leave the draws out of the law document"),
	OPT_SEED(&o.table),
	OPT_TABLE(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"scaling-law-fit runs.csv",
	"scaling-law-fit -x 'D=step*512*2048' -y val_loss --where 'step > 1000' runs.csv",
	"scaling-law-fit --json runs.csv | scaling-law-plan --law - --compute 1e21..1e26*10",
	NULL
};

static const struct tool tool = {
	.name = "scaling-law-fit", .summary = "fit scaling laws, with a certificate and honest intervals",
	.operands = "[FILE...]", .examples = examples, .opts = opts, .registry = &scaling_laws,
};

/* Why a row is left out. */
enum why { TAKEN, EXCLUDED, MISSING };

/* One run of the program.  keep: the rows taken; why: what became of each; id: its group, SIZE_MAX of rows that --where leaves out. */
struct job {
	struct table t;
	struct gathered g;
	struct roles roles;
	struct recipe *recipe;
	struct expr *where, *weights;
	struct labels groups, best, last, cluster, run;
	size_t at[LAW_ROLES], n_groups, *id;
	enum intervals intervals;
	struct fit_objective objective;
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

/* The recipe that --law, --formula or the columns ask for. */
static void
make_recipe(struct job *j, struct err *e)
{
	const char *law = o.law;
	struct str *name = NULL;
	size_t n = 0, roles = 0;

	if (o.formula) {
		struct err inner = { 0 };
		if (expr_names(str_of(o.formula), &n, &name, &inner)) {
			roles_caret("--formula", str_of(o.formula), &inner, e);
			check(j, e);
		}
		for (size_t i = 0; i < n; i++)
			if (roles_knows(&j->roles, name[i]))
				name[roles++] = name[i];
		if (recipe_formula(str_of(o.formula), roles, name, &j->recipe, &inner))
			roles_caret("--formula", str_of(o.formula), &inner, e);
		mem_free(name);
	} else if (law || (law = roles_law(&j->roles, e)))
		recipe_law(str_of(law), &j->recipe, e);
	check(j, e);
	struct recipe *r = j->recipe;
	if (saved_wishes(r, o.fix.n, o.fix.v, true, recipe_fix, e) || saved_wishes(r, o.tie.n, o.tie.v, true, recipe_tie, e) ||
	    saved_wishes(r, o.bound.n, o.bound.v, true, recipe_bound, e) || saved_wishes(r, o.start.n, o.start.v, false, recipe_start, e) ||
	    recipe_compile(r, e))
		check(j, e);
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
	if (fit_objective(str_of(o.objective), &j->objective, &e))
		check(j, &e);
	gather_begin(&j->t, &j->g);
	roles_find(&j->roles, j->g.columns, j->g.name, o.x.n, o.x.v, o.y, o.per_token, &e);
	check(j, &e);
	make_recipe(j, &e);
	const char *response = j->recipe->law ? j->recipe->law->response : "L";
	if (roles_take(&j->roles, j->recipe->form.roles, j->recipe->form.role, response, j->at, &e) ||
	    (o.where && roles_expression(&j->roles, "--where", o.where, &j->where, &e)) ||
	    (o.weights && roles_expression(&j->roles, "--weights", o.weights, &j->weights, &e)))
		check(j, &e);
	for (size_t c = 0; c < j->g.columns; c++)
		j->g.how[c] = roles_reads(&j->roles, 2, (struct expr *[]){ j->where, j->weights }, c);
	j->groups = gather_labels(&j->t, &j->g, o.groups);
	j->best = gather_labels(&j->t, &j->g, o.best_per);
	j->last = gather_labels(&j->t, &j->g, o.last_per);
	j->cluster = gather_labels(&j->t, &j->g, column.s);
	for (size_t c = 0; c < j->g.columns && !j->run.n; c++) {
		if (roles_usual(USUAL_RUN, j->g.name[c], true)) {
			j->g.how[c] |= GATHER_TEXT;
			j->run.n = 1;
			j->run.column = need(mem_alloc(1, sizeof *j->run.column));
			j->run.column[0] = c;
		}
	}
}

/* The first row with a missing cell ends the program unless it may be skipped. */
static void
complain(struct job *j, size_t n, const size_t role[])
{
	struct err e = { 0 };

	for (size_t i = 0; i < j->g.rows; i++) {
		for (size_t k = 0; k < n && j->keep[i]; k++) {
			const struct role *p = &j->roles.role[role[k]];
			if (!isnan(p->value[i]))
				continue;
			err_set(&e, ERR_INPUT, "%s is missing", p->name);
			err_hint(&e, "--na skip leaves such rows out");
			err_name(&e, strlen(p->text), p->text);
			err_at(&e, j->g.file[i], j->g.line[i], 0);
			check(j, &e);
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
	size_t n = j->g.rows, roles = j->recipe->form.roles, role[LAW_ROLES + 1], *id = need(mem_alloc(n, sizeof *id));
	const double *x[LAW_ROLES + 1];

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
	}
	j->n_groups = gather_number(&j->g, &j->groups, j->keep, false, j->id);
	if (o.table.missing == MISSING_ERROR)
		complain(j, roles + 1, role);
	note_why(j, keep_complete(n, roles + 1, x, j->keep), MISSING);
	if (j->best.n) {
		size_t found = gather_number(&j->g, &j->best, j->keep, false, id);
		note_why(j, keep_least(n, id, found, x[roles], j->keep), EXCLUDED);
	}
	if (j->last.n) {
		size_t found = gather_number(&j->g, &j->last, j->keep, false, id);
		note_why(j, keep_last(n, id, found, j->roles.role[ROLE_D].value, j->keep), EXCLUDED);
	}
	note_why(j, keep_smaller(n, x[roles], (size_t)o.drop_worst, j->keep), EXCLUDED);
	if (j->weights)
		j->weight = evaluate(j, j->weights);
	mem_free(id);
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
	size_t n = j->g.rows, *id = need(mem_alloc(n, sizeof *id));

	*s = (struct sample){ .row = need(mem_alloc(n, sizeof *s->row)) };
	for (size_t i = 0; i < n; i++)
		if (j->keep[i] && j->id[i] == group)
			s->row[s->n++] = i;
	for (size_t k = 0; k < j->recipe->form.roles; k++)
		s->role[k] = pick(s, j->roles.role[j->at[k]].value);
	s->y = pick(s, j->roles.role[ROLE_RESPONSE].value);
	s->weight = pick(s, j->weight);
	if (j->cluster.n) {
		bool *mine = need(mem_zero(n, sizeof *mine));
		for (size_t i = 0; i < s->n; i++)
			mine[s->row[i]] = true;
		s->clusters = gather_number(&j->g, &j->cluster, mine, true, id);
		s->cluster = need(mem_alloc(s->n, sizeof *s->cluster));
		for (size_t i = 0; i < s->n; i++)
			s->cluster[i] = id[s->row[i]];
		mem_free(mine);
	}
	mem_free(id);
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

/* The study as a document. */
static void
fill(struct job *j, size_t group, const struct sample *s, struct study *y, struct law_document *d)
{
	const struct recipe *r = j->recipe;
	const struct fit *f = &y->fit;

	snprintf(d->law, sizeof d->law, "%s", r->spec);
	snprintf(d->formula, sizeof d->formula, "%s", r->form.formula);
	for (size_t k = 0; k < r->form.roles; k++)
		d->role[d->roles++] = describe(&j->roles.role[j->at[k]], r->form.role[k], s->n, s->role[k]);
	d->response = describe(&j->roles.role[ROLE_RESPONSE], j->roles.role[ROLE_RESPONSE].name, s->n, s->y);
	d->params = r->form.params;
	d->derived = y->n - d->params;
	for (size_t i = 0; i < y->n; i++) {
		const struct estimate *x = &y->estimate[i];
		struct law_parameter *p = &d->param[i];
		*p = (struct law_parameter){ .estimate = x->value, .se = x->se, .lo = x->lo, .hi = x->hi };
		snprintf(p->name, sizeof p->name, "%s", x->name);
		snprintf(p->kind, sizeof p->kind, "%s", estimate_kinds[x->kind]);
		if (i < d->params) {
			p->least = r->param[i].law.lo;
			p->most = r->param[i].law.hi;
			d->low[i] = f->certificate.low[i];
			d->high[i] = f->certificate.high[i];
			if (x->kind == ESTIMATE_TIED)
				snprintf(p->tied_to, sizeof p->tied_to, "%s", r->param[r->param[i].tied_to].law.name);
		}
	}
	snprintf(d->objective, sizeof d->objective, "%s", o.objective);
	snprintf(d->residual, sizeof d->residual, "%s", residuals[o.residual]);
	snprintf(d->intervals, sizeof d->intervals, "%s", o.ci);
	d->value = f->objective;
	d->delta = f->delta;
	d->rows = f->n;
	for (size_t i = 0; i < j->g.rows; i++) {
		if (j->id[i] == group || (j->groups.n == 0 && j->id[i] == SIZE_MAX)) {
			d->missing += j->why[i] == MISSING;
			d->excluded += j->why[i] == EXCLUDED;
		}
	}
	d->log_rmse = f->log_rmse;
	d->bias = f->bias;
	d->scale = f->scale;
	d->level = o.level;
	d->flops_per_token = o.per_token;
	d->starts = f->certificate.starts;
	d->tried = f->certificate.tried;
	d->agree = f->certificate.agree;
	d->gradient = f->certificate.gradient;
	d->smallest = f->certificate.smallest;
	d->condition = f->certificate.condition;
	d->seed = (uint64_t)o.table.seed;
	d->draws = y->draws;
	d->first = 1;
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

	study_facts(y, data, &facts);
	facts.flops = o.per_token;
	for (size_t i = 0; i < s->n && N && D && C && j->roles.role[ROLE_C].x; i++) {
		double x = fabs(log(C[s->row[i]] / (o.per_token * N[s->row[i]] * D[s->row[i]])));
		facts.flops_error = x <= facts.flops_error || isnan(x) ? facts.flops_error : x;
	}
	facts.clustered = j->intervals != INTERVALS_PAIRS && j->intervals != INTERVALS_RESIDUAL;
	if (j->run.n) {
		size_t *id = need(mem_alloc(j->g.rows, sizeof *id));
		bool *mine = need(mem_zero(j->g.rows, sizeof *mine));
		for (size_t i = 0; i < s->n; i++)
			mine[s->row[i]] = true;
		facts.runs = gather_number(&j->g, &j->run, mine, false, id);
		snprintf(run, sizeof run, "%.*s", (int)j->g.name[j->run.column[0]].n, j->g.name[j->run.column[0]].s);
		facts.run = run;
		mem_free(id);
		mem_free(mine);
	}
	size_t n = warnings_list(&facts, WARNINGS_MOST, all);
	for (size_t i = 0; i < n && i < LAW_DOC_WARNINGS; i++) {
		struct err *w = &d->warning[d->warnings++];
		study_warning(&all[i], w);
		struct err said = *w;
		said.name[0] = '\0';
		warn(all[i].code, &said);
	}
}

/* Fits one group; false when there is no answer, which is in the document's status. */
static bool
fit_group(struct job *j, size_t group, const struct sample *s, struct study *y, struct law_document *d)
{
	const struct fit_data data = { .n = s->n, .role = (const double *const *)s->role, .y = s->y, .weight = s->weight };
	const struct study_opts opt = { .objective = j->objective, .intervals = j->intervals, .seed = (uint64_t)o.table.seed, .first = 1,
		.last = (uint64_t)o.bootstrap, .level = o.level, .per_token = o.per_token, .cluster = s->cluster, .clusters = s->clusters,
		.threads = (int)o.table.threads };
	struct err e = { 0 };

	snprintf(d->status, sizeof d->status, "ok");
	if (study_make(j->recipe, &data, &opt, y, &e)) {
		if (e.line && e.line <= s->n) {
			size_t row = s->row[e.line - 1];
			e.line = 0;
			err_at(&e, j->g.file[row], j->g.line[row], 0);
		}
		if (!j->groups.n || e.code != ERR_NO_ANSWER)
			check(j, &e);
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

int
main(int argc, char **argv)
{
	struct job j = { .objective = FIT_DEFAULT };
	struct err e = { 0 };

	char **files = opt_parse(&tool, argc, argv);
	table_open_free(&j.t, &tool, files, &o.table);
	save_open(&j);
	choose(&j);
	gather_rows(&j.t, &j.g);
	roles_values(&j.roles, j.g.rows, (const double *const *)j.g.number, (const struct str *const *)j.g.text, &e);
	check(&j, &e);
	select_rows(&j);
	say_note(&j);
	fit_groups(&j);
	if (j.save && writer_close(j.save, true))
		check(&j, writer_error(j.save));
	recipe_free(j.recipe);
	roles_free(&j.roles);
	gather_free(&j.g);
	return table_finish(&j.t);
}
