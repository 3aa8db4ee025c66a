/* SPDX-License-Identifier: MIT */
/* json_string: see json_string.h. */
#include <string.h>

#include "io/json_string.h"

/* The four hexadecimal digits at p, or -1. */
static int
hex4(const unsigned char *p)
{
	int x = 0;
	for (int i = 0; i < 4; i++) {
		int c = p[i], letter = c | 0x20;
		if ((c < '0' || c > '9') && (letter < 'a' || letter > 'f'))
			return -1;
		x = 16 * x + (c <= '9' ? c - '0' : letter - 'a' + 10);
	}
	return x;
}

static void
add_utf8(struct text *t, unsigned u)
{
	static const unsigned lead[] = { 0, 0xc0, 0xe0, 0xf0 };
	unsigned tail = u < 0x80 ? 0 : u < 0x800 ? 1 : u < 0x10000 ? 2 : 3;
	text_byte(t, (char)(lead[tail] | u >> 6 * tail));
	while (tail-- > 0)
		text_byte(t, (char)(0x80 | (u >> 6 * tail & 0x3f)));
}

/* Decodes \uXXXX, or a pair of them, at offset k from at.  The number of bytes it takes, 0 on error. */
static size_t
unicode(struct input *in, size_t k, struct text *decoded, struct err *e)
{
	if (input_need(in, k + 6, e) < 0)
		return 0;
	int high = hex4(in->buf + in->at + k + 2);	/* the bytes after the end are zero, and no digits */
	if (high < 0) {
		err_set(e, ERR_INPUT, "\\u takes four hexadecimal digits");
		return 0;
	}
	if (high == 0) {
		err_set(e, ERR_INPUT, "\\u0000 cannot be part of a text");
		return 0;
	}
	if (high < 0xd800 || high > 0xdfff) {
		add_utf8(decoded, (unsigned)high);
		return 6;
	}
	if (high < 0xdc00 && input_need(in, k + 12, e) < 0)
		return 0;
	const unsigned char *p = in->buf + in->at + k + 6;
	int low = high < 0xdc00 && p[0] == '\\' && p[1] == 'u' ? hex4(p + 2) : -1;
	if (low < 0xdc00 || low > 0xdfff) {
		err_set(e, ERR_INPUT, "\\u%04x is half of a surrogate pair", (unsigned)high);
		return 0;
	}
	add_utf8(decoded, 0x10000 + ((unsigned)high - 0xd800) * 0x400 + ((unsigned)low - 0xdc00));
	return 12;
}

/* Decodes the escape at offset k from at.  The number of bytes it takes, 0 on error. */
static size_t
escape(struct input *in, size_t k, struct text *decoded, struct err *e)
{
	static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
	char shown[STR_SHOWN];
	int got = input_need(in, k + 2, e);
	if (got < 0)
		return 0;
	char c = (char)in->buf[in->at + k + 1];
	if (c == 'u')
		return unicode(in, k, decoded, e);
	const char *found = c ? strchr(names, c) : NULL;
	if (!found) {
		err_set(e, ERR_INPUT, "\"\\%s\" is not an escape of JSON", str_show((struct str){ &c, (size_t)got }, shown));
		return 0;
	}
	text_byte(decoded, meanings[found - names]);
	return 2;
}

/* The length of the character at offset k from at, a control byte or not ASCII; 0 on error. */
static size_t
character(struct input *in, size_t k, struct err *e)
{
	unsigned char c = in->buf[in->at + k];
	if (c < 0x20) {
		err_set(e, ERR_INPUT, "a control byte stands in a string");
		if (c)
			err_hint(e, "write \\u%04x for it", c);
		return 0;
	}
	if (input_need(in, k + (c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4), e) < 0)
		return 0;
	size_t n = str_utf8((struct str){ (char *)in->buf + in->at + k, in->end - in->at - k });
	if (n == 0)
		err_set(e, ERR_INPUT, "the byte 0x%02x in a string is not part of valid UTF-8", c);
	return n;
}

int
json_string_read(struct input *in, struct text *decoded, struct str *text, struct err *e)
{
	size_t k = 1, from = 1;		/* offsets from at, as the buffer may move: the next byte; what is not in decoded yet */
	decoded->n = 0;
	for (;;) {
		unsigned char c;
		while ((c = in->buf[in->at + k]) >= 0x20 && c != '"' && c != '\\' && c < 0x80)
			k++;		/* the zero after the end stops this */
		if (in->at + k >= in->end) {
			if (input_more(in, e) > 0)
				continue;
			err_set(e, ERR_INPUT, "a string is not closed");
			k = 0;
			break;
		}
		size_t taken;
		if (c == '"') {
			break;
		} else if (c == '\\') {
			text_add(decoded, (struct str){ (char *)in->buf + in->at + from, k - from });
			taken = escape(in, k, decoded, e);
			from = k + taken;
		} else {
			taken = character(in, k, e);
		}
		if (taken == 0)
			break;
		k += taken;
	}
	*text = (struct str){ (char *)in->buf + in->at + from, k - from };
	if (from > 1 && !e->code) {
		text_add(decoded, *text);
		*text = (struct str){ decoded->s, decoded->n };
	}
	if (decoded->failed)
		err_memory(e);
	if (e->code)
		input_place(in, in->at + k, e);
	else
		in->at += k + 1;
	return e->code;
}
