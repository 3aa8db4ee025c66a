/* SPDX-License-Identifier: MIT */
/* audit: which paper and which code means what by a HiPPO matrix. */
#ifndef MATH_HIPPO_AUDIT_H
#define MATH_HIPPO_AUDIT_H

#include <stddef.h>

/* One convention: where it is used, which of ours it is, and in what it departs: the sign of A, halves, roots of two, window, alpha. */
struct convention {
	const char *where, *name, *ours, *sign, *halved, *root_two, *window, *alpha, *remark;
};

extern const struct convention hippo_conventions[];
extern const size_t hippo_n_conventions;

#endif
