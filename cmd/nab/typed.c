/* SPDX-License-Identifier: MIT */
/* nab/typed: see nab/typed.h. */
#include "cli/die.h"
#include "math/nab/text.h"
#include "nab/typed.h"

struct big
nab_typed_number(const char *option, struct str text)
{
	struct err e = { 0 };
	struct big n;

	if (nab_text_read(text, &n, &e))
		die_usage("%s: %s%s%s", option, e.text, e.hint[0] ? "; " : "", e.hint);
	return n;
}

static bool
from_one(struct str text, uint64_t most, uint64_t *x)
{
	struct big n;
	bool large;

	if (!big_read(text, &n, &large))
		return false;
	*x = big_word(&n, most + 1);
	return *x >= 1 && *x <= most;
}

bool
nab_typed_pair(const char *text, char between, uint64_t most, uint64_t *a, uint64_t *b)
{
	struct str rest, one = str_cut(str_of(text), between, &rest);
	return rest.s && from_one(one, most, a) && from_one(rest, most, b);
}
