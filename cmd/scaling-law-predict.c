/* SPDX-License-Identifier: MIT */
/* scaling-law-predict: losses of runs that a fitted or published law foretells, with intervals.  See scaling-law-predict(1). */
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/table.h"
#include "judge/judge.h"
#include "law/outlook.h"

static struct {
	struct texts laws, presets, at;
	struct law_role_opts roles;
	double noise;
	struct table_opts table;
} o = { .noise = -1, .roles = LAW_ROLE_DEFAULTS, .table = TABLE_DEFAULTS };

static const struct opt opts[] = {
	OPT_APPEND(0, "law", &o.laws, "FILE", "a law document from scaling-law-fit; may be repeated", "law.json"),
	OPT_APPEND(0, "preset", &o.presets, "NAME", "published coefficients instead; --list shows the names; may be repeated", "chinchilla_240"),
	OPT_APPEND(0, "at", &o.at, "ROLE=X,..",
	           "predict there instead of at the rows of a table; X is a value or range (1B..8B*2); may be repeated", "N=70B,D=1.4T"),
	{ OPT_COMMON(OPT_REAL_, 0, "noise", &o.noise, "SD", "write synthetic runs instead, with this deviation of ln L"), .lo = 0, .hi = 10,
	  .example = "0.01", .fallback = "no synthetic runs" },
	OPT_LAW_ROLES(&o.roles),
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
	.operands = "[POINTS...]", .examples = examples, .opts = opts, .judge = &judge_output, .registry = &scaling_presets,
};

static void
announce(struct table *t, const struct law_places *p, bool many)
{
	static const char *const name[] = { "predicted", "ci_lo", "ci_hi", "pi_lo", "pi_hi", "decades", "log_residual", "inside" };
	const size_t names = p->table.y ? 8 : 6;

	law_places_refuse(p, names, name);
	if (many)
		table_column(t, (struct writer_column){ .name = STR("law"), .text = true });
	law_places_announce(t, p);
	for (size_t k = 0; k < names; k++)
		table_column(t, (struct writer_column){ .name = str_of(name[k]) });
	table_begin(t);
}

/* The rows of one law. */
static void
put_rows(struct table *t, const struct law_named *law, struct law_places *p, bool many)
{
	const double *role[LAW_ROLES];
	struct prediction *out = law_places_predict(p, law, role);

	for (size_t i = 0; i < p->n; i++) {
		const struct prediction *x = &out[i];
		if (many)
			writer_text(t->w, str_of(law->name));
		law_places_put(t->w, p, i);
		writer_numbers(t->w, 6, (double[]){ x->predicted, x->ci_lo, x->ci_hi, x->pi_lo, x->pi_hi, x->decades });
		if (p->table.y) {
			double residual, inside;
			predict_observed(x, p->table.y[i], &residual, &inside);
			writer_numbers(t->w, 2, (double[]){ residual, inside });
		}
	}
	mem_free(out);
}

/* Synthetic runs: the roles of the law and what it predicts, called as scaling-law-fit reads it. */
static void
put_noisy(struct table *t, const struct saved *law, struct law_places *p)
{
	struct recipe *r = law->recipe;
	const char *response = saved_response(law);
	double *loss = die_need(mem_alloc(p->n, sizeof *loss));
	const double *role[LAW_ROLES];
	struct err e = { 0 };

	law_places_roles(p, r, role);
	for (size_t k = 0; k < r->form.roles; k++)
		table_column(t, (struct writer_column){ .name = str_of(r->form.role[k]), .count = true });
	table_column(t, (struct writer_column){ .name = strcmp(response, "L") ? str_of(response) : STR("loss") });
	table_begin(t);
	predict_noisy(law, p->n, role, o.noise, (uint64_t)o.table.seed, loss, &e);
	die_check(&e);
	for (size_t i = 0; i < p->n; i++) {
		for (size_t k = 0; k < r->form.roles; k++)
			writer_number(t->w, role[k][i]);
		writer_number(t->w, loss[i]);
	}
	mem_free(loss);
}

/* Points come from --at or a table, laws from elsewhere than the table. */
static void
check_files(const struct law_places *p, char **files)
{
	bool dash = false;

	for (size_t i = 0; i < o.laws.n; i++)
		dash |= strcmp(o.laws.v[i], "-") == 0;
	if (p->n && files[0])
		die_usage("--at and a table of points; give one of them");
	if (o.laws.n + o.presets.n == 0 && !o.table.list)
		die_usage("no law; say --law FILE or --preset NAME");
	if (dash && !p->n && (!files[0] || strcmp(files[0], "-") == 0) && !o.table.list)
		die_usage("--law - reads the law from standard input; name a file of points, or use --at");
}

int
main(int argc, char **argv)
{
	struct law_places p = { 0 };
	struct law_set laws;
	struct table t;

	char **files = opt_parse(&tool, argc, argv);
	for (size_t i = 0; i < o.at.n; i++)
		law_points_add(&p.at, o.at.v[i]);
	p.n = p.at.n;
	check_files(&p, files);
	if (p.n)
		table_start(&t, &tool, files, &o.table);
	else
		table_open_free(&t, &tool, files, &o.table);
	law_saved_set(&o.laws, &o.presets, &laws);
	if (o.noise >= 0 && laws.n > 1)
		die_usage("--noise takes one law; leave the others out");
	law_points_used(&p.at, laws.n, laws.recipe);
	if (!p.n) {
		law_pointtable_read(&t, &o.roles, laws.n, laws.recipe, o.noise < 0, &p.table);
		p.n = p.table.g.rows;
	}
	if (o.noise >= 0) {
		put_noisy(&t, &laws.v[0].law, &p);
	} else if (writer_format(t.w) == FORMAT_GNUPLOT) {
		t.document = true;
		law_outlook_plot(t.w, &laws, &p);
	} else {
		announce(&t, &p, laws.n > 1);
		for (size_t k = 0; k < laws.n; k++)
			put_rows(&t, &laws.v[k], &p, laws.n > 1);
	}
	int status = table_finish(&t);
	law_saved_set_free(&laws);
	law_places_free(&p);
	return status;
}
