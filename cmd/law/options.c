/* SPDX-License-Identifier: MIT */
/* law/options: see options.h. */
#include "law/options.h"

#define AT(field) .at = offsetof(struct law_role_opts, field)

const struct opt law_role_options[] = {
	{ .kind = OPT_APPEND_, .letter = 'x', AT(x), .arg = "ROLE=EXPR", .example = "N=${Model Size}",
	  .help = "where a role of the law comes from: a column or a formula of columns (default: columns with the usual names)" },
	{ .kind = OPT_TEXT_, .letter = 'y', AT(y), .arg = "EXPR", .example = "val_loss",
	  .help = "the loss, or what else the law predicts: a column or a formula", .fallback = "a column named as losses are" },
	{ .kind = OPT_REAL_, .name = "flops-per-token", AT(per_token), .lo = DBL_MIN, .hi = DBL_MAX, .arg = "K",
	  .help = "FLOPs per parameter and token: K in C = K N D", .example = "6" },
	OPT_END
};
