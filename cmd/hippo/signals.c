/* SPDX-License-Identifier: MIT */
/* hippo/signals: encode and decode of hippo/signals.h; the way there and back is in hippo/roundtrip.c. */
#include "hippo/signals.h"

#include <math.h>

#include "base/mem.h"
#include "cli/die.h"
#include "cli/signals.h"
#include "hippo/plot.h"
#include "math/hippo/encoder.h"

static void
put_state(struct table *t, const struct block *b, size_t i, double now, size_t n, size_t c, const double x[])
{
	table_labels(t, b, i);
	writer_number(t->w, now);
	for (size_t k = 0; k < c; k++)
		for (size_t j = 0; j < n; j++)
			writer_number(t->w, x[j * c + k]);
}

int
hippo_signals_encode(const struct hippo_run *r, struct table *t, const struct hippo *h, const struct spec *rule)
{
	struct clock clock = hippo_run_clock(r, h);
	struct encoder *x = NULL;
	struct signals s = { 0 };
	struct err e = { 0 };
	struct block b;
	size_t width = hippo_size_b(h);
	double *u = NULL, now = 0;

	while (table_next(t, &b)) {
		if (!u) {
			signals_begin(&s, t, &b, r->time);
			signals_columns(&s, width, h->family->is_complex);
			hippo_run_hold(r, encoder_memory(h, &clock, rule, s.n), "the encoder");
			x = encoder_new(h, &clock, rule, s.n, &e);
			if (!(u = mem_alloc(s.n, sizeof *u)))
				die_memory();
		}
		for (size_t i = 0; i < b.rows; i++) {
			now = signals_sample(&s, &b, i, clock.varying ? 1 : r->dt, u);
			if (e.code || encoder_step(x, now, u, &e))
				table_die(t, &b, i, &e);
			if (r->last)
				continue;
			const double *state = encoder_state(x);
			if (encoder_check(x, state, &e))
				table_die(t, &b, i, &e);
			put_state(t, &b, i, now, width, s.n, state);
		}
	}
	if (r->last) {
		const double *state = encoder_state(x);
		if (encoder_check(x, state, &e))
			die(&e);
		put_state(t, &b, 0, now, width, s.n, state);
	}
	encoder_free(x);
	signals_end(&s);
	mem_free(u);
	return table_finish(t);
}

/* The system whose state fills a row after its time. */
static struct hippo
system_of_row(const struct hippo_run *r, const struct block *b)
{
	const struct family *f = (const struct family *)(const void *)r->family->row;
	double size = (double)(b->cols - 1) / (f->is_complex ? 2 : 1);

	if (b->cols < 2 || size > floor(size))
		die_usage("--decode: rows of %zu numbers are no time and a state of %s; it reads what --encode writes", b->cols, r->family->label);
	return hippo_run_system(r, r->family, f->half ? 2 * size : size);
}

/* Points of the history in the state x[1..], whose time is x[0], oldest first.  g: scratch for the functions. */
static void
put_history(const struct hippo_run *r, struct table *t, const struct hippo *h, const struct block *b, size_t i, double g[])
{
	const double *x = b->v + i * b->cols;
	struct clock clock = hippo_run_clock(r, h);
	double span = basis_span(h, &clock, x[0]);
	struct err e = { 0 };

	for (long k = 0; k < r->length; k++) {
		double age = span * ((double)(r->length - k) - 0.5) / (double)r->length, value = 0;
		if (basis_at(h, &clock, x[0], age, g, &e))
			table_die(t, b, i, &e);
		for (size_t j = 0; j + 1 < b->cols; j++)
			value += g[j] * x[j + 1];
		if (!isfinite(value)) {
			err_set(&e, ERR_NO_ANSWER, "what is read back goes beyond the doubles");
			table_die(t, b, i, &e);
		}
		if (writer_format(t->w) == FORMAT_GNUPLOT) {
			hippo_plot_history(t, x[0] - age, value);
			continue;
		}
		table_labels(t, b, i);
		writer_numbers(t->w, 3, (const double[]){ x[0], x[0] - age, value });
	}
}

int
hippo_signals_decode(const struct hippo_run *r, struct table *t)
{
	static const char *const names[] = { "now", "t", "value", NULL };
	bool drawn = writer_format(t->w) == FORMAT_GNUPLOT;
	struct block b;
	double *g = NULL;
	size_t room = 0;

	for (size_t i = 0; names[i] && !drawn; i++)
		table_column(t, (struct writer_column){ .name = str_of(names[i]) });
	if (drawn)
		hippo_plot_history_begin(t);
	while (table_next(t, &b)) {
		struct hippo h = system_of_row(r, &b);
		if (!mem_reserve(&g, &room, b.cols, sizeof *g))
			die_memory();
		for (size_t i = 0; i < b.rows; i++) {
			put_history(r, t, &h, &b, i, g);
			if (drawn)
				hippo_plot_history_gap(t);
		}
	}
	if (drawn)
		hippo_plot_history_end(r, t);
	mem_free(g);
	return table_finish(t);
}
