/* SPDX-License-Identifier: MIT */
/* softmax-zoo: map each row of scores to probabilities.  See softmax-zoo(1). */
#include <math.h>

#include "cli/die.h"
#include "judge/judge.h"
#include "zoo/zoo.h"

static struct {
	struct zoo zoo;
	double check, lse, noise;
	bool log, jacobian, d_alpha, inverse, stats, properties;
	const char *jvp, *vjp, *upper, *names;
	long top, draws;
	int masked, loss;
	struct table_opts table;
} o = { .zoo.target = -1, .table = TABLE_DEFAULTS };

static const char *const masked_words[] = { "error", "zero", "uniform", "nan", NULL };
static const char *const loss_words[] = { "fenchel_young", "log", "probability", "straight", NULL };

static const struct opt opts[] = {
	{ OPT_COMMON(OPT_SPECS_, 'm', "map", &o.zoo.maps, "LIST", "the maps to compute; --list shows them (default softmax)"),
	  .registry = &simplex_maps, .example = "softmax,entmax:1.5" },
	{ OPT_COMMON(OPT_SWEEP_, 'T', "temperature", &o.zoo.temperature, "SWEEP", "divide the scores by T first"), .fallback = "1", .example = "0.5" },
	{ OPT_COMMON(OPT_REAL_, 0, "scale-logn", &o.zoo.how.logn, "BASE", "multiply the scores by log n / log BASE, BASE 512 when not given"),
	  .optional = true, .lo = 1.0001, .hi = HUGE_VAL, .bare = 512, .fallback = "no factor" },
	OPT_FLAG(0, "log", &o.log, "write log p instead of p"),
	OPT_WORD(0, "all-masked", &o.masked, masked_words, "WHAT", "a row of nothing but -inf: stop, or write this", "zero"),
	OPT_TEXT(0, "upper", &o.upper, "FILE", "upper bounds for csparsemax and csoftmax: a row for all, or one a row", "u.csv"),
	OPT_TEXT(0, "jvp", &o.jvp, "FILE", "write J v instead of p, J the Jacobian; v is a row for all, or one a row", "v.csv"),
	OPT_TEXT(0, "vjp", &o.vjp, "FILE", "write J^T v instead of p", "v.csv"),
	OPT_FLAG(0, "jacobian", &o.jacobian, "write J instead of p, n rows for each row"),
	OPT_FLAG(0, "d-alpha", &o.d_alpha, "write the derivative of entmax by its order alpha"),
	OPT_FLAG(0, "inverse", &o.inverse, "from probabilities to scores, of mean 0 where p > 0"),
	{ OPT_COMMON(OPT_INT_, 0, "target", &o.zoo.target, "INDEX", "write the loss of class INDEX (from 0) and its gradient"), .hi = 0x1p53,
	  .fallback = "none", .example = "3" },
	OPT_TEXT(0, "target-column", &o.zoo.target_column, "COLUMN", "the same, the class of each row in a column", "label"),
	OPT_WORD(0, "loss", &o.loss, loss_words, "WHAT", "which loss: of the map, -log p, -p, or (p - e) x with p held fixed", "probability"),
	{ OPT_COMMON(OPT_REAL_, 0, "eps", &o.zoo.ask.eps, "EPS", "--loss log of (p + EPS)/(1 + n EPS)"), .hi = HUGE_VAL, .example = "0.01" },
	{ OPT_COMMON(OPT_REAL_, 0, "margin", &o.zoo.margin, "M", "take M from the score of the class first"), .lo = -HUGE_VAL, .hi = HUGE_VAL,
	  .example = "0.35" },
	OPT_FLAG(0, "stats", &o.stats, "write a summary of each row instead of p"),
	{ OPT_COMMON(OPT_REAL_, 0, "check", &o.check, "TOL", "exit 1 unless all rows, mapped when -m is given, are distributions within TOL"),
	  .optional = true, .hi = 1, .bare = 1e-9, .fallback = "1e-9" },
	{ OPT_COMMON(OPT_INT_, 0, "top", &o.top, "K", "write the K largest of each row, with names"), .lo = 1, .hi = 0x1p53, .fallback = "none",
	  .example = "5" },
	OPT_TEXT(0, "names", &o.names, "FILE", "names of the scores for --top, one a line", "vocabulary.txt"),
	{ OPT_COMMON(OPT_REAL_, 0, "lse", &o.lse, "TAU", "write TAU log sum exp(x / TAU), the smooth maximum, TAU 1 when not given"),
	  .optional = true, .lo = 1e-300, .hi = HUGE_VAL, .bare = 1, .fallback = "none" },
	{ OPT_COMMON(OPT_REAL_, 0, "noise", &o.noise, "SD", "write mean and sd of p when the scores have normal noise"), .lo = 1e-300, .hi = HUGE_VAL,
	  .fallback = "none", .example = "0.1" },
	{ OPT_COMMON(OPT_INT_, 0, "draws", &o.draws, "N", "random draws of --noise"), .lo = 2, .hi = 1e9,
	  .fallback = "an integral up to 8 scores, else 10000", .example = "1e6" },
	OPT_FLAG(0, "gumbel", &o.zoo.gumbel, "add Gumbel noise to the scores first: with softmax, a Gumbel-softmax sample"),
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
	.operands = "[FILE...]", .examples = examples, .opts = opts, .judge = &judge_output, .registry = &simplex_maps,
};

static void
need(bool good, const char *text)
{
	if (!good)
		die_usage("%s", text);
}

/* What is wanted of a row, and what is told of it: at most one of the two is other than plain. */
static void
settle_what(struct zoo *z)
{
	bool target = z->target >= 0 || z->target_column;
	int told = o.jacobian + target + o.stats + (o.top > 0) + (o.lse > 0) + (o.noise > 0) + (o.check > 0) + o.properties;
	int wanted = (o.jvp != NULL) + (o.vjp != NULL) + o.d_alpha + o.inverse + o.log;

	need(told <= 1, "one of --jacobian, --target, --stats, --top, --lse, --noise, --check and --properties at a time");
	need(wanted <= 1, "one of --log, --jvp, --vjp, --d-alpha and --inverse at a time");
	need(!told || !wanted, "--log, --jvp, --vjp, --d-alpha and --inverse write rows; --stats and its like write something else");
	need(z->target < 0 || !z->target_column, "--target or --target-column, not both");
	need(target || (!o.loss && z->ask.eps <= 0 && z->margin == 0), "--loss, --eps and --margin go with --target or --target-column");
	need(o.loss == LOSS_LOG || z->ask.eps <= 0, "--eps goes with --loss log");
	need(o.top || !o.names, "--names goes with --top");
	need(o.noise > 0 || !o.draws, "--draws goes with --noise");
	z->mapped = z->maps.n > 0;
	need(z->mapped || o.check <= 0 || (!z->temperature.n && z->how.logn <= 0), "--check without -m looks at the input; say which map with -m");
	need(o.lse <= 0 || (!z->mapped && !z->temperature.n && z->how.logn <= 0), "--lse is of the scores: no -m, no -T (--lse=TAU), no --scale-logn");
	z->want = o.jvp ? WANT_JVP : o.vjp ? WANT_VJP : o.d_alpha ? WANT_D_ALPHA : o.inverse ? WANT_INVERSE : o.log ? WANT_LOG
	        : o.stats ? WANT_LIPSCHITZ : WANT_MAP;
	z->ask = (struct simplex_ask){
		.what = o.jacobian ? REPORT_JACOBIAN : target ? REPORT_LOSS : o.stats ? REPORT_STATS : o.top ? REPORT_TOP
		      : o.lse > 0 ? REPORT_LSE : o.noise > 0 ? REPORT_NOISE : o.check > 0 ? REPORT_CHECK : REPORT_ROWS,
		.loss = (enum loss_kind)o.loss, .eps = z->ask.eps, .top = (size_t)o.top, .draws = (size_t)o.draws, .seed = (uint64_t)o.table.seed,
		.value = o.lse > 0 ? o.lse : o.noise > 0 ? o.noise : o.check };
}

/* Any of the maps has this property. */
static bool
any(const struct zoo *z, unsigned property)
{
	for (size_t i = 0; i < z->maps.n; i++)
		if (((const struct map *)z->maps.v[i].row)->properties & property)
			return true;
	return false;
}

/* The columns of -k, and behind them the one of the class. */
static const char *
with_key(const char *column)
{
	struct text all = { 0 };

	if (!o.table.keys)
		return column;
	text_add(&all, str_of(o.table.keys));
	text_byte(&all, ',');
	text_add(&all, str_of(column));
	text_byte(&all, '\0');
	if (all.failed)
		die_memory();
	return all.s;
}

/* What the options mean together. */
static void
settle(struct zoo *z)
{
	struct err e = { 0 };

	settle_what(z);
	need(o.table.missing == 0, "--na skip: a score that is missing cannot be left out; -inf masks it");
	if (z->maps.n == 0 && spec_parse(&simplex_maps, STR("softmax"), &z->maps, &e))
		die(&e);
	for (size_t i = 0; i < z->temperature.n; i++)
		need(z->temperature.v[i] > 0, "--temperature has to be above 0; -m hardmax_split is its limit");
	if (z->temperature.n == 0 && sweep_parse(STR("1"), &z->temperature.v, &z->temperature.n, &e))
		die(&e);
	need(!o.upper || any(z, BOUNDED), "--upper is for csparsemax and csoftmax; name one by -m");
	if (any(z, MATRIX))
		o.table.by = BY_ALL;
	zoo_find_sweep(z);
	if (o.jvp || o.vjp)
		z->direction.v = table_beside(o.jvp ? o.jvp : o.vjp, false, &z->direction.rows, &z->direction.cols);
	if (o.upper)
		z->upper.v = table_beside(o.upper, true, &z->upper.rows, &z->upper.cols);
	if (o.names)
		z->names = table_texts(o.names, &z->n_names);
	if (z->target_column)
		o.table.keys = with_key(z->target_column);
	z->how.masked = (enum all_masked)o.masked;
	z->threads = (int)o.table.threads;
	o.table.infinite = true;
	o.table.missing_hint = "-inf masks a score";
	o.table.matrix = zoo_bare(z) && !o.properties;
}

int
main(int argc, char **argv)
{
	struct table t;

	char **files = opt_parse(&tool, argc, argv);
	settle(&o.zoo);
	if (o.properties) {
		need(!*files, "--properties reads nothing; name the maps with -m");
		table_start(&t, &tool, files, &o.table);
		return zoo_properties(&o.zoo, &t);
	}
	table_open(&t, &tool, files, &o.table);
	return zoo_rows(&o.zoo, &t);
}
