/* SPDX-License-Identifier: MIT */
/* sparsity: measure how sparse vectors and matrices are.  See sparsity(1). */
#include <math.h>

#include "base/mem.h"
#include "base/num.h"
#include "cli/die.h"
#include "cli/opt.h"
#include "cli/part.h"
#include "cli/squareplot.h"
#include "cli/table.h"
#include "cli/values.h"
#include "judge/judge.h"
#include "math/sparsity/ask.h"
#include "math/sparsity/criteria.h"
#include "math/sparsity/matrix.h"
#include "math/sparsity/sparsity.h"

static struct {
	struct spec_list measures;
	const char *prune;
	bool stats, gradient, lorenz, matrix, criteria, partial, merge;
	struct table_opts table;
} o = { .table = TABLE_DEFAULTS };

static const struct opt opts[] = {
	OPT_SPECS('m', "measure", &o.measures, &sparsity_measures, sparsity_default, "LIST", "what to compute", "gini,topk_mass:1%"),
	OPT_FLAG(0, "stats", &o.stats, "write a summary of each measure over the vectors instead"),
	OPT_FLAG(0, "gradient", &o.gradient, "write the derivatives of smooth measures by each element"),
	OPT_FLAG(0, "lorenz", &o.lorenz, "write the Lorenz curve of each vector instead"),
	OPT_FLAG(0, "matrix", &o.matrix, "measure matrices: the table of a file, the last two axes of npy"),
	OPT_TEXT(0, "prune", &o.prune, "N:M|topk:F", "with --matrix: add the part of the magnitude that pruning keeps", "2:4"),
	OPT_FLAG(0, "criteria", &o.criteria, "verdicts on six criteria, of all measures or those named"),
	OPT_FLAG(0, "partial", &o.partial, "write sums for --merge instead of measures"),
	OPT_FLAG(0, "merge", &o.merge, "read what --partial wrote, and finish the measures"),
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

static struct profile *
new_profile(void)
{
	struct profile *p = profile_new(o.measures.n, o.measures.v, (int)o.table.threads, o.table.max_memory);
	if (!p)
		die_memory();
	return p;
}

static double *
new_numbers(size_t n)
{
	double *x = mem_alloc(n, sizeof *x);
	if (!x)
		die_memory();
	return x;
}

/* The measures of vector v, complete; a tensor without a finite number has none. */
static int
finish(struct profile *p, const struct vector *v, size_t *n, double value[], struct err *e)
{
	if (!profile_values(p, v->id, n, value, e) || !v->tensor || *n > 0)
		return e->code;
	err_clear(e);
	for (size_t i = 0; i < o.measures.n; i++)
		value[i] = (double)NAN;
	return 0;
}

/* A row a vector: vector,n,n_missing and the measures. */
static int
measure(struct table *t)
{
	struct values out = { .specs = &o.measures, .stats = o.stats };
	struct err e = { 0 };
	struct vector v;
	size_t n;

	if (table_by_tensor(t) && ask_ready(&o.measures, ASK_TENSORS, NULL, &e))
		die(&e);
	struct profile *p = new_profile();
	double *value = new_numbers(o.measures.n);

	values_begin(&out, t, VALUES_VECTORS);
	while (table_vector(t, &v)) {
		if (profile_add(p, v.id, v.n, v.x, &e) || (v.last && finish(p, &v, &n, value, &e)))
			table_vector_die(t, &v, &e);
		if (v.last)
			values_of_vector(&out, t, &v, n, value);
	}
	values_end(&out, t);
	profile_free(p);
	mem_free(value);
	return table_finish(t);
}

/* A row a matrix: matrix,rows,cols and the measures. */
static int
matrices(struct table *t)
{
	struct values out = { .specs = &o.measures, .stats = o.stats };
	double *value = new_numbers(o.measures.n);
	struct err e = { 0 };
	struct matrix_read m;

	values_begin(&out, t, VALUES_MATRICES);
	while (table_whole_matrix(t, &m)) {
		if (matrix_values(o.measures.n, o.measures.v, m.rows, m.cols, m.v, o.table.max_memory, value, &e))
			table_matrix_die(t, &m, &e);
		values_of_matrix(&out, t, &m, value);
	}
	values_end(&out, t);
	mem_free(value);
	return table_finish(t);
}

/* The sums of each vector, for merge. */
static int
partial(struct table *t)
{
	struct profile *p = new_profile();
	struct text what = { 0 }, sums = { 0 };
	struct err e = { 0 };
	struct vector v;
	char number[NUM_TEXT];

	spec_print(&o.measures, &what);
	while (table_vector(t, &v)) {
		sums.n = 0;
		if (profile_add(p, v.id, v.n, v.x, &e) || (v.last && profile_print(p, v.id, &sums, &e)))
			table_vector_die(t, &v, &e);
		struct str name = v.name.s ? v.name : (struct str){ number, num_print_count(v.number, number) };
		if (v.last)
			part_put(t, &(struct part){ .options = o.table.by == BY_ALL ? STR("by=all") : STR("by=column"),
				.what = { what.s, what.n }, .vector = name, .named = v.name.s, .n_missing = v.n_missing,
				.sums = { sums.s, sums.n } });
	}
	profile_free(p);
	text_free(&what);
	text_free(&sums);
	return table_finish(t);
}

/* The measures of what partial wrote: the rows that one run over everything had written. */
static int
merge(struct table *t, char **files)
{
	struct values out = { .specs = &o.measures, .stats = o.stats };
	struct parts *parts = parts_open(&tool, files);
	struct profile *p = NULL;
	struct part part;
	struct err e = { 0 };
	size_t n;

	spec_free(&o.measures);			/* the parts name theirs */
	while (parts_next(parts, &part)) {
		if (!p && (spec_parse(&sparsity_measures, part.what, &o.measures, &e) ||
			   ask_ready(&o.measures, ASK_PARTIAL, NULL, &e)))
			parts_die(parts, "what", &e);
		p = p ? p : new_profile();
		if (profile_merge(p, part.id, part.sums, &e))
			parts_die(parts, "sums", &e);
	}
	double *value = new_numbers(o.measures.n);
	if (!o.stats)
		parts_column(parts, t);
	values_begin(&out, t, VALUES_VECTORS);
	for (size_t id = 0; parts_vector(parts, id, &part); id++) {
		if (profile_values(p, id, &n, value, &e))
			parts_die(parts, NULL, &e);
		values_of_part(&out, t, &part, n, value);
	}
	values_end(&out, t);
	profile_free(p);
	mem_free(value);
	parts_close(parts);
	return table_finish(t);
}

/* vector,k,population,share: the k smallest of n magnitudes are k/n of the population and hold this share of the sum. */
static int
lorenz(struct table *t)
{
	struct squareplot drawing = { .on = writer_format(t->w) == FORMAT_GNUPLOT };
	struct err e = { 0 };
	struct vector v;

	table_columns(t, "k population share");
	while (table_whole(t, &v)) {
		double *share = new_numbers(v.n + 1);
		if (sparsity_lorenz(v.n, v.x, share, &e))
			table_vector_die(t, &v, &e);
		if (drawing.on)
			squareplot_curve(t, &drawing, &v, "Gini", sparsity_lorenz_area(v.n, share), v.n + 1, share);
		for (size_t k = 0; k <= v.n && !drawing.on; k++) {
			table_vector_labels(t, &v);
			writer_count(t->w, k);
			writer_number(t->w, (double)k / (double)v.n);
			writer_number(t->w, share[k]);
		}
		mem_free(share);
	}
	squareplot_end(t, &drawing, "share of the elements, smallest first", "share of the sum");
	return table_finish(t);
}

static int
gradient(struct table *t)
{
	struct profile *p = new_profile();
	struct err e = { 0 };
	struct vector v;

	while (table_whole(t, &v)) {
		double *g = new_numbers(v.n * o.measures.n);
		if (v.n_missing)
			err_set(&e, ERR_USAGE, "--gradient has no place for what --na skip leaves out");
		if (e.code || profile_gradient(p, v.n, v.x, g, &e))
			table_vector_die(t, &v, &e);
		values_elements(&o.measures, t, &v, g);
		mem_free(g);
	}
	profile_free(p);
	return table_finish(t);
}

/* Six rows a measure: the verdict, and a counterexample or example with the values of both vectors. */
static int
criteria(struct table *t, char **names)
{
	struct criteria_case c;
	struct err e = { 0 };

	for (char **name = names; *name; name++)
		if (!criteria_known(str_of(*name), &e))
			die(&e);
	table_columns(t, "measure: sparser: criterion: verdict: before: after: value value_after");
	for (size_t k = 0; k < criteria_measures; k++)
		for (enum criterion i = D1; criteria_wanted(k, names) && i < CRITERIA; i++) {
			if (criteria_case(k, i, &c, &e))
				die(&e);
			const char *const cells[] = { c.measure, c.orientation == SPARSER_UP ? "up" : "down", c.name,
				c.yes ? "yes" : "no", c.text, c.text_after };
			table_labels(t, NULL, 0);
			for (size_t j = 0; j < sizeof cells / sizeof cells[0]; j++)
				writer_text(t->w, str_of(cells[j]));
			writer_number(t->w, c.value);
			writer_number(t->w, c.value_after);
		}
	return table_finish(t);
}

/* What is asked, and whether it can be asked together. */
static void
settle(void)
{
	struct err e = { 0 };

	if (o.lorenz + o.gradient + o.matrix + o.criteria + o.partial + o.merge > 1)
		die_usage("--lorenz, --gradient, --matrix, --criteria, --partial, --merge: one at a time");
	if (o.stats && (o.lorenz || o.gradient || o.criteria || o.partial))
		die_usage("--stats is of measures: of vectors, with --matrix or with --merge");
	if (o.merge && !o.measures.assumed)
		die_usage("--merge: the measures were named where the parts were made, leave -m out");
	if (o.partial && ((o.table.by != BY_COLUMN && o.table.by != BY_ALL) || o.table.groups))
		die_usage("--partial needs --by column or --by all, and no -g");
	enum ask what = o.matrix ? ASK_MATRIX : o.gradient ? ASK_GRADIENT : o.partial ? ASK_PARTIAL : ASK_VALUES;
	if (!o.criteria && !o.merge && !o.lorenz && ask_ready(&o.measures, what, o.prune, &e))
		die(&e);
	for (size_t i = 0; i < o.measures.n; i++)
		if (str_is(str_of(o.measures.v[i].row->name), "l0")) {
			note("l0 is the number of zeros, as Hurley & Rickard have it; nnz counts the others");
			break;
		}
}

int
main(int argc, char **argv)
{
	struct table t;

	char **files = opt_parse(&tool, argc, argv);	/* fills o; answers -h and -V; leaves on bad usage */
	if (!o.table.list)
		settle();
	if (o.criteria || o.merge) {
		table_start(&t, &tool, files, &o.table);
		return o.criteria ? criteria(&t, files) : merge(&t, files);
	}
	table_open(&t, &tool, files, &o.table);		/* answers --list; says what is wrong with the files and leaves */
	return o.lorenz ? lorenz(&t) : o.gradient ? gradient(&t) : o.matrix ? matrices(&t) : o.partial ? partial(&t) : measure(&t);
}
