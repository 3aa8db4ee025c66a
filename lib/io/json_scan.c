/* SPDX-License-Identifier: MIT */
/* json_scan: see json_scan.h. */
#include <string.h>

#include "base/num_field.h"
#include "io/json_bare.h"
#include "io/json_string.h"
#include "io/json_wide.h"

enum expect {
	A_VALUE_OR_END,		/* at depth 0, and after [ */
	A_VALUE,		/* after : and after a comma in an array */
	A_KEY_OR_END,		/* after { */
	A_KEY,			/* after a comma in an object */
	A_COLON,
	A_COMMA_OR_END
};

enum { FINISHED = -1, FAILED = -2 };	/* beside the bytes 0..255 that peek returns */

static enum json_token
stop(struct json_scan *s, size_t i)
{
	input_place(s->in, i, s->err);
	return s->at.token = JSON_ERROR;
}

/* "what", but this stands there. */
static enum json_token
unexpected(struct json_scan *s, const char *what)
{
	char shown[STR_SHOWN];
	struct input *in = s->in;
	if (in->at == in->end)
		err_set(s->err, ERR_INPUT, "%s was expected, but the input ends inside the value of line %zu", what, s->top_line);
	else
		err_set(s->err, ERR_INPUT, "%s was expected, not \"%s\"", what,
			str_show((struct str){ (char *)in->buf + in->at, 1 }, shown));
	return stop(s, in->at);
}

/* Steps over white space; the byte after it, which stays. */
static int
peek(struct json_scan *s)
{
	struct input *in = s->in;
	for (;;) {
		for (; in->at < in->end; in->at++) {
			unsigned char c = in->buf[in->at];
			if (c == '\n') {
				in->line++;
				in->line_at = in->offset + in->at + 1;
			} else if (c != ' ' && c != '\t' && c != '\r') {
				return c;
			}
		}
		int got = input_more(in, s->err);
		if (got <= 0)
			return got < 0 ? FAILED : FINISHED;
	}
}

static bool
in_object(const struct json_scan *s)
{
	return s->object[s->depth / 8] >> s->depth % 8 & 1;
}

/* What follows a complete value. */
static void
value_done(struct json_scan *s)
{
	s->expect = s->depth ? A_COMMA_OR_END : A_VALUE_OR_END;
}

/* The key or string that begins at at. */
static enum json_token
string(struct json_scan *s, enum json_token token)
{
	return s->at.token = json_string_read(s->in, &s->decoded, &s->at.text, s->err) ? JSON_ERROR : token;
}

static enum json_token
bare(struct json_scan *s)
{
	s->at.token = json_bare_read(s);
	return s->at.token == JSON_END ? unexpected(s, "a value") : s->at.token;
}

static enum json_token
open_bracket(struct json_scan *s, bool object)
{
	if (s->depth == JSON_DEPTH) {
		err_set(s->err, ERR_INPUT, "arrays and objects are nested more than %d deep", JSON_DEPTH);
		return stop(s, s->in->at);
	}
	s->in->at++;
	s->depth++;
	unsigned char bit = (unsigned char)(1u << s->depth % 8);
	s->object[s->depth / 8] = (unsigned char)((s->object[s->depth / 8] & ~bit) | (object ? bit : 0));
	s->expect = object ? A_KEY_OR_END : A_VALUE_OR_END;
	s->at.text = object ? STR("{") : STR("[");
	return s->at.token = object ? JSON_OBJECT : JSON_ARRAY;
}

static enum json_token
close_bracket(struct json_scan *s)
{
	enum json_token token = in_object(s) ? JSON_OBJECT_END : JSON_ARRAY_END;
	s->in->at++;
	s->depth--;
	value_done(s);
	return s->at.token = token;
}

/* Steps over what may stand between two tokens; the byte the next one begins with, FINISHED or FAILED. */
static int
between(struct json_scan *s)
{
	int c = peek(s);
	if (s->expect == A_COLON) {
		if (c != ':')
			return c == FAILED ? c : (unexpected(s, "a colon"), FAILED);
		s->in->at++;
		s->expect = A_VALUE;
		c = peek(s);
	} else if (s->expect == A_COMMA_OR_END && c == ',') {
		s->in->at++;
		s->expect = in_object(s) ? A_KEY : A_VALUE;
		c = peek(s);
	}
	return c;
}

/* A UTF-8 byte order mark may stand in front of it all. */
static void
skip_mark(struct json_scan *s)
{
	struct input *in = s->in;
	if (input_need(in, 3, s->err) > 0 && memcmp(in->buf + in->at, "\xEF\xBB\xBF", 3) == 0)
		in->line_at = in->at += 3;	/* columns count from behind it */
}

enum json_token
json_scan_next(struct json_scan *s)
{
	struct input *in = s->in;
	if (in->offset + in->at == 0)
		skip_mark(s);
	if (s->err->code)
		return s->at.token = JSON_ERROR;
	int c = between(s);
	if (c == FAILED || (c == FINISHED && s->depth == 0))
		return s->at.token = c == FAILED ? JSON_ERROR : JSON_END;
	if (s->depth == 0)
		s->top_line = in->line;
	s->at.line = in->line;
	s->at.column = (size_t)(in->offset + in->at - in->line_at) + 1;

	bool object = in_object(s);
	bool may_end = s->depth && (s->expect == A_VALUE_OR_END || s->expect == A_KEY_OR_END || s->expect == A_COMMA_OR_END);
	if (may_end && c == (object ? '}' : ']'))
		return close_bracket(s);
	if (s->expect == A_COMMA_OR_END)
		return unexpected(s, object ? "a comma or }" : "a comma or ]");
	if (s->expect == A_KEY || s->expect == A_KEY_OR_END) {
		if (c != '"')
			return unexpected(s, s->expect == A_KEY ? "a key in double quotes" : "a key in double quotes or }");
		s->expect = A_COLON;
		return string(s, JSON_KEY);
	}
	if (c == '[' || c == '{')
		return open_bracket(s, c == '{');
	value_done(s);
	return c == '"' ? string(s, JSON_STRING) : bare(s);
}

/* After a value in an array: steps over the comma and blanks around it if a value follows in the same line of the buffer. */
static bool
step_comma(struct json_scan *s)
{
	struct input *in = s->in;
	const unsigned char *p = in->buf + in->at;
	while (*p == ' ')
		p++;
	if (*p++ != ',')
		return false;
	in->at = (size_t)(p - in->buf);
	s->expect = A_VALUE;
	return true;
}

enum { PAUSE = 16 };		/* numbers until json_wide is asked again that found few */

size_t
json_scan_numbers(struct json_scan *s, size_t max, double v[])
{
	struct input *in = s->in;
	size_t n = 0, took, pause = 0;
	bool able = num_field_able();
	while (n < max) {
		if (s->expect == A_COMMA_OR_END && !step_comma(s))
			break;
		const unsigned char *p = in->buf + in->at, *end = in->buf + in->end;
		for (; *p == ' ' || *p == '\n'; p++)
			if (*p == '\n') {
				in->line++;
				in->line_at = in->offset + (size_t)(p - in->buf) + 1;
			}
		in->at = (size_t)(p - in->buf);
		if (able && (pause == 0 || --pause == 0)) {
			size_t many = json_wide((const char *)p, max - n, v + n, &took);
			pause = many < 4 ? PAUSE : 0;
			if (many > 0) {
				in->at += took;
				s->expect = A_VALUE;
				n += many;
				continue;
			}
		}
		/* a number at the very end of the buffer may go on in the next one; what does not end like one is not for here */
		took = able ? num_field_json((const char *)p, &v[n]) : 0;
		if (!took && num_parse((size_t)(end - p), (const char *)p, NUM_JSON, &v[n], &took) != NUM_OK)
			break;
		if (p + took >= end)
			break;
		unsigned char c = p[took];
		if (c != ',' && c != ']' && c != ' ' && c != '\n' && c != '\r' && c != '\t')
			break;
		in->at += took;
		s->expect = A_COMMA_OR_END;
		n++;
	}
	return n;
}

bool
json_scan_at_number(const struct json_scan *s)
{
	unsigned char c = s->in->buf[s->in->at];
	return c == '-' || (c >= '0' && c <= '9');
}

int
json_scan_skip(struct json_scan *s)
{
	for (size_t outside = s->depth - 1; s->depth > outside;)
		if (json_scan_next(s) == JSON_ERROR)
			break;
	return s->err->code;
}

int
json_scan_place(const struct json_scan *s)
{
	err_at(s->err, s->in->name, s->at.line, s->at.column);
	return s->err->code;
}

void
json_scan_free(struct json_scan *s)
{
	text_free(&s->decoded);
}
