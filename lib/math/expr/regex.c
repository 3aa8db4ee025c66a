/* SPDX-License-Identifier: MIT */
/* regex: what regcomp would take too long for, or too much memory. */
#include "math/expr/inside.h"

/* Adds b to *a, or multiplies; never beyond EXPR_REGEX + 1. */
static void
grow(size_t *a, size_t by, size_t times)
{
	size_t n = (*a + by) * times;

	*a = n > EXPR_REGEX ? EXPR_REGEX + 1 : n;
}

/* The larger number of the bounds that begin at s[*i], {m}, {m,} or {m,n}; steps to the last byte of them. */
static size_t
bounds(struct str text, size_t *i)
{
	size_t most = 1, x = 0;

	for (; *i < text.n && text.s[*i] != '}'; ++*i) {
		char c = text.s[*i];
		x = c >= '0' && c <= '9' ? 10 * x + (size_t)(c - '0') : 0;
		x = x > EXPR_REGEX ? EXPR_REGEX : x;
		most = x + 1 > most ? x + 1 : most;
	}
	return most;
}

/* The byte that ends the bracket expression at s[i], or the end; a ] at its front is a member, [:alpha:] is inside. */
static size_t
bracket(struct str text, size_t i)
{
	i += i + 1 < text.n && text.s[i + 1] == '^' ? 2 : 1;
	i += i < text.n && text.s[i] == ']';
	for (; i < text.n && text.s[i] != ']'; i++) {
		char kind = text.s[i] == '[' && i + 1 < text.n ? text.s[i + 1] : 0;
		if (kind != ':' && kind != '.' && kind != '=')
			continue;
		for (i += 2; i + 1 < text.n && !(text.s[i] == kind && text.s[i + 1] == ']'); i++)
			;
		i++;
	}
	return i;
}

const char *
expr_regex_refused(struct str text)
{
	static const char large[] = "more than 4096 bytes when its repetitions are written out";
	_Static_assert(EXPR_REGEX == 4096, "the text says so");
	bool repeated = false;		/* the byte before ends a repetition */
	size_t sum[EXPR_DEPTH + 1] = { 0 }, depth = 0, last = 0;	/* of what is open and complete; of the piece a repetition is about */

	for (size_t i = 0; i < text.n; i++) {
		char c = text.s[i];
		bool repeats = c == '+' || c == '{' || c == '*' || c == '?';
		if (repeats && repeated)
			return "two repetitions in a row, which POSIX leaves open";
		repeated = repeats;
		if (c == '+' || c == '{') {
			grow(&last, 0, c == '+' ? 2 : bounds(text, &i));
		} else if (c == '(') {
			grow(&sum[depth], last, 1);
			if (depth == EXPR_DEPTH)
				return large;
			sum[++depth] = last = 0;
		} else if (c == ')' && depth) {
			grow(&sum[depth], last, 1);
			last = sum[depth--] + 1;
		} else if (!repeats) {
			grow(&sum[depth], last, 1);
			last = 1;
			i += c == '\\';
			i = c == '[' ? bracket(text, i) : i;
		}
		if (last > EXPR_REGEX || sum[depth] > EXPR_REGEX)
			return large;
	}
	while (depth > 0) {
		grow(&last, sum[depth], 1);
		depth--;
	}
	grow(&last, sum[0], 1);
	return last <= EXPR_REGEX ? NULL : large;
}
