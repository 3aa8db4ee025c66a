/* SPDX-License-Identifier: MIT */
/* sparsity: measure how sparse vectors are.  See sparsity(1). */
#include <math.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "math/sparsity/sparsity.h"

static struct {
	struct spec_list measures;
	bool lorenz;
	struct table_opts table;
} o = { .table = TABLE_DEFAULTS };

static const struct opt opts[] = {
	OPT_SPECS('m', "measure", &o.measures, &sparsity_measures, sparsity_default, "LIST", "what to compute", "gini,topk_mass:1%"),
	OPT_FLAG(0, "lorenz", &o.lorenz, "write the Lorenz curve of each vector instead"),
	OPT_VECTORS(&o.table),
	OPT_TABLE(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"printf '0,0,0,1\\n' | sparsity -m gini,hoyer",
	"sparsity --by column -m zero_fraction,gini weights.csv",
	"sparsity --by all activations.npy",
	NULL
};

static const struct tool tool = {
	.name = "sparsity", .summary = "measure how sparse vectors are",
	.operands = "[FILE...]", .examples = examples, .opts = opts, .registry = &sparsity_measures,
};

/* vector,n,n_missing and a column for each measure; with --long vector,n,n_missing,measure,value. */
static void
announce(struct table *t)
{
	table_column(t, (struct writer_column){ .name = STR("n") });
	table_column(t, (struct writer_column){ .name = STR("n_missing") });
	if (o.table.long_form) {
		table_column(t, (struct writer_column){ .name = STR("measure"), .text = true });
		table_column(t, (struct writer_column){ .name = STR("value") });
	} else {
		for (size_t i = 0; i < o.measures.n; i++)
			table_spec(t, &o.measures.v[i]);
	}
}

/* The row of a complete vector; with --long a row for each measure. */
static void
put(struct table *t, const struct vector *v, size_t n, const double value[])
{
	for (size_t i = 0; i < o.measures.n; i++) {
		if (i == 0 || o.table.long_form) {
			table_vector_labels(t, v);
			writer_count(t->w, n);
			writer_count(t->w, v->n_missing);
		}
		if (o.table.long_form)
			writer_text(t->w, str_of(o.measures.v[i].label));
		writer_number(t->w, value[i]);
	}
}

/* How many measures have a value; a warning names the first that has none. */
static size_t
defined(const struct vector *v, const double value[])
{
	struct err e = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < o.measures.n; i++) {
		const struct spec *s = &o.measures.v[i];
		if (!isnan(value[i])) {
			n++;
		} else if (!e.code) {
			err_at(&e, v->file, v->line, 0);
			err_set(&e, ERR_NO_ANSWER, "vector %zu has no %s; it is defined for %s", v->number, s->label, s->row->domain);
		}
	}
	if (e.code)
		warn("undefined", &e);
	return n;
}

static int
measure(struct table *t)
{
	struct profile *p = profile_new(o.measures.n, o.measures.v, (int)o.table.threads, o.table.max_memory);
	double *value = mem_alloc(o.measures.n, sizeof *value);
	struct err e = { 0 };
	struct vector v;
	size_t n, values = 0;

	if (!p || !value)
		die_memory();
	announce(t);
	while (table_vector(t, &v)) {
		if (profile_add(p, v.id, v.n, v.x, &e) || (v.last && profile_values(p, v.id, &n, value, &e)))
			table_vector_die(t, &v, &e);
		if (!v.last)
			continue;
		put(t, &v, n, value);
		values += defined(&v, value);
	}
	if (values == 0)
		err_set(&t->verdict, ERR_NO_ANSWER, "no measure is defined for any vector");
	profile_free(p);
	mem_free(value);
	return table_finish(t);
}

/* vector,k,population,share: the k smallest of n magnitudes are k/n of the population and hold this share of the sum. */
static int
lorenz(struct table *t)
{
	struct err e = { 0 };
	struct vector v;

	table_column(t, (struct writer_column){ .name = STR("k") });
	table_column(t, (struct writer_column){ .name = STR("population") });
	table_column(t, (struct writer_column){ .name = STR("share") });
	while (table_whole(t, &v)) {
		double *share = mem_alloc(v.n + 1, sizeof *share);
		if (!share)
			die_memory();
		if (sparsity_lorenz(v.n, v.x, share, &e))
			table_vector_die(t, &v, &e);
		for (size_t k = 0; k <= v.n; k++) {
			table_vector_labels(t, &v);
			writer_count(t->w, k);
			writer_number(t->w, (double)k / (double)v.n);
			writer_number(t->w, share[k]);
		}
		mem_free(share);
	}
	return table_finish(t);
}

int
main(int argc, char **argv)
{
	struct table t;

	char **files = opt_parse(&tool, argc, argv);	/* fills o; answers -h and -V; leaves on bad usage */
	table_open(&t, &tool, files, &o.table);		/* answers --list; says what is wrong with the files and leaves */
	return o.lorenz ? lorenz(&t) : measure(&t);
}
