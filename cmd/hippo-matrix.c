/* SPDX-License-Identifier: MIT */
/* hippo-matrix: HiPPO state matrices, their discretizations and spectra; a filter that keeps signals in N numbers.  See hippo-matrix(1). */
#include <float.h>

#include "base/mem.h"
#include "base/sweep.h"
#include "cli/die.h"
#include "cli/opt.h"
#include "hippo/run.h"
#include "hippo/signals.h"
#include "hippo/system.h"
#include "hippo/tables.h"
#include "hippo/timemap.h"
#include "judge/judge.h"
#include "math/hippo/discretize.h"
#include "math/hippo/varying.h"

static struct {
	struct hippo_run run;
	struct sweep omega;
	struct spec_list items, family;
	const char *readout, *convert;
	int method;
	bool audit, force, encode, decode, roundtrip;
} o = { .run = { .power = 1, .table = TABLE_DEFAULTS } };

static const char *const methods[] = { "recurrence", "generating", "cauchy", NULL };

static const struct opt opts[] = {
	{ OPT_COMMON(OPT_SWEEP_, 'N', NULL, &o.run.sizes, "N", "length of the state, always needed; a sweep for --stats"), .fallback = "",
	  .example = "64" },
	OPT_SPECS('p', "print", &o.items, &hippo_items, NULL, "LIST",
	          "A, B, C, dA, dB, eig, dplr, kernel, transfer, rtf, basis; A when not given, A and B in json and safetensors", "A,B,dA,dB"),
	OPT_SPECS(0, "discretize", &o.run.discretize, &hippo_rules, NULL, "LIST",
	          "rules of time-invariant steps: zoh (the default), bilinear, forward_euler, backward_euler, gbt:ALPHA, foh, mamba", "gbt:0.75"),
	{ OPT_COMMON(OPT_REAL_, 0, "dt", &o.run.dt, "H", "step of time-invariant systems, in units of t; legs without it is time-varying"), .lo = DBL_MIN,
	  .hi = DBL_MAX, .fallback = "", .example = "0.01" },
	OPT_SPECS(0, "rule", &o.run.rules, &hippo_varying, NULL, "LIST",
	          "rules of time-varying legs: zoh_exact (the default), tustin, cpp_bilinear, su_log and others of --list", "su_bilinear"),
	{ OPT_COMMON(OPT_TEXT_, 0, "timemap", &o.run.timemap, "MAP", "how the past is mapped: power:BETA, or t as a formula of s and T"),
	  .fallback = "power:1", .example = "T*s^0.5" },
	{ OPT_COMMON(OPT_TEXT_, 0, "at", &o.run.at, "T=X", "the present, at which A and B of a formula in --timemap are taken"), .fallback = "T=1",
	  .example = "T=10" },
	OPT_TEXT('C', "read-out", &o.readout, "C", "read-out C of kernel, transfer and rtf: ones, last, delay, normal, or a file of N numbers", "last"),
	{ OPT_COMMON(OPT_INT_, 'L', "length", &o.run.length, "N", "samples of kernel and basis, points of --decode: needed by these"), .lo = 0, .hi = 1e7,
	  .fallback = "", .example = "1024" },
	{ OPT_COMMON(OPT_SWEEP_, 0, "omega", &o.omega, "SWEEP", "with -p transfer: angular frequencies, radians per unit of t"), .fallback = "0.01..100/log201",
	  .example = "1,2,5" },
	OPT_WORD(0, "method", &o.method, methods, "WAY", "how the kernel is computed", "cauchy"),
	OPT_FLAG(0, "force", &o.force, "with -p eig: eigenvalues also when their eigenvectors are dependent"),
	OPT_TEXT(0, "convert", &o.convert, "FROM:TO", "write the diagonal factor between two normalizations instead", "legs:legs_rational"),
	OPT_FLAG(0, "audit", &o.audit, "write which paper and code means what, instead"),
	OPT_FLAG(0, "encode", &o.encode, "read signals, write the state after every sample"),
	OPT_FLAG(0, "last", &o.run.last, "with --encode: only the state after the last sample"),
	OPT_FLAG(0, "decode", &o.decode, "read states t,x0,.., write the history they keep at -L points"),
	OPT_FLAG(0, "roundtrip", &o.roundtrip, "encode a signal and decode it: write what is left of it"),
	OPT_FLAG(0, "stats", &o.run.stats, "with --roundtrip: write only N,rule,rmse,max_error"),
	OPT_TEXT(0, "time", &o.run.time, "COLUMN", "with --encode and --roundtrip: times of the samples, for irregular steps", "t"),
	OPT_SEED(&o.run.table),
	OPT_TABLE(&o.run.table),
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
	.operands = "FAMILY [FILE...]", .examples = examples, .opts = opts, .judge = &judge_output, .registry = &hippo_families,
};

static int
signals(char **files)
{
	const struct hippo_run *r = &o.run;
	struct hippo h = { 0 };
	struct table t;

	if (r->table.missing != MISSING_ERROR)
		die_usage("--na skip: a signal with a gap has no state; fill it first");
	if (files[0] && files[1])
		die_usage("one file of signals at a time; run the program once for each");
	table_open(&t, &tool, files, &r->table);
	if (o.decode)
		return r->length ? hippo_signals_decode(r, &t) : (die_usage("--decode needs a number of points; say -L N, as in -L 1024"), 2);
	h = hippo_run_system(r, r->family, r->sizes.v[0]);
	bool varying = hippo_run_clock(r, &h).varying;
	bool assumed = r->discretize.n == 0;
	struct spec_list *rules = varying ? &o.run.rules : &o.run.discretize;
	hippo_run_parse(varying ? &hippo_varying : &hippo_rules, varying ? "zoh_exact" : "zoh", rules);
	if (!varying && !(r->dt > 0) && !r->time)
		die_usage("--dt is missing: %s%s is time-invariant; say --dt H, or --time COLUMN", assumed ? "" : "with --discretize ", r->family->label);
	if (!varying && (r->rules.n || r->timemap))
		die_usage("%s is of legs that vary in time; leave --dt and --discretize out", r->timemap ? "--timemap" : "--rule");
	for (size_t i = 0; i < rules->n; i++)
		hippo_run_warn(r, &h, &rules->v[i], varying);
	if (o.roundtrip)
		return hippo_signals_roundtrip(r, &t, rules);
	if (rules->n > 1)
		die_usage("--encode takes one rule; --roundtrip --stats compares several");
	return hippo_signals_encode(r, &t, &h, rules->v);
}

static int
matrices(struct table *t)
{
	const struct hippo_run *r = &o.run;
	struct hippo h = hippo_run_system(r, r->family, r->sizes.v[0]);
	double *own = hippo_timemap_system(r, &h);
	struct request q = { .h = h, .length = (size_t)r->length, .method = (enum method)o.method, .force = o.force, .dt = r->dt,
	                     .condition = -1, .residual = -1, .defect = -1 };

	double *C = o.readout ? hippo_system_readout(r, &h, o.readout) : NULL;	/* of a clock that no default has stopped */
	q.C = C;
	hippo_run_parse(&hippo_rules, "zoh", &o.run.discretize);
	q.rule = r->discretize.v;
	if (!o.omega.n && sweep_parse(STR("0.01..100/log201"), &o.omega.v, &o.omega.n, &(struct err){ 0 }))
		die_memory();
	q.omega = o.omega.v;
	q.n_omega = o.omega.n;
	hippo_run_warn(r, &h, q.rule, false);
	hippo_system_print(r, t, &q, &o.items);
	mem_free(C);
	mem_free(own);
	return table_finish(t);
}

/* Options that would do nothing are refused. */
static void
check(char **operands)
{
	bool filter = o.encode || o.decode || o.roundtrip, alone = o.audit || o.convert, steps = o.encode || o.roundtrip;

	if (o.encode + o.decode + o.roundtrip + o.audit + (o.convert != NULL) > 1)
		die_usage("--encode, --decode, --roundtrip, --convert, --audit: one at a time");
	if (alone && operands[0])
		die_usage("%s stands alone: \"%.40s\" is too much", o.audit ? "--audit" : "--convert", operands[0]);
	if (!alone && !operands[0])
		die_usage("a family is missing, as in hippo-matrix legs -N 4; --list shows all");
	if (!alone && !filter && operands[1])
		die_usage("\"%.40s\": a file is read with --encode, --decode or --roundtrip", operands[1]);
	if (!o.audit && !o.decode && !o.run.sizes.n)
		die_usage("-N, the length of the state, is missing; say -N N, as in -N 64");
	if (!o.roundtrip && o.run.sizes.n > 1)
		die_usage("one N; a sweep is for --roundtrip --stats");
	if (o.items.n && (filter || alone))
		die_usage("-p prints a system, without --encode, --decode, --roundtrip, --convert and --audit");
	if (o.run.last && !o.encode)
		die_usage("--last goes with --encode");
	if (o.run.stats && !o.roundtrip)
		die_usage("--stats goes with --roundtrip");
	if ((o.run.rules.n || o.run.time) && !steps)
		die_usage("%s goes with --encode or --roundtrip", o.run.time ? "--time" : "--rule");
	if (o.run.at && !hippo_timemap_formula(&o.run))
		die_usage("--at goes with a formula in --timemap");
	if (o.run.timemap && (filter || alone) == hippo_timemap_formula(&o.run))
		die_usage(filter ? "signals take --timemap power:BETA; of a formula A and B are printed" : "--timemap power:BETA goes with signals");
}

int
main(int argc, char **argv)
{
	struct table t;

	char **operands = opt_parse(&tool, argc, argv);
	bool alone = o.audit || o.convert || o.run.table.list;
	if (!o.run.table.list)
		check(operands);
	if (!alone)
		hippo_run_parse(&hippo_families, operands[0], &o.family);
	if (o.family.n > 1)
		die_usage("one family at a time; run the program once for each");
	o.run.tool = &tool;
	o.run.family = o.family.v;
	o.run.power = hippo_timemap_power(&o.run);
	if ((o.encode || o.decode || o.roundtrip) && !alone)
		return signals(operands + 1);
	bool vector = o.items.n == 1 && ((const struct item *)(const void *)o.items.v[0].row)->columns;
	o.run.table.matrix = !alone && !vector;
	table_start(&t, &tool, operands, &o.run.table);
	bool several = writer_format(t.w) == FORMAT_JSON || writer_format(t.w) == FORMAT_SAFETENSORS;
	hippo_run_parse(&hippo_items, several ? "A,B" : "A", &o.items);
	return o.audit ? hippo_tables_audit(&t) : o.convert ? hippo_tables_convert(&o.run, &t, o.convert) : matrices(&t);
}
