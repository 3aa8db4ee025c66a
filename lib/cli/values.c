/* SPDX-License-Identifier: MIT */
/* values: see values.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/quantile.h"
#include "base/sum.h"
#include "cli/die.h"
#include "cli/table_state.h"
#include "cli/values.h"
#include "io/safetensors_header.h"

void
values_begin(struct values *s, struct table *t, enum values_what what)
{
	static const char *const counts[][2] = { { "n", "n_missing" }, { "rows", "cols" } };

	s->what = what == VALUES_VECTORS ? "vector" : "matrix";
	if (s->stats)
		return;
	for (size_t i = 0; i < 2; i++)
		table_column(t, (struct writer_column){ .name = str_of(counts[what][i]), .plot = PLOT_ASIDE });
	if (what == VALUES_VECTORS && table_by_tensor(t))
		table_columns(t, "dtype: shape:");
	if (t->o->long_form)
		table_columns(t, "measure: value");
	for (size_t i = 0; i < s->specs->n && !t->o->long_form; i++)
		table_spec(t, &s->specs->v[i]);
}

/* Whom a row is about: labels begins it, the counts follow, and what the tensor is; place and number for warnings. */
struct row_of {
	void (*labels)(struct table *t, const void *of);
	const void *of;
	uint64_t count[2];
	size_t number, line;
	const char *file;
	const struct tensor *tensor;
};

static void
tensor_cells(struct table *t, const struct tensor *tensor)
{
	char shape[SAFETENSORS_SHAPE];

	writer_text(t->w, str_of(tensor->dtype));
	writer_text(t->w, (struct str){ shape, safetensors_header_shape(tensor, shape) });
}

static void
undefined(const struct values *s, const struct row_of *of, const struct spec *spec, struct err *e)
{
	char name[STR_SHOWN], number[NUM_TEXT + 1];

	if (of->tensor && of->count[0] == 0) {
		err_set(e, ERR_NO_ANSWER, "tensor %s has no finite number", str_show(of->tensor->name, name));
		return;
	}
	number[num_print_count(of->number, number)] = '\0';
	err_set(e, ERR_NO_ANSWER, "%s %s has no %s; it is defined for %s", of->tensor ? "tensor" : s->what,
		of->tensor ? str_show(of->tensor->name, name) : number, spec->label, spec->row->domain);
}

/* Counts the values there are; a warning names the first that is not. */
static void
look(struct values *s, const struct row_of *of, const double value[])
{
	struct err e = { 0 };

	for (size_t i = 0; i < s->specs->n; i++) {
		const struct spec *spec = &s->specs->v[i];
		if (!isnan(value[i])) {
			s->n_defined++;
		} else if (!e.code) {
			err_at(&e, of->file, of->line, 0);
			undefined(s, of, spec, &e);
		}
	}
	if (e.code)
		warn("undefined", &e);
}

static void
put(struct values *s, struct table *t, const struct row_of *of, const double value[])
{
	size_t m = s->specs->n;

	if (s->stats) {
		if (s->n + m > t->o->max_memory / sizeof *s->v) {
			struct err e = { 0 };
			err_set(&e, ERR_MEMORY, "--stats holds all values, which do not fit into --max-memory %zu", t->o->max_memory);
			table_fail(t, &e);
		}
		if (!mem_reserve(&s->v, &s->cap, s->n + m, sizeof *s->v))
			die_memory();
		memcpy(s->v + s->n, value, m * sizeof *value);
		s->n += m;
	}
	for (size_t i = 0; i < m && !s->stats; i++) {
		if (i == 0 || t->o->long_form) {
			of->labels(t, of->of);
			writer_count(t->w, of->count[0]);
			writer_count(t->w, of->count[1]);
			if (of->tensor)
				tensor_cells(t, of->tensor);
		}
		if (t->o->long_form)
			writer_text(t->w, str_of(s->specs->v[i].label));
		writer_number(t->w, value[i]);
	}
	look(s, of, value);
}

static void
vector_labels(struct table *t, const void *v)
{
	table_vector_labels(t, v);
}

static void
matrix_labels(struct table *t, const void *m)
{
	table_matrix_labels(t, m);
}

static void
part_labels(struct table *t, const void *part)
{
	parts_labels(t, part);
}

void
values_of_vector(struct values *s, struct table *t, const struct vector *v, size_t n, const double value[])
{
	put(s, t, &(struct row_of){ vector_labels, v, { n, v->n_missing }, v->number, v->line, v->file,
		table_by_tensor(t) ? v->tensor : NULL }, value);
}

void
values_of_matrix(struct values *s, struct table *t, const struct matrix_read *m, const double value[])
{
	put(s, t, &(struct row_of){ matrix_labels, m, { m->rows, m->cols }, m->number, 0, m->file, NULL }, value);
}

void
values_of_part(struct values *s, struct table *t, const struct part *p, size_t n, const double value[])
{
	put(s, t, &(struct row_of){ part_labels, p, { n, p->n_missing }, p->id + 1, 0, NULL, NULL }, value);
}

static double
mean(size_t n, const double x[])
{
	struct xsum sum = { 0 };
	int e;

	if (n == 0 || isinf(x[0]) || isinf(x[n - 1]))
		return n == 0 ? (double)NAN : x[0] + x[n - 1];
	xsum_add_array(&sum, n, x);
	double m = xsum_scaled(&sum, &e);
	return ldexp(m / (double)n, e);
}

static void
put_stats(struct values *s, struct table *t)
{
	static const double quartile[] = { 0, 0.25, 0.5, 0.75, -1, 1 };
	size_t m = s->specs->n, rows = s->n / m;
	double *x = mem_alloc(rows, sizeof *x);

	if (!x)
		die_memory();
	table_unlabel(t);
	table_column(t, (struct writer_column){ .name = STR("measure"), .text = true });
	table_columns(t, "min q1 median q3 mean max");
	table_begin(t);
	for (size_t i = 0; i < m; i++) {
		size_t n = 0;
		for (size_t r = 0; r < rows; r++)
			if (!isnan(s->v[r * m + i]))
				x[n++] = s->v[r * m + i];
		quantile_sort(n, x);
		writer_text(t->w, str_of(s->specs->v[i].label));
		for (size_t k = 0; k < 6; k++)
			writer_number(t->w, quartile[k] < 0 ? mean(n, x) : n ? quantile_of(n, x, quartile[k]) : (double)NAN);
	}
	mem_free(x);
}

void
values_end(struct values *s, struct table *t)
{
	if (s->stats)
		put_stats(s, t);
	mem_free(s->v);
	if (s->n_defined == 0)
		err_set(&t->verdict, ERR_NO_ANSWER, "no measure is defined for any %s", s->what);
}

static void
announce_elements(struct table *t, size_t n, bool many)
{
	char (*name)[COLUMNS_NUMBER] = mem_alloc(n, sizeof *name);

	if (!name)
		die_memory();
	if (many || t->o->long_form)
		table_columns(t, "measure:");
	if (t->o->long_form)
		table_columns(t, "index gradient");
	for (size_t k = 0; k < n && !t->o->long_form; k++)
		table_column(t, (struct writer_column){ .name = columns_number(k, name[k]) });
	table_begin(t);			/* which copies the names */
	t->state->n_elements = n;
	mem_free(name);
}

void
values_elements(const struct spec_list *specs, struct table *t, const struct vector *v, const double x[])
{
	struct err e = { 0 };

	if (!t->state->begun)
		announce_elements(t, v->n, specs->n > 1);
	if (v->n != t->state->n_elements && !t->o->long_form) {
		err_set(&e, ERR_INPUT, "vector %zu has %zu elements, the first has %zu", v->number, v->n, t->state->n_elements);
		err_hint(&e, "use --long");
		table_vector_die(t, v, &e);
	}
	for (size_t i = 0; i < specs->n; i++)
		for (size_t k = 0; k < v->n; k++) {
			if (k == 0 || t->o->long_form) {
				table_vector_labels(t, v);
				if (specs->n > 1 || t->o->long_form)
					writer_text(t->w, str_of(specs->v[i].label));
			}
			if (t->o->long_form)
				writer_count(t->w, k);
			writer_number(t->w, x[i * v->n + k]);
		}
}
