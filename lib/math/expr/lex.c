/* SPDX-License-Identifier: MIT */
/* lex: see lex.h. */
#include <math.h>
#include <string.h>

#include "base/sweep.h"
#include "math/expr/lex.h"

static bool
digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool
letter(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Byte at of the formula, -1 behind its end. */
static int
byte(const struct lex *l, size_t at)
{
	return at < l->text.n ? (unsigned char)l->text.s[at] : -1;
}

bool
expr_lex_fails(struct lex *l, size_t at)
{
	if (l->e->code)
		return false;
	err_at(l->e, NULL, 0, at + 1);
	l->now = (struct token){ .kind = TOKEN_END, .at = l->text.n };
	l->at = l->text.n;
	return true;
}

/* A number takes every byte that could belong to one, so that 6ND is one wrong number and not 6 beside ND. */
static void
number(struct lex *l)
{
	struct token *t = &l->now;
	size_t i = t->at;
	char shown[STR_SHOWN];

	while (digit(byte(l, i)) || byte(l, i) == '.')
		i++;
	bool sign = byte(l, i + 1) == '+' || byte(l, i + 1) == '-';
	if ((byte(l, i) == 'e' || byte(l, i) == 'E') && digit(byte(l, i + 1 + sign)))
		for (i += 2; digit(byte(l, i)); i++)
			;
	while (letter(byte(l, i)) || digit(byte(l, i)) || byte(l, i) == '.')
		i++;
	t->kind = TOKEN_NUMBER;
	t->text.n = i - t->at;
	struct str typed = t->text;
	if ((!sweep_count(typed, &t->value) || !isfinite(t->value)) && expr_lex_fails(l, t->at)) {
		err_set(l->e, ERR_USAGE, "\"%s\" is not a number", str_show(typed, shown));
		err_hint(l->e, "suffixes are k M B G T P PFd, and a product needs *");
	}
}

static void
name(struct lex *l)
{
	struct token *t = &l->now;
	size_t i = t->at;

	while (letter(byte(l, i)) || digit(byte(l, i)))
		i++;
	t->kind = TOKEN_NAME;
	t->text.n = i - t->at;
	t->name = t->text;
}

/* What stands between open bytes and the closing one. */
static void
enclosed(struct lex *l, int kind, size_t open, char close, const char *what)
{
	struct token *t = &l->now;
	size_t i = t->at + open;

	while (i < l->text.n && l->text.s[i] != close)
		i += l->text.s[i] == '\\' && kind == TOKEN_STRING ? 2 : 1;
	if (i >= l->text.n) {
		if (expr_lex_fails(l, t->at))
			err_set(l->e, ERR_USAGE, "%s is not closed: expected %c", what, close);
		return;
	}
	t->kind = kind;
	t->braced = kind == TOKEN_NAME;
	t->text.n = i + 1 - t->at;
	t->name = (struct str){ t->text.s + open, i - t->at - open };
}

static void
operator(struct lex *l)
{
	static const struct { char text[3]; int kind; } two[] = {
		{ "<=", TOKEN_LE }, { ">=", TOKEN_GE }, { "==", TOKEN_EQ }, { "!=", TOKEN_NE }, { "=~", TOKEN_LIKE },
		{ "&&", TOKEN_AND }, { "||", TOKEN_OR }
	};
	struct token *t = &l->now;
	char shown[STR_SHOWN];

	for (size_t i = 0; i < sizeof two / sizeof two[0]; i++)
		if (l->text.n - t->at >= 2 && memcmp(t->text.s, two[i].text, 2) == 0) {
			t->kind = two[i].kind;
			t->text.n = 2;
			return;
		}
	t->kind = (unsigned char)t->text.s[0];
	t->text.n = 1;
	if (memchr("+-*/^(),<>!", t->kind, 11))
		return;
	struct str typed = t->text;
	if (expr_lex_fails(l, t->at)) {
		err_set(l->e, ERR_USAGE, "unexpected \"%s\"", str_show(typed, shown));
		err_hint(l->e, *typed.s == '=' ? "== compares" : *typed.s == '&' ? "and is &&" : *typed.s == '|' ? "or is ||" :
		         "other names than identifiers are written ${name}");
	}
}

void
expr_lex_next(struct lex *l)
{
	struct token *t = &l->now;

	if (l->e->code) {
		*t = (struct token){ .kind = TOKEN_END, .at = l->text.n };
		return;
	}
	while (byte(l, l->at) == ' ' || byte(l, l->at) == '\t' || byte(l, l->at) == '\n' || byte(l, l->at) == '\r')
		l->at++;
	*t = (struct token){ .kind = TOKEN_END, .at = l->at, .text = { l->text.s + l->at, 0 } };
	int c = byte(l, l->at);
	if (c < 0)
		return;
	if (digit(c) || (c == '.' && digit(byte(l, l->at + 1))))
		number(l);
	else if (letter(c))
		name(l);
	else if (c == '"')
		enclosed(l, TOKEN_STRING, 1, '"', "the text in quotes");
	else if (c == '$' && byte(l, l->at + 1) == '{')
		enclosed(l, TOKEN_NAME, 2, '}', "the name ${");
	else
		operator(l);
	l->at += t->text.n;
}
