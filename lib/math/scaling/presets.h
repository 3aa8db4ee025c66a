/* SPDX-License-Identifier: MIT */
/* presets: published coefficients of scaling laws, each with its source. */
#ifndef MATH_SCALING_PRESETS_H
#define MATH_SCALING_PRESETS_H

#include <stddef.h>

#include "base/err.h"
#include "base/row.h"
#include "math/scaling/law.h"
#include "math/scaling/recipe.h"

struct preset_value {
	const char *name;
	double value;
};

/*
 * PRESET_LOSS        predicts a loss
 * PRESET_ALLOCATION  predicts the parameters N best for compute C (response "N", or "M": FLOPs per token); the loss is unknown
 * PRESET_OTHER       predicts something else (a learning rate, a batch): see response
 */
enum preset_kind { PRESET_LOSS, PRESET_ALLOCATION, PRESET_OTHER };

/*
 * A row: head.formula as the paper writes it, head.source the paper with equation or table.
 *
 * law       what recipe_law takes ("chinchilla", "loglinear:N,D"); NULL: recipe_formula of head.formula with these roles
 * roles     "N,D", of a formula; NULL with a law, which has its own
 * response  "L", "N", "M", "B", "lr", ...
 * par       every parameter, by name, up to the first without a name
 * flops     of an allocation: tokens D = C / (flops response): 6 for N, 1 for M; 0 when C is not such a product (tokens unknown)
 * units     of roles and response where they are not parameters, tokens, FLOPs and nats per token; may be NULL
 * warning   what one must know before trusting it; may be NULL
 * grade     'A' checked in the paper, 'B' in two sources, 'C' in one that is not the paper's text
 */
struct preset {
	struct row head;
	enum preset_kind kind;
	const char *law, *roles, *response;
	struct preset_value par[LAW_PARAMS];
	double flops;
	const char *units, *warning;
	char grade;
};

extern const struct registry scaling_presets;

/*
 * The preset called name and its recipe, compiled (to be freed by recipe_free), with par (LAW_PARAMS) in the recipe's order.
 * ERR_USAGE with the nearest name; ERR_MEMORY.
 */
int preset_open(struct str name, const struct preset **preset, struct recipe **recipe, double par[], struct err *e);

#endif
