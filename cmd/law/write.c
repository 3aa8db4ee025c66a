/* SPDX-License-Identifier: MIT */
/* law/write: a law document as JSON.  See law/document.h. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "io/document_write.h"
#include "law/document.h"

/* The document on its way out. */
struct out {
	struct writer *w;
	bool one_line, more;		/* more: something stands before in this object or array */
};

static void
raw(struct out *o, const char *s)
{
	writer_string(o->w, s);
}

static void
number(struct out *o, double x)
{
	char s[NUM_TEXT];

	if (isfinite(x))
		writer_raw(o->w, (struct str){ s, num_print(x, s) });
	else
		raw(o, isnan(x) ? "null" : x > 0 ? "\"inf\"" : "\"-inf\"");
}

static void
begin(struct out *o, const char *bracket)
{
	raw(o, bracket);
	o->more = false;
}

static void
end(struct out *o, const char *bracket)
{
	raw(o, bracket);
	o->more = true;
}

/* The separator before the next member or element, on a line of its own unless that is inline. */
static void
next(struct out *o, bool same_line)
{
	raw(o, o->more ? "," : "");
	raw(o, same_line ? o->more ? " " : "" : o->one_line ? o->more ? " " : "" : "\n");
	o->more = true;
}

static void
key(struct out *o, const char *name, bool same_line)
{
	next(o, same_line);
	document_write_string(o->w, str_of(name));
	raw(o, ": ");
}

static void
text_member(struct out *o, const char *name, const char *value, bool same_line)
{
	key(o, name, same_line);
	document_write_string(o->w, str_of(value));
}

static void
number_member(struct out *o, const char *name, double value, bool same_line)
{
	key(o, name, same_line);
	number(o, value);
}

/* Beyond 2^53 a string, because most readers of JSON would round it. */
static void
count_member(struct out *o, const char *name, uint64_t value, bool same_line)
{
	char s[NUM_TEXT];
	struct str digits = { s, num_print_count(value, s) };

	key(o, name, same_line);
	if (value > (uint64_t)1 << 53)
		document_write_string(o->w, digits);
	else
		writer_raw(o->w, digits);
}

static void
column(struct out *o, const struct law_column *c)
{
	begin(o, "{");
	text_member(o, "name", c->name, true);
	text_member(o, "column", c->text, true);
	if (c->typed) {
		key(o, "typed", true);
		raw(o, "true");
	}
	number_member(o, "min", c->least, true);
	number_member(o, "max", c->most, true);
	end(o, "}");
}

static void
parameter(struct out *o, const struct law_parameter *p)
{
	next(o, false);
	begin(o, "{");
	text_member(o, "name", p->name, true);
	text_member(o, "kind", p->kind, true);
	if (p->tied_to[0])
		text_member(o, "tied_to", p->tied_to, true);
	number_member(o, "estimate", p->estimate, true);
	number_member(o, "se", p->se, true);
	number_member(o, "lo", p->lo, true);
	number_member(o, "hi", p->hi, true);
	if (strcmp(p->kind, "derived") != 0) {
		number_member(o, "least", p->least, true);
		number_member(o, "most", p->most, true);
	}
	end(o, "}");
}

static void
parameters(struct out *o, const char *name, size_t n, const struct law_parameter p[])
{
	key(o, name, false);
	begin(o, "[");
	for (size_t i = 0; i < n; i++)
		parameter(o, &p[i]);
	end(o, "]");
}

/* The labels of a group, if it is one. */
static void
group(struct out *o, const struct law_document *d)
{
	if (d->labels == 0)
		return;
	key(o, "group", false);
	begin(o, "{");
	for (size_t i = 0; i < d->labels; i++) {
		next(o, true);
		document_write_string(o->w, d->label[i].name);
		raw(o, ": ");
		document_write_string(o->w, d->label[i].value);
	}
	end(o, "}");
}

/* The objective, the rows, how the residuals are. */
static void
objective(struct out *o, const struct law_document *d)
{
	key(o, "objective", false);
	begin(o, "{");
	text_member(o, "name", d->objective, true);
	text_member(o, "residual", d->residual, true);
	number_member(o, "delta", d->delta, true);
	number_member(o, "value", d->value, true);
	end(o, "}");
	count_member(o, "n", d->rows, false);
	count_member(o, "n_missing", d->missing, true);
	count_member(o, "n_excluded", d->excluded, true);
	number_member(o, "log_rmse", d->log_rmse, false);
	number_member(o, "bias", d->bias, true);
	number_member(o, "residual_sd", d->scale, true);
}

static void
intervals(struct out *o, const struct law_document *d)
{
	key(o, "intervals", false);
	begin(o, "{");
	text_member(o, "method", d->intervals, true);
	number_member(o, "level", d->level, true);
	count_member(o, "seed", d->seed, true);
	count_member(o, "first_draw", d->first, true);
	count_member(o, "draws", d->drawn, true);
	count_member(o, "failed", d->failed, true);
	end(o, "}");
}

/* The options that chose the rows, if any did. */
static void
selection(struct out *o, const struct law_selection *s)
{
	const struct {
		const char *name, *value;
	} all[] = { { "where", s->where }, { "weights", s->weights }, { "best_per", s->best_per }, { "last_per", s->last_per } };
	bool any = s->drop_worst > 0;

	for (size_t k = 0; k < 4; k++)
		any |= all[k].value[0] != '\0';
	if (!any)
		return;
	key(o, "selection", false);
	begin(o, "{");
	for (size_t k = 0; k < 4; k++)
		if (all[k].value[0])
			text_member(o, all[k].name, all[k].value, true);
	if (s->drop_worst)
		count_member(o, "drop_worst", s->drop_worst, true);
	end(o, "}");
}

static void
certificate(struct out *o, const struct law_document *d)
{
	key(o, "certificate", false);
	begin(o, "{");
	count_member(o, "starts", d->starts, true);
	count_member(o, "tried", d->tried, true);
	count_member(o, "agree", d->agree, true);
	number_member(o, "gradient", d->gradient, true);
	number_member(o, "smallest_eigenvalue", d->smallest, true);
	number_member(o, "condition", d->condition, true);
	for (int k = 0; k < 2; k++) {
		key(o, k ? "at_3_delta" : "at_delta_3", true);
		begin(o, "{");
		for (size_t i = 0; i < d->params; i++)
			number_member(o, d->param[i].name, k ? d->high[i] : d->low[i], true);
		end(o, "}");
	}
	end(o, "}");
}

static void
warnings(struct out *o, const struct law_document *d)
{
	key(o, "warnings", false);
	begin(o, "[");
	for (size_t i = 0; i < d->warnings; i++) {
		next(o, false);
		begin(o, "{");
		text_member(o, "code", d->warning[i].name, true);
		text_member(o, "message", d->warning[i].text, true);
		text_member(o, "hint", d->warning[i].hint, true);
		end(o, "}");
	}
	end(o, "]");
}

static void
draws(struct out *o, const struct law_document *d)
{
	key(o, "draws", false);
	begin(o, "{");
	for (size_t j = 0; j < d->params; j++) {
		key(o, d->param[j].name, false);
		begin(o, "[");
		for (size_t i = 0; i < d->draws; i++) {
			raw(o, i ? "," : "");
			number(o, d->draw[i * d->params + j]);
		}
		end(o, "]");
	}
	end(o, "}");
}

void
law_document_write(struct writer *w, const struct law_document *d, bool with_draws, bool one_line)
{
	struct out out = { .w = w, .one_line = one_line }, *o = &out;

	begin(o, "{");
	text_member(o, "schema", "mlcoreutils/law/1", true);
	text_member(o, "version", MLCORE_VERSION, true);
	group(o, d);
	text_member(o, "status", d->status, false);
	text_member(o, "law", d->law, false);
	text_member(o, "formula", d->formula, false);
	key(o, "roles", false);
	begin(o, "[");
	for (size_t i = 0; i < d->roles; i++) {
		next(o, true);
		column(o, &d->role[i]);
	}
	end(o, "]");
	key(o, "response", false);
	column(o, &d->response);
	number_member(o, "flops_per_token", d->flops_per_token, false);
	number_member(o, "compute", d->compute, true);
	selection(o, &d->selection);
	parameters(o, "parameters", d->params, d->param);
	parameters(o, "derived", d->derived, d->param + d->params);
	objective(o, d);
	intervals(o, d);
	certificate(o, d);
	if (d->sha256[0])
		text_member(o, "sha256", d->sha256, false);
	warnings(o, d);
	if (with_draws && d->draw)
		draws(o, d);
	end(o, "}");
	raw(o, "\n");
}
