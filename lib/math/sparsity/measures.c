/* SPDX-License-Identifier: MIT */
/* measures: the registry.  A family is a file of functions and, after them, their rows: a new measure goes into one of them. */
#include <float.h>
#include <math.h>

#include "base/bits.h"
#include "base/logs.h"
#include "base/sum.h"
#include "math/sparsity/matrix.h"
#include "math/sparsity/sums.h"

#include "math/sparsity/counts.h"
#include "math/sparsity/norms.h"
#include "math/sparsity/ratios.h"
#include "math/sparsity/entropies.h"
#include "math/sparsity/ranks.h"
#include "math/sparsity/centred.h"
#include "math/sparsity/spectra.h"
#include "math/sparsity/structure.h"
#include "math/sparsity/slopes.h"
#include "math/sparsity/slopes_shares.h"

#define ROWS
#define INF ((double)INFINITY)
#define FIXED(p) { .fixed = (p) }		/* the exponent p */
#define PAR(i) { .times = 1, .of = (i) }	/* the exponent par[i] */
#define ONE_MINUS(i) { 1, -1, (i) }		/* the exponent 1 - par[i] */

static const struct measure rows[] = {
#include "math/sparsity/counts.h"
#include "math/sparsity/norms.h"
#include "math/sparsity/ratios.h"
#include "math/sparsity/entropies.h"
#include "math/sparsity/ranks.h"
#include "math/sparsity/centred.h"
#include "math/sparsity/spectra.h"
#include "math/sparsity/structure.h"
};

static const struct alias aliases[] = {
	{ "max_abs", "linf" },
	{ "inverse_simpson", "effective_number" },
	{ "participation_ratio_l1l2", "effective_number" },
	{ "perplexity", "eff_number_expH" },
	{ "rows_all_zero", "zero_rows" },
	{ "cols_all_zero", "zero_cols" },
	{ NULL, NULL }
};

const struct registry sparsity_measures = REGISTRY("measure", rows, aliases);

const char sparsity_default[] =
	"zero_fraction,l1,l2,max_abs,hoyer,gini,shannon_normalised,effective_number,topk_mass:1%,k_for_mass:0.9";

const char sparsity_tensor_default[] = "zero_fraction,l1,l2,max_abs,hoyer,shannon_normalised,effective_number";

const char sparsity_matrix_default[] =
	"density,stable_rank,effective_rank_entropy,intrinsic_dim_nuc_over_spec,numerical_rank_rel,truncation_rank:0.01,"
	"nm_violating_fraction,zero_block_fraction,bandwidth";

const char sparsity_gradient_default[] = "hoyer";
