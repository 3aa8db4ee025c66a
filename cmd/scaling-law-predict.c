/* SPDX-License-Identifier: MIT */
/* scaling-law-predict: losses of runs that a fitted or published law foretells, with intervals.  See scaling-law-predict(1). */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/sweep.h"
#include "cli/die.h"
#include "cli/gather.h"
#include "law/document.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "math/scaling/predict.h"
#include "math/scaling/roles.h"

static struct {
	struct texts laws, presets, at, x;
	const char *y;
	double noise, per_token;
	struct table_opts table;
} o = { .noise = -1, .per_token = 6, .table = TABLE_DEFAULTS };

static const struct opt opts[] = {
	OPT_APPEND(0, "law", &o.laws, "FILE", "a law document from scaling-law-fit; may be repeated", "law.json"),
	OPT_APPEND(0, "preset", &o.presets, "NAME", "published coefficients; may be repeated", "chinchilla_240"),
	OPT_APPEND(0, "at", &o.at, "ROLE=X,..", "predict there; X may be an item of a SWEEP; may be repeated", "N=70B,D=1.4T"),
	OPT_APPEND('x', NULL, &o.x, "ROLE=EXPR", "what a role of the law is made of in the table of points", "N=${Model Size}"),
	{ OPT_COMMON(OPT_TEXT_, 'y', NULL, &o.y, "EXPR", "the loss that was observed"), .example = "val_loss",
	  .fallback = "a column named as losses are" },
	{ OPT_COMMON(OPT_REAL_, 0, "noise", &o.noise, "SD", "write synthetic runs instead, with this deviation of ln L"), .lo = 0, .hi = 10,
	  .example = "0.01", .fallback = "no synthetic runs" },
	OPT_REAL(0, "flops-per-token", &o.per_token, DBL_MIN, DBL_MAX, "K", "K in C = K N D", "6"),
	OPT_SEED(&o.table),
	OPT_TABLE(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"scaling-law-predict --preset chinchilla_240 --at N=70B,D=1.4T",
	"scaling-law-predict --law law.json runs.csv",
	"scaling-law-predict --preset besiroglu --at N=1B,D=1B..100B/log8 --noise 0.01",
	NULL
};

static const struct tool tool = {
	.name = "scaling-law-predict", .summary = "predict losses from scaling laws, with intervals",
	.operands = "[POINTS...]", .examples = examples, .opts = opts, .registry = &scaling_presets,
};

/* A law and what it is called in the output. */
struct named {
	struct saved law;
	const char *name;
};

/* Points: columns carried through to the output, and the roles of one law. */
struct points {
	size_t n;
	struct gathered g;		/* of a table */
	struct text_columns {
		size_t n;
		char name[LAW_ROLES][LAW_NAME];
		double *v[LAW_ROLES];	/* of --at */
	} at;
};

static void
check(struct err *e)
{
	if (e->code)
		die(e);
}

static void *
need(void *p)
{
	if (!p)
		die_memory();
	return p;
}

/* The law of a document. */
static void
from_document(const struct law_document *d, struct saved *s, struct err *e)
{
	struct saved_param param[LAW_PARAMS];
	struct str role[LAW_ROLES];
	size_t order[LAW_PARAMS];

	*s = (struct saved){ .level = d->level, .sd = d->log_rmse };
	if (d->rows > d->params)
		s->sd *= sqrt((double)d->rows / (double)(d->rows - d->params));
	for (size_t k = 0; k < d->roles; k++) {
		role[k] = str_of(d->role[k].name);
		s->least[k] = d->role[k].least;
		s->most[k] = d->role[k].most;
	}
	for (size_t i = 0; i < d->params && i < LAW_PARAMS; i++) {
		const struct law_parameter *p = &d->param[i];
		param[i] = (struct saved_param){ p->name, p->kind, p->tied_to, p->estimate, p->least, p->most };
	}
	if (saved_recipe(d->law, d->formula, d->roles, role, d->params, param, &s->recipe, s->par, order, e) == 0)
		saved_draws(s, (size_t)d->draws, d->draw, order, e);
}

/* All laws of the options. */
static size_t
open_laws(struct named **out)
{
	struct named *v = NULL;
	size_t n = 0, cap = 0;
	struct err e = { 0 };

	for (size_t i = 0; i < o.laws.n; i++) {
		struct law_document *d;
		size_t found;
		law_document_read(o.laws.v[i], &d, &found, &e);
		check(&e);
		for (size_t k = 0; k < found; k++) {
			if (!mem_reserve(&v, &cap, n + 1, sizeof *v))
				die_memory();
			from_document(&d[k], &v[n].law, &e);
			err_at(&e, strcmp(o.laws.v[i], "-") ? o.laws.v[i] : "<stdin>", 0, 0);
			check(&e);
			v[n++].name = o.laws.v[i];
		}
		law_document_free(d, found);
	}
	for (size_t i = 0; i < o.presets.n; i++) {
		if (!mem_reserve(&v, &cap, n + 1, sizeof *v))
			die_memory();
		saved_preset(&v[n].law, o.presets.v[i], &e);
		check(&e);
		if (v[n].law.preset->warning)
			note("%s: %s", o.presets.v[i], v[n].law.preset->warning);
		v[n++].name = o.presets.v[i];
	}
	if (n == 0)
		die_usage("no law; say --law FILE or --preset NAME");
	*out = v;
	return n;
}

/* Adds the points of one --at: all combinations of its sweeps, the last running fastest. */
static void
add_at(struct points *p, const char *text)
{
	double *value[LAW_ROLES] = { NULL };
	size_t count[LAW_ROLES], n = 0, total = 1;
	struct err e = { 0 };
	char shown[STR_SHOWN];

	for (struct str rest = str_of(text); rest.s; n++) {
		struct str x, name = str_trim(str_cut(str_cut(rest, ',', &rest), '=', &x));
		if (n == LAW_ROLES || name.n == 0 || name.n >= LAW_NAME || !x.s)
			die_usage("--at: \"%s\" is not ROLE=X,ROLE=X,..", str_show(str_of(text), shown));
		if (n == p->at.n && p->n)
			die_usage("--at: every one needs the same roles");
		if (n == p->at.n) {
			snprintf(p->at.name[n], LAW_NAME, "%.*s", (int)name.n, name.s);
			p->at.n++;
		}
		if (!str_is(name, p->at.name[n]))
			die_usage("--at: every one needs the same roles in the same order");
		sweep_parse(str_trim(x), &value[n], &count[n], &e);
		check(&e);
		if (count[n] > SWEEP_POINTS / total)
			die_usage("--at: more than %d points", SWEEP_POINTS);
		total *= count[n];
	}
	if (n != p->at.n)
		die_usage("--at: every one needs the same roles");
	for (size_t k = 0, step = total; k < n; k++) {
		p->at.v[k] = need(mem_resize(p->at.v[k], p->n + total, sizeof **p->at.v));
		step /= count[k];
		for (size_t i = 0; i < count[k]; i++)
			if (!(value[k][i] > 0) && strstr("N D C U", p->at.name[k]))
				die_usage("--at: %s = %g is not above 0", p->at.name[k], value[k][i]);
		for (size_t i = 0; i < total; i++)
			p->at.v[k][p->n + i] = value[k][i / step % count[k]];
		mem_free(value[k]);
	}
	p->n += total;
}

/* The roles of a law at the points of --at. */
static void
roles_at(const struct points *p, const struct saved *s, const double *role[])
{
	for (size_t k = 0; k < s->recipe->form.roles; k++) {
		role[k] = NULL;
		for (size_t i = 0; i < p->at.n; i++)
			if (strcmp(p->at.name[i], s->recipe->form.role[k]) == 0 || (p->at.n == 1 && s->recipe->form.roles == 1))
				role[k] = p->at.v[i];
		if (!role[k])
			die_usage("--at: the law needs %s", s->recipe->form.role[k]);
	}
}

/* Every role of --at is one of some law. */
static void
check_at(const struct points *p, const struct named *law, size_t laws)
{
	for (size_t i = 0; i < p->at.n; i++) {
		bool used = false;
		for (size_t k = 0; k < laws; k++) {
			const struct recipe *r = law[k].law.recipe;
			used |= recipe_role(r, str_of(p->at.name[i])) < r->form.roles || (p->at.n == 1 && r->form.roles == 1);
		}
		if (!used)
			die_usage("--at: no law has a role %s", p->at.name[i]);
	}
}

/* The cells of the points in front of a row. */
static void
put_point(struct table *t, const struct points *p, size_t i)
{
	bool json = writer_format(t->w) == FORMAT_JSON || writer_format(t->w) == FORMAT_NDJSON;
	double x;

	for (size_t k = 0; k < p->at.n; k++)
		writer_number(t->w, p->at.v[k][i]);
	for (size_t c = 0; c < p->g.columns; c++) {
		if (json && num_read(p->g.text[c][i], NUM_JSON, &x) == NUM_OK)
			writer_number(t->w, x);
		else
			writer_text(t->w, p->g.text[c][i]);
	}
}

static void
announce(struct table *t, const struct points *p, bool many, bool loss)
{
	static const char *const name[] = { "predicted", "ci_lo", "ci_hi", "pi_lo", "pi_hi", "decades", "log_residual", "inside" };

	for (size_t c = 0; c < p->g.columns; c++)
		for (size_t k = 0; k < (loss ? 8 : 6); k++)
			if (str_is(p->g.name[c], name[k])) {
				struct err e = { 0 };
				err_set(&e, ERR_INPUT, "the table has a column \"%s\" already", name[k]);
				err_hint(&e, "rename it, or leave it out");
				check(&e);
			}
	if (many)
		table_column(t, (struct writer_column){ .name = STR("law"), .text = true });
	for (size_t k = 0; k < p->at.n; k++)
		table_column(t, (struct writer_column){ .name = str_of(p->at.name[k]), .count = true });
	for (size_t c = 0; c < p->g.columns; c++)
		table_column(t, (struct writer_column){ .name = p->g.name[c], .text = true });
	for (size_t k = 0; k < (loss ? 8 : 6); k++)
		table_column(t, (struct writer_column){ .name = str_of(name[k]) });
	table_begin(t);
}

/* Warns of points far outside the fitted range. */
static void
warn_far(const struct points *p, size_t i, double decades)
{
	struct err e = { 0 };

	if (!(decades > 1.5))
		return;
	if (p->g.rows)
		err_at(&e, p->g.file[i], p->g.line[i], 0);
	err_set(&e, ERR_NO_ANSWER, "%.1f decades outside the fitted range", decades);
	err_hint(&e, "laws seldom hold that far");
	warn("decades", &e);
}

/* The rows of one law; y: observed losses or NULL. */
static void
put_rows(struct table *t, const struct named *law, const struct points *p, const double *const role[], const double *y, bool many)
{
	struct prediction *out = need(mem_alloc(p->n, sizeof *out));
	struct err e = { 0 };

	predict_rows(&law->law, p->n, role, out, &e);
	check(&e);
	for (size_t i = 0; i < p->n; i++) {
		const struct prediction *x = &out[i];
		if (many)
			writer_text(t->w, str_of(law->name));
		put_point(t, p, i);
		writer_numbers(t->w, 6, (double[]){ x->predicted, x->ci_lo, x->ci_hi, x->pi_lo, x->pi_hi, x->decades });
		if (y) {
			double inside = isnan(y[i]) || isnan(x->pi_lo) ? (double)NAN : y[i] >= x->pi_lo && y[i] <= x->pi_hi;
			writer_numbers(t->w, 2, (double[]){ log(x->predicted / y[i]), inside });
		}
		warn_far(p, i, x->decades);
	}
	mem_free(out);
}

/* Synthetic runs: the roles of the law and a loss. */
static void
put_noisy(struct table *t, const struct named *law, const struct points *p, const double *const role[], const char *response)
{
	const struct recipe *r = law->law.recipe;
	double *loss = need(mem_alloc(p->n, sizeof *loss));
	struct err e = { 0 };

	for (size_t k = 0; k < r->form.roles; k++)
		table_column(t, (struct writer_column){ .name = str_of(r->form.role[k]), .count = true });
	table_column(t, (struct writer_column){ .name = strcmp(response, "L") ? str_of(response) : STR("loss") });
	table_begin(t);
	predict_noisy(&law->law, p->n, role, o.noise, (uint64_t)o.table.seed, loss, &e);
	check(&e);
	for (size_t i = 0; i < p->n; i++) {
		for (size_t k = 0; k < r->form.roles; k++)
			writer_number(t->w, role[k][i]);
		writer_number(t->w, loss[i]);
	}
	mem_free(loss);
}

/* Rows that miss a role of a law stop the program or are dropped; parameters, tokens, compute are above 0. */
static void
judge_rows(struct points *p, struct roles *roles, struct named *law, size_t laws)
{
	bool *keep = need(mem_alloc(p->n, sizeof *keep));
	struct err e = { 0 };
	size_t place[LAW_ROLES], row, which;

	for (size_t i = 0; i < p->n; i++)
		keep[i] = true;
	for (size_t k = 0; k < laws && !e.code; k++) {
		struct recipe *r = law[k].law.recipe;
		const char *domain = r->law ? r->law->head.domain : NULL;
		roles_take(roles, r->form.roles, r->form.role, NULL, place, &e);
		for (size_t i = 0; i < p->n && o.table.missing != MISSING_ERROR; i++)
			for (size_t m = 0; m < r->form.roles; m++)
				keep[i] = keep[i] && !isnan(roles->role[place[m]].value[i]);
		if (!e.code && (roles_complete(roles, r->form.roles, place, keep, &row, &which, &e) ||
		                roles_sizes(roles, r->form.roles, place, domain, keep, &row, &which, &e)))
			gather_place(&p->g, row, roles->role[which].text, &e);
	}
	check(&e);
	roles_keep(roles, keep);
	gather_keep(&p->g, keep);
	p->n = p->g.rows;
	mem_free(keep);
}

int
main(int argc, char **argv)
{
	struct points p = { 0 };
	struct roles roles = { 0 };
	struct named *law;
	struct table t;
	struct err e = { 0 };
	bool dash = false;
	const double *role[LAW_ROLES], *y = NULL;
	size_t place[LAW_ROLES];

	char **files = opt_parse(&tool, argc, argv);
	for (size_t i = 0; i < o.laws.n; i++)
		dash |= strcmp(o.laws.v[i], "-") == 0;
	for (size_t i = 0; i < o.at.n; i++)
		add_at(&p, o.at.v[i]);
	bool table = p.n == 0;
	if (!table && files[0])
		die_usage("--at and a table of points: give one of them");
	if (dash && table && (!files[0] || strcmp(files[0], "-") == 0) && !o.table.list)
		die_usage("--law - reads the law from standard input; name a file of points, or use --at");
	if (table)
		table_open_free(&t, &tool, files, &o.table);
	else
		table_start(&t, &tool, files, &o.table);
	size_t laws = open_laws(&law);
	check_at(&p, law, laws);
	if (o.noise >= 0 && laws > 1)
		die_usage("--noise takes one law");
	if (table) {
		gather_begin(&t, &p.g);
		roles_find(&roles, p.g.columns, p.g.name, o.x.n, o.x.v, o.y, o.per_token, &e);
		check(&e);
		for (size_t k = 0; k < laws && !e.code; k++)
			roles_take(&roles, law[k].law.recipe->form.roles, law[k].law.recipe->form.role, NULL, place, &e);
		roles.role[ROLE_RESPONSE].wanted = roles.role[ROLE_RESPONSE].from != ROLE_NONE && o.noise < 0;
		if (!e.code)
			roles_used(&roles, 0, NULL, &e);
		check(&e);
		for (size_t c = 0; c < p.g.columns; c++)
			p.g.how[c] = roles_reads(&roles, 0, NULL, c) | GATHER_TEXT;
		gather_rows(&t, &p.g);
		p.n = p.g.rows;
		roles_values(&roles, p.n, (const double *const *)p.g.number, (const struct str *const *)p.g.text, &e);
		check(&e);
		judge_rows(&p, &roles, law, laws);
		y = roles.role[ROLE_RESPONSE].wanted ? roles.role[ROLE_RESPONSE].value : NULL;
	}
	if (o.noise < 0)
		announce(&t, &p, laws > 1, y != NULL);
	for (size_t k = 0; k < laws; k++) {
		const struct recipe *r = law[k].law.recipe;
		if (table)
			roles_take(&roles, r->form.roles, law[k].law.recipe->form.role, NULL, place, &e);
		for (size_t i = 0; table && i < r->form.roles; i++)
			role[i] = roles.role[place[i]].value;
		if (!table)
			roles_at(&p, &law[k].law, role);
		if (o.noise < 0)
			put_rows(&t, &law[k], &p, role, y, laws > 1);
		else
			put_noisy(&t, &law[k], &p, role, r->law ? r->law->response : law[k].law.preset ? law[k].law.preset->response : "L");
	}
	int status = table_finish(&t);
	for (size_t k = 0; k < laws; k++)
		saved_free(&law[k].law);
	mem_free(law);
	for (size_t k = 0; k < p.at.n; k++)
		mem_free(p.at.v[k]);
	roles_free(&roles);
	gather_free(&p.g);
	return status;
}
