/* SPDX-License-Identifier: MIT */
/* text: see text.h. */
#include <string.h>

#include "math/nab/text.h"

static bool
digit(struct str s, size_t k)
{
	return k < s.n && s.s[k] >= '0' && s.s[k] <= '9';
}

bool
nab_text_is_number(struct str s)
{
	size_t sign = s.n && (s.s[0] == '-' || s.s[0] == '+' || s.s[0] == '.');
	return digit(s, sign) || (sign && s.n > 1 && s.s[1] == '.' && digit(s, 2));
}

static bool
has(struct str s, const char *bytes)
{
	for (size_t k = 0; k < s.n; k++)
		if (strchr(bytes, s.s[k]) && s.s[k])
			return true;
	return false;
}

int
nab_text_read(struct str s, struct big *n, struct err *e)
{
	char shown[STR_SHOWN];
	bool large;

	if (big_read(s, n, &large))
		return 0;
	str_show(s, shown);
	if (large) {
		err_set(e, ERR_INPUT, "\"%s\" is not below 2^%d", shown, BIG_INPUT);
		return e->code;
	}
	if (s.n == 0)
		return err_set(e, ERR_INPUT, "empty, where a number should be");
	err_set(e, ERR_INPUT, "\"%s\" is not a natural number", shown);
	if (nab_text_is_number(s) && s.s[0] == '-')
		err_hint(e, "N is 0 or more");
	else if (nab_text_is_number(s) && s.s[0] == '+')
		err_hint(e, "write it without +");
	else if (nab_text_is_number(s) && has(s, "eE*"))
		err_hint(e, "powers are written as 10^60");
	else if (nab_text_is_number(s) && has(s, ".,_ '"))
		err_hint(e, "N is a whole number, in digits alone");
	else
		err_hint(e, "N is 0 or more: digits, B^E, B^E+D or B^E-D");
	return e->code;
}
