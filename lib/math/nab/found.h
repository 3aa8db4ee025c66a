/* SPDX-License-Identifier: MIT */
/* found: the places a scan has met that may be the best, or a record on the way to it. */
#ifndef MATH_NAB_FOUND_H
#define MATH_NAB_FOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* At s = s0 + t the least c. */
struct nab_record {
	int64_t t, c;
};

/*
 * v (n) in increasing t: every t with t + c <= the least t' + c' of all t' <= t; least is the last of these minima.  Zero, with
 * least = NAB_ENDLESS or a bound that is known, before use; failed when memory ran out.
 */
struct nab_found {
	struct nab_record *v;
	size_t n, cap;
	int64_t least;
	bool failed;
};

/* Adds what t >= all before gives, if it is one of these. */
void nab_found_add(struct nab_found *f, int64_t t, int64_t c);

/* Adds all of g, whose t are larger. */
void nab_found_join(struct nab_found *f, const struct nab_found *g);

/* Puts in order what was added as it came, by nab_found_note, which keeps all with t + c <= the least before. */
void nab_found_note(struct nab_found *f, int64_t t, int64_t c);
void nab_found_order(struct nab_found *f);

void nab_found_free(struct nab_found *f);

#endif
