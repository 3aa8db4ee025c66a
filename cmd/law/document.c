/* SPDX-License-Identifier: MIT */
/* law/document: reads law documents.  See law/document.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "law/document.h"
#include "io/document.h"

/* A string of at most size - 1 bytes. */
static int
get_text(const struct document *f, const struct node *at, const char *key, size_t size, char out[])
{
	struct str s;

	if (document_text(f, at, key, &s))
		return document_error(f)->code;
	if (s.n >= size) {
		err_set(document_error(f), ERR_INPUT, "a text of %zu bytes, at most %zu are allowed", s.n, size - 1);
		return document_place(f, at, key);
	}
	memcpy(out, s.s, s.n);
	out[s.n] = '\0';
	return 0;
}

/* What may be missing: out stays as it is then. */
static void
maybe_text(const struct document *f, const struct node *at, const char *key, size_t size, char out[])
{
	if (document_find(at, key))
		get_text(f, at, key, size, out);
}

static void
maybe_real(const struct document *f, const struct node *at, const char *key, double *x)
{
	if (document_find(at, key))
		document_real(f, at, key, x);
}

static void
maybe_count(const struct document *f, const struct node *at, const char *key, uint64_t *n)
{
	if (document_find(at, key))
		document_count(f, at, key, n);
}

static void
get_column(const struct document *f, const struct node *at, struct law_column *c)
{
	c->least = c->most = (double)NAN;
	get_text(f, at, "name", sizeof c->name, c->name);
	maybe_text(f, at, "column", sizeof c->text, c->text);
	c->typed = document_find(at, "typed") != NULL;
	maybe_real(f, at, "min", &c->least);
	maybe_real(f, at, "max", &c->most);
}

/* The elements of an array of at most max; their number. */
static size_t
elements(const struct document *f, const struct node *at, const char *key, size_t max, const struct node **array)
{
	size_t n = 0;

	*array = NULL;
	if (document_array(f, at, key, array, &n) == 0 && n > max) {
		err_set(document_error(f), ERR_INPUT, "%zu elements, at most %zu are allowed", n, max);
		document_place(f, at, key);
		n = 0;
	}
	return n;
}

static size_t
get_parameters(const struct document *f, const struct node *at, const char *key, size_t max, struct law_parameter p[])
{
	const struct node *array;
	size_t n = elements(f, at, key, max, &array), i = 0;

	for (const struct node *x = n ? document_first(array) : NULL; x; x = document_after(x), i++) {
		p[i] = (struct law_parameter){ .kind = "fitted", .se = (double)NAN, .lo = (double)NAN, .hi = (double)NAN,
			.least = -HUGE_VAL, .most = HUGE_VAL };
		get_text(f, x, "name", sizeof p[i].name, p[i].name);
		maybe_text(f, x, "kind", sizeof p[i].kind, p[i].kind);
		maybe_text(f, x, "tied_to", sizeof p[i].tied_to, p[i].tied_to);
		document_real(f, x, "estimate", &p[i].estimate);
		maybe_real(f, x, "se", &p[i].se);
		maybe_real(f, x, "lo", &p[i].lo);
		maybe_real(f, x, "hi", &p[i].hi);
		maybe_real(f, x, "least", &p[i].least);
		maybe_real(f, x, "most", &p[i].most);
	}
	return n;
}

static int
get_draws(const struct document *f, const struct node *root, struct law_document *d)
{
	const struct node *draws = document_find(root, "draws");
	size_t n = 0;
	const struct node *array;

	if (!draws || d->params == 0) {
		d->draws = 0;
		return 0;
	}
	if (document_array(f, draws, d->param[0].name, &array, &n))
		return document_error(f)->code;
	double *column = mem_alloc(n, sizeof *column);
	d->draw = mem_alloc(n * d->params, sizeof *d->draw);
	if (!column || !d->draw) {
		mem_free(column);
		return err_memory(document_error(f));
	}
	for (size_t j = 0; j < d->params && !document_error(f)->code; j++)
		if (document_reals(f, draws, d->param[j].name, n, column) == 0)
			for (size_t i = 0; i < n; i++)
				d->draw[i * d->params + j] = column[i];
	mem_free(column);
	d->draws = n;
	return document_error(f)->code;
}

static void
get_objective(const struct document *f, const struct node *root, struct law_document *d)
{
	const struct node *at = document_find(root, "objective");

	if (at) {
		maybe_text(f, at, "name", sizeof d->objective, d->objective);
		maybe_text(f, at, "residual", sizeof d->residual, d->residual);
		maybe_real(f, at, "delta", &d->delta);
		maybe_real(f, at, "value", &d->value);
	}
	if ((at = document_find(root, "intervals"))) {
		maybe_text(f, at, "method", sizeof d->intervals, d->intervals);
		maybe_real(f, at, "level", &d->level);
		maybe_count(f, at, "seed", &d->seed);
		maybe_count(f, at, "first_draw", &d->first);
		maybe_count(f, at, "draws", &d->drawn);
		maybe_count(f, at, "failed", &d->failed);
	}
}

static void
get_selection(const struct document *f, const struct node *root, struct law_selection *s)
{
	const struct node *at = document_find(root, "selection");

	if (!at)
		return;
	maybe_text(f, at, "where", sizeof s->where, s->where);
	maybe_text(f, at, "weights", sizeof s->weights, s->weights);
	maybe_text(f, at, "best_per", sizeof s->best_per, s->best_per);
	maybe_text(f, at, "last_per", sizeof s->last_per, s->last_per);
	maybe_count(f, at, "drop_worst", &s->drop_worst);
}

static void
get_certificate(const struct document *f, const struct node *root, struct law_document *d)
{
	const struct node *at = document_find(root, "certificate");

	if (!at)
		return;
	maybe_count(f, at, "starts", &d->starts);
	maybe_count(f, at, "tried", &d->tried);
	maybe_count(f, at, "agree", &d->agree);
	maybe_real(f, at, "gradient", &d->gradient);
	maybe_real(f, at, "smallest_eigenvalue", &d->smallest);
	maybe_real(f, at, "condition", &d->condition);
	for (int k = 0; k < 2; k++) {
		const struct node *values = document_find(at, k ? "at_3_delta" : "at_delta_3");
		for (size_t i = 0; i < d->params; i++) {
			double *x = k ? &d->high[i] : &d->low[i];
			*x = (double)NAN;
			if (values)
				maybe_real(f, values, d->param[i].name, x);
		}
	}
}

static void
get_warnings(const struct document *f, const struct node *root, struct law_document *d)
{
	const struct node *array;
	size_t n = document_find(root, "warnings") ? elements(f, root, "warnings", LAW_DOC_WARNINGS, &array) : 0;

	for (const struct node *x = n ? document_first(array) : NULL; x; x = document_after(x)) {
		struct err *w = &d->warning[d->warnings++];
		*w = (struct err){ .code = ERR_NO_ANSWER };
		maybe_text(f, x, "code", sizeof w->name, w->name);
		maybe_text(f, x, "message", sizeof w->text, w->text);
		maybe_text(f, x, "hint", sizeof w->hint, w->hint);
	}
}

static int
get(const struct document *f, struct law_document *d)
{
	const struct node *root = document_root(f), *array, *at;
	const double unknown = (double)NAN;

	*d = (struct law_document){ .objective = "huber:0.001", .residual = "log", .intervals = "none", .status = "ok", .value = unknown,
		.delta = unknown, .log_rmse = unknown, .bias = unknown, .scale = unknown, .level = .95, .flops_per_token = 6,
		.gradient = unknown, .smallest = unknown, .condition = unknown, .first = 1 };
	maybe_text(f, root, "version", sizeof d->version, d->version);
	get_text(f, root, "law", sizeof d->law, d->law);
	get_text(f, root, "formula", sizeof d->formula, d->formula);
	d->grouped = document_find(root, "group") != NULL;
	maybe_text(f, root, "status", sizeof d->status, d->status);
	size_t n = elements(f, root, "roles", LAW_DOC_ROLES, &array);
	for (const struct node *x = n ? document_first(array) : NULL; x; x = document_after(x))
		get_column(f, x, &d->role[d->roles++]);
	if (document_object(f, root, "response", &at) == 0)
		get_column(f, at, &d->response);
	maybe_real(f, root, "flops_per_token", &d->flops_per_token);
	maybe_real(f, root, "compute", &d->compute);
	d->params = get_parameters(f, root, "parameters", LAW_DOC_PARAMS - 8, d->param);
	if (document_find(root, "derived"))
		d->derived = get_parameters(f, root, "derived", 8, d->param + d->params);
	get_selection(f, root, &d->selection);
	get_objective(f, root, d);
	maybe_count(f, root, "n", &d->rows);
	maybe_count(f, root, "n_missing", &d->missing);
	maybe_count(f, root, "n_excluded", &d->excluded);
	maybe_real(f, root, "log_rmse", &d->log_rmse);
	maybe_real(f, root, "bias", &d->bias);
	maybe_real(f, root, "residual_sd", &d->scale);
	maybe_text(f, root, "sha256", sizeof d->sha256, d->sha256);
	get_certificate(f, root, d);
	get_warnings(f, root, d);
	return get_draws(f, root, d);
}

int
law_document_read(const char *path, struct law_document **v, size_t *n, struct err *e)
{
	struct document *f = document_open(path, "mlcoreutils/law", 1, e);
	size_t cap = 0;

	note_terminal(path);
	*v = NULL;
	*n = 0;
	while (f && document_next(f) > 0) {
		if (!mem_reserve(v, &cap, *n + 1, sizeof **v)) {
			err_memory(e);
			break;
		}
		if (get(f, &(*v)[(*n)++]))
			break;
	}
	if (e->code == ERR_INPUT && *n == 0 && !e->name[0])
		err_hint(e, "a law document is what scaling-law-fit --json writes");
	if (f)
		document_close(f);
	if (!e->code && *n == 0) {
		err_set(e, ERR_INPUT, "no law");
		err_hint(e, "a law document is what scaling-law-fit --json writes");
		err_at(e, path && strcmp(path, "-") != 0 ? path : "<stdin>", 0, 0);
	}
	return e->code;
}

bool
law_document_answers(const struct law_document *d)
{
	return strcmp(d->status, "ok") == 0;
}

void
law_document_free(struct law_document *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		mem_free(v[i].draw);
	mem_free(v);
}
