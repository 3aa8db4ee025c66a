/* SPDX-License-Identifier: MIT */
/* spec: what users type to name a row with its values; see row.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/row.h"
#include "base/sweep.h"

/* The values of a spec as text: those an alias fixes, then those typed.  n = SPEC_VALUES + 1 stands for any number above. */
struct values {
	size_t n, fixed;
	struct str text[SPEC_VALUES + 1];
};

static void
split(struct str text, struct values *v)
{
	while (text.s && v->n <= SPEC_VALUES)
		v->text[v->n++] = str_cut(text, ':', &text);
}

/* One entry of the list while it is read. */
struct entry {
	struct str column, typed, name;		/* column=typed, typed = name:value.. */
	const struct row *row;
	struct values values;
	size_t n[SPEC_VALUES];			/* points of each value */
	double *points[SPEC_VALUES];
	unsigned percent;
};

/* Do the values fit the row's parameters in number?  The hint is how to write it. */
static int
check_count(const struct entry *x, struct err *e)
{
	const struct param *p = x->row->params;
	const struct values *v = &x->values;
	char shown[STR_SHOWN], usage[150];
	size_t all = 0, empty = 0;

	while (all < SPEC_VALUES && p[all].name)
		all++;
	while (empty < v->n && v->text[empty].n)
		empty++;
	bool missing = empty < v->n || (v->n < all && !p[v->n].has_default);
	if (!missing && v->n <= all)
		return 0;
	int n = snprintf(usage, sizeof usage, "%s", str_show(x->name, shown));
	for (size_t i = v->fixed; i < all && n < (int)sizeof usage; i++)
		n += snprintf(usage + n, sizeof usage - (size_t)n, p[i].has_default ? "[:%s]" : ":%s", p[i].name);
	str_show(x->typed, shown);
	if (v->n > all)
		err_set(e, ERR_USAGE, "%s: too many values", shown);
	else
		err_set(e, ERR_USAGE, "%s: %s is missing", shown, p[empty].name);
	err_hint(e, "write %s", usage);
	return ERR_USAGE;
}

/* What p wants of a value: "at least 1", "above 0 and at most 100%". */
static char *
range(const struct param *p, bool percent, bool infinite, char out[100])
{
	double lo = percent ? 0 : p->lo, hi = percent ? 100 : p->hi;
	char text[NUM_TEXT + 1];
	int n = 0;

	out[0] = '\0';
	if (isfinite(lo)) {
		text[num_print(lo, text)] = '\0';
		n += snprintf(out, 100, "%s %s%s", p->open_lo || percent ? "above" : "at least", text, percent ? "%" : "");
	}
	if (isfinite(hi)) {
		text[num_print(hi, text)] = '\0';
		snprintf(out + n, 100 - (size_t)n, "%s%s %s%s", n ? " and " : "", p->open_hi && !percent ? "below" : "at most",
		         text, percent ? "%" : "");
	} else if (infinite) {
		snprintf(out + n, 100 - (size_t)n, "%sfinite", n ? " and " : "");
	}
	return out;
}

static int
check_value(const struct entry *x, const struct param *p, bool percent, double value, struct err *e)
{
	char shown[STR_SHOWN], words[100];
	bool above = percent ? value > 0 : p->open_lo ? value > p->lo : value >= p->lo;
	bool below = percent ? value <= 100 : p->open_hi ? value < p->hi : value <= p->hi;

	if (p->integer && !percent && value != floor(value))
		return err_set(e, ERR_USAGE, "%s: %s must be an integer", str_show(x->typed, shown), p->name);
	if (!above || !below)
		return err_set(e, ERR_USAGE, "%s: %s must be %s", str_show(x->typed, shown), p->name,
		               range(p, percent, isinf(value), words));
	return 0;
}

/* Value i of an entry: its points, each in the parameter's range. */
static int
read_value(struct entry *x, size_t i, struct err *e)
{
	const struct param *p = &x->row->params[i];
	struct str text = x->values.text[i];
	struct err inner = { 0 };
	char shown[STR_SHOWN];
	bool percent = text.s[text.n - 1] == '%';

	str_show(x->typed, shown);
	if (percent && !p->percent)
		return err_set(e, ERR_USAGE, "%s: %s is not a percentage", shown, p->name);
	text.n -= percent;
	if (sweep_parse(text, &x->points[i], &x->n[i], &inner) == ERR_MEMORY)
		return err_memory(e);
	if (inner.code)
		return err_set(e, inner.code, "%s: %.200s", shown, inner.text);
	x->percent |= (unsigned)percent << i;
	for (size_t k = 0; k < x->n[i]; k++)
		if (check_value(x, p, percent, x->points[i][k], e))
			return e->code;
	return 0;
}

/* Combination number k of the points, the last value running fastest; its label. */
static bool
fill(const struct entry *x, size_t k, bool swept, struct spec *s)
{
	struct text label = { 0 };
	char number[NUM_TEXT] = "";

	*s = (struct spec){ .row = x->row, .percent = x->percent };
	for (size_t i = SPEC_VALUES; i-- > 0;) {
		s->par[i] = x->n[i] ? x->points[i][k % x->n[i]] : x->row->params[i].initial;
		k /= x->n[i] ? x->n[i] : 1;
	}
	text_add(&label, x->column.s ? x->column : swept ? x->name : x->typed);
	for (size_t i = x->values.fixed; swept && i < x->values.n; i++) {
		text_byte(&label, ':');
		text_add(&label, (struct str){ number, num_print(s->par[i], number) });
		text_add(&label, x->percent >> i & 1 ? STR("%") : STR(""));
	}
	text_byte(&label, '\0');
	if (label.failed)
		text_free(&label);
	s->label = label.s;
	return s->label;
}

/* All combinations of an entry's points, appended. */
static int
append(const struct entry *x, struct spec_list *l, size_t *cap, struct err *e)
{
	char shown[STR_SHOWN];
	size_t all = 1;

	for (size_t i = 0; i < x->values.n && all <= SWEEP_POINTS; i++)
		all *= x->n[i];
	if (all + l->n > SWEEP_POINTS)
		return err_set(e, ERR_USAGE, "%s: more than %d points", str_show(x->typed, shown), SWEEP_POINTS);
	if (!mem_reserve(&l->v, cap, l->n + all, sizeof *l->v))
		return err_memory(e);
	for (size_t k = 0; k < all; k++) {
		if (!fill(x, k, all > 1, &l->v[l->n]))
			return err_memory(e);
		l->n++;
	}
	return 0;
}

static int
read_entry(const struct registry *g, struct str text, struct spec_list *l, size_t *cap, struct err *e)
{
	struct entry x = { .typed = str_trim(text) };
	struct str rest, fixed, first = str_cut(x.typed, '=', &rest);
	char shown[STR_SHOWN];

	if (rest.s) {
		x.column = str_trim(first);
		x.typed = str_trim(rest);
	}
	x.name = str_cut(x.typed, ':', &rest);
	if (x.name.n == 0 || (x.column.s && x.column.n == 0))
		return err_set(e, ERR_USAGE, "\"%s\": a name is missing", str_show(text, shown));
	x.row = row_find(g, x.name);
	if (!x.row)
		return row_unknown(g, x.typed, e);
	str_cut(row_meaning(g, x.name), ':', &fixed);
	split(fixed, &x.values);
	x.values.fixed = x.values.n;
	split(rest, &x.values);
	int code = check_count(&x, e);
	for (size_t i = 0; !code && i < x.values.n; i++)
		code = read_value(&x, i, e);
	if (!code)
		code = append(&x, l, cap, e);
	for (size_t i = 0; i < SPEC_VALUES; i++)
		mem_free(x.points[i]);
	return code;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Two columns of one name would be lost in a record. */
static int
check_labels(const struct spec_list *l, struct err *e)
{
	char shown[STR_SHOWN];
	const char **label = mem_alloc(l->n, sizeof *label);
	int code = 0;

	if (!label)
		return err_memory(e);
	for (size_t i = 0; i < l->n; i++)
		label[i] = l->v[i].label;
	qsort(label, l->n, sizeof *label, by_name);
	for (size_t i = 1; i < l->n; i++) {
		if (strcmp(label[i - 1], label[i]) == 0) {
			code = err_set(e, ERR_USAGE, "two columns are named \"%s\"", str_show(str_of(label[i]), shown));
			err_hint(e, "NAME=%s names one", shown);
		}
	}
	mem_free(label);
	return code;
}

int
spec_parse(const struct registry *g, struct str text, struct spec_list *out, struct err *e)
{
	struct spec_list l = { 0 };
	size_t cap = 0;
	int code = 0;

	for (struct str rest = text; !code && rest.s;) {
		struct str entry = str_cut(rest, ',', &rest);
		code = read_entry(g, entry, &l, &cap, e);
	}
	if (!code)
		code = check_labels(&l, e);
	if (code)
		spec_free(&l);
	else
		*out = l;
	return code;
}

void
spec_free(struct spec_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		mem_free(l->v[i].label);
	mem_free(l->v);
	*l = (struct spec_list){ 0 };
}

void
spec_print(const struct spec_list *l, struct text *t)
{
	char number[NUM_TEXT] = "";

	for (size_t k = 0; k < l->n; k++) {
		const struct spec *s = &l->v[k];
		text_add(t, k ? STR(",") : STR(""));
		text_add(t, str_of(s->label));
		text_byte(t, '=');
		text_add(t, str_of(s->row->name));
		for (size_t i = 0; i < SPEC_VALUES && s->row->params[i].name; i++) {
			text_byte(t, ':');
			text_add(t, (struct str){ number, num_print(s->par[i], number) });
			text_add(t, s->percent >> i & 1 ? STR("%") : STR(""));
		}
	}
}
