/* SPDX-License-Identifier: MIT */
/* wording: see wording.h. */
#include <stdio.h>

#include "base/num.h"
#include "cli/wording.h"

const struct unit wording_units[WORDING_UNITS] = {
	{ "", 1 }, { "k", 1e3 }, { "K", 1e3 }, { "M", 1e6 }, { "G", 1e9 }, { "T", 1e12 },
	{ "KiB", 0x1p10 }, { "MiB", 0x1p20 }, { "GiB", 0x1p30 }, { "TiB", 0x1p40 },
};

char *
wording_name(const struct opt *o, char out[WORDING_NAME])
{
	if (o->name)
		snprintf(out, WORDING_NAME, "--%s", o->name);
	else
		snprintf(out, WORDING_NAME, "-%c", o->letter);
	return out;
}

static char *
print(double x, char out[NUM_TEXT + 1])
{
	out[num_print(x, out)] = '\0';
	return out;
}

char *
wording_range(const struct opt *o, char out[WORDING])
{
	char lo[NUM_TEXT + 1], hi[NUM_TEXT + 1];
	bool number = o->kind == OPT_INT_ || o->kind == OPT_REAL_ || o->kind == OPT_SIZE_;
	bool above = o->lo > 0 && o->lo <= DBL_MIN;		/* an open end is the nearest double inside */
	bool below = o->hi < 1 && o->hi > 1 - 1e-9;
	bool endless = o->hi >= WORDING_ENDLESS;

	out[0] = '\0';
	if (!number || (o->lo <= 0 && o->hi <= 0 && o->kind == OPT_SIZE_) || (o->lo <= -0x1p53 && endless))
		return out;
	print(above ? 0 : o->lo, lo);
	print(below ? 1 : o->hi, hi);
	if (endless)
		snprintf(out, WORDING, "%s %s", above ? "above" : "at least", lo);
	else if (!above && !below)
		snprintf(out, WORDING, "in %s..%s", lo, hi);
	else
		snprintf(out, WORDING, "%s %s and %s %s", above ? "above" : "at least", lo, below ? "below" : "at most", hi);
	return out;
}

char *
wording_words(const struct opt *o, char out[WORDING])
{
	size_t n = 0;
	out[0] = '\0';
	for (size_t i = 0; o->kind == OPT_WORD_ && o->words[i]; i++) {
		if (o->words[i][0] && n < WORDING)
			n += (size_t)snprintf(out + n, WORDING - n, "%s%s", n ? ", " : "", o->words[i]);
	}
	return out;
}

static void
size_text(double bytes, char out[WORDING])
{
	const struct unit *u = wording_units;
	char digits[NUM_TEXT + 1];
	for (size_t i = 0; i < WORDING_UNITS; i++) {
		double n = bytes / wording_units[i].bytes;
		if (bytes > 0 && n < bytes / u->bytes && (double)(uint64_t)n == n)
			u = &wording_units[i];
	}
	snprintf(out, WORDING, "%s%s", print(bytes / u->bytes, digits), u->name);
}

char *
wording_default(const struct opt *o, char out[WORDING])
{
	out[0] = '\0';
	if (o->fallback) {
		snprintf(out, WORDING, "%s", o->fallback);
		return out;
	}
	switch (o->kind) {
	case OPT_INT_:
		snprintf(out, WORDING, "%ld", *(const long *)o->var);
		break;
	case OPT_REAL_:
		print(*(const double *)o->var, out);
		break;
	case OPT_SIZE_:
		size_text((double)*(const size_t *)o->var, out);
		break;
	case OPT_TEXT_:
		if (*(const char *const *)o->var)
			snprintf(out, WORDING, "%s", *(const char *const *)o->var);
		break;
	case OPT_BYTE_:
		snprintf(out, 2, "%c", *(const char *)o->var);
		break;
	case OPT_WORD_:
		snprintf(out, WORDING, "%s", o->words[*(const int *)o->var]);
		break;
	case OPT_SWEEP_:
		if (((const struct sweep *)o->var)->n)
			snprintf(out, WORDING, "%s", ((const struct sweep *)o->var)->text);
		break;
	default:
		break;
	}
	return out;
}

