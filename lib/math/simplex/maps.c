/* SPDX-License-Identifier: MIT */
/* maps: the registry.  A family is a file of functions and, after them, their rows: a new map goes into one of them. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "math/simplex/scores.h"

#define INF ((double)INFINITY)
#define SQRT_HALF 0x1.6a09e667f3bcdp-1
#define SQRT_HALF_PI_INVERSE 0x1.9884533d43651p-2	/* 1/sqrt(2 pi) */

#include "math/simplex/soft.h"
#include "math/simplex/masked.h"
#include "math/simplex/sparse.h"
#include "math/simplex/sparsegen.h"
#include "math/simplex/ratio.h"
#include "math/simplex/bounded.h"
#include "math/simplex/topk.h"
#include "math/simplex/fused.h"
#include "math/simplex/perturb.h"
#include "math/simplex/sinkhorn.h"

#define ROWS

static const struct map rows[] = {
#include "math/simplex/soft.h"
#include "math/simplex/masked.h"
#include "math/simplex/sparse.h"
#include "math/simplex/sparsegen.h"
#include "math/simplex/ratio.h"
#include "math/simplex/bounded.h"
#include "math/simplex/topk.h"
#include "math/simplex/fused.h"
#include "math/simplex/perturb.h"
#include "math/simplex/sinkhorn.h"
};

static const struct alias aliases[] = {
	{ "softmax1", "softmax_n:1" },
	{ "top_k", "sparse_softmax" },
	{ "perturbed_argmax", "perturb_max_gaussian" },
	{ "ssmax", "entropy_invariant:1:2.718281828459045" },
	{ "softmax_plus", "entropy_invariant:1:512" },
	{ "hardmax", "hardmax_first" },
	{ NULL, NULL }
};

const struct registry simplex_maps = REGISTRY("map", rows, aliases);
