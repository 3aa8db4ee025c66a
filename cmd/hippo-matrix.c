/* SPDX-License-Identifier: MIT */
/* hippo-matrix: HiPPO state matrices, their discretizations and spectra; a filter that keeps signals in N numbers.  See hippo-matrix(1). */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sweep.h"
#include "cli/die.h"
#include "cli/opt.h"
#include "cli/signals.h"
#include "cli/table.h"
#include "math/hippo/audit.h"
#include "math/hippo/discretize.h"
#include "math/hippo/eig.h"
#include "math/hippo/encoder.h"
#include "math/hippo/item.h"
#include "math/hippo/readout.h"
#include "math/hippo/roundtrip.h"
#include "math/hippo/varying.h"

static struct {
	struct sweep sizes, omega;
	struct spec_list items, discretize, rules, timemap, family;
	const char *readout, *time, *convert;
	double dt;
	long length;
	int method;
	bool audit, force, encode, decode, roundtrip, last, stats;
	struct table_opts table;
} o = { .table = TABLE_DEFAULTS };

static const char *const methods[] = { "recurrence", "generating", "cauchy", NULL };

static const struct opt opts[] = {
	{ OPT_COMMON(OPT_SWEEP_, 'N', NULL, &o.sizes, "N", "length of the state; a sweep for --stats"), .fallback = "has to be given",
	  .example = "64" },
	OPT_SPECS('p', "print", &o.items, &hippo_items, NULL, "LIST", "what to print: A; A and B in json", "A,B,dA,dB"),
	OPT_SPECS(0, "discretize", &o.discretize, &hippo_rules, NULL, "LIST", "rule of time-invariant systems: zoh", "gbt:0.75"),
	{ OPT_COMMON(OPT_REAL_, 0, "dt", &o.dt, "H", "step of time-invariant systems; legs without it is time-varying"), .lo = DBL_MIN,
	  .hi = DBL_MAX, .fallback = "none", .example = "0.01" },
	OPT_SPECS(0, "rule", &o.rules, &hippo_varying, NULL, "LIST", "rule of time-varying legs: zoh_exact", "su_bilinear"),
	OPT_SPECS(0, "timemap", &o.timemap, &hippo_timemaps, NULL, "MAP", "how time-varying legs remembers: power:1", "power:2"),
	OPT_TEXT('C', "read-out", &o.readout, "C", "read-out: ones, last, delay, normal, or a file of N numbers", "last"),
	OPT_INT('L', "length", &o.length, 0, 1e7, "N", "samples of kernel and basis, points of --decode", "1024"),
	{ OPT_COMMON(OPT_SWEEP_, 0, "omega", &o.omega, "SWEEP", "frequencies of transfer"), .fallback = "0.01..100/log201",
	  .example = "1,2,5" },
	OPT_WORD(0, "method", &o.method, methods, "WAY", "how the kernel is computed", "cauchy"),
	OPT_FLAG(0, "force", &o.force, "eigenvalues also when their eigenvectors are dependent"),
	OPT_TEXT(0, "convert", &o.convert, "FROM:TO", "the diagonal factor between two normalizations instead", "legs:legs_rational"),
	OPT_FLAG(0, "audit", &o.audit, "which paper and code means what, instead"),
	OPT_FLAG(0, "encode", &o.encode, "read signals, write the state after every sample"),
	OPT_FLAG(0, "last", &o.last, "with --encode: only the state after the last sample"),
	OPT_FLAG(0, "decode", &o.decode, "read states t,x0,.., write the history they keep"),
	OPT_FLAG(0, "roundtrip", &o.roundtrip, "read a signal, write what is left of it"),
	OPT_FLAG(0, "stats", &o.stats, "with --roundtrip: N,rule,rmse,max_error"),
	OPT_TEXT(0, "time", &o.time, "COLUMN", "times of the samples, for irregular steps", "t"),
	OPT_SEED(&o.table),
	OPT_TABLE(&o.table),
	OPT_END
};

static const char *const examples[] = {
	"hippo-matrix legs -N 4",
	"seq 1 100 | hippo-matrix legs -N 8 --roundtrip --stats",
	"hippo-matrix legt:2 -N 16 --dt 0.01 -p A,B,dA,dB --json",
	NULL
};

static const struct tool tool = {
	.name = "hippo-matrix", .summary = "HiPPO state matrices, and signals kept in N numbers",
	.operands = "FAMILY [FILE...]", .examples = examples, .opts = opts, .registry = &hippo_families,
};

static struct clock
clock_of(const struct hippo *h)
{
	return (struct clock){ .varying = h->family->group == LEGS && !(o.dt > 0) && !o.discretize.n,
	                       .power = o.timemap.n ? o.timemap.v[0].par[0] : 1 };
}

/* LIST as the user typed it, or its default. */
static void
parse(const struct registry *g, const char *text, struct spec_list *l)
{
	struct err e = { 0 };

	if (!l->n && spec_parse(g, str_of(text), l, &e))
		die(&e);
}

static struct hippo
system_of(const struct spec *family, double size)
{
	struct err e = { 0 };
	struct hippo h;

	if (!(size >= 1 && size <= HIPPO_LARGEST && size == floor(size)))
		die_usage("N: %g is not in 1..%d", size, HIPPO_LARGEST);
	if (hippo_make(family, (size_t)size, &h, &e))
		die(&e);
	if ((double)hippo_size_a(&h) * sizeof(double) > (double)o.table.max_memory)
		die_usage("a matrix of N = %g does not fit into --max-memory", size);
	return h;
}

static void
columns(struct table *t, const char *const names[], bool text)
{
	struct writer_column c[9];
	size_t n = 0;

	for (; names[n]; n++)
		c[n] = (struct writer_column){ .name = str_of(names[n]), .text = text };
	writer_columns(t->w, n, c);
}

static int
audit(struct table *t)
{
	static const char *const names[] = { "where", "name", "family", "equation", "halved", "root_two", "window", "alpha", "remark", NULL };

	columns(t, names, true);
	for (size_t i = 0; i < hippo_n_conventions; i++) {
		const struct convention *c = &hippo_conventions[i];
		const char *const row[] = { c->where, c->name, c->ours, c->sign, c->halved, c->root_two, c->window, c->alpha, c->remark };
		for (size_t k = 0; k < sizeof row / sizeof row[0]; k++)
			writer_text(t->w, str_of(row[k]));
	}
	return table_finish(t);
}

/* FROM:TO: families may have values of their own, so each colon is tried. */
static int
convert(struct table *t)
{
	static const char *const names[] = { "n", "factor", "rate", NULL };
	struct spec_list from = { 0 }, to = { 0 };
	struct err e = { 0 };
	double rate;

	for (const char *colon = strchr(o.convert, ':'); colon && !to.n; colon = strchr(colon + 1, ':')) {
		struct err unused = { 0 };
		spec_free(&from);
		if (!spec_parse(&hippo_families, (struct str){ o.convert, (size_t)(colon - o.convert) }, &from, &unused))
			spec_parse(&hippo_families, str_of(colon + 1), &to, &unused);
	}
	if (from.n != 1 || to.n != 1)
		die_usage("--convert: \"%.40s\" is not FROM:TO, two families of --list", o.convert);
	struct hippo a = system_of(from.v, o.sizes.v[0]), b = system_of(to.v, o.sizes.v[0]);
	double *factor = mem_alloc(a.n, sizeof *factor);
	if (!factor)
		die_memory();
	if (hippo_convert(&a, &b, factor, &rate, &e))
		die(&e);
	columns(t, names, false);
	for (size_t i = 0; i < a.size; i++) {
		writer_count(t->w, i);
		writer_number(t->w, factor[i]);
		writer_number(t->w, rate);
	}
	mem_free(factor);
	spec_free(&from);
	spec_free(&to);
	return table_finish(t);
}

/* -C: a name, or a file of numbers. */
static double *
read_out(const struct hippo *h)
{
	static const char *const names[] = { [READ_ONES] = "ones", [READ_LAST] = "last", [READ_DELAY] = "delay", [READ_NORMAL] = "normal" };
	size_t n = hippo_size_b(h), got = 0;
	double *C = mem_alloc(n, sizeof *C);
	struct clock c = clock_of(h);
	struct err e = { 0 };
	struct block b;

	if (!C)
		die_memory();
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(o.readout, names[i]) == 0) {
			if (readout(h, &c, (enum readout)i, (uint64_t)o.table.seed, C, &e))
				die(&e);
			return C;
		}
	}
	struct table_opts plain = TABLE_DEFAULTS;
	struct table t;
	char name[4096], *files[] = { name, NULL };
	strncpy(name, o.readout, sizeof name - 1);
	name[sizeof name - 1] = '\0';
	table_open(&t, &tool, files, &plain);
	while (table_next(&t, &b)) {
		for (size_t i = 0; i < b.rows * b.cols; i++, got++)
			if (got < n)
				C[got] = b.v[i];
	}
	if (got != n)
		die_usage("-C %.200s: %zu numbers, expected %zu", o.readout, got, n);
	return C;
}

static void
put_array(struct table *t, const struct item *item, const struct array *a)
{
	size_t width = (a->rank == 2 ? a->shape[1] : 1) * (a->complex ? 2 : 1);
	struct writer_column *c = mem_zero(width, sizeof *c);

	if (!c)
		die_memory();
	for (size_t k = 0; item->columns && k < width; k++)
		c[k].name = str_of(item->columns[k]);
	writer_columns(t->w, width, c);
	writer_numbers(t->w, a->shape[0] * width, a->v);
	mem_free(c);
}

static void
print(struct table *t, struct request *q, const struct spec *family)
{
	bool json = writer_format(t->w) == FORMAT_JSON;
	struct err e = { 0 };

	if (!json && o.items.n > 1)
		die_usage("-p: several items make a json document; add --json");
	if (json) {
		document_write_begin(t->w, "mlcoreutils/ssm/1");
		document_write_text(t->w, "family", str_of(family->label));
		document_write_count(t->w, "N", q->h.n);
		if (o.dt > 0) {
			document_write_text(t->w, "rule", str_of(q->rule->label));
			document_write_number(t->w, "dt", o.dt);
		}
	}
	for (size_t i = 0; i < o.items.n; i++) {
		const struct item *item = (const struct item *)(const void *)o.items.v[i].row;
		struct array a = { .name = item->head.name };
		if (item->make(q, &a, &e)) {
			writer_close(t->w, false);
			die(&e);
		}
		if (json)
			document_write_array(t->w, &a);
		else
			put_array(t, item, &a);
		mem_free(a.v);
	}
	if (q->condition >= 0)
		note("condition of the eigenvectors %.3g", q->condition);
	if (q->residual >= 0)
		note("residual |(A + P P*) V - V Lambda|/|A + P P*| %.3g", q->residual);
	if (json && q->condition >= 0)
		document_write_number(t->w, "condition", q->condition);
	if (json && q->residual >= 0)
		document_write_number(t->w, "residual", q->residual);
	if (json)
		document_write_end(t->w);
}

static void
put_state(struct table *t, const struct block *b, size_t i, double now, size_t n, size_t c, const double x[])
{
	table_labels(t, b, i);
	writer_number(t->w, now);
	for (size_t k = 0; k < c; k++)
		for (size_t j = 0; j < n; j++)
			writer_number(t->w, x[j * c + k]);
}

static int
encode(struct table *t, const struct hippo *h, const struct spec *rule)
{
	struct clock clock = clock_of(h);
	struct encoder *x = NULL;
	struct signals s = { 0 };
	struct err e = { 0 };
	struct block b;
	double *u = NULL, now = 0;

	while (table_next(t, &b)) {
		if (!u) {
			signals_begin(&s, t, &b, o.time);
			signals_columns(&s, h->size);
			x = encoder_new(h, &clock, rule, s.n, &e);
			if (!(u = mem_alloc(s.n, sizeof *u)))
				die_memory();
		}
		for (size_t i = 0; i < b.rows; i++) {
			now = signals_sample(&s, &b, i, clock.varying ? 1 : o.dt, u);
			if (e.code || encoder_step(x, now, u, &e))
				table_die(t, &b, i, &e);
			if (!o.last)
				put_state(t, &b, i, now, h->size, s.n, encoder_state(x));
		}
	}
	if (o.last)
		put_state(t, &b, 0, now, h->size, s.n, encoder_state(x));
	encoder_free(x);
	signals_end(&s);
	mem_free(u);
	return table_finish(t);
}

static int
decode(struct table *t, const struct spec *family)
{
	static const char *const names[] = { "now", "t", "value", NULL };
	struct err e = { 0 };
	struct block b;
	double *g = NULL;

	for (size_t i = 0; names[i]; i++)
		table_column(t, (struct writer_column){ .name = str_of(names[i]) });
	while (table_next(t, &b)) {
		struct hippo h = system_of(family, (double)b.cols - 1);
		struct clock clock = clock_of(&h);
		if (!g && !(g = mem_alloc(b.cols, sizeof *g)))
			die_memory();
		for (size_t i = 0; i < b.rows; i++) {
			const double *x = b.v + i * b.cols;
			double span = basis_span(&h, &clock, x[0]);
			for (long k = 0; k < o.length; k++) {
				double age = span * ((double)(o.length - k) - 0.5) / (double)o.length, value = 0;
				if (basis_at(&h, &clock, x[0], age, g, &e))
					table_die(t, &b, i, &e);
				for (size_t j = 0; j < h.size; j++)
					value += g[j] * x[j + 1];
				table_labels(t, &b, i);
				writer_numbers(t->w, 3, (const double[]){ x[0], x[0] - age, value });
			}
		}
	}
	mem_free(g);
	return table_finish(t);
}

/* A whole signal with its times. */
struct signal {
	double *t, *u, *back;
	size_t n, cap_t, cap_u;
	const char *file;
};

static struct signal
read_signal(struct table *t)
{
	struct signal x = { 0 };
	struct signals s;
	struct block b;

	while (table_next(t, &b)) {
		if (x.n == 0)
			signals_begin(&s, t, &b, o.time);
		if (s.n != 1)
			die_usage("--roundtrip takes one signal; choose it with -c");
		if (!mem_reserve(&x.t, &x.cap_t, x.n + b.rows, sizeof *x.t) || !mem_reserve(&x.u, &x.cap_u, x.n + b.rows, sizeof *x.u))
			die_memory();
		for (size_t i = 0; i < b.rows; i++, x.n++)
			x.t[x.n] = signals_sample(&s, &b, i, o.dt > 0 ? o.dt : 1, &x.u[x.n]);
		x.file = b.file;
	}
	if (!(x.back = mem_alloc(x.n, sizeof *x.back)))
		die_memory();
	return x;
}

static int
roundtrips(struct table *t, const struct spec *family, const struct spec_list *rules)
{
	static const char *const each[] = { "t", "u", "reconstruction", "error", NULL }, *const all[] = { "N", "rule", "rmse", "max_error", NULL };
	struct signal s = read_signal(t);
	struct err e = { 0 };
	struct loss loss;
	size_t bad = 0;

	if (!o.stats && (o.sizes.n > 1 || rules->n > 1))
		die_usage("several N or rules need --stats");
	for (size_t i = 0; i < 4; i++)
		table_column(t, (struct writer_column){ .name = str_of(o.stats ? all[i] : each[i]), .text = o.stats && i == 1 });
	for (size_t k = 0; k < o.sizes.n * rules->n; k++) {
		struct hippo h = system_of(family, o.sizes.v[k / rules->n]);
		const struct spec *rule = &rules->v[k % rules->n];
		struct clock clock = clock_of(&h);
		struct block place = { .file = s.file };
		if (roundtrip(&h, &clock, rule, s.n, s.t, s.u, s.back, &loss, &bad, &e))
			table_die(t, &place, 0, &e);
		for (size_t j = 0; j < (o.stats ? 1 : s.n); j++) {
			table_labels(t, &place, 0);
			if (o.stats) {
				writer_count(t->w, h.n);
				writer_text(t->w, str_of(rule->label));
				writer_numbers(t->w, 2, (const double[]){ loss.rmse, loss.most });
			} else {
				writer_numbers(t->w, 4, (const double[]){ s.t[j], s.u[j], s.back[j], s.back[j] - s.u[j] });
			}
		}
	}
	mem_free(s.t);
	mem_free(s.u);
	mem_free(s.back);
	return table_finish(t);
}

/* A rule that lets errors grow is said before it does. */
static void
warn_unstable(const struct hippo *h, const struct spec *rule, bool varying)
{
	struct err e = { 0 };
	double radius = varying && strcmp(rule->row->name, "hippo_forward") == 0 ? (double)h->size - 1 : 0;

	if (!varying && ((const struct rule *)(const void *)rule->row)->kind == GBT && rule_alpha(rule) < 0.5 && o.dt > 0)
		radius = eig_growth(h, rule_alpha(rule), o.dt);
	if (radius > 1) {
		err_set(&e, ERR_NO_ANSWER, "%s is unstable: spectral radius %.3g%s", rule->label, radius, varying ? " in the first steps" : "");
		err_hint(&e, "take a smaller --dt or an implicit rule");
		warn("unstable", &e);
	}
}

static int
signals(char **files, const struct spec *family)
{
	struct hippo h = { 0 };
	struct table t;

	if (o.table.missing != MISSING_ERROR)
		die_usage("--na skip: a signal with a gap has no state; fill it first");
	if (files[0] && files[1])
		die_usage("one file of signals at a time");
	table_open(&t, &tool, files, &o.table);
	if (o.decode)
		return o.length ? decode(&t, family) : (die_usage("--decode needs -L, the number of points"), 2);
	h = system_of(family, o.sizes.v[0]);
	bool varying = clock_of(&h).varying;
	struct spec_list *rules = varying ? &o.rules : &o.discretize;
	parse(varying ? &hippo_varying : &hippo_rules, varying ? "zoh_exact" : "zoh", rules);
	if (!varying && !(o.dt > 0) && !o.time)
		die_usage("--dt is missing: %s is time-invariant", family->label);
	for (size_t i = 0; i < rules->n; i++)
		warn_unstable(&h, &rules->v[i], varying);
	if (o.roundtrip)
		return roundtrips(&t, family, rules);
	if (rules->n > 1 || o.sizes.n > 1)
		die_usage("--encode takes one N and one rule");
	return encode(&t, &h, rules->v);
}

static int
matrices(struct table *t, const struct spec *family)
{
	struct hippo h = system_of(family, o.sizes.v[0]);
	struct request q = { .h = h, .length = (size_t)o.length, .method = (enum method)o.method, .force = o.force, .dt = o.dt,
	                     .condition = -1, .residual = -1 };

	parse(&hippo_rules, "zoh", &o.discretize);
	q.rule = o.discretize.v;
	if (!o.omega.n && sweep_parse(STR("0.01..100/log201"), &o.omega.v, &o.omega.n, &(struct err){ 0 }))
		die_memory();
	q.omega = o.omega.v;
	q.n_omega = o.omega.n;
	double *C = o.readout ? read_out(&h) : NULL;
	q.C = C;
	warn_unstable(&h, q.rule, false);
	print(t, &q, family);
	mem_free(C);
	return table_finish(t);
}

int
main(int argc, char **argv)
{
	struct table t;

	char **operands = opt_parse(&tool, argc, argv);
	bool alone = o.audit || o.convert || o.table.list, filter = o.encode || o.decode || o.roundtrip;
	if (!alone && !operands[0])
		die_usage("a family is missing; --list shows all");
	if (!alone)
		parse(&hippo_families, operands[0], &o.family);
	if (!o.table.list && !o.audit && !o.decode && !o.sizes.n)
		die_usage("-N, the length of the state, is missing");
	if (o.family.n > 1)
		die_usage("one family at a time");
	if (filter && !alone)
		return signals(operands + 1, o.family.v);
	bool vector = o.items.n == 1 && ((const struct item *)(const void *)o.items.v[0].row)->columns;
	o.table.matrix = !alone && !vector;
	table_start(&t, &tool, operands, &o.table);
	parse(&hippo_items, writer_format(t.w) == FORMAT_JSON ? "A,B" : "A", &o.items);
	return o.audit ? audit(&t) : o.convert ? convert(&t) : matrices(&t, o.family.v);
}
