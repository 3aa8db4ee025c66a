/* SPDX-License-Identifier: MIT */
/* law: the rows of the registry, and the concrete form of one the user names. */
#include <math.h>
#include <string.h>

#include "math/scaling/inside.h"
#include "math/scaling/quanta.h"

#define ANY -HUGE_VAL, HUGE_VAL
#define EXPONENT(name_, meaning_) \
	{ .name = name_, .lo = 0, .hi = HUGE_VAL, .start = { .15, 1.5, 6, true, START_ONE, 0 }, .meaning = (meaning_) }
#define AMPLITUDE(name_, meaning_) { .name = name_, .lo = 0, .hi = HUGE_VAL, .positive = true, .meaning = (meaning_) }
#define SCALE(name_, lo_, hi_, unit_, role_, meaning_) \
	{ .name = name_, .lo = 0, .hi = HUGE_VAL, .positive = true, .start = { (lo_), (hi_), 8, true, (unit_), (role_) }, \
	  .meaning = (meaning_) }
#define FREE(name_, meaning_) { .name = name_, .lo = -HUGE_VAL, .hi = HUGE_VAL, .start = { .n = 1 }, .meaning = (meaning_) }
#define FLOOR AMPLITUDE("E", "irreducible loss")

/* Of a law that allocates: N = k C^a, D = k_D C^b. */
#define LINES AMPLITUDE("k", "parameters for one FLOP"), FREE("a", "exponent of compute"), \
	AMPLITUDE("k_D", "tokens for one FLOP"), FREE("b", "exponent of compute of the tokens")

/* Unique tokens, the optimal parameters for them, effective sizes: Muennighoff et al. 2023, equations 5 to 9, and their code. */
#define DC_U "min(U, D)"
#define DC_G "(alpha*A/(beta*B))^(1/(alpha + beta))"
#define DC_UN "min(N, " DC_G "*(" DC_U "*" DC_G ")^(beta/alpha))"
#define DC_N "(" DC_UN "*(1 + R_N*(1 - exp(-max(N/" DC_UN " - 1, 0)/R_N))))"
#define DC_D "(" DC_U "*(1 + R_D*(1 - exp(-max(D/" DC_U " - 1, 0)/R_D))))"

/* Clark et al. 2022, equation 3: 1/Ehat = 1/(E - 1 + 1/(1/E_start - 1/E_max)) + 1/E_max. */
#define MOE_E "log10(1/(1/(E - 1 + 1/(1/E_start - 1/E_max)) + 1/E_max))"

static const struct law laws[] = {
	{ .head = { .name = "chinchilla", .fitted = "E, A, B, alpha, beta",
	            .formula = "E + A*N^-alpha + B*D^-beta", .domain = "N, D > 0",
	            .source = "Hoffmann et al. 2022 (arXiv 2203.15556), approach 3" },
	  .roles = "N,D", .response = "L",
	  .param = { FLOOR, AMPLITUDE("A", "size of the parameters' term"), AMPLITUDE("B", "size of the tokens' term"),
	             EXPONENT("alpha", "exponent of parameters"), EXPONENT("beta", "exponent of tokens") } },
	{ .head = { .name = "kaplan_n", .fitted = "N_c, alpha_N",
	            .formula = "(N_c/N)^alpha_N", .domain = "N > 0",
	            .source = "Kaplan et al. 2020 (arXiv 2001.08361), equation 1.1" },
	  .roles = "N", .response = "L",
	  .param = { SCALE("N_c", 1, 1e8, START_ROLE, 0, "scale of parameters"),
	             EXPONENT("alpha_N", "exponent of parameters") } },
	{ .head = { .name = "kaplan_d", .fitted = "D_c, alpha_D",
	            .formula = "(D_c/D)^alpha_D", .domain = "D > 0",
	            .source = "Kaplan et al. 2020 (arXiv 2001.08361), equation 1.2" },
	  .roles = "D", .response = "L",
	  .param = { SCALE("D_c", 1, 1e8, START_ROLE, 0, "scale of tokens"), EXPONENT("alpha_D", "exponent of tokens") } },
	{ .head = { .name = "kaplan_nd", .fitted = "N_c, D_c, alpha_N, alpha_D",
	            .formula = "((N_c/N)^(alpha_N/alpha_D) + D_c/D)^alpha_D", .domain = "N, D > 0",
	            .source = "Kaplan et al. 2020 (arXiv 2001.08361), equation 1.5" },
	  .roles = "N,D", .response = "L",
	  .param = { SCALE("N_c", 1, 1e8, START_ROLE, 0, "scale of parameters"),
	             SCALE("D_c", 1, 1e8, START_ROLE, 1, "scale of tokens"),
	             EXPONENT("alpha_N", "exponent of parameters"), EXPONENT("alpha_D", "exponent of tokens") } },
	{ .head = { .name = "kaplan_c", .fitted = "C_c, alpha_C",
	            .formula = "(C_c/C)^alpha_C", .domain = "C > 0",
	            .source = "Kaplan et al. 2020 (arXiv 2001.08361), equation 1.3" },
	  .roles = "C", .response = "L",
	  .param = { SCALE("C_c", 1, 1e8, START_ROLE, 0, "scale of compute"), EXPONENT("alpha_C", "exponent of compute") } },
	{ .head = { .name = "terms", .fitted = "E, A_X, alpha_X, ...",
	            .formula = "E + A_X*X^-alpha_X + ...", .domain = "X, ... > 0",
	            .source = "sum of power laws; X*Y as one of the terms gives A_X_Y*X^-alpha_X_Y_X*Y^-alpha_X_Y_Y" },
	  .roles = "N,D", .response = "L", .args = ":X,Y,...", .build = law_build_terms },
	{ .head = { .name = "data_constrained", .fitted = "E, A, B, alpha, beta, R_D, R_N",
	            .formula = "E + A*" DC_N "^-alpha + B*" DC_D "^-beta", .domain = "N, D, U > 0",
	            .source = "Muennighoff et al. 2023 (arXiv 2305.16264), equations 5 to 9" },
	  .roles = "N,D,U", .response = "L", .start = "E + A*N^-alpha + B*D^-beta",
	  .param = { FLOOR, AMPLITUDE("A", "size of the parameters' term"), AMPLITUDE("B", "size of the tokens' term"),
	             EXPONENT("alpha", "exponent of parameters"), EXPONENT("beta", "exponent of tokens"),
	             { .name = "R_D", .lo = 0, .hi = HUGE_VAL, .positive = true, .start = { 2, 50, 3, true, START_ONE, 0 },
	               .meaning = "repetitions of data until their worth is used up" },
	             { .name = "R_N", .lo = 0, .hi = HUGE_VAL, .positive = true, .start = { 2, 50, 3, true, START_ONE, 0 },
	               .meaning = "the same of excess parameters" } } },
	{ .head = { .name = "power", .fitted = "b, c",
	            .formula = "b*x^-c", .domain = "x > 0",
	            .source = "M1 of Alabdulmohsin et al. 2022 (arXiv 2209.06640)" },
	  .roles = "x", .response = "y", .param = { AMPLITUDE("b", "value at x = 1"), EXPONENT("c", "exponent") } },
	{ .head = { .name = "power_offset", .fitted = "E, b, c",
	            .formula = "E + b*x^-c", .domain = "x > 0",
	            .source = "M2 of Alabdulmohsin et al. 2022 (arXiv 2209.06640)" },
	  .roles = "x", .response = "y",
	  .param = { AMPLITUDE("E", "limit of large x"), AMPLITUDE("b", "value above it at x = 1"), EXPONENT("c", "exponent") } },
	{ .head = { .name = "power_shifted", .fitted = "b, g, c",
	            .formula = "b*(1/x + g)^c", .domain = "x > 0",
	            .source = "M3 of Alabdulmohsin et al. 2022 (arXiv 2209.06640)" },
	  .roles = "x", .response = "y",
	  .param = { AMPLITUDE("b", "size"), SCALE("g", 1e-2, 1, START_INVERSE, 0, "inverse x where it flattens"),
	             EXPONENT("c", "exponent") } },
	{ .head = { .name = "power_sigmoid", .fitted = "E, y0, alpha, b, c",
	            .formula = "(y - E)/(y0 - y)^alpha = b*x^-c", .domain = "x > 0, E < y < y0",
	            .source = "M4 of Alabdulmohsin et al. 2022 (arXiv 2209.06640)" },
	  .roles = "x", .response = "y", .start = "E + b*x^-c", .kernel = law_power_sigmoid,
	  .param = { AMPLITUDE("E", "limit of large x"),
	             { .name = "y0", .lo = 0, .hi = HUGE_VAL, .positive = true, .start = { 1.02, 4, 4, true, START_RESPONSE, 0 },
	               .meaning = "limit of small x" },
	             { .name = "alpha", .lo = 0, .hi = HUGE_VAL, .start = { .1, 1, 2, true, START_ONE, 0 },
	               .meaning = "how late it turns" },
	             AMPLITUDE("b", "size"), EXPONENT("c", "exponent") } },
	{ .head = { .name = "exponential", .fitted = "E, b, c",
	            .formula = "E + b*exp(-c*x)", .domain = "any x",
	            .source = "exponential approach to a limit" },
	  .roles = "x", .response = "y",
	  .param = { AMPLITUDE("E", "limit of large x"), AMPLITUDE("b", "value above it at x = 0"),
	             SCALE("c", .1, 10, START_INVERSE, 0, "rate") } },
	{ .head = { .name = "logarithmic", .fitted = "a, b",
	            .formula = "a - b*log(x)", .domain = "x > 0", .source = "linear in log x" },
	  .roles = "x", .response = "y",
	  .param = { { .name = "a", ANY, .meaning = "value at x = 1" }, { .name = "b", ANY, .meaning = "slope" } } },
	{ .head = { .name = "bnsl", .fitted = "a, b, c0, c1, d1, f1, ...",
	            .formula = "a + b*x^-c0*(1 + (x/d1)^(1/f1))^(-c1*f1)*...", .domain = "x > 0",
	            .source = "Caballero et al. 2022 (arXiv 2210.14891), equation 1" },
	  .roles = "x", .response = "y", .args = ":BREAKS", .build = law_build_bnsl },
	{ .head = { .name = "loglinear", .fitted = "k, c_X, ...",
	            .formula = "k*X^c_X*...", .domain = "X, ... > 0",
	            .source = "learning-rate and batch-size laws: DeepSeek-AI 2024 (arXiv 2401.02954), Li et al. 2025 (arXiv 2503.04715)" },
	  .roles = "x", .response = "y", .args = ":X,Y,...", .build = law_build_loglinear },
	{ .head = { .name = "overtraining", .fitted = "E, a, b, eta",
	            .formula = "E + (a*(D/N)^eta + b*(D/N)^-eta)*(6*N*D)^-eta", .domain = "N, D > 0",
	            .source = "Gadre et al. 2024 (arXiv 2403.08540), equation 4" },
	  .roles = "N,D", .response = "L",
	  .param = { FLOOR, AMPLITUDE("a", "size of the parameters' term"), AMPLITUDE("b", "size of the tokens' term"),
	             { .name = "eta", .lo = 0, .hi = HUGE_VAL, .start = { .05, .8, 8, true, START_ONE, 0 },
	               .meaning = "exponent of compute" } } },
	{ .head = { .name = "quanta", .fitted = "a, b, g, c",
	            .formula = "a + (b - a)*zeta(g + 1, x/c + 1)/zeta(g + 1)", .domain = "x >= 0",
	            .source = "Michaud et al. 2023 (arXiv 2303.13506); J. Su 2023 (kexue.fm/archives/9607), exactly" },
	  .roles = "x", .response = "y", .start = "a + b*x^-g", .kernel = quanta_kernel,
	  .param = { AMPLITUDE("a", "limit of large x"),
	             { .name = "b", .lo = 0, .hi = HUGE_VAL, .positive = true, .start = { 1.02, 4, 4, true, START_RESPONSE, 0 },
	               .meaning = "loss without any skill" },
	             { .name = "g", .lo = 0, .hi = HUGE_VAL, .start = { .15, 1.5, 6, true, START_ONE, 0 },
	               .meaning = "exponent of skills" },
	             SCALE("c", .01, 1, START_ROLE, 0, "x for one more skill") } },
	{ .head = { .name = "critical_batch", .fitted = "B_star, alpha_B",
	            .formula = "B_star*L^(-1/alpha_B)", .domain = "L > 0",
	            .source = "Kaplan et al. 2020 (arXiv 2001.08361), equation 1.4; McCandlish et al. 2018 (arXiv 1812.06162)" },
	  .roles = "L", .response = "B",
	  .param = { AMPLITUDE("B_star", "critical batch at loss 1"),
	             { .name = "alpha_B", .lo = 0, .hi = HUGE_VAL, .positive = true, .start = { .1, 2, 6, true, START_ONE, 0 },
	               .meaning = "inverse exponent of the loss" } } },
	{ .head = { .name = "moe", .fitted = "a, b, c, d, E_start, E_max",
	            .formula = "10^(a*log10(N) + b*" MOE_E " + c*log10(N)*" MOE_E " + d)",
	            .domain = "N > 0, E >= 1 experts",
	            .source = "Clark et al. 2022 (arXiv 2202.01169), equations 1 to 3; logarithms of base 10" },
	  .roles = "N,E", .response = "L",
	  .param = { FREE("a", "exponent of parameters"), FREE("b", "exponent of experts"),
	             FREE("c", "their interaction"), FREE("d", "level"),
	             { .name = "E_start", .lo = 1, .hi = HUGE_VAL, .positive = true, .start = { 1.2, 8, 4, true, START_ONE, 0 },
	               .meaning = "experts below which more do not help" },
	             { .name = "E_max", .lo = 1, .hi = HUGE_VAL, .positive = true, .start = { 30, 1000, 4, true, START_ONE, 0 },
	               .meaning = "experts above which more do not help" } } },
	{ .head = { .name = "isoflop", .fitted = "k, a, k_D, b",
	            .formula = "k*C^a", .domain = "C, N, D > 0",
	            .source = "Hoffmann et al. 2022 (arXiv 2203.15556), approach 2: N of the least loss for C, by parabolas" },
	  .roles = "C,N,D", .response = "L", .allocation = LAW_ISOFLOP,
	  .param = { LINES } },
	{ .head = { .name = "envelope", .fitted = "k, a, k_D, b",
	            .formula = "k*C^a", .domain = "C, N, D > 0",
	            .source = "Hoffmann et al. 2022 (arXiv 2203.15556), approach 1: N of the least loss for C, by training curves" },
	  .roles = "C,N,D", .response = "L", .allocation = LAW_ENVELOPE,
	  .param = { LINES } },
	{ .head = { .name = "two_step", .fitted = "a, b, k, L_0",
	            .formula = "b + a/(1 + exp(-k*(L - L_0)))", .domain = "any L",
	            .source = "Bhagia et al. 2024 (arXiv 2412.04403), equation 3" },
	  .roles = "L", .response = "y",
	  .param = { { .name = "a", ANY, .meaning = "from one limit to the other" },
	             { .name = "b", ANY, .meaning = "limit of small L" },
	             { .name = "k", .lo = 0, .hi = HUGE_VAL, .positive = true, .start = { .5, 50, 8, true, START_ONE, 0 },
	               .meaning = "steepness" },
	             { .name = "L_0", ANY, .start = { .9, 1.1, 8, false, START_ROLE, 0 }, .meaning = "loss half way" } } },
};

static const struct alias aliases[] = {
	{ "m1", "power" },	{ "m2", "power_offset" }, { "m3", "power_shifted" }, { "m4", "power_sigmoid" }, { NULL, NULL },
};

const struct registry scaling_laws = REGISTRY("law", laws, aliases);

/* The names of a list "N,D" become roles. */
int
law_roles(struct str list, struct law_form *form, struct err *e)
{
	for (form->roles = 0; list.s;) {
		struct str one = str_trim(str_cut(list, ',', &list));
		if (form->roles == LAW_ROLES)
			return err_set(e, ERR_USAGE, "more than %d columns", LAW_ROLES);
		if (one.n == 0 || one.n >= LAW_NAME)
			return err_set(e, ERR_USAGE, "a name of a column has 1 to %d bytes", LAW_NAME - 1);
		memcpy(form->role[form->roles], one.s, one.n);
		form->role[form->roles++][one.n] = '\0';
	}
	return 0;
}

static int
copy(char to[LAW_TEXT], const char *from, struct err *e)
{
	size_t n = strlen(from);

	if (n >= LAW_TEXT)
		return err_set(e, ERR_USAGE, "a formula of more than %d bytes", LAW_TEXT - 1);
	memcpy(to, from, n + 1);
	return 0;
}

/* The words of spec_parse, which knows the nearest name. */
static int
unknown(struct str name, struct err *e)
{
	struct spec_list none;

	if (!spec_parse(&scaling_laws, name, &none, e)) {
		spec_free(&none);
		err_set(e, ERR_USAGE, "unknown law");
	}
	return e->code;
}

int
law_form(struct str spec, const struct law **law, struct law_form *form, struct err *e)
{
	char shown[STR_SHOWN];
	struct str args, name = str_cut(spec, ':', &args);
	const struct row *row = row_find(&scaling_laws, name);

	if (!row)
		return unknown(name, e);
	*law = (const struct law *)(const void *)row;
	*form = (struct law_form){ .formula = "" };
	if ((*law)->build)
		return (*law)->build(args, form, e);
	if (args.s)
		return err_set(e, ERR_USAGE, "\"%s\": law %s takes no arguments", str_show(spec, shown), row->name);
	while (form->params < LAW_PARAMS && (*law)->param[form->params].name[0]) {
		form->param[form->params] = (*law)->param[form->params];
		form->params++;
	}
	if (copy(form->formula, (*law)->kernel ? "" : row->formula, e) || copy(form->start, (*law)->start ? (*law)->start : "", e))
		return e->code;
	return law_roles(str_of((*law)->roles), form, e);
}
