/* SPDX-License-Identifier: MIT */
/* presets: published coefficients as rows. */
#include <math.h>

#include "math/scaling/presets.h"

/* exp(6.255414), exp(7.3049974), exp(.6254804): Muennighoff et al. publish the logarithms. */
#define MUENNIGHOFF_A 520.82495165991861
#define MUENNIGHOFF_B 1487.7160937828603
#define MUENNIGHOFF_E 1.8691436784054856

#define PFD 8.64e19

#define HOFFMANN "Hoffmann et al. 2022 (arXiv 2203.15556), "
#define KAPLAN "Kaplan et al. 2020 (arXiv 2001.08361), "
#define CLARK "Clark et al. 2022 (arXiv 2202.01169)"
#define CHINCHILLA "E + A*N^-alpha + B*D^-beta"
#define KAPLAN_N "N without embeddings"
#define KAPLAN_C "N without embeddings, C in FLOP at the critical batch's minimum; the paper counts PF-days of 8.64e19 FLOP"
#define CLARK_FORMULA "10^(a*log10(N) + b*log10(F) + c*log10(N)*log10(F) + d), F the saturated number of experts"
#define CLARK_WARNING "coefficients of three digits: the paper's cut-off sizes cannot be reproduced from them"

static const struct preset presets[] = {
	{ .head = { .name = "hoffmann", .formula = CHINCHILLA, .domain = "N, D > 0",
	            .source = HOFFMANN "approach 3, as in the TeX source" },
	  .law = "chinchilla", .response = "L", .grade = 'B',
	  .par = { { "E", 1.6933737 }, { "A", 406.40102 }, { "B", 410.72283 }, { "alpha", .33917084 }, { "beta", .2849083 } },
	  .warning = "not the optimum of its own objective: see besiroglu and chinchilla_240" },
	{ .head = { .name = "hoffmann_rounded", .formula = CHINCHILLA, .domain = "N, D > 0",
	            .source = HOFFMANN "approach 3, as printed" },
	  .law = "chinchilla", .response = "L", .grade = 'B',
	  .par = { { "E", 1.69 }, { "A", 406.4 }, { "B", 410.7 }, { "alpha", .34 }, { "beta", .28 } },
	  .warning = "rounding raises its losses by 2 %; use hoffmann" },
	{ .head = { .name = "hoffmann_approach1", .formula = "N = k*C^c_C", .domain = "C > 0",
	            .source = "least squares through the nine rows of " HOFFMANN "table 3" },
	  .kind = PRESET_ALLOCATION, .law = "loglinear:C", .response = "N", .flops = 6, .grade = 'B',
	  .par = { { "k", 0.0991589 }, { "c_C", 0.498099 } }, .units = "C in FLOP" },
	{ .head = { .name = "besiroglu", .formula = CHINCHILLA, .domain = "N, D > 0",
	            .source = "Besiroglu et al. 2024 (arXiv 2404.10102)" },
	  .law = "chinchilla", .response = "L", .grade = 'A',
	  .par = { { "E", 1.8172 }, { "A", 482.01 }, { "B", 2085.43 }, { "alpha", .3478 }, { "beta", .3658 } },
	  .warning = "a fit of least absolute deviations, not of the Huber loss with delta = 1e-3" },
	{ .head = { .name = "chinchilla_240", .formula = CHINCHILLA, .domain = "N, D > 0",
	            .source = "log-Huber optimum, delta = 1e-3, of the 240 points of Besiroglu et al. 2024 (arXiv 2404.10102)" },
	  .law = "chinchilla", .response = "L", .grade = 'A',
	  .par = { { "E", 1.817218099 }, { "A", 477.8258681 }, { "B", 2143.417364 }, { "alpha", .3473104990 },
	           { "beta", .3671724326 } } },
	{ .head = { .name = "muennighoff", .formula = "E + A*N'^-alpha + B*D'^-beta", .domain = "N, D, U > 0",
	            .source = "Muennighoff et al. 2023 (arXiv 2305.16264), their code" },
	  .law = "data_constrained", .response = "L", .grade = 'A', .units = "U: unique tokens",
	  .par = { { "E", MUENNIGHOFF_E }, { "A", MUENNIGHOFF_A }, { "B", MUENNIGHOFF_B }, { "alpha", .3526596 },
	           { "beta", .3526596 },
	           { "R_D", 15.387756 }, { "R_N", 5.309743 } } },
	{ .head = { .name = "kaplan_n", .formula = "(N_c/N)^alpha_N", .domain = "N > 0", .source = KAPLAN "equation 1.1" },
	  .law = "kaplan_n", .response = "L", .grade = 'A', .units = KAPLAN_N,
	  .par = { { "N_c", 8.8e13 }, { "alpha_N", .076 } } },
	{ .head = { .name = "kaplan_d", .formula = "(D_c/D)^alpha_D", .domain = "D > 0", .source = KAPLAN "equation 1.2" },
	  .law = "kaplan_d", .response = "L", .grade = 'A', .par = { { "D_c", 5.4e13 }, { "alpha_D", .095 } } },
	{ .head = { .name = "kaplan_c", .formula = "(C_c/C)^alpha_C", .domain = "C > 0", .source = KAPLAN "equation 1.3" },
	  .law = "kaplan_c", .response = "L", .grade = 'A', .units = KAPLAN_C,
	  .par = { { "C_c", 3.1e8 * PFD }, { "alpha_C", .050 } } },
	{ .head = { .name = "kaplan_c_naive", .formula = "(C_c/C)^alpha_C", .domain = "C > 0", .source = KAPLAN "table 5" },
	  .law = "kaplan_c", .response = "L", .grade = 'A', .units = "C in FLOP, at a fixed batch",
	  .par = { { "C_c", 1.6e7 * PFD }, { "alpha_C", .057 } } },
	{ .head = { .name = "kaplan_nd", .formula = "((N_c/N)^(alpha_N/alpha_D) + D_c/D)^alpha_D", .domain = "N, D > 0",
	            .source = KAPLAN "equation 1.5 and table 2" },
	  .law = "kaplan_nd", .response = "L", .grade = 'A', .units = KAPLAN_N,
	  .par = { { "N_c", 6.4e13 }, { "D_c", 1.8e13 }, { "alpha_N", .076 }, { "alpha_D", .103 } },
	  .warning = "D is stopped early and may repeat: C = 6 N D does not hold" },
	{ .head = { .name = "kaplan_ns", .formula = "(N_c/N)^alpha_N + (S_c/S)^alpha_S", .domain = "N, S > 0",
	            .source = KAPLAN "equation 1.6 and table 3" },
	  .roles = "N,S", .response = "L", .grade = 'A', .units = "N without embeddings, S the least steps: S/(1 + B_crit/B)",
	  .par = { { "N_c", 6.5e13 }, { "alpha_N", .077 }, { "S_c", 2.1e3 }, { "alpha_S", .76 } } },
	{ .head = { .name = "kaplan_allocation", .formula = "k*(C/PFd)^p", .domain = "C > 0", .source = KAPLAN "table 6" },
	  .kind = PRESET_ALLOCATION, .roles = "C", .response = "N", .grade = 'A', .units = KAPLAN_C,
	  .par = { { "k", 1.3e9 }, { "PFd", PFD }, { "p", .73 } }, .warning = "tokens are not C/(6 N) here: see kaplan_tokens" },
	{ .head = { .name = "kaplan_tokens", .formula = "k*(C/PFd)^p", .domain = "C > 0", .source = KAPLAN "table 6" },
	  .kind = PRESET_OTHER, .roles = "C", .response = "D", .grade = 'A', .units = KAPLAN_C,
	  .par = { { "k", 2e10 }, { "PFd", PFD }, { "p", .27 } } },
	{ .head = { .name = "kaplan_batch", .formula = "k*(C/PFd)^p", .domain = "C > 0", .source = KAPLAN "table 6" },
	  .kind = PRESET_OTHER, .roles = "C", .response = "B", .grade = 'A', .units = "C in FLOP, B in tokens",
	  .par = { { "k", 2.0e6 }, { "PFd", PFD }, { "p", .24 } } },
	{ .head = { .name = "kaplan_steps", .formula = "k*(C/PFd)^p", .domain = "C > 0", .source = KAPLAN "table 6" },
	  .kind = PRESET_OTHER, .roles = "C", .response = "S", .grade = 'A', .units = "C in FLOP, S the least steps",
	  .par = { { "k", 5.4e3 }, { "PFd", PFD }, { "p", .03 } } },
	{ .head = { .name = "critical_batch", .formula = "B_star*L^(-1/alpha_B)", .domain = "L > 0",
	            .source = KAPLAN "equation 1.4 and table 5; McCandlish et al. 2018 (arXiv 1812.06162)" },
	  .kind = PRESET_OTHER, .law = "critical_batch", .response = "B", .grade = 'A', .units = "B in tokens",
	  .par = { { "B_star", 2.1e8 }, { "alpha_B", .21 } } },
	{ .head = { .name = "deepseek", .formula = "M = k*C^c_C", .domain = "C > 0",
	            .source = "DeepSeek-AI 2024 (arXiv 2401.02954)" },
	  .kind = PRESET_ALLOCATION, .law = "loglinear:C", .response = "M", .flops = 1, .grade = 'B',
	  .units = "M: FLOPs per token without embeddings, 72 n d^2 + 12 n d l; C = M D",
	  .par = { { "k", .1715 }, { "c_C", .5243 } },
	  .warning = "M is no number of parameters; the exponent depends on the data (.450 to .578)" },
	{ .head = { .name = "deepseek_tokens", .formula = "D = k*C^c_C", .domain = "C > 0",
	            .source = "DeepSeek-AI 2024 (arXiv 2401.02954)" },
	  .kind = PRESET_OTHER, .law = "loglinear:C", .response = "D", .grade = 'B', .units = "C = M D, see deepseek",
	  .par = { { "k", 5.8316 }, { "c_C", .4757 } } },
	{ .head = { .name = "krajewski_moe", .formula = "c + (g/G^gamma + a)*N^-alpha + b*D^-beta", .domain = "N, D, G > 0",
	            .source = "Krajewski et al. 2024 (arXiv 2402.07871), mixture of 64 experts" },
	  .roles = "N,D,G", .response = "L", .grade = 'A', .units = "N: all parameters; G: granularity",
	  .par = { { "c", .47 }, { "g", 2.1 }, { "gamma", .58 }, { "a", 18.1 }, { "alpha", .115 }, { "b", 30.8 },
	           { "beta", .147 } } },
	{ .head = { .name = "krajewski_dense", .formula = CHINCHILLA, .domain = "N, D > 0",
	            .source = "Krajewski et al. 2024 (arXiv 2402.07871), dense models" },
	  .law = "chinchilla", .response = "L", .grade = 'A',
	  .par = { { "E", .47 }, { "A", 16.3 }, { "B", 26.7 }, { "alpha", .126 }, { "beta", .127 } } },
	{ .head = { .name = "clark_sbase", .formula = CLARK_FORMULA, .domain = "N > 0, E >= 1", .source = CLARK },
	  .law = "moe", .response = "L", .grade = 'C', .units = "E: experts, N: parameters of the dense model",
	  .warning = CLARK_WARNING,
	  .par = { { "a", -.082 }, { "b", -.108 }, { "c", .009 }, { "d", 1.104 }, { "E_start", 1.847 }, { "E_max", 314.478 } } },
	{ .head = { .name = "clark_rlr", .formula = CLARK_FORMULA, .domain = "N > 0, E >= 1", .source = CLARK },
	  .law = "moe", .response = "L", .grade = 'C', .units = "E: experts, N: parameters of the dense model",
	  .warning = CLARK_WARNING,
	  .par = { { "a", -.083 }, { "b", -.126 }, { "c", .012 }, { "d", 1.111 }, { "E_start", 1.880 }, { "E_max", 469.982 } } },
	{ .head = { .name = "clark_hash", .formula = CLARK_FORMULA, .domain = "N > 0, E >= 1", .source = CLARK },
	  .law = "moe", .response = "L", .grade = 'C', .units = "E: experts, N: parameters of the dense model",
	  .warning = CLARK_WARNING,
	  .par = { { "a", -.087 }, { "b", -.136 }, { "c", .012 }, { "d", 1.157 }, { "E_start", 4.175 }, { "E_max", 477.741 } } },
	{ .head = { .name = "kumar_precision", .formula = "N*(1 - exp(-P_w/g_w))*(1 - exp(-P_a/g_a))*(1 - exp(-P_kv/g_kv))",
	            .domain = "N, P > 0", .source = "Kumar et al. 2024 (arXiv 2411.04330)" },
	  .kind = PRESET_OTHER, .roles = "N,P_w,P_a,P_kv", .response = "N_eff", .grade = 'C',
	  .units = "P: bits of weights, activations and key-value cache in training; N_eff: their worth in parameters",
	  .par = { { "g_w", 2.6745 }, { "g_a", 2.2102 }, { "g_kv", .9578 } } },
	{ .head = { .name = "cerebras_gpt", .formula = "(C/C_c)^-alpha_C + E", .domain = "C > 0",
	            .source = "Dey et al. 2023 (arXiv 2304.03208), equation 1" },
	  .roles = "C", .response = "L", .grade = 'C', .units = "C: FLOP as they count it, not 6 N D; loss on the Pile",
	  .par = { { "C_c", 5.984e22 }, { "alpha_C", .0737 }, { "E", .5066 } } },
	{ .head = { .name = "steplaw_lr", .formula = "k*N^c_N*D^c_D", .domain = "N, D > 0",
	            .source = "Li et al. 2025 (arXiv 2503.04715)" },
	  .kind = PRESET_OTHER, .law = "loglinear:N,D", .response = "lr", .grade = 'B', .units = "N without embeddings",
	  .par = { { "k", 1.79 }, { "c_N", -.713 }, { "c_D", .307 } } },
	{ .head = { .name = "steplaw_batch", .formula = "k*D^c_D", .domain = "D > 0",
	            .source = "Li et al. 2025 (arXiv 2503.04715)" },
	  .kind = PRESET_OTHER, .law = "loglinear:D", .response = "B", .grade = 'B', .units = "B in tokens",
	  .par = { { "k", .58 }, { "c_D", .571 } } },
};

static const struct alias aliases[] = { { "hoffmann_approach3", "hoffmann" }, { "chinchilla", "hoffmann" }, { NULL, NULL } };

const struct registry scaling_presets = REGISTRY("preset", presets, aliases);

/* The values in the recipe's order. */
static int
values(const struct preset *p, const struct recipe *r, double par[], struct err *e)
{
	for (size_t i = 0; i < LAW_PARAMS; i++)
		par[i] = (double)NAN;
	for (size_t i = 0; i < LAW_PARAMS && p->par[i].name; i++) {
		size_t at = recipe_find(r, str_of(p->par[i].name));
		if (at >= r->form.params)
			return err_set(e, ERR_USAGE, "preset %s: the law has no parameter %s", p->head.name, p->par[i].name);
		par[at] = p->par[i].value;
	}
	for (size_t i = 0; i < r->form.params; i++)
		if (isnan(par[i]))
			return err_set(e, ERR_USAGE, "preset %s has no value of %s", p->head.name, r->param[i].law.name);
	return 0;
}

int
preset_open(struct str name, const struct preset **preset, struct recipe **recipe, double par[], struct err *e)
{
	const struct row *row = row_find(&scaling_presets, name);
	struct str role[LAW_ROLES], rest;
	size_t roles = 0;

	*recipe = NULL;
	if (!row)
		return row_unknown(&scaling_presets, name, e);
	const struct preset *p = *preset = (const struct preset *)(const void *)row;
	if (p->law) {
		recipe_law(str_of(p->law), recipe, e);
	} else {
		for (rest = str_of(p->roles); rest.s && roles < LAW_ROLES; roles++)
			role[roles] = str_cut(rest, ',', &rest);
		recipe_formula(str_of(row->formula), roles, role, recipe, e);
	}
	if (!e->code && !values(p, *recipe, par, e))
		recipe_compile(*recipe, e);
	return e->code;
}
