/* SPDX-License-Identifier: MIT */
/* cell: what a cell of text is, and the number it holds (source.h). */
#include <math.h>
#include <string.h>

#include "base/sweep.h"
#include "io/source.h"

static bool
one_of(struct str s, const char *const words[])
{
	for (; *words; words++)
		if (str_is(s, *words))
			return true;
	return false;
}

static bool
missing(struct str s)
{
	static const char *const words[] = { "NA", "N/A", "nan", "NaN", "null", "None", NULL };
	return s.n == 0 || (s.n <= 4 && one_of(s, words));
}

/* num_read, and the suffixes of counts. */
static enum num_result
read_number(struct str s, enum kind kind, double *value)
{
	enum num_result result = num_read(s, NUM_INF, value);
	return result == NUM_BAD && kind == COUNT && sweep_count(s, value) ? NUM_OK : result;
}

enum cell
cell_class(struct str s, enum kind kind)
{
	double value;
	if (missing(s))
		return CELL_MISSING;
	return kind != TEXT && read_number(s, kind, &value) != NUM_BAD ? CELL_NUMBER : CELL_TEXT;
}

/*
 * How people and programs write numbers that are not read: when the cell is a number once every "what" in it is "instead", then
 * the hint says what to change.
 */
static const struct {
	const char *what, *instead, *hint;
} slips[] = {
	{ ",", ".", "the decimal sign is a point" },
	{ ",", "", "write the digits without commas" },
	{ "_", "", "write the digits without _" },
	{ " ", "", "write the number without blanks" },
	{ "'", "", "write the number without '" },
	{ "\xC2\xA0", "", "write the number without no-break spaces (U+00A0)" },
	{ "\xE2\x80\xAF", "", "write the number without no-break spaces (U+202F)" },
	{ "\xE2\x80\x89", "", "write the number without thin spaces (U+2009)" },
	{ "\xE2\x88\x92", "-", "the minus sign is -, not U+2212" },
	{ "\xE2\x80\x93", "-", "the minus sign is -, not a dash (U+2013)" },
	{ "\xEF\xBC", "", "write ASCII digits, not full-width ones" },	/* U+FF10..19 are EF BC 90..99: see replace */
	{ "%", "", "write it as a fraction, without %" },
	{ "$", "", "write the number without $" },
	{ "d", "e", "write the exponent with e" },
	{ "D", "e", "write the exponent with e" },
	{ ";", "", "-d ';' reads cells that semicolons separate" },
	{ ";", ".", "-d ';' reads cells that semicolons separate" },
	{ "|", "", "-d '|' reads cells that bars separate" },
};

enum { SLIP_LONGEST = 64 };

/* s with every what replaced, in out; 0 when there is none or no room. */
static size_t
replace(struct str s, const char *what, const char *instead, char out[SLIP_LONGEST])
{
	size_t n = 0, w = strlen(what), i = strlen(instead), found = 0;
	bool wide = what[0] == '\xEF';
	if (s.n > SLIP_LONGEST)
		return 0;
	for (size_t k = 0; k < s.n;) {
		if (s.n - k >= w && memcmp(s.s + k, what, w) == 0) {
			memcpy(out + n, instead, i);	/* never longer than what */
			n += i;
			k += w;
			found++;
		} else {
			unsigned char c = (unsigned char)s.s[k++];
			out[n++] = (char)(wide && c >= 0x90 && c <= 0x99 ? c - 0x90 + '0' : c);
		}
	}
	return found ? n : 0;
}

static const char *
hint_for(struct str s)
{
	static const char *const words[] = { "n/a", "na", "Na", "NAN", "Nan", "NULL", "Null", "none", "NONE", "#N/A", "<NA>", "-",
		"--", "?", ".", "..", "missing", "undefined", NULL };
	static const char *const suffixes[] = { "k", "K", "M", "B", "G", "T", "P", "f", "F", "L", NULL };
	char out[SLIP_LONGEST] = "";
	double value;

	for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
		struct str mended = { out, replace(s, slips[i].what, slips[i].instead, out) };
		if (mended.n && num_read(mended, NUM_CSV, &value) != NUM_BAD)
			return slips[i].hint;
	}
	size_t sign = s.n && (s.s[0] == '-' || s.s[0] == '+');
	if (s.n >= sign + 3 && s.s[sign] == '0' && (s.s[sign + 1] | 32) == 'x')
		return "write it in decimal";
	if (one_of(s, words))
		return "missing cells are empty, NA, N/A, nan, NaN, null or None";
	if (s.n >= 2 && one_of((struct str){ s.s + s.n - 1, 1 }, suffixes) &&
		num_read((struct str){ s.s, s.n - 1 }, NUM_CSV, &value) != NUM_BAD)
		return "write the number without a suffix";
	return NULL;
}

/* Text as labels are, no number that was mistyped. */
static bool
is_word(struct str s)
{
	return s.n && ((s.s[0] | 32) >= 'a' && (s.s[0] | 32) <= 'z');
}

int
cell_judge(enum num_result result, double value, struct str text, const struct reader_opts *o, struct err *e)
{
	char shown[STR_SHOWN];

	if (result == NUM_OVERFLOW)
		return err_set(e, ERR_INPUT, "\"%s\" is beyond the largest double", str_show(text, shown));
	if (result == NUM_INEXACT_INTEGER && !o->rounded) {
		err_set(e, ERR_INPUT, "no double holds the integer \"%s\"", str_show(text, shown));
		err_hint(e, "written with a decimal point it is rounded");
		return e->code;
	}
	if (result != NUM_BAD && isinf(value) && !o->infinite) {
		err_set(e, ERR_INPUT, "\"%s\" is not finite", str_show(text, shown));
		err_hint(e, "%s", o->missing_hint ? o->missing_hint : "a missing value is NA or nan, which --na skip leaves out");
		return e->code;
	}
	if (result == NUM_BAD) {
		const char *hint = hint_for(text);
		err_set(e, ERR_INPUT, "\"%s\" is not a number", str_show(text, shown));
		if (hint)
			err_hint(e, "%s", hint);
		else if (o->text_hint && is_word(text))
			err_hint(e, "%s", o->text_hint);
		return e->code;
	}
	return 0;
}

int
cell_read(struct str s, const struct column *c, const struct reader_opts *o, double *value, struct err *e)
{
	char shown[STR_SHOWN];

	if (!missing(s)) {
		enum num_result result = read_number(s, c->kind, value);
		return cell_judge(result, *value, s, o, e);
	}
	*value = (double)NAN;
	if (c->optional || o->missing == MISSING_NAN)
		return 0;
	if (s.n)
		err_set(e, ERR_INPUT, "\"%s\" is not a number", str_show(s, shown));
	else
		err_set(e, ERR_INPUT, "empty cell");
	err_hint(e, "%s", o->missing_hint ? o->missing_hint : "--na skip leaves such cells out");
	return e->code;
}
