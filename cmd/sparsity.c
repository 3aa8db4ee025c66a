/* SPDX-License-Identifier: MIT */
/* sparsity: measure how sparse vectors and matrices are.  See sparsity(1). */
#include "base/mem.h"
#include "cli/values.h"
#include "judge/judge.h"
#include "spread/spread.h"
#include "tensors/tensors.h"

static struct spread o = { .table = TABLE_DEFAULTS };

static const struct opt opts[] = {
	OPT_SPECS('m', "measure", &o.measures, &sparsity_measures, sparsity_default, "LIST", "what to compute", "gini,topk_mass:1%"),
	OPT_FLAG(0, "stats", &o.stats, "write a summary of each measure over the vectors instead"),
	OPT_FLAG(0, "gradient", &o.gradient, "write the derivatives of smooth measures by each element instead"),
	OPT_FLAG(0, "lorenz", &o.lorenz, "write the Lorenz curve of each vector instead"),
	OPT_FLAG(0, "matrix", &o.matrix, "measure matrices: the table of a file, the last two axes of npy"),
	OPT_TEXT(0, "prune", &o.prune, "N:M|topk:F", "with --matrix: add the part of the magnitude that pruning keeps", "2:4"),
	OPT_FLAG(0, "histogram", &o.histogram, "with --matrix: how many rows and columns have how many non-zeros"),
	OPT_FLAG(0, "criteria", &o.criteria, "verdicts on six criteria, of all measures or those named"),
	OPT_FLAG(0, "partial", &o.partial, "write sums for --merge instead of measures"),
	OPT_FLAG(0, "merge", &o.merge, "read what --partial wrote, and finish the measures"),
	OPT_FLAG(0, "diff", &o.diff, "write what changed between two safetensors files, a row for each tensor"),
	OPT_VECTORS(&o.table),
	OPT_TABLE(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"printf '0,0,0,1\\n' | sparsity -m gini,hoyer",
	"sparsity --by column -m zero_fraction,gini weights.csv",
	"sparsity --matrix -m stable_rank,density weights.npy",
	NULL
};

static const struct tool tool = {
	.name = "sparsity", .summary = "measure how sparse vectors and matrices are",
	.operands = "[FILE...]", .examples = examples, .opts = opts, .judge = &judge_output, .registry = &sparsity_measures,
};

/* One row for each vector: vector, n, n_missing and the measures. */
static int
measure(struct table *t)
{
	struct values out = { .specs = &o.measures, .stats = o.stats };
	struct err e = { 0 };
	struct vector v;
	size_t n;

	tensors_ready(t, &o.measures);
	struct profile *p = spread_profile(&o);
	double *value = spread_numbers(o.measures.n);

	values_begin(&out, t, VALUES_VECTORS);
	while (table_vector(t, &v)) {			/* a piece of a vector; several may be open at a time */
		if (profile_add(p, v.id, v.n, v.x, &e) || (v.last && tensors_values(p, &v, o.measures.n, &n, value, &e)))
			table_vector_die(t, &v, &e);
		if (v.last)
			values_of_vector(&out, t, &v, n, value);
	}
	values_end(&out, t);
	profile_free(p);
	mem_free(value);
	return table_finish(t);
}

int
main(int argc, char **argv)
{
	struct table t;

	char **files = opt_parse(&tool, argc, argv);	/* fills o; answers -h and -V; leaves on bad usage */
	if (!o.table.list)
		spread_settle(&o);
	if (o.criteria || o.merge || o.diff) {
		table_start(&t, &tool, files, &o.table);
		return o.diff ? tensors_diff(&t, files, o.table.columns) : o.criteria ? spread_criteria(&t, files) : spread_merge(&o, &t, files);
	}
	table_open(&t, &tool, files, &o.table);		/* answers --list; says what is wrong with the files and leaves */
	return o.lorenz ? spread_lorenz(&o, &t)
	     : o.gradient ? spread_gradient(&o, &t)
	     : o.histogram ? spread_histogram(&t)
	     : o.matrix ? spread_matrices(&o, &t)
	     : o.partial ? spread_partial(&o, &t)
	     : measure(&t);
}
