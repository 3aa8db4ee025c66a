/* SPDX-License-Identifier: MIT */
/* encoder: see encoder.h. */
#include "math/hippo/encoder.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/hippo/discretize.h"
#include "math/hippo/legs_exp.h"
#include "math/hippo/varying.h"

/*
 * now     time of the state x (n, c);  scale (n): D of the family when x is that of its group, NULL otherwise
 * a, f    generators and their elimination;  B (n)
 * dA ..   for the step dt: (n, n), dB, ahead (n);  last (c): the samples before (FOH)
 */
struct encoder {
	struct hippo h;
	struct clock clock;
	const struct spec *rule;
	size_t n, c;
	double now, dt;
	struct semi a;
	struct factor f;
	bool structured, exact, begun;
	double *x, *y, *out, *work, *B, *scale, *dA, *dB, *ahead, *last;
};

static bool
room(struct encoder *x)
{
	size_t n = x->n, c = x->c, nc = n * c;

	x->x = mem_zero(3 * nc + 5 * n + c + LEGS_EXP_WORK(n), sizeof *x->x);
	if (!x->x)
		return false;
	x->y = x->x + nc;
	x->out = x->y + nc;
	x->B = x->out + nc;
	x->scale = x->B + n;
	x->dB = x->scale + n;
	x->ahead = x->dB + n;
	x->last = x->ahead + n;
	x->work = x->last + c;
	if (!x->structured)
		return x->exact || (x->dA = mem_alloc(n * n, sizeof *x->dA));
	return semi_factor_new(&x->f, n);
}

/* The group's own scale is used inside; its B is v. */
static void
begin_varying(struct encoder *x)
{
	for (size_t i = 0; i < x->n; i++) {
		x->B[i] = sqrt((double)(2 * i + 1));
		x->scale[i] = hippo_factor(&x->h, i);
	}
}

struct encoder *
encoder_new(const struct hippo *h, const struct clock *clock, const struct spec *rule, size_t c, struct err *e)
{
	const struct varying *v = (const struct varying *)(const void *)rule->row;
	const struct rule *r = (const struct rule *)(const void *)rule->row;
	struct encoder *x;

	if (h->family->is_complex || h->family->diagonal) {
		err_set(e, ERR_USAGE, "%s does not encode signals here: its state is %s", h->family->head.name,
			h->family->is_complex ? "complex" : "diagonal");
		err_hint(e, "print dA and dB instead");
		return NULL;
	}
	if (!(x = mem_zero(1, sizeof *x))) {
		err_memory(e);
		return NULL;
	}
	*x = (struct encoder){ .h = *h, .clock = *clock, .rule = rule, .n = h->size, .c = c, .dt = -1 };
	x->exact = clock->varying && !v->weights;
	x->structured = clock->varying ? v->weights != NULL : r->kind == GBT && h->family->semi;
	if (clock->varying)		/* legs whatever the scale */
		x->h.family = (const struct family *)(const void *)row_find(&hippo_families, STR("legs"));
	if (!room(x) || (x->structured && !hippo_semi(&x->h, &x->a))) {
		err_memory(e);
		encoder_free(x);
		return NULL;
	}
	x->h.family = h->family;
	if (clock->varying)
		begin_varying(x);
	else if (x->structured) {
		double *A = mem_alloc(hippo_size_a(h), sizeof *A);
		if (A)
			hippo_fill(h, A, x->B);
		else
			err_memory(e);
		mem_free(A);
	}
	if (e->code) {
		encoder_free(x);
		return NULL;
	}
	return x;
}

static void
step_varying(struct encoder *x, double now, const double u[])
{
	const struct varying *v = (const struct varying *)(const void *)x->rule->row;
	double w[3], power = x->clock.power;

	if (!x->begun && !v->from_zero) {
		memcpy(x->x, u, x->c * sizeof *u);
	} else if (x->exact) {
		double tau = power * log1p((now - x->now) / x->now), r = x->now / now;
		bool plain = !(power < 1) && !(power > 1);
		legs_exp_step(x->n, plain ? r : exp(-tau), plain ? (now - x->now) / now : -expm1(-tau), x->c, u, x->x, x->y, x->work);
	} else {
		v->weights(x->now, now, w);
		semi_factor(&x->a, power * w[0], &x->f);
		semi_step(&x->a, &x->f, x->c, power * w[1], power * w[2], x->B, u, x->x, x->y);
	}
}

/* y = dA x + dB u, or the two-point rule of FOH. */
static void
step_dense(struct encoder *x, const double u[])
{
	const struct rule *r = (const struct rule *)(const void *)x->rule->row;
	size_t n = x->n, c = x->c;
	bool foh = r->kind == FOH;

	if (foh)		/* dB - dA G2 = G1 - G2 acts on the sample before, G2 on this: dB last + dA (x - G2 last) + G2 u */
		for (size_t i = 0; i < n * c; i++)
			x->x[i] -= x->ahead[i / c] * x->last[i % c];
	for (size_t i = 0; i < n; i++) {
		double *y = x->y + i * c;
		for (size_t k = 0; k < c; k++)
			y[k] = foh ? x->dB[i] * x->last[k] + x->ahead[i] * u[k] : x->dB[i] * u[k];
		for (size_t j = 0; j < n; j++)
			for (size_t k = 0; k < c; k++)
				y[k] += x->dA[i * n + j] * x->x[j * c + k];
	}
	memcpy(x->x, x->y, n * c * sizeof *x->x);
	memcpy(x->last, u, c * sizeof *u);
}

/* Time stamps such as 0.1, 0.2, 0.3 are the same step apart but for their rounding. */
static bool
same_step(double a, double b, double now)
{
	return fabs(a - b) <= 4 * 0x1p-53 * now;
}

int
encoder_step(struct encoder *x, double now, const double u[], struct err *e)
{
	double dt = now - x->now;

	if (!(now > x->now) || !isfinite(now)) {
		err_set(e, ERR_INPUT, "times must increase, from above 0");
		return e->code;
	}
	if (x->clock.varying) {
		step_varying(x, now, u);
	} else {
		bool again = same_step(dt, x->dt, now);
		if (x->structured) {
			double alpha = rule_alpha(x->rule);
			if (!again)
				semi_factor(&x->a, alpha * dt, &x->f);
			x->dt = again ? x->dt : dt;
			semi_step(&x->a, &x->f, x->c, (1 - alpha) * x->dt, x->dt, x->B, u, x->x, x->y);
		} else {
			if (!again && discretize(&x->h, x->rule, dt, x->dA, x->dB, x->ahead, e))
				return e->code;
			x->dt = again ? x->dt : dt;
			step_dense(x, u);
		}
	}
	x->now = now;
	x->begun = true;
	return 0;
}

const double *
encoder_state(struct encoder *x)
{
	if (!x->clock.varying)
		return x->x;
	for (size_t i = 0; i < x->n; i++)
		for (size_t k = 0; k < x->c; k++)
			x->out[i * x->c + k] = x->scale[i] * x->x[i * x->c + k];
	return x->out;
}

void
encoder_free(struct encoder *x)
{
	if (!x)
		return;
	semi_free(&x->a);
	semi_factor_free(&x->f);
	mem_free(x->dA);
	mem_free(x->x);
	mem_free(x);
}
