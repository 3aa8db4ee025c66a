/* SPDX-License-Identifier: MIT */
/* The picture below an error message of lib/math/expr. */
#include <string.h>

#include "math/expr/expr.h"
#include "tap.h"

static void
carets(void)
{
	static const struct { const char *formula; size_t column; const char *want; } table[] = {
		{ "N + ?", 5, "N + ?\n    ^" }, { "", 1, "\n^" }, { "N +", 4, "N +\n   ^" }, { "N\t+ ?", 5, "N?+ ?\n    ^" },
		{ "${\xc3\xa9t\xc3\xa9}?", 9, "${\xc3\xa9t\xc3\xa9}?\n      ^" }
	};
	char out[EXPR_CARET];

	for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
		expr_caret(str_of(table[k].formula), table[k].column, out);
		TAP_OK(strcmp(out, table[k].want) == 0, "\"%s\"", out);
	}
	/* A long formula is not cut within a letter: the window of 72 bytes begins 48 before the caret, in the second byte of the first. */
	char letters[100];
	for (size_t i = 0; i < sizeof letters; i++)
		letters[i] = i == 9 ? '\xc3' : i == 10 ? '\xa9' : 'x';
	expr_caret((struct str){ letters, sizeof letters }, 59, out);
	TAP_OK(out[0] == 'x' && strchr(out, '\n') - out <= 72 && strlen(strchr(out, '\n') + 1) == 48, "\"%s\"", out);
	/* In a long formula the byte above the caret is the one meant. */
	char s[1000];
	for (size_t i = 0; i < sizeof s; i++)
		s[i] = (char)('!' + i % 90);
	for (size_t n = 70; n <= sizeof s; n += 31)
		for (size_t at = 1; at <= n; at++) {
			expr_caret((struct str){ s, n }, at, out);
			char *line = strchr(out, '\n');
			size_t place = strlen(line + 1) - 1;
			TAP_OK(line - out <= 72 && place < (size_t)(line - out) && out[place] == s[at - 1], "byte %zu of %zu", at, n);
		}
	tap_group("the caret");
}

int
main(void)
{
	carets();
	return tap_done();
}
