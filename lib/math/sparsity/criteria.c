/* SPDX-License-Identifier: MIT */
/* criteria: see criteria.h. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "math/sparsity/criteria.h"

static const char *const titles[CRITERIA] = {
	"D1 Robin Hood", "D2 Scaling", "D3 Rising Tide", "D4 Cloning", "P1 Bill Gates", "P2 Babies"
};

static const struct verdicts {
	const char *spec;
	enum orientation orientation;
	const char *verdict;			/* y or n for each criterion */
	struct {
		const char *before, *after;
	} against[CRITERIA];
} table[] = {
#include "math/sparsity/verdicts.h"
};

const size_t criteria_measures = sizeof table / sizeof table[0];

/* What a "yes" is shown with. */
static const struct {
	const char *before, *after;
} example[CRITERIA] = {
	[D1] = { "1 2 4 5", "1 2.5 4 4.5" }, [D2] = { "1 2 4 5", "2 4 8 10" }, [D3] = { "1 2 4 5", "2 3 5 6" }, [D4] = { .before = "1 2 4 5" },
	[P1] = { "1 2 4 100", "1 2 4 200" }, [P2] = { .before = "1 2 4 5" },
};

static size_t
numbers(const char *text, double x[])
{
	size_t n = 0, end;
	for (struct str s = str_of(text); s.n && num_parse(s.n, s.s, NUM_CSV, &x[n], &end) == NUM_OK; n++)
		s = str_trim((struct str){ s.s + end, s.n - end });
	return n;
}

/* "1 2.5 4"; what does not fit is left out. */
static void
print(size_t n, const double x[], char text[CRITERIA_TEXT])
{
	size_t at = 0;
	for (size_t i = 0; i < n && at + NUM_TEXT + 2 < CRITERIA_TEXT; i++) {
		if (i > 0)
			text[at++] = ' ';
		at += num_print(x[i], text + at);
	}
	text[at] = '\0';
}

/* The vector after a change that the criterion fixes. */
static size_t
change(enum criterion c, size_t n, const double before[], double after[])
{
	memcpy(after, before, n * sizeof after[0]);
	if (c == P2) {
		after[n] = 0;
		return n + 1;
	}
	memcpy(after + n, before, n * sizeof after[0]);
	return 2 * n;
}

static int
evaluate(const struct spec *spec, size_t n, const double x[], double *value, struct err *e)
{
	struct profile *p = profile_new(1, spec, 1, SIZE_MAX);
	int code = p ? profile_add(p, 0, n, x, e) : err_memory(e);
	if (!code)
		code = profile_values(p, 0, NULL, value, e);
	profile_free(p);
	return code;
}

int
criteria_case(size_t k, enum criterion c, struct criteria_case *out, struct err *e)
{
	const struct verdicts *v = &table[k];
	struct spec_list list = { 0 };
	bool yes = v->verdict[c] == 'y';
	const char *before = yes ? example[c].before : v->against[c].before, *after = yes ? example[c].after : v->against[c].after;

	*out = (struct criteria_case){ .measure = v->spec, .name = titles[c], .orientation = v->orientation, .criterion = c, .yes = yes };
	out->n = numbers(before, out->before);
	out->n_after = after ? numbers(after, out->after) : change(c, out->n, out->before, out->after);
	print(out->n, out->before, out->text);
	print(out->n_after, out->after, out->text_after);
	if (!spec_parse(&sparsity_measures, str_of(v->spec), &list, e) &&
	    !evaluate(list.v, out->n, out->before, &out->value, e))
		evaluate(list.v, out->n_after, out->after, &out->value_after, e);
	spec_free(&list);
	return e->code;
}

bool
criteria_named(size_t k, struct str name)
{
	struct str rest, first = str_cut(str_of(table[k].spec), ':', &rest);
	return str_is(name, table[k].spec) || str_eq(name, first);
}

bool
criteria_wanted(size_t k, char *const names[])
{
	bool wanted = !*names;
	for (; *names; names++)
		wanted |= criteria_named(k, str_of(*names));
	return wanted;
}

bool
criteria_known(struct str name, struct err *e)
{
	struct str rest, first = str_cut(name, ':', &rest);
	char shown[STR_SHOWN], hint[STR_SHOWN];
	for (size_t k = 0; k < criteria_measures; k++)
		if (criteria_named(k, name))
			return true;
	if (!row_find(&sparsity_measures, first)) {
		row_unknown(&sparsity_measures, name, e);
		return false;
	}
	err_set(e, ERR_USAGE, "%s: no verdicts are known", str_show(name, shown));
	for (size_t k = 0; k < criteria_measures; k++)
		if (criteria_named(k, first))
			err_hint(e, "--criteria %s has those of other values", str_show(first, hint));
	err_hint(e, "--criteria without a name has all that are");
	return false;
}

bool
criteria_kept(enum criterion c, enum orientation orientation, double s, double t)
{
	double rise = orientation == SPARSER_DOWN ? s - t : t - s;
	if (s == t || (isfinite(rise) && fabs(rise) <= 0x1p-46 * fmax(fabs(s), fabs(t)) + 2e-15))
		rise = 0;
	return c == D2 || c == D4 ? rise == 0 : c == P1 || c == P2 ? rise > 0 : rise < 0;
}

double
criteria_bill_gates(double p, double c, size_t n, const double others[])
{
	double sum = 0, powers = 0, largest = 0;
	for (size_t i = 0; i < n; i++)
		largest = fmax(largest, others[i]);
	for (size_t i = 0; i < n; i++) {
		sum += others[i] / largest;
		powers += pow(others[i] / largest, p);
	}
	return fmax(0, largest * pow(powers / sum, 1 / (p - 1)) - c);
}
