/* SPDX-License-Identifier: MIT */
/* json_scan: JSON text as a sequence of tokens with their places, strictly by RFC 8259. */
#ifndef IO_JSON_SCAN_H
#define IO_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/num.h"
#include "base/str.h"
#include "io/input.h"

enum { JSON_DEPTH = 512 };

enum json_token {
	JSON_ERROR = -1,
	JSON_END,		/* of the input, between values */
	JSON_OBJECT, JSON_OBJECT_END, JSON_ARRAY, JSON_ARRAY_END,
	JSON_KEY, JSON_STRING, JSON_NUMBER, JSON_TRUE, JSON_FALSE, JSON_NULL,
	JSON_WORD		/* NaN, Infinity, -Infinity: not JSON, but what Python writes */
};

/*
 * A token and what it says.
 *
 * text    of a key or string: decoded, valid UTF-8, without NUL; else the bytes as they stand
 * value   of a number, with what num_parse said of it: NUM_OK, NUM_OVERFLOW or NUM_INEXACT_INTEGER
 * line, column   where it begins
 */
struct json_value {
	enum json_token token;
	struct str text;
	double value;
	enum num_result result;
	size_t line, column;
};

/*
 * A pull scanner over an input, in constant memory: only a string or number has to fit the buffer whole (INPUT_LONGEST).
 * Before use: in, err and words are set, the rest is zero.
 *
 * The input is a sequence of values as jq reads it, with white space or nothing between them.  The grammar is exactly RFC 8259, less
 * \u0000, which no text may hold; arrays and objects nest at most JSON_DEPTH deep; words allows JSON_WORD.  Equal keys are not
 * noticed here.
 */
struct json_scan {
	struct input *in;
	struct err *err;
	bool words;
	struct json_value at;		/* the last token; its text lives until the next call */
	size_t depth;			/* of arrays and objects open after the last token */
	size_t top_line;		/* where the value of depth 0 began */
	int expect;			/* what may follow; private from here on */
	unsigned char object[(JSON_DEPTH + 7) / 8 + 1];
	struct text decoded;
};

/* The next token, also in s->at.  JSON_ERROR (s->err has its place and reason) and JSON_END stay. */
enum json_token json_scan_next(struct json_scan *s);

/*
 * Inside an array: takes numbers that follow one another, at most max of them, to v and returns how many; it stops, with nothing
 * lost, before anything that json_scan_next has to look at: all else, the end of the array or the buffer, numbers without a
 * double of their own.  So 0 does not mean the end.  Cost: that of num_parse.
 */
size_t json_scan_numbers(struct json_scan *s, size_t max, double v[]);

/* Whether the next byte begins a number: after an opening bracket, that one follows.  False: perhaps all the same. */
bool json_scan_at_number(const struct json_scan *s);

/* Steps over the rest of the array or object whose opening token was the last one.  0, or the error's code. */
int json_scan_skip(struct json_scan *s);

/* Gives the error just set the place of the last token; returns its code. */
int json_scan_place(const struct json_scan *s);

void json_scan_free(struct json_scan *s);

#endif
