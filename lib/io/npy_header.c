/* SPDX-License-Identifier: MIT */
/* npy_header: see npy_header.h; the format is that of numpy.lib.format. */
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "io/npy_header.h"

size_t
npy_header_start(size_t n, const unsigned char b[], size_t *length, struct err *e)
{
	if (n < 6 || memcmp(b, "\x93NUMPY", 6) != 0) {
		err_set(e, ERR_INPUT, "not an npy file: it does not begin with \\x93NUMPY");
		return 0;
	}
	if (n >= 8 && (b[6] < 1 || b[6] > 3 || b[7] != 0)) {
		err_set(e, ERR_INPUT, "npy version %d.%d is not known, only 1.0, 2.0 and 3.0", b[6], b[7]);
		return 0;
	}
	size_t start = n >= 8 && b[6] > 1 ? 12 : 10;
	if (n < start) {
		err_set(e, ERR_INPUT, "the file ends within its npy header");
		return 0;
	}
	*length = b[8] | (size_t)b[9] << 8;
	if (start == 12)
		*length |= (size_t)b[10] << 16 | (size_t)b[11] << 24;
	if (*length > NPY_LONGEST) {
		err_set(e, ERR_INPUT, "an npy header of %zu bytes is longer than %d", *length, NPY_LONGEST);
		return 0;
	}
	return start;
}

/* The text and how far it is read. */
struct scan {
	const char *s;
	size_t n, at;
	struct err *err;
};

static bool
wrong(struct scan *p, const char *what)
{
	err_set(p->err, ERR_INPUT, "npy header: %s at byte %zu", what, p->at);
	return false;
}

static char
peek(struct scan *p)
{
	while (p->at < p->n && (p->s[p->at] == ' ' || p->s[p->at] == '\t' || p->s[p->at] == '\n' || p->s[p->at] == '\r'))
		p->at++;
	return p->at < p->n ? p->s[p->at] : '\0';
}

static bool
take(struct scan *p, char c)
{
	if (peek(p) != c)		/* c is not '\0' */
		return false;
	p->at++;
	return true;
}

static bool
string(struct scan *p, struct str *out)
{
	char quote = peek(p);
	if (quote != '\'' && quote != '"')
		return wrong(p, "a string in quotes was expected");
	size_t start = ++p->at;
	while (p->at < p->n && p->s[p->at] != quote && p->s[p->at] != '\\')
		p->at++;
	if (p->at == p->n || p->s[p->at] == '\\')
		return wrong(p, p->at == p->n ? "a string is not closed" : "a \\ stands in a string");
	*out = (struct str){ p->s + start, p->at++ - start };
	return true;
}

/* True or False. */
static bool
boolean(struct scan *p, bool *out)
{
	struct str yes = STR("True"), no = STR("False");
	peek(p);
	for (int k = 0; k < 2; k++) {
		struct str word = k ? yes : no;
		if (p->n - p->at >= word.n && memcmp(p->s + p->at, word.s, word.n) == 0) {
			p->at += word.n;
			*out = k;
			return true;
		}
	}
	return wrong(p, "True or False was expected");
}

/* A length: decimal digits, and the L of Python 2. */
static bool
dimension(struct scan *p, size_t *out)
{
	char c = peek(p);
	if (c == '-')
		return wrong(p, "a negative length");
	if (c < '0' || c > '9')
		return wrong(p, "a length was expected");
	if (c == '0' && p->at + 1 < p->n && p->s[p->at + 1] >= '0' && p->s[p->at + 1] <= '9')
		return wrong(p, "a length with a 0 in front");
	size_t x = 0;
	for (; p->at < p->n && p->s[p->at] >= '0' && p->s[p->at] <= '9'; p->at++) {
		size_t digit = (size_t)(p->s[p->at] - '0');
		if (x > (PTRDIFF_MAX - digit) / 10)
			return wrong(p, "too large a length");
		x = 10 * x + digit;
	}
	if (p->at < p->n && p->s[p->at] == 'L')
		p->at++;
	*out = x;
	return true;
}

/* (), (n,), (n, m) or (n, m,): one number without a comma is not a tuple. */
static bool
shape(struct scan *p, struct npy_header *h)
{
	if (!take(p, '('))
		return wrong(p, "( was expected");
	for (h->rank = 0; !take(p, ')');) {
		if (h->rank == NPY_RANK)
			return wrong(p, "more than 32 dimensions");
		if (!dimension(p, &h->shape[h->rank++]))
			return false;
		if (!take(p, ',') && (h->rank == 1 || peek(p) != ')'))
			return wrong(p, h->rank == 1 ? "a comma was expected" : "a comma or ) was expected");
	}
	return true;
}

/* Elements that are no numbers a double can hold, by the letter of their kind. */
static const char *
what_is(char kind, const char *size)
{
	switch (kind) {
	case 'O': return "pickled Python objects";
	case 'U': case 'S': case 'a': return "text";
	case 'M': return "dates";
	case 'm': return "time differences";
	case 'V': return strcmp(size, "2") == 0 ? "raw bytes, or perhaps bfloat16" : "raw bytes or records";
	case 'f': return strcmp(size, "16") == 0 || strcmp(size, "12") == 0 ? "long doubles" : NULL;
	case 'c': return strcmp(size, "32") == 0 || strcmp(size, "24") == 0 ? "complex long doubles" : NULL;
	}
	return NULL;
}

/* The type of the elements, "<f8". */
static bool
descr(struct scan *p, struct npy_header *h)
{
	static const char *const known[] = { "f2", "f4", "f8", "c8", "c16", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1", NULL };
	struct str s;
	char shown[STR_SHOWN];
	if (peek(p) == '[' || peek(p) == '(') {
		err_set(p->err, ERR_INPUT, "the npy file holds records (a structured type), not numbers");
		err_hint(p->err, "save one field, as in numpy.save(f, a['x'])");
		return false;
	}
	if (!string(p, &s))
		return false;
	if (s.n >= sizeof h->descr)
		return wrong(p, "too long a type");
	memcpy(h->descr, s.s, s.n);
	h->descr[s.n] = '\0';
	bool order = s.n && memchr("<>|=", s.s[0], 4);
	const char *type = h->descr + order;
	for (size_t i = 0; known[i]; i++)
		if (strcmp(type, known[i]) == 0) {
			h->kind = type[0];
			h->size = type[1] == '1' && type[2] == '6' ? 16 : (size_t)(type[1] - '0');
			h->big = h->descr[0] == '>' || (h->descr[0] != '<' && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
			if (h->size > 1 && (!order || h->descr[0] == '|'))
				return wrong(p, "a type without its byte order");
			return true;
		}
	const char *what = type[0] ? what_is(type[0], type + 1) : NULL;
	if (what)
		err_set(p->err, ERR_INPUT, "the npy file holds %s (\"%s\"), not numbers", what, str_show(s, shown));
	else
		err_set(p->err, ERR_INPUT, "the npy type \"%s\" is not known", str_show(s, shown));
	if (type[0] == 'f' || type[0] == 'c' || type[0] == 'O' || type[0] == 'V')
		err_hint(p->err, "save it as numpy.save(f, a.astype('f8'))");
	return false;
}

/* The number of elements, so that no product of sizes overflows. */
static bool
count(struct scan *p, struct npy_header *h)
{
	size_t limit = PTRDIFF_MAX / h->size / sizeof(double);
	h->elements = 1;
	for (size_t k = 0; k < h->rank; k++)
		if (h->shape[k] == 0)
			h->elements = 0;
	for (size_t k = 0; k < h->rank; k++) {
		if (h->shape[k] > limit || (h->elements && h->shape[k] > limit / h->elements)) {
			err_set(p->err, ERR_INPUT, "npy header: the shape is larger than any file");
			return false;
		}
		h->elements *= h->shape[k];
	}
	return true;
}

int
npy_header_parse(size_t n, const char text[], struct npy_header *h, struct err *e)
{
	static const char *const keys[] = { "descr", "fortran_order", "shape" };
	struct scan p = { text, n, 0, e };
	struct str key;
	bool seen[3] = { false, false, false };
	if (!take(&p, '{'))
		wrong(&p, "{ was expected");
	while (!e->code && !take(&p, '}')) {
		size_t k = 0, start = p.at;
		if (!string(&p, &key))
			break;
		while (k < 3 && !str_is(key, keys[k]))
			k++;
		if (k == 3 || seen[k]) {
			p.at = start;
			wrong(&p, k == 3 ? "an unknown key" : "a key for the second time");
		} else if (!take(&p, ':')) {
			wrong(&p, "a colon was expected");
		} else if (k == 0 ? descr(&p, h) : k == 1 ? boolean(&p, &h->fortran) : shape(&p, h)) {
			seen[k] = true;
			if (!take(&p, ',') && peek(&p) != '}')
				wrong(&p, "a comma or } was expected");
		}
	}
	for (int k = 0; k < 3 && !e->code; k++)
		if (!seen[k])
			err_set(e, ERR_INPUT, "npy header: \"%s\" is missing", keys[k]);
	if (!e->code && (peek(&p) || p.at < n))
		wrong(&p, "something after the }");
	if (!e->code)
		count(&p, h);
	return e->code;
}
