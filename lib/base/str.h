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

/* By their bytes as unsigned numbers, a text before those it begins: below 0, 0 or above 0, as qsort wants it. */
int str_order(struct str a, struct str b);

/* Without the blanks and tabs at both ends. */
struct str str_trim(struct str a);

/* The part before the first c; what follows that c goes to *rest.  Without a c: all of a, and rest->s is NULL. */
struct str str_cut(struct str a, char c, struct str *rest);

/* Does all of a match the shell pattern: * any run, ? one byte, everything else itself.  Cost O(pattern.n a.n). */
bool str_glob(struct str pattern, struct str a);

/*
 * Damerau-Levenshtein distance in its optimal string alignment form: insertions, deletions, replacements and exchanges of
 * neighbours, no byte edited twice.  ASCII letter case ignored; of texts above 64 bytes the first 64.  It is bound where it is not below,
 * which costs nothing when that shows in the lengths.
 */
size_t str_distance(struct str a, struct str b, size_t bound);

/* Length in bytes, 1..4, of the UTF-8 character a begins with; 0 when that is not valid (Unicode table 3-7) or a is empty. */
size_t str_utf8(struct str a);

/*
 * The same; 0 also for what a terminal obeys instead of showing, or does not show at all: U+0000..U+001F, U+007F..U+009F, the soft hyphen,
 * and the zero-width and direction characters (U+061C, U+200B..U+200F, U+2028..U+202E, U+2060..U+206F, U+FEFF).
 */
size_t str_visible(struct str a);

/*
 * For messages: writes at most 40 bytes of a into out, never part of a character; what is not visible as \xHH; and
 * "..." when it was cut.  Always terminated.  Returns out.
 */
enum { STR_SHOWN = 40 * 4 + 4 };
char *str_show(struct str a, char out[STR_SHOWN]);

/* A growing text, not terminated.  Zero before use; failed tells that memory ran out, after which it does not change. */
struct text {
	char *s;
	size_t n, cap;
	bool failed;
};

void text_add(struct text *t, struct str a);
void text_byte(struct text *t, char c);
void text_free(struct text *t);

#endif
