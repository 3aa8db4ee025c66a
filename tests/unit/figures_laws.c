/* SPDX-License-Identifier: MIT */
/* figures_laws: what the other laws give on public tables, against figures measured with other optimisers. */
#include "figures.h"

static struct figure t;

/* Clark et al. 2022: every second layer routed, one expert a token, with the dense models. */
static void
routing(void)
{
	static const struct {
		const char *router;
		size_t n;
		double rmse, par[6];	/* a, b, c, d, E_start, E_max */
	} known[] = {
		{ "S-Base", 61, .0037, { -.0838, -.1234, .0104, 1.1216, 2.394, 217.7 } },
		{ "RL-R", 62, .0076, { -.0835, -.1279, .0117, 1.1143, 1.987, 424.5 } },
		{ "Hash", 59, .0051, { -.0887, -.1464, .0134, 1.1730, 4.988, 369.1 } },
	};
	static const int digits[] = { 4, 4, 4, 4, 3, 1 };

	for (size_t k = 0; k < 3; k++) {
		struct shared s;
		if (!shared_open(&s, "routing_clark2022_final.csv"))
			return;
		for (size_t i = 0; i < s.rows; i++) {
			const char *router = shared_text(&s, i, "router_type");
			if (shared_number(&s, i, "k") == 1 && shared_number(&s, i, "routing_frequency") == .5 &&
			    (strcmp(router, known[k].router) == 0 || strcmp(router, "Dense") == 0))
				figure_row(&t, shared_number(&s, i, "dense_parameter_count"), shared_number(&s, i, "num_experts"), 0,
				           shared_number(&s, i, "loss_validation"));
		}
		shared_close(&s);
		TAP_OK(t.n == known[k].n, "%s: %zu rows", known[k].router, t.n);
		figure_fit(&t, "moe", NULL, "ls");
		TAP_OK(t.f.log_rmse / log(10) < known[k].rmse + 5e-5, "%s: log10-RMSE %.5f", known[k].router, t.f.log_rmse / log(10));
		for (size_t i = 0; i < 6; i++)
			TAP_OK(figure_prints(t.f.par[i], known[k].par[i], digits[i]), "%s: %s = %.7g, not %g", known[k].router, t.r->param[i].law.name,
			       t.f.par[i], known[k].par[i]);
		figure_done(&t);
	}
	tap_group("experts: three refits");
}

/* The notebook's points with Muennighoff's five Chinchilla coefficients held: the two of repetition. */
static void
repetition(void)
{
	static const char held[] = "E=1.8691436784054858,A=520.8249516599187,B=1487.716093782861,alpha=.3526596,beta=.3526596";
	struct shared s;

	if (!shared_open(&s, "datablations_c4.csv"))
		return;
	for (size_t i = 0; i < s.rows; i++)
		if (shared_number(&s, i, "loss") < 4.5)
			figure_row(&t, shared_number(&s, i, "params"), shared_number(&s, i, "tokens"), shared_number(&s, i, "unique_tokens"),
			           shared_number(&s, i, "loss"));
	shared_close(&s);
	TAP_OK(t.n == 190, "%zu rows", t.n);
	figure_fit(&t, "data_constrained", held, "huber");
	TAP_OK(figure_prints(t.f.par[5], 21.1, 1) && figure_prints(t.f.par[6], 2.46, 2), "R_D %.5g R_N %.5g", t.f.par[5], t.f.par[6]);
	figure_done(&t);
	tap_group("repeated data: worth of repetition on the notebook's points");
}

/* Trained on 14 points, three more: the authors' optimum extrapolated. */
static void
breaks(void)
{
	struct shared s;
	struct str x = STR("x");
	struct err e = { 0 };
	double test = 0, log_test = 0, n = 0;

	if (!shared_open(&s, "bnsl_4digit_addition.csv"))
		return;
	for (size_t i = 0; i < s.rows; i++)
		if (shared_number(&s, i, "train") == 1)
			figure_row(&t, shared_number(&s, i, "D"), 0, 0, shared_number(&s, i, "L") + 1);
	const double *role[] = { t.x[0] };
	struct fit_data d = { t.n, role, t.y, NULL };
	static const char *const bound[] = { "a=0..inf", "b=0..inf", "d1=0..inf", "f1=0.005..100" },
			  *const start[] = { "d1=160..2000/log8", "f1=0.03..1/log4", "c1=-1..3/5" };
	TAP_OK(t.n == 14 && !recipe_formula(STR("1 + a + b*x^-c0*(1 + (x/d1)^(1/f1))^(-c1*f1)"), 1, &x, &t.r, &e), "%s", e.text);
	for (size_t i = 0; i < 4; i++)
		TAP_OK(!recipe_bound(t.r, str_of(bound[i]), &e), "%s", e.text);
	for (size_t i = 0; i < 3; i++)
		TAP_OK(!recipe_start(t.r, str_of(start[i]), &e), "%s", e.text);
	TAP_OK(!recipe_compile(t.r, &e) && !fit_solve(t.r, &d, &(struct fit_objective){ .rho = FIT_LS, .over = 1 }, 1, &t.f, &e), "%s", e.text);
	TAP_OK(figure_prints(1e4 * t.f.log_rmse, 4.024442, 6), "train RMSLE %.9g", t.f.log_rmse);
	for (size_t i = 0; i < s.rows; i++)
		if (shared_number(&s, i, "train") == 0) {
			double y = shared_number(&s, i, "L"), f = figure_at(&t, shared_number(&s, i, "D"), 0, 0);
			test += pow(log(f) - log(y + 1), 2);
			log_test += pow(log(f - 1) - log(y), 2);
			n++;
		}
	TAP_OK(figure_prints(1e3 * sqrt(test / n), 4.17900, 5), "test RMSLE %.9g", sqrt(test / n));
	TAP_OK(figure_prints(1e2 * sqrt(log_test / n), 1.09157, 5), "test RMSE of ln y %.9g", sqrt(log_test / n));
	shared_close(&s);
	figure_done(&t);
	tap_group("one break: extrapolation");
}

/* The learning rate and batch of least loss in each cell (N, D), and a straight line through them. */
static void
steps(void)
{
	static const struct {
		const char *loss;
		double N, D, batch;
	} known[] = { { "smooth loss", -.823, .288, .498 }, { "loss", -.945, .215, .733 } };

	for (size_t k = 0; k < 2; k++) {
		struct shared s;
		double least[64], batch[64];
		if (!shared_open(&s, "steplaw_dense_lr_bs_loss.csv"))
			return;
		for (size_t i = 0; i < s.rows; i++) {
			double N = shared_number(&s, i, "N"), D = shared_number(&s, i, "D"), L = shared_number(&s, i, known[k].loss);
			size_t c = 0;
			while (c < t.n && !(t.x[0][c] == N && t.x[1][c] == D))
				c++;
			if (c == t.n && c < 64) {
				figure_row(&t, N, D, 0, 0);
				least[c] = (double)INFINITY;
			}
			if (c < 64 && L > 0 && L < least[c]) {
				least[c] = L;
				t.y[c] = shared_number(&s, i, "lr");
				batch[c] = 2048 * shared_number(&s, i, "bs");
			}
		}
		shared_close(&s);
		size_t cells = t.n;
		TAP_OK(cells == 17, "%zu cells", cells);
		figure_fit(&t, "loglinear:N,D", NULL, "ls");
		TAP_OK(figure_prints(t.f.par[1], known[k].N, 3) && figure_prints(t.f.par[2], known[k].D, 3), "%s: learning rate N^%.4f D^%.4f",
		       known[k].loss, t.f.par[1], t.f.par[2]);
		figure_done(&t);
		t.n = cells;
		memcpy(t.y, batch, cells * sizeof *batch);
		memcpy(t.x[0], t.x[1], cells * sizeof *batch);
		figure_fit(&t, "loglinear:D", NULL, "ls");
		TAP_OK(figure_prints(t.f.par[1], known[k].batch, 3), "%s: batch D^%.4f", known[k].loss, t.f.par[1]);
		figure_done(&t);
	}
	tap_group("learning rate and batch of the best runs");
}

int
main(void)
{
	struct shared s;

	if (!shared_open(&s, "routing_clark2022_final.csv")) {
		tap_skip("figures of other laws", "no shared data");
		return tap_done();
	}
	shared_close(&s);
	routing();
	repetition();
	breaks();
	steps();
	return tap_done();
}
