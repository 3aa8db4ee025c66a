/* SPDX-License-Identifier: MIT */
/* encoder: see encoder.h.  Systems without generators march (march.h). */
#include "math/hippo/encoder.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/hippo/discretize.h"
#include "math/hippo/legs_exp.h"
#include "math/hippo/march.h"
#include "math/hippo/varying.h"

/* How a step is made: generators and elimination, the exponential of legs, or matrices. */
enum way { STRUCTURED, EXACT, MARCH };

/*
 * now     time of the state x (m, c);  scale (n): D of the family when x is that of its group
 * a, f    generators and their elimination;  B (n);  dt: the step they are for
 */
struct encoder {
	struct hippo h;
	struct clock clock;
	const struct spec *rule;
	enum way way;
	size_t n, m, c;
	double now, dt;
	struct semi a;
	struct factor f;
	struct march march;
	bool begun;
	double *x, *y, *out, *work, *B, *scale;
};

/* Arrays, and what the way needs; false without memory. */
static bool
room(struct encoder *x)
{
	size_t n = x->n, mc = x->m * x->c;

	x->x = mem_zero(3 * mc + 2 * n + LEGS_EXP_WORK(n), sizeof *x->x);
	if (!x->x)
		return false;
	x->y = x->x + mc;
	x->out = x->y + mc;
	x->B = x->out + mc;
	x->scale = x->B + n;
	x->work = x->scale + n;
	if (x->way == MARCH)
		return march_new(&x->march, &x->h, x->rule, x->c, x->clock.varying);
	return x->way == EXACT || (semi_factor_new(&x->f, n) && hippo_semi(&x->h, &x->a));
}

/* Varying legs of any scale is marched in that of legs itself, whose B is v. */
static bool
input(struct encoder *x, const struct hippo *h)
{
	for (size_t i = 0; i < x->n; i++) {
		x->B[i] = sqrt((double)(2 * i + 1));
		x->scale[i] = hippo_factor(h, i);
	}
	if (x->way != STRUCTURED || x->clock.varying)
		return true;
	double *A = mem_alloc(hippo_size_a(h), sizeof *A);
	if (A)
		hippo_fill(h, A, x->B);
	mem_free(A);
	return A;
}

static enum way
way_of(const struct hippo *h, const struct clock *clock, const struct spec *rule)
{
	const struct varying *v = (const struct varying *)(const void *)rule->row;
	const struct rule *r = (const struct rule *)(const void *)rule->row;

	if (clock->varying && h->family->group == LEGS)
		return v->weights ? STRUCTURED : EXACT;
	return !clock->varying && r->kind == GBT && h->family->semi ? STRUCTURED : MARCH;
}

double
encoder_memory(const struct hippo *h, const struct clock *clock, const struct spec *rule, size_t c)
{
	double square = (double)hippo_size_a(h) * (h->family->is_complex ? 2 : 1), width = (double)hippo_size_b(h);

	/* A once for its B; matrices: those of a step, and what exp needs while they are made */
	square *= h->family->diagonal || way_of(h, clock, rule) != MARCH ? 1 : 12;
	return (square + width * (3 * (double)c + 16)) * sizeof(double);
}

struct encoder *
encoder_new(const struct hippo *h, const struct clock *clock, const struct spec *rule, size_t c, struct err *e)
{
	struct encoder *x = mem_zero(1, sizeof *x);

	if (!x) {
		err_memory(e);
		return NULL;
	}
	*x = (struct encoder){ .h = *h, .clock = *clock, .rule = rule, .n = h->size, .m = hippo_size_b(h), .c = c, .dt = -1 };
	x->way = way_of(h, clock, rule);
	if (clock->varying && x->way != MARCH)
		x->h.family = (const struct family *)(const void *)row_find(&hippo_families, STR("legs"));
	if (!room(x) || !input(x, h)) {
		err_memory(e);
		encoder_free(x);
		return NULL;
	}
	return x;
}

static int
step_varying(struct encoder *x, double now, const double u[], struct err *e)
{
	const struct varying *v = (const struct varying *)(const void *)x->rule->row;
	double w[3] = { 0 }, power = x->clock.power, ratio = x->now / now, rest = (now - x->now) / now;

	if (!x->begun && !v->from_zero) {
		memcpy(x->x + hippo_mode(&x->h) * x->c, u, x->c * sizeof *u);
		return 0;
	}
	if (v->weights) {
		v->weights(x->now, now, w);
		for (size_t i = 0; i < 3; i++)
			w[i] *= power;
	}
	double tau = v->weights ? 0 : power * log1p((now - x->now) / x->now);
	if (x->way == MARCH)
		return march_varying(&x->march, v->weights ? w : NULL, tau, u, x->x, e);
	if (x->way == EXACT) {
		bool plain = !(power < 1) && !(power > 1);
		legs_exp_step(x->n, plain ? ratio : exp(-tau), plain ? rest : -expm1(-tau), x->c, u, x->x, x->y, x->work);
	} else {
		semi_factor(&x->a, w[0], &x->f);
		semi_step(&x->a, &x->f, x->c, w[1], w[2], x->B, u, x->x, x->y);
	}
	return 0;
}

/* Time stamps such as 0.1, 0.2, 0.3 are the same step apart but for their rounding. */
static bool
same_step(double a, double b, double now)
{
	return fabs(a - b) <= 4 * 0x1p-53 * now;
}

static int
step_invariant(struct encoder *x, double dt, double now, const double u[], struct err *e)
{
	bool again = same_step(dt, x->dt, now);

	if (x->way == MARCH) {
		if (!again && march_step_size(&x->march, dt, e))
			return e->code;
		march_step(&x->march, u, x->x);
	} else {
		double alpha = rule_alpha(x->rule), h = again ? x->dt : dt;
		if (!again)
			semi_factor(&x->a, alpha * dt, &x->f);
		semi_step(&x->a, &x->f, x->c, (1 - alpha) * h, h, x->B, u, x->x, x->y);
	}
	x->dt = again ? x->dt : dt;
	return 0;
}

int
encoder_step(struct encoder *x, double now, const double u[], struct err *e)
{
	if (!(now > x->now) || !isfinite(now)) {
		err_set(e, ERR_INPUT, "times must increase, from above 0");
		return e->code;
	}
	if (x->clock.varying ? step_varying(x, now, u, e) : step_invariant(x, now - x->now, now, u, e))
		return e->code;
	x->now = now;
	x->begun = true;
	return 0;
}

const double *
encoder_state(struct encoder *x)
{
	if (!x->clock.varying || x->way == MARCH)
		return x->x;
	for (size_t i = 0; i < x->n; i++)
		for (size_t k = 0; k < x->c; k++)
			x->out[i * x->c + k] = x->scale[i] * x->x[i * x->c + k];
	return x->out;
}

int
encoder_check(const struct encoder *x, const double state[], struct err *e)
{
	for (size_t i = 0; i < hippo_size_b(&x->h) * x->c; i++)
		if (!isfinite(state[i])) {
			err_set(e, ERR_NO_ANSWER, "the state goes beyond the doubles");
			err_hint(e, "take smaller steps or an implicit rule");
			return e->code;
		}
	return 0;
}

void
encoder_free(struct encoder *x)
{
	if (!x)
		return;
	semi_free(&x->a);
	semi_factor_free(&x->f);
	march_free(&x->march);
	mem_free(x->x);
	mem_free(x);
}
