/* SPDX-License-Identifier: MIT */
/* caret: the picture below an error message. */
#include "math/expr/expr.h"

/* A byte inside a UTF-8 character. */
static bool
inner(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

void
expr_caret(struct str text, size_t column, char out[EXPR_CARET])
{
	enum { WIDTH = 72, BEFORE = 48 };
	size_t at = column && column - 1 < text.n ? column - 1 : text.n, from = 0, n = 0;

	if (text.n > WIDTH && at > BEFORE)
		from = at - BEFORE < text.n - WIDTH ? at - BEFORE : text.n - WIDTH;
	while (from < at && inner(text.s[from]))
		from++;
	size_t end = text.n - from < WIDTH ? text.n : from + WIDTH;
	while (end < text.n && end > at + 1 && inner(text.s[end]))
		end--;
	for (size_t i = from; i < end; i++) {
		unsigned char c = (unsigned char)text.s[i];
		out[n++] = c < 32 || c == 127 ? '?' : (char)c;
	}
	out[n++] = '\n';
	for (size_t i = from; i < at; i++)
		if (!inner(text.s[i]))
			out[n++] = ' ';
	out[n++] = '^';
	out[n] = '\0';
}

int
expr_explain(const char *option, struct str text, const struct err *inner, struct err *e)
{
	char picture[EXPR_CARET];

	if (inner->code != ERR_USAGE)
		return err_set(e, inner->code, "%s", inner->text);
	if (inner->column == 0) {
		err_set(e, ERR_USAGE, "%s: %.300s", option, inner->text);
		if (inner->hint[0])
			err_hint(e, "%s", inner->hint);
		return e->code;
	}
	expr_caret(text, inner->column, picture);
	err_set(e, ERR_USAGE, "%s: %.120s%s%.90s\n%s", option, inner->text, inner->hint[0] ? "; " : "", inner->hint, picture);
	return e->code;
}
