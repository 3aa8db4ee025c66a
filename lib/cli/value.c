/* SPDX-License-Identifier: MIT */
/* value: see value.h. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/str.h"
#include "base/sweep.h"
#include "cli/value.h"

static const struct unit {
	const char *name;
	double bytes;
} units[] = {
	{ "", 1 }, { "k", 1e3 }, { "K", 1e3 }, { "M", 1e6 }, { "G", 1e9 }, { "T", 1e12 },
	{ "KiB", 0x1p10 }, { "MiB", 0x1p20 }, { "GiB", 0x1p30 }, { "TiB", 0x1p40 },
};
enum { UNITS = sizeof units / sizeof *units };

/* A range that goes on to here has no end worth naming: beyond it doubles skip integers. */
#define ENDLESS (0x1p53 - 1)

bool
value_wanted(const struct opt *o)
{
	return o->kind != OPT_FLAG_ && o->kind != OPT_CLEAR_ && o->kind != OPT_SET_;
}

char *
value_name(const struct opt *o, char out[VALUE_NAME])
{
	if (o->name)
		snprintf(out, VALUE_NAME, "--%s", o->name);
	else
		snprintf(out, VALUE_NAME, "-%c", o->letter);
	return out;
}

static char *
print(double x, char out[NUM_TEXT + 1])
{
	out[num_print(x, out)] = '\0';
	return out;
}

char *
value_range(const struct opt *o, char out[VALUE_TEXT])
{
	char lo[NUM_TEXT + 1], hi[NUM_TEXT + 1];
	bool number = o->kind == OPT_INT_ || o->kind == OPT_REAL_ || o->kind == OPT_SIZE_;
	bool above = o->lo > 0 && o->lo <= DBL_MIN;		/* an open end is the nearest double inside */
	bool below = o->hi < 1 && o->hi > 1 - 1e-9;
	bool endless = o->hi >= ENDLESS;

	out[0] = '\0';
	if (!number || (o->lo <= 0 && o->hi <= 0 && o->kind == OPT_SIZE_) || (o->lo <= -0x1p53 && endless))
		return out;
	print(above ? 0 : o->lo, lo);
	print(below ? 1 : o->hi, hi);
	if (endless)
		snprintf(out, VALUE_TEXT, "%s %s", above ? "above" : "at least", lo);
	else
		snprintf(out, VALUE_TEXT, "in %s..%s%s", lo, hi, above && below ? " without its ends" :
		         above ? " without its start" : below ? " without its end" : "");
	return out;
}

char *
value_words(const struct opt *o, char out[VALUE_TEXT])
{
	size_t n = 0;
	out[0] = '\0';
	for (size_t i = 0; o->kind == OPT_WORD_ && o->words[i]; i++) {
		if (o->words[i][0] && n < VALUE_TEXT)
			n += (size_t)snprintf(out + n, VALUE_TEXT - n, "%s%s", n ? ", " : "", o->words[i]);
	}
	return out;
}

static void
size_text(double bytes, char out[VALUE_TEXT])
{
	const struct unit *u = units;
	char digits[NUM_TEXT + 1];
	for (size_t i = 0; i < UNITS; i++) {
		double n = bytes / units[i].bytes;
		if (bytes > 0 && n < bytes / u->bytes && (double)(uint64_t)n == n)
			u = &units[i];
	}
	snprintf(out, VALUE_TEXT, "%s%s", print(bytes / u->bytes, digits), u->name);
}

char *
value_default(const struct opt *o, char out[VALUE_TEXT])
{
	out[0] = '\0';
	if (o->fallback) {
		snprintf(out, VALUE_TEXT, "%s", o->fallback);
		return out;
	}
	switch (o->kind) {
	case OPT_INT_:
		snprintf(out, VALUE_TEXT, "%ld", *(const long *)o->var);
		break;
	case OPT_REAL_:
		print(*(const double *)o->var, out);
		break;
	case OPT_SIZE_:
		size_text((double)*(const size_t *)o->var, out);
		break;
	case OPT_TEXT_:
		if (*(const char *const *)o->var)
			snprintf(out, VALUE_TEXT, "%s", *(const char *const *)o->var);
		break;
	case OPT_BYTE_:
		snprintf(out, 2, "%c", *(const char *)o->var);
		break;
	case OPT_WORD_:
		snprintf(out, VALUE_TEXT, "%s", o->words[*(const int *)o->var]);
		break;
	case OPT_SWEEP_:
		if (((const struct sweep *)o->var)->n)
			snprintf(out, VALUE_TEXT, "%s", ((const struct sweep *)o->var)->text);
		break;
	default:
		break;
	}
	return out;
}

static int
set_number(const struct opt *o, const char *name, const char *text, struct err *e)
{
	char shown[STR_SHOWN], range[VALUE_TEXT];
	double x;

	str_show(str_of(text), shown);
	if (!sweep_count(str_of(text), &x))
		return err_set(e, ERR_USAGE, "%s: \"%s\" is not a number", name, shown);
	if (o->kind == OPT_INT_ && x != floor(x))
		return err_set(e, ERR_USAGE, "%s: %s is not an integer", name, shown);
	if (x > o->hi && o->hi >= ENDLESS)
		return err_set(e, ERR_USAGE, "%s: %s is too large", name, shown);
	if (!(x >= o->lo && x <= o->hi))
		return err_set(e, ERR_USAGE, "%s: %s is not %s", name, shown, value_range(o, range));
	if (o->kind == OPT_INT_)
		*(long *)o->var = (long)x;
	else
		*(double *)o->var = x;
	return 0;
}

static int
set_size(const struct opt *o, const char *name, const char *text, struct err *e)
{
	char shown[STR_SHOWN], range[VALUE_TEXT];
	size_t end, i = 0;
	double x;

	if (num_parse(strlen(text), text, NUM_CSV, &x, &end) == NUM_BAD)
		end = 0;
	while (i < UNITS && strcmp(text + end, units[i].name) != 0)
		i++;
	if (end == 0 || i == UNITS)
		return err_set(e, ERR_USAGE, "%s: \"%s\" is not a size; write it like 500M or 4GiB", name,
		               str_show(str_of(text), shown));
	x *= units[i].bytes;
	if (!(x >= o->lo && x >= 0 && x < 0x1p63 && (o->hi <= 0 || x <= o->hi)))
		return err_set(e, ERR_USAGE, "%s: %s is not %s", name, text, *value_range(o, range) ? range : "a possible size");
	*(size_t *)o->var = (size_t)x;
	return 0;
}

static int
set_byte(const struct opt *o, const char *name, const char *text, struct err *e)
{
	char shown[STR_SHOWN];
	char c = strcmp(text, "tab") == 0 ? '\t' : strcmp(text, "space") == 0 ? ' ' : text[0];

	if (c == '\0' || (c == text[0] && text[1]))
		return err_set(e, ERR_USAGE, "%s: \"%s\" is not one byte, tab or space", name, str_show(str_of(text), shown));
	*(char *)o->var = c;
	return 0;
}

static int
set_word(const struct opt *o, const char *name, const char *text, struct err *e)
{
	char shown[STR_SHOWN], words[VALUE_TEXT];

	for (int i = 0; o->words[i]; i++) {
		if (text[0] && strcmp(text, o->words[i]) == 0) {
			*(int *)o->var = i;
			return 0;
		}
	}
	return err_set(e, ERR_USAGE, "%s: \"%s\" is not one of %s", name, str_show(str_of(text), shown), value_words(o, words));
}

static int
set_append(const struct opt *o, const char *text, struct err *e)
{
	struct texts *t = o->var;
	const char **v = mem_resize(t->v, t->n + 1, sizeof *v);
	if (!v)
		return err_memory(e);
	v[t->n++] = text;
	t->v = v;
	return 0;
}

static int
set_specs(const struct opt *o, const char *text, struct err *e)
{
	struct spec_list l = { 0 };
	if (spec_parse(o->registry, str_of(text), &l, e))
		return e->code;
	spec_free(o->var);
	*(struct spec_list *)o->var = l;
	return 0;
}

static int
set_sweep(const struct opt *o, const char *name, const char *text, struct err *e)
{
	struct sweep s = { .text = text }, *var = o->var;
	struct err inner = { 0 };
	if (sweep_parse(str_of(text), &s.v, &s.n, &inner)) {
		err_set(e, inner.code, "%s: %.300s", name, inner.text);
		err_hint(e, "%s", inner.hint);
		return e->code;
	}
	mem_free(var->v);
	*var = s;
	return 0;
}

int
value_set(const struct opt *o, const char *text, struct err *e)
{
	char name[VALUE_NAME];
	value_name(o, name);

	switch (o->kind) {
	case OPT_FLAG_:
		*(bool *)o->var = true;
		return 0;
	case OPT_CLEAR_:
		*(bool *)o->var = false;
		return 0;
	case OPT_SET_:
		*(int *)o->var = (int)o->lo;
		return 0;
	default:
		break;
	}
	if (!text)
		return 0;
	switch (o->kind) {
	case OPT_INT_:
	case OPT_REAL_:
		return set_number(o, name, text, e);
	case OPT_SIZE_:
		return set_size(o, name, text, e);
	case OPT_BYTE_:
		return set_byte(o, name, text, e);
	case OPT_WORD_:
		return set_word(o, name, text, e);
	case OPT_APPEND_:
		return set_append(o, text, e);
	case OPT_SPECS_:
		return set_specs(o, text, e);
	case OPT_SWEEP_:
		return set_sweep(o, name, text, e);
	default:
		*(const char **)o->var = text;
		return 0;
	}
}
