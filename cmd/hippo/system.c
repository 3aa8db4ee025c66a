/* SPDX-License-Identifier: MIT */
/* hippo/system: see hippo/system.h. */
#include "hippo/system.h"

#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "hippo/plot.h"
#include "hippo/timemap.h"
#include "math/hippo/readout.h"

static double *
read_file(const struct hippo_run *r, const char *path, double *C, size_t n)
{
	struct table_opts plain = TABLE_DEFAULTS;
	struct table t;
	struct block b;
	char name[4096], *files[] = { name, NULL };
	size_t got = 0;

	strncpy(name, path, sizeof name - 1);
	name[sizeof name - 1] = '\0';
	table_open(&t, r->tool, files, &plain);
	while (table_next(&t, &b)) {
		for (size_t i = 0; i < b.rows * b.cols; i++, got++)
			if (got < n)
				C[got] = b.v[i];
	}
	if (got != n)
		die_usage("-C %.200s: %zu numbers, expected %zu; the file has one for each element of the state", path, got, n);
	return C;
}

double *
hippo_system_readout(const struct hippo_run *r, const struct hippo *h, const char *text)
{
	static const char *const names[] = { [READ_ONES] = "ones", [READ_LAST] = "last", [READ_DELAY] = "delay", [READ_NORMAL] = "normal" };
	size_t n = hippo_size_b(h);
	double *C = mem_alloc(n, sizeof *C);
	struct clock c = hippo_run_clock(r, h);
	struct err e = { 0 };

	if (!C)
		die_memory();
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(text, names[i]) == 0) {
			if (readout(h, &c, (enum readout)i, (uint64_t)r->table.seed, C, &e))
				die(&e);
			return C;
		}
	}
	return read_file(r, text, C, n);
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
begin_document(const struct hippo_run *r, struct table *t, const struct request *q)
{
	document_write_begin(t->w, "mlcoreutils/ssm/1");
	document_write_text(t->w, "family", str_of(r->family->label));
	document_write_count(t->w, "N", q->h.n);
	if (hippo_timemap_formula(r)) {
		document_write_text(t->w, "timemap", str_of(r->timemap));
		document_write_text(t->w, "at", str_of(r->at ? r->at : "T=1"));
	}
	if (r->dt > 0) {
		document_write_text(t->w, "rule", str_of(q->rule->label));
		document_write_number(t->w, "dt", r->dt);
	}
}

/* What is to be known beside the numbers: how much of them to believe. */
static void
remarks(const struct request *q)
{
	struct err e = { 0 };

	if (q->condition >= 0)
		note("condition of the eigenvectors %.3g", q->condition);
	if (q->residual >= 0)
		note("residual |(A + P P*) V - V Lambda|/|A + P P*| %.3g; the basis V is unitary: condition 1", q->residual);
	if (q->defect > 1e-8) {
		err_set(&e, ERR_NO_ANSWER, "rtf: the coefficients give the kernel back with a relative error of %.1e only", q->defect);
		err_hint(&e, "take a smaller N or a larger --dt, or the state itself");
		warn("rtf", &e);
	} else if (q->defect >= 0) {
		note("rtf: the coefficients give the kernel back to %.1e", q->defect);
	}
}

static void
end_document(struct table *t, const struct request *q)
{
	if (q->condition >= 0)
		document_write_number(t->w, "condition", q->condition);
	if (q->residual >= 0)
		document_write_number(t->w, "residual", q->residual);
	if (q->defect >= 0)
		document_write_number(t->w, "defect", q->defect);
	document_write_end(t->w);
}

void
hippo_system_print(const struct hippo_run *r, struct table *t, struct request *q, const struct spec_list *items)
{
	bool json = writer_format(t->w) == FORMAT_JSON, tensors = writer_format(t->w) == FORMAT_SAFETENSORS;
	struct err e = { 0 };

	if (!json && !tensors && items->n > 1)
		die_usage("-p: several items make a json document or a safetensors file; add --json or --out safetensors");
	if (json)
		begin_document(r, t, q);
	for (size_t i = 0; i < items->n; i++) {
		const struct item *item = (const struct item *)(const void *)items->v[i].row;
		struct array a = { .name = tensors ? items->v[i].label : item->head.name };
		hippo_run_hold(r, item_memory(q, item), item->head.name);
		if (item_make(item, q, &a, &e)) {
			writer_close(t->w, false);
			die(&e);
		}
		if (json)
			document_write_array(t->w, &a);
		else if (writer_format(t->w) == FORMAT_GNUPLOT)
			hippo_plot_item(r, t, q, item, &a);
		else if (tensors)
			writer_array(t->w, &a);
		else
			put_array(t, item, &a);
		mem_free(a.v);
	}
	remarks(q);
	if (json)
		end_document(t, q);
}
