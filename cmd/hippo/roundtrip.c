/* SPDX-License-Identifier: MIT */
/* hippo/roundtrip: --roundtrip of hippo/signals.h. */
#include "base/mem.h"
#include "cli/die.h"
#include "cli/signals.h"
#include "hippo/plot.h"
#include "hippo/signals.h"
#include "math/hippo/roundtrip.h"

/* A whole signal with its times. */
struct signal {
	double *t, *u, *back;
	size_t n, cap_t, cap_u;
	const char *file;
};

static struct signal
read_signal(const struct hippo_run *r, struct table *t)
{
	struct signal x = { 0 };
	struct signals s;
	struct block b;

	while (table_next(t, &b)) {
		if (x.n == 0)
			signals_begin(&s, t, &b, r->time);
		if (s.n != 1)
			die_usage("--roundtrip takes one signal; choose its column with -c NAME");
		hippo_run_hold(r, 3.0 * sizeof(double) * (double)(x.n + b.rows), "the signal");
		if (!mem_reserve(&x.t, &x.cap_t, x.n + b.rows, sizeof *x.t) || !mem_reserve(&x.u, &x.cap_u, x.n + b.rows, sizeof *x.u))
			die_memory();
		for (size_t i = 0; i < b.rows; i++, x.n++)
			x.t[x.n] = signals_sample(&s, &b, i, r->dt > 0 ? r->dt : 1, &x.u[x.n]);
		x.file = b.file;
	}
	if (!(x.back = mem_alloc(x.n, sizeof *x.back)))
		die_memory();
	return x;
}

/* Where rows go: a table, or what a drawing is made of. */
static void
put_loss(struct table *t, const struct signal *s, const struct spec *rule, size_t n, const struct loss *loss)
{
	table_labels(t, &(struct block){ .file = s->file }, 0);
	writer_count(t->w, n);
	writer_text(t->w, str_of(rule->label));
	writer_numbers(t->w, 2, (const double[]){ loss->rmse, loss->most });
}

static void
put_samples(const struct hippo_run *r, struct table *t, const struct signal *s)
{
	if (writer_format(t->w) == FORMAT_GNUPLOT) {
		hippo_plot_roundtrip(r, t, s->n, s->t, s->u, s->back);
		return;
	}
	for (size_t j = 0; j < s->n; j++) {
		table_labels(t, &(struct block){ .file = s->file }, 0);
		writer_numbers(t->w, 4, (const double[]){ s->t[j], s->u[j], s->back[j], s->back[j] - s->u[j] });
	}
}

/* One size and rule: s->back and its loss. */
static struct loss
one(const struct hippo_run *r, struct table *t, struct signal *s, double size, const struct spec *rule)
{
	struct hippo h = hippo_run_system(r, r->family, size);
	struct clock clock = hippo_run_clock(r, &h);
	struct err e = { 0 };
	struct loss loss;
	size_t bad = 0;

	if (roundtrip(&h, &clock, rule, s->n, s->t, s->u, s->back, &loss, &bad, &e))
		table_die(t, &(struct block){ .file = s->file }, 0, &e);
	return loss;
}

int
hippo_signals_roundtrip(const struct hippo_run *r, struct table *t, const struct spec_list *rules)
{
	static const char *const each[] = { "t", "u", "reconstruction", "error", NULL }, *const all[] = { "N", "rule", "rmse", "max_error", NULL };
	struct signal s = read_signal(r, t);
	size_t width = 1 + rules->n;
	bool drawn = writer_format(t->w) == FORMAT_GNUPLOT;
	double *rows = mem_alloc(r->sizes.n * width, sizeof *rows);

	if (!rows)
		die_memory();
	if (!r->stats && (r->sizes.n > 1 || rules->n > 1))
		die_usage("several N or rules need --stats; add it, or name one of each");
	for (size_t i = 0; i < 4 && !drawn; i++)
		table_column(t, (struct writer_column){ .name = str_of(r->stats ? all[i] : each[i]), .text = r->stats && i == 1 });
	for (size_t k = 0; k < r->sizes.n * rules->n; k++) {
		double *row = rows + k / rules->n * width, size = row[0] = r->sizes.v[k / rules->n];
		const struct spec *rule = &rules->v[k % rules->n];
		struct loss loss = one(r, t, &s, size, rule);
		row[1 + k % rules->n] = loss.rmse;
		if (!r->stats)
			put_samples(r, t, &s);
		else if (!drawn)
			put_loss(t, &s, rule, (size_t)size, &loss);
	}
	if (r->stats && drawn)
		hippo_plot_losses(r, t, rules, rows);
	mem_free(rows);
	mem_free(s.t);
	mem_free(s.u);
	mem_free(s.back);
	return table_finish(t);
}
