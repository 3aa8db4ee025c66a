/* SPDX-License-Identifier: MIT */
/* law/options: the options that say what the roles of a law are made of, in every program that reads runs. */
#ifndef LAW_OPTIONS_H
#define LAW_OPTIONS_H

#include "cli/opt.h"

/* x: the ROLE=EXPR of -x;  y: the response's expression or NULL;  per_token: K in C = K N D.  LAW_ROLE_DEFAULTS before use. */
struct law_role_opts {
	struct texts x;
	const char *y;
	double per_token;
};
#define LAW_ROLE_DEFAULTS { .per_token = 6 }

/* -x, -y, --flops-per-token. */
extern const struct opt law_role_options[];
#define OPT_LAW_ROLES(v) OPT_GROUP(v, law_role_options)

#endif
