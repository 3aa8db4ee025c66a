/* SPDX-License-Identifier: MIT */
/* str: text as pointer and length, never assumed to be terminated; and a growing buffer of it. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct str {
	const char *s;
	size_t n;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })

struct str str_of(const char *terminated);
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *terminated);

/* Without the blanks and tabs at both ends. */
struct str str_trim(struct str a);

/* The part before the first c, which goes to *rest without c; *rest.s is NULL when there was no c. */
struct str str_cut(struct str a, char c, struct str *rest);

/* Shell pattern: * any run, ? one byte, everything else itself. */
bool str_glob(struct str pattern, struct str a);

/* Damerau-Levenshtein distance (optimal string alignment) of two texts, letter case ignored; texts above 64 bytes are cut there. */
size_t str_distance(struct str a, struct str b);

/*
 * For messages: writes at most 40 bytes of a into out, control bytes, DEL and bytes that are not valid UTF-8 as \xHH, and "..."
 * when it was cut.  Returns out.
 */
enum { STR_SHOWN = 40 * 4 + 4 };
char *str_show(struct str a, char out[STR_SHOWN]);

/* A growing text.  Zero before use; failed tells that memory ran out, after which it does not change. */
struct text {
	char *s;
	size_t n, cap;
	bool failed;
};

void text_add(struct text *t, struct str a);
void text_byte(struct text *t, char c);
void text_free(struct text *t);

#endif
