/* SPDX-License-Identifier: MIT */
/* layout: see layout.h. */
#include "io/layout.h"

/* Bytes of the first n characters of s. */
static size_t
bytes_of(struct str s, size_t n)
{
	size_t k = 0;
	while (k < s.n && (n > 0 || ((unsigned char)s.s[k] & 0xC0) == 0x80))
		n -= ((unsigned char)s.s[k++] & 0xC0) != 0x80;
	return k;
}

size_t
layout_length(struct str s)
{
	size_t n = 0;
	for (size_t k = 0; k < s.n; k++)
		n += ((unsigned char)s.s[k] & 0xC0) != 0x80;
	return n;
}

/* Characters before the place of the point: the sign and the digits, or all when there is no digit (nan) or no point to align. */
static size_t
before_point(enum align align, struct str s)
{
	size_t sign = s.n && s.s[0] == '-', k = sign;
	while (k < s.n && s.s[k] >= '0' && s.s[k] <= '9')
		k++;
	return align == ALIGN_POINT && k > sign ? k : layout_length(s);
}

void
layout_widen(struct layout_column *c, struct str cell)
{
	size_t all = layout_length(cell);
	if (c->align != ALIGN_LEFT) {
		size_t before = before_point(c->align, cell), after = all - before;
		c->before = before > c->before ? before : c->before;
		c->after = after > c->after ? after : c->after;
		all = c->before + c->after;
	}
	c->all = all > c->all ? all : c->all;
}

void
layout_widen_name(struct layout_column *c, struct str name)
{
	size_t n = layout_length(name);
	c->all = n > c->all ? n : c->all;
}

void
layout_put(struct layout_line *l, size_t lead, struct str s, size_t trail)
{
	if (s.n) {
		for (l->blanks += lead; l->blanks; l->blanks--)
			output_byte(l->out, ' ');
		output_put(l->out, s);
	} else
		l->blanks += lead;
	l->blanks += trail;
}

static void
put_left(struct layout_line *l, size_t width, struct str s)
{
	size_t n = layout_length(s);
	if (n <= width)
		layout_put(l, 0, s, width - n);
	else {
		size_t dots = width < 3 ? width : 3;
		layout_put(l, 0, (struct str){ s.s, bytes_of(s, width - dots) }, 0);
		layout_put(l, 0, (struct str){ "...", dots }, 0);
	}
}

void
layout_cell(struct layout_line *l, const struct layout_column *c, struct str cell)
{
	if (c->align == ALIGN_LEFT) {
		put_left(l, c->all, cell);
		return;
	}
	size_t lead = c->all - c->after - before_point(c->align, cell);
	layout_put(l, lead, cell, c->all - lead - layout_length(cell));
}

void
layout_name(struct layout_line *l, const struct layout_column *c, struct str name)
{
	if (c->align == ALIGN_LEFT)
		put_left(l, c->all, name);
	else
		layout_put(l, c->all - layout_length(name), name, 0);
}

void
layout_rule(struct layout_line *l, const struct layout_column *c)
{
	for (size_t k = 0; k < c->all; k++)
		layout_put(l, 0, STR("-"), 0);
}

void
layout_end(struct layout_line *l)
{
	output_byte(l->out, '\n');
	l->blanks = 0;
}
