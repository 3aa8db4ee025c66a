/* SPDX-License-Identifier: MIT */
/* str: see str.h. */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

struct str
str_of(const char *terminated)
{
	return (struct str){ terminated, strlen(terminated) };
}

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

int
str_order(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.s, b.s, n) : 0;
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool
str_is(struct str a, const char *terminated)
{
	return str_eq(a, str_of(terminated));
}

static bool
blank(char c)
{
	return c == ' ' || c == '\t';
}

struct str
str_trim(struct str a)
{
	while (a.n && blank(a.s[a.n - 1]))
		a.n--;
	while (a.n && blank(a.s[0]))
		a.s++, a.n--;
	return a;
}

struct str
str_cut(struct str a, char c, struct str *rest)
{
	const char *at = a.n ? memchr(a.s, c, a.n) : NULL;
	if (!at) {
		*rest = (struct str){ NULL, 0 };
		return a;
	}
	size_t n = (size_t)(at - a.s);
	*rest = (struct str){ at + 1, a.n - n - 1 };
	return (struct str){ a.s, n };
}

bool
str_glob(struct str pattern, struct str a)
{
	size_t p = 0, i = 0, star = 0, from = 0;	/* the last * is pattern.s[star - 1]; it has swallowed a up to from */
	while (i < a.n) {
		if (p < pattern.n && pattern.s[p] == '*') {
			star = ++p;
			from = i;
		} else if (p < pattern.n && (pattern.s[p] == '?' || pattern.s[p] == a.s[i])) {
			p++;
			i++;
		} else if (star) {
			p = star;
			i = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.n && pattern.s[p] == '*')
		p++;
	return p == pattern.n;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
str_distance(struct str a, struct str b, size_t bound)
{
	enum { LONG = 64 };
	size_t d[3][LONG + 1];		/* rows i, i-1, i-2 of the table, turning */
	size_t m = least(a.n, LONG), n = least(b.n, LONG);

	if ((m > n ? m - n : n - m) >= bound)
		return bound;
	for (size_t j = 0; j <= n; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *row = d[i % 3];
		const size_t *above = d[(i + 2) % 3], *two_above = d[(i + 1) % 3];
		char x = lower(a.s[i - 1]);
		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			char y = lower(b.s[j - 1]);
			row[j] = least(least(row[j - 1], above[j]) + 1, above[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == lower(b.s[j - 2]) && y == lower(a.s[i - 2]))
				row[j] = least(row[j], two_above[j - 2] + 1);
		}
	}
	return least(d[m % 3][n], bound);
}

size_t
str_utf8(struct str a)
{
	if (a.n == 0)
		return 0;
	unsigned char c = (unsigned char)a.s[0];
	if (c < 0x80)
		return 1;
	size_t n = c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 0;
	if (n == 0 || n > a.n)
		return 0;
	for (size_t i = 1; i < n; i++) {
		unsigned char t = (unsigned char)a.s[i];
		unsigned lo = 0x80, hi = 0xbf;
		if (i == 1) {		/* Unicode table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF */
			lo = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : lo;
			hi = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : hi;
		}
		if (t < lo || t > hi)
			return 0;
	}
	return n;
}

size_t
str_visible(struct str a)
{
	static const struct {
		unsigned from, to;
	} hidden[] = { { 0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x61c, 0x61c }, { 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f },
		{ 0xfeff, 0xfeff } };
	size_t n = str_utf8(a);
	unsigned char c = n ? (unsigned char)a.s[0] : 0;
	unsigned u = n > 1 ? c & (0x7fu >> n) : c;
	for (size_t i = 1; i < n; i++)
		u = u << 6 | ((unsigned char)a.s[i] & 0x3f);
	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
		if (u >= hidden[i].from && u <= hidden[i].to)
			return 0;
	return n;
}

char *
str_show(struct str a, char out[STR_SHOWN])
{
	enum { SHOWN = 40 };
	static const char hex[] = "0123456789abcdef";
	char *o = out;
	size_t i = 0, n;

	for (; i < a.n && i < SHOWN; i += n) {
		n = str_visible((struct str){ a.s + i, a.n - i });
		bool plain = n > 0;
		n = plain ? n : str_utf8((struct str){ a.s + i, a.n - i });
		n = n ? n : 1;
		if (i + n > SHOWN)
			break;
		for (size_t k = i; k < i + n; k++) {
			unsigned char c = (unsigned char)a.s[k];
			if (plain) {
				*o++ = (char)c;
			} else {
				*o++ = '\\';
				*o++ = 'x';
				*o++ = hex[c >> 4];
				*o++ = hex[c & 15];
			}
		}
	}
	memcpy(o, i < a.n ? "..." : "", i < a.n ? 4 : 1);
	return out;
}

void
text_add(struct text *t, struct str a)
{
	if (t->failed || a.n == 0)
		return;
	if (a.n > SIZE_MAX - t->n || !mem_reserve(&t->s, &t->cap, t->n + a.n, 1)) {
		t->failed = true;
		return;
	}
	memcpy(t->s + t->n, a.s, a.n);
	t->n += a.n;
}

void
text_byte(struct text *t, char c)
{
	text_add(t, (struct str){ &c, 1 });
}

void
text_free(struct text *t)
{
	mem_free(t->s);
	*t = (struct text){ 0 };
}
