/* SPDX-License-Identifier: MIT */
/* value: see value.h. */
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/str.h"
#include "base/sweep.h"
#include "cli/value.h"
#include "cli/wording.h"

bool
value_wanted(const struct opt *o)
{
	return o->kind != OPT_FLAG_ && o->kind != OPT_CLEAR_ && o->kind != OPT_SET_;
}

static int
set_number(const struct opt *o, const char *name, const char *text, struct err *e)
{
	char shown[STR_SHOWN], range[WORDING];
	double x;

	str_show(str_of(text), shown);
	if (strcmp(text, "inf") == 0)
		x = HUGE_VAL;
	else if (!sweep_count(str_of(text), &x))
		return err_set(e, ERR_USAGE, "%s: \"%s\" is not a number", name, shown);
	if (o->kind == OPT_INT_ && x != floor(x))
		return err_set(e, ERR_USAGE, "%s: %s is not an integer", name, shown);
	if (x > o->hi && o->hi >= WORDING_ENDLESS)
		return err_set(e, ERR_USAGE, "%s: %s is too large", name, shown);
	if (!(x >= o->lo && x <= o->hi))
		return err_set(e, ERR_USAGE, "%s: %s is not %s", name, shown, wording_range(o, range));
	if (o->kind == OPT_INT_)
		*(long *)o->var = (long)x;
	else
		*(double *)o->var = x;
	return 0;
}

static int
set_size(const struct opt *o, const char *name, const char *text, struct err *e)
{
	char shown[STR_SHOWN], range[WORDING];
	size_t end, i = 0;
	double x;

	if (num_parse(strlen(text), text, NUM_CSV, &x, &end) == NUM_BAD)
		end = 0;
	while (i < WORDING_UNITS && strcmp(text + end, wording_units[i].name) != 0)
		i++;
	if (end == 0 || i == WORDING_UNITS)
		return err_set(e, ERR_USAGE, "%s: \"%s\" is not a size; write it like 500M or 4GiB", name,
		               str_show(str_of(text), shown));
	x *= wording_units[i].bytes;
	if (!(x >= o->lo && x >= 0 && x < 0x1p63 && (o->hi <= 0 || x <= o->hi)))
		return err_set(e, ERR_USAGE, "%s: %s is not %s", name, text, *wording_range(o, range) ? range : "a possible size");
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
	char shown[STR_SHOWN], words[WORDING];

	for (int i = 0; o->words[i]; i++) {
		if (text[0] && strcmp(text, o->words[i]) == 0) {
			*(int *)o->var = i;
			return 0;
		}
	}
	return err_set(e, ERR_USAGE, "%s: \"%s\" is not one of %s", name, str_show(str_of(text), shown), wording_words(o, words));
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
		if (inner.code == ERR_MEMORY)
			return err_memory(e);
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
	char name[WORDING_NAME];
	wording_name(o, name);

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
	if (!text) {
		if (o->kind == OPT_REAL_)
			*(double *)o->var = o->bare;
		return 0;
	}
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
