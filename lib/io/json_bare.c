/* SPDX-License-Identifier: MIT */
/* json_bare: see json_bare.h. */
#include <string.h>

#include "io/json_bare.h"

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Why bare is none of the words of JSON, and not a number either. */
static void
explain(struct json_scan *s, struct str bare)
{
	char shown[STR_SHOWN];
	char first = bare.s[0], last = bare.s[bare.n - 1];
	bool number = digit(first) || first == '-' || first == '+' || first == '.';
	struct str b = bare;		/* without its sign */
	if (first == '-')
		b.s++, b.n--;
	err_set(s->err, ERR_INPUT, "\"%s\" is not a %s of JSON", str_show(bare, shown), number ? "number" : "value");
	if (first == '+')
		err_hint(s->err, "a number has no + in front");
	else if (number && memchr(".eE+-", last, 5))
		err_hint(s->err, "digits are missing at its end");
	else if (b.n > 1 && b.s[0] == '.' && digit(b.s[1]))
		err_hint(s->err, "write 0 before the point");
	else if (b.n > 1 && b.s[0] == '0' && digit(b.s[1]))
		err_hint(s->err, "a number has no 0 in front");
	else if (first == '\'')
		err_hint(s->err, "strings stand in double quotes");
	else if (first == '/' || first == '#')
		err_hint(s->err, "JSON has no comments");
	else if (str_is(bare, "True") || str_is(bare, "False") || str_is(bare, "None"))
		err_hint(s->err, "true, false and null are lower case");
	else if (memchr(bare.s, '\0', bare.n))
		err_hint(s->err, "is this UTF-16?  iconv -f UTF-16 -t UTF-8 helps");
}

static bool
ends_bare(unsigned char c)
{
	switch (c) {
	case ' ': case '\t': case '\r': case '\n': case ',': case ':': case '[': case ']': case '{': case '}': case '"':
		return true;
	}
	return false;
}

enum json_token
json_bare_read(struct json_scan *s)
{
	static const struct { const char *text; enum json_token token; } words[] = {
		{ "true", JSON_TRUE }, { "false", JSON_FALSE }, { "null", JSON_NULL },
		{ "NaN", JSON_WORD }, { "Infinity", JSON_WORD }, { "-Infinity", JSON_WORD },
	};
	struct input *in = s->in;
	size_t k = 0;
	while (in->at + k < in->end || input_more(in, s->err) > 0) {
		if (ends_bare(in->buf[in->at + k]))
			break;
		k++;
	}
	if (s->err->code)
		return JSON_ERROR;
	if (k == 0)
		return JSON_END;
	struct str text = { (char *)in->buf + in->at, k };
	enum json_token token = JSON_ERROR;
	size_t took = 0;
	s->at.result = num_parse(k, text.s, NUM_JSON, &s->at.value, &took);
	if (took == k)
		token = JSON_NUMBER;
	for (size_t i = 0; token == JSON_ERROR && i < sizeof words / sizeof words[0]; i++)
		if (str_is(text, words[i].text) && (words[i].token != JSON_WORD || s->words))
			token = words[i].token;
	if (token == JSON_ERROR) {
		explain(s, text);
		json_scan_place(s);
	}
	s->at.text = text;
	in->at += k;
	return token;
}
