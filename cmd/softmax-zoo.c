/* SPDX-License-Identifier: MIT */
/* softmax-zoo: map each row of scores to probabilities.  See softmax-zoo(1). */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/sweep.h"
#include "cli/die.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "math/simplex/simplex.h"

static struct {
	struct spec_list maps;
	struct sweep temperature;
	double logn, check, lse, noise;
	bool log, jacobian, d_alpha, inverse, stats, properties, gumbel;
	const char *jvp, *vjp, *upper, *target_column, *names;
	long target, top, draws;
	int masked;
	struct table_opts table;
} o = { .target = -1, .draws = 10000, .table = TABLE_DEFAULTS };

static const char *const masked_words[] = { "error", "zero", "uniform", "nan", NULL };

static const struct opt opts[] = {
	{ OPT_COMMON(OPT_SPECS_, 'm', "map", &o.maps, "LIST", "the maps; --list shows them"), .registry = &simplex_maps, .example = "softmax,entmax:1.5" },
	{ OPT_COMMON(OPT_SWEEP_, 'T', "temperature", &o.temperature, "SWEEP", "divide the scores by T first"), .fallback = "1", .example = "0.5" },
	{ OPT_COMMON(OPT_REAL_, 0, "scale-logn", &o.logn, "BASE", "multiply the scores by log n / log BASE, BASE 512 when not given"),
	  .optional = true, .lo = 1 + DBL_EPSILON, .hi = HUGE_VAL, .bare = 512, .fallback = "not" },
	OPT_FLAG(0, "log", &o.log, "write log p"),
	OPT_WORD(0, "all-masked", &o.masked, masked_words, "WHAT", "a row of nothing but -inf: stop, or write this", "zero"),
	OPT_TEXT(0, "upper", &o.upper, "FILE", "upper bounds for csparsemax and csoftmax: a row for all, or one a row", "u.csv"),
	OPT_TEXT(0, "jvp", &o.jvp, "FILE", "write J v, v a row for all, or one a row", "v.csv"),
	OPT_TEXT(0, "vjp", &o.vjp, "FILE", "write J^T v", "v.csv"),
	OPT_FLAG(0, "jacobian", &o.jacobian, "write J, n rows for each row"),
	OPT_FLAG(0, "d-alpha", &o.d_alpha, "write the derivative of entmax in its order"),
	OPT_FLAG(0, "inverse", &o.inverse, "from probabilities to scores, of mean 0 where p > 0"),
	OPT_INT(0, "target", &o.target, 0, 0x1p53, "INDEX", "write the loss of class INDEX (from 0) and its gradient", "3"),
	OPT_TEXT(0, "target-column", &o.target_column, "COLUMN", "the same, the class of each row in a column", "label"),
	OPT_FLAG(0, "stats", &o.stats, "write a summary of each row"),
	{ OPT_COMMON(OPT_REAL_, 0, "check", &o.check, "TOL", "exit 1 unless all rows, mapped when -m is given, are distributions within TOL"),
	  .optional = true, .hi = 1, .bare = 1e-9, .fallback = "1e-9" },
	OPT_INT(0, "top", &o.top, 1, 0x1p53, "K", "write the K largest of each row, with names", "5"),
	OPT_TEXT(0, "names", &o.names, "FILE", "names of the scores for --top, one a line", "vocabulary.txt"),
	{ OPT_COMMON(OPT_REAL_, 0, "lse", &o.lse, "TAU", "write TAU log sum exp(x / TAU), the smooth maximum, TAU 1 when not given"),
	  .optional = true, .lo = DBL_MIN, .hi = HUGE_VAL, .bare = 1, .fallback = "not" },
	{ OPT_COMMON(OPT_REAL_, 0, "noise", &o.noise, "SD", "write mean and sd of p when the scores have normal noise"), .lo = DBL_MIN, .hi = HUGE_VAL,
	  .fallback = "none", .example = "0.1" },
	OPT_INT(0, "draws", &o.draws, 2, 1e9, "N", "of --noise", "1e6"),
	OPT_FLAG(0, "gumbel", &o.gumbel, "add Gumbel noise to the scores first: with softmax, a Gumbel-softmax sample"),
	OPT_FLAG(0, "properties", &o.properties, "write which properties each map has, with a witness where it has not; reads nothing"),
	OPT_MAP(&o.table),
	OPT_TABLE(&o.table),
	OPT_SEED(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"softmax-zoo -m entmax:1.5 scores.csv",
	"softmax-zoo -m softmax,sparsemax -T 0.5,1,2 --stats scores.npy",
	"softmax-zoo --top 5 --names vocabulary.txt logits.npy",
	NULL
};

static const struct tool tool = {
	.name = "softmax-zoo", .summary = "map rows of scores to probabilities",
	.operands = "[FILE...]", .examples = examples, .opts = opts, .registry = &simplex_maps,
};

/* A matrix beside the input: a row for all rows, or as many rows as the input. */
struct beside {
	double *v;
	size_t rows, cols, at;
};

static struct beside v, upper;
static struct str *names;
static size_t n_names, swept = SPEC_VALUES;
static bool mapped;			/* -m was given */

/* The rows of it that go with those of b. */
static const double *
beside(const char *option, const struct beside *m, const struct block *b)
{
	if (!m->v)
		return NULL;
	if (m->cols != b->cols)
		die_usage("%s has rows of %zu numbers, the input %zu", option, m->cols, b->cols);
	if (m->rows > 1 && m->at + b->rows > m->rows)
		die_usage("%s has %zu rows, fewer than the input", option, m->rows);
	return m->rows > 1 ? m->v + m->at * m->cols : m->v;
}

/* Which value runs when all maps are one row of the registry with one value different: it becomes a column. */
static void
find_sweep(void)
{
	const struct spec *s = o.maps.v;
	size_t differ = 0;

	for (size_t i = 1; i < o.maps.n; i++)
		if (s[i].row != s[0].row)
			return;
	for (size_t k = 0; k < SPEC_VALUES && o.maps.n > 1; k++)
		for (size_t i = 1; i < o.maps.n; i++)
			if (s[i].par[k] != s[0].par[k]) {
				differ += k != swept;
				swept = k;
			}
	swept = differ == 1 ? swept : SPEC_VALUES;
}

static bool
several(void)
{
	return o.maps.n * o.temperature.n > 1;
}

static enum simplex_report
what(void)
{
	return o.jacobian ? REPORT_JACOBIAN : o.target >= 0 || o.target_column ? REPORT_LOSS : o.stats ? REPORT_STATS : o.top ? REPORT_TOP
	     : o.lse > 0 ? REPORT_LSE : o.noise > 0 ? REPORT_NOISE : o.check > 0 ? REPORT_CHECK : REPORT_ROWS;
}

/* The output is the input's rows mapped, nothing else. */
static bool
bare(void)
{
	return what() == REPORT_ROWS && !several();
}

static enum wanted
wanted(void)
{
	return o.jvp ? WANT_JVP : o.vjp ? WANT_VJP : o.d_alpha ? WANT_D_ALPHA : o.inverse ? WANT_INVERSE : o.log ? WANT_LOG
	     : o.stats ? WANT_LIPSCHITZ : WANT_MAP;
}

static void
announce(struct table *t, const struct block *b)
{
	static char name[2];

	if (several())
		table_column(t, (struct writer_column){ .name = STR("map"), .text = true });
	if (several() && swept < SPEC_VALUES) {
		name[0] = (char)(o.maps.v[0].row->params[swept].name[0] | 0x20);
		table_column(t, (struct writer_column){ .name = str_of(name) });
	}
	if (several() && o.temperature.n > 1)
		table_column(t, (struct writer_column){ .name = STR("temperature") });
	table_column(t, (struct writer_column){ .name = STR("row") });
	for (const char *const *s = simplex_report_names[what()]; *s; s++) {
		table_column(t, (struct writer_column){ .name = str_of(*s) });
		if (what() == REPORT_TOP && !strcmp(*s, "index"))
			table_column(t, (struct writer_column){ .name = STR("name"), .text = true });
	}
	if (what() <= REPORT_LOSS)
		table_names(t, b);
}

/* One output row: the labels of row i of b under map and temperature number c, then the numbers. */
static void
put(struct table *t, const struct block *b, size_t i, size_t c, size_t n, const double x[])
{
	const struct spec *m = &o.maps.v[c / o.temperature.n];
	size_t row = table_place(t, b, i);
	char number[32];

	if (several())
		writer_text(t->w, str_of(swept < SPEC_VALUES ? m->row->name : m->label));
	if (several() && swept < SPEC_VALUES)
		writer_number(t->w, m->par[swept]);
	if (several() && o.temperature.n > 1)
		writer_number(t->w, o.temperature.v[c % o.temperature.n]);
	writer_count(t->w, row);
	if (what() == REPORT_TOP) {
		size_t index = (size_t)x[1];
		writer_numbers(t->w, 2, x);
		writer_text(t->w, index < n_names ? names[index] : o.names ? STR("") : table_name(t, index, number));
		x += 2;
		n -= 2;
	}
	writer_numbers(t->w, n, x);
}

/* The class of row i: the last of its text cells, or that of --target. */
static size_t
class_of(struct table *t, const struct block *b, size_t i)
{
	double x = (double)o.target;
	struct err e = { 0 };

	if (o.target_column && (num_read(b->text[(i + 1) * b->n_text - 1], NUM_CSV, &x) != NUM_OK || !(x >= 0 && x < 0x1p53 && x == floor(x)))) {
		err_set(&e, ERR_INPUT, "the class is not an integer from 0");
		err_name(&e, strlen(o.target_column), o.target_column);
		table_die(t, b, i, &e);
	}
	return (size_t)x;
}

/* What is told of row i of b under map and temperature number c. */
static void
report(struct table *t, const struct block *b, size_t i, size_t c, const struct simplex_opts *how, const double p[],
       const struct simplex_found *found, struct simplex_work *w, double out[])
{
	struct simplex_ask ask = { .what = what(), .target = class_of(t, b, i), .top = (size_t)o.top, .draws = (size_t)o.draws, .row = b->first + i,
	                           .value = o.lse > 0 ? o.lse : o.noise > 0 ? o.noise : o.check, .seed = (uint64_t)o.table.seed };
	struct err e = { 0 };
	size_t most, width;

	simplex_report_size(&ask, b->cols, &most, &width);
	size_t rows = simplex_report(&o.maps.v[c / o.temperature.n], how, &ask, b->cols, b->v + i * b->cols, p, found, w, out, &e);
	if (e.code)
		table_die(t, b, i, &e);
	for (size_t k = 0; k < rows; k++)
		put(t, b, i, c, width, out + k * width);
	if (rows && what() == REPORT_CHECK) {
		err_at(&t->verdict, b->file, b->line ? b->line[i] : 0, 0);
		err_set(&t->verdict, ERR_NO, "row %zu is not a distribution", b->first + i + 1);
	}
}

/* Room for a part of the input: the results of all maps and temperatures, and one report. */
struct room {
	size_t rows, cols;
	double *p, *out;
	struct simplex_found *found;
	struct simplex_work *w;
};

static void
room_free(struct room *r)
{
	mem_free(r->p);
	mem_free(r->out);
	mem_free(r->found);
	simplex_work_free(r->w);
}

/* Enough for rows of this length, not more than is needed to keep threads busy. */
static void
room_for(struct room *r, const struct block *b)
{
	enum { HELD = 1 << 21 };
	size_t all = o.maps.n * o.temperature.n, most = o.table.by == BY_ALL || bare() ? b->rows : HELD / all / (b->cols + 1) + 1, rows, width;
	struct simplex_ask ask = { .what = what(), .top = (size_t)o.top };

	room_free(r);
	r->rows = most < b->rows ? most : b->rows;
	r->cols = b->cols;
	simplex_report_size(&ask, b->cols, &rows, &width);
	r->p = mem_alloc(r->rows * all, b->cols * sizeof *r->p);
	r->found = mem_alloc(r->rows * all, sizeof *r->found);
	r->out = bare() ? NULL : mem_alloc(rows, width * sizeof *r->out);
	r->w = bare() ? NULL : simplex_work_new(b->cols);
	if (!r->p || !r->found || (!bare() && (!r->out || !r->w)))
		die_memory();
}

/* All maps and temperatures of a part of the input, then its rows in order. */
static void
part(struct table *t, const struct block *b, struct room *r)
{
	size_t size = b->rows * b->cols, all = o.maps.n * o.temperature.n, bad;
	const double *bounds = beside("--upper", &upper, b), *direction = beside(o.jvp ? "--jvp" : "--vjp", &v, b);
	struct simplex_opts how = { .logn = o.logn, .masked = (enum all_masked)o.masked, .upper = bounds, .upper_rows = upper.rows > 1 };
	struct err e = { 0 };

	for (size_t i = 0; i < b->rows && o.gumbel; i++)
		simplex_gumbel(b->cols, b->v + i * b->cols, (uint64_t)o.table.seed, b->first + i);
	for (size_t c = 0; c < all; c++) {
		how.temperature = o.temperature.v[c % o.temperature.n];
		if (what() == REPORT_LSE || (what() == REPORT_CHECK && !mapped))
			memcpy(r->p, b->v, size * sizeof *r->p);
		else if (simplex_rows(&o.maps.v[c / o.temperature.n], &how, wanted(), b->rows, b->cols, b->v, direction, v.rows > 1, r->p + c * size,
		                      (int)o.table.threads, r->found + c * b->rows, &bad, &e))
			table_die(t, b, bad, &e);
	}
	if (bare())
		table_matrix(t, b, r->p);
	for (size_t i = 0; i < b->rows && !bare(); i++)
		for (size_t c = 0; c < all; c++) {
			how.temperature = o.temperature.v[c % o.temperature.n];
			how.upper = upper.rows > 1 ? bounds + i * b->cols : bounds;
			report(t, b, i, c, &how, r->p + c * size + i * b->cols, &r->found[c * b->rows + i], r->w, r->out);
		}
	upper.at += b->rows;
	v.at += b->rows;
}

static int
rows(struct table *t)
{
	struct room r = { 0 };
	struct block b;

	while (table_rows(t, &b)) {
		struct err e = { 0 };
		if (!r.p && !bare())
			announce(t, &b);
		if (r.p && r.cols != b.cols && !bare() && what() <= REPORT_LOSS) {
			err_set(&e, ERR_INPUT, "rows have %zu and %zu scores; they cannot stand under each other", r.cols, b.cols);
			table_die(t, &b, 0, &e);
		}
		room_for(&r, &b);
		for (size_t at = 0; at < b.rows; at += r.rows) {
			struct block some = table_part(&b, at, r.rows);
			part(t, &some, &r);
		}
	}
	room_free(&r);
	return table_finish(t);
}

/* map,property,holds and, where it does not, a row of scores and two numbers that show it. */
static int
properties(struct table *t)
{
	static const struct {
		unsigned bit;
		const char *name;
	} all[] = { { MONOTONE, "monotone" }, { SHIFT, "shift_invariant" }, { SPARSE, "full_support" }, { SYMMETRIC, "symmetric_jacobian" } };
	static const char *const columns[] = { "map", "property", "holds", "x0", "x1", "x2", "x3", "i", "j", "a", "b" };

	for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++)
		table_column(t, (struct writer_column){ .name = str_of(columns[k]), .text = k < 3 });
	table_begin(t);
	for (size_t i = 0; i < 4 * o.maps.n; i++) {
		struct witness w;
		bool no = simplex_witness(&o.maps.v[i / 4], all[i % 4].bit, &w);
		writer_text(t->w, str_of(o.maps.v[i / 4].label));
		writer_text(t->w, str_of(all[i % 4].name));
		writer_text(t->w, no ? STR("no") : STR("yes"));
		for (size_t k = 0; k < WITNESS; k++)
			writer_number(t->w, no && k < w.n ? w.x[k] : (double)NAN);
		if (!no)
			w = (struct witness){ .a = (double)NAN, .b = (double)NAN };
		writer_numbers(t->w, 4, (double[]){ no ? (double)w.i : w.a, no ? (double)w.j : w.a, w.a, w.b });
	}
	return table_finish(t);
}

static void
need(bool good, const char *text)
{
	if (!good)
		die_usage("%s", text);
}

/* What the options mean together. */
static void
settle(void)
{
	struct err e = { 0 };
	mapped = o.maps.n > 0;
	int asked = (o.jvp != NULL) + (o.vjp != NULL) + o.jacobian + o.d_alpha + o.inverse + o.log;

	need(asked <= 1, "one of --log, --jvp, --vjp, --jacobian, --d-alpha and --inverse at a time");
	need(o.table.missing == 0, "--na skip: a score that is missing cannot be left out; -inf masks it");
	if (o.maps.n == 0 && spec_parse(&simplex_maps, STR("softmax"), &o.maps, &e))
		die(&e);
	for (size_t i = 0; i < o.temperature.n; i++)
		need(o.temperature.v[i] > 0, "--temperature is above 0; hardmax_split is the limit");
	if (o.temperature.n == 0 && sweep_parse(STR("1"), &o.temperature.v, &o.temperature.n, &e))
		die(&e);
	for (size_t i = 0; i < o.maps.n; i++)
		if (((const struct map *)o.maps.v[i].row)->properties & MATRIX)
			o.table.by = BY_ALL;
	find_sweep();
	if (o.jvp || o.vjp)
		v.v = table_beside(o.jvp ? o.jvp : o.vjp, false, &v.rows, &v.cols);
	if (o.upper)
		upper.v = table_beside(o.upper, true, &upper.rows, &upper.cols);
	if (o.names)
		names = table_texts(o.names, &n_names);
	if (o.target_column)
		o.table.keys = o.target_column;
	o.table.infinite = true;
	o.table.matrix = bare() && !o.properties;
}

int
main(int argc, char **argv)
{
	struct table t;

	char **files = opt_parse(&tool, argc, argv);
	settle();
	if (o.properties) {
		table_start(&t, &tool, files, &o.table);
		return properties(&t);
	}
	table_open(&t, &tool, files, &o.table);
	return rows(&t);
}
