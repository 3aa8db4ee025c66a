/* SPDX-License-Identifier: MIT */
/* warnings_say: a warning in words.  See warnings.h. */
#include <string.h>

#include "base/num.h"
#include "math/scaling/warnings.h"

/* A piece of a message with its names and numbers, at most size - 1 bytes; *name and *number count what was taken. */
static void
expand(const struct warning *w, const char *from, size_t *name, size_t *number, size_t size, char out[])
{
	char digits[NUM_TEXT] = "";
	size_t n = 0;

	for (const char *p = from; *p; p++) {
		struct str piece = { p, 1 };
		if (p[0] == '%' && p[1] == 's' && *name < WARNING_PIECES)
			piece = str_of(w->name[(*name)++]);
		else if (p[0] == '%' && p[1] == 'g' && *number < WARNING_PIECES)
			piece = (struct str){ digits, num_print_digits(w->number[(*number)++], 4, digits) };
		p += piece.s != p || (p[0] == '%' && p[1] == '%');
		if (n + piece.n >= size)
			break;
		memcpy(out + n, piece.s, piece.n);
		n += piece.n;
	}
	out[n] = '\0';
}

void
warnings_say(const struct warning *w, struct err *e)
{
	char text[sizeof e->text], hint[sizeof e->hint];
	size_t name = 0, number = 0;

	expand(w, w->text, &name, &number, sizeof text, text);
	expand(w, w->hint ? w->hint : "", &name, &number, sizeof hint, hint);
	err_set(e, ERR_NO_ANSWER, "%s", text);
	err_hint(e, "%s", hint);
	err_name(e, strlen(w->code), w->code);
}
