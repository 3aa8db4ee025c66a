/* SPDX-License-Identifier: MIT */
/* row: one row through one map: masks, infinities, temperature, derivatives.  See simplex.h. */
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "math/simplex/task.h"

struct simplex_work *
simplex_work_new(size_t n)
{
	if (n > SIZE_MAX / 16 / ARRAYS / sizeof(double))
		return NULL;
	struct simplex_work *w = mem_alloc(1, sizeof *w + (ARRAYS * n + 16) * sizeof w->v[0]);
	if (w)
		w->n = n;
	return w;
}

void
simplex_work_free(struct simplex_work *w)
{
	mem_free(w);
}

/* x times the scale: where shifts do not matter, of what is below the maximum, with what rounding loses in lo. */
static void
warm(struct task *t, const double x[], const struct look *l)
{
	double c = t->scale, *y = task_array(t, X), *lo = task_array(t, LO);
	bool shift = t->map->properties & SHIFT;

	for (size_t i = 0; i < t->s.n; i++) {
		double z = x[i], d = shift && isfinite(z) ? z - l->max : z;
		y[i] = d * c;
		lo[i] = 0;
		if (isinf(y[i]) && isfinite(z))
			y[i] = copysign(DBL_MAX, y[i]);
		else if (isfinite(z) && fabs(d) > 1e-290)
			lo[i] = fma(d, c, -y[i]);
	}
	t->s.x = y;
	t->s.lo = lo;
	t->s.max = l->infinite ? HUGE_VAL : shift && l->max > -HUGE_VAL ? 0 * c : fmin(l->max * c, DBL_MAX);
	if (!l->infinite)
		for (size_t i = 0; i < t->s.n; i++)
			t->s.max = fmax(t->s.max, y[i]);
}

/* Takes the masked scores out: x, upper and v shorter. */
static void
gather(struct task *t, size_t n, const double x[])
{
	double *y = task_array(t, X), *u = task_array(t, UPPER);
	size_t k = 0;

	t->index = (void *)task_array(t, INDEX);
	for (size_t i = 0; i < n; i++)
		if (x[i] != -HUGE_VAL) {
			t->index[k] = i;
			u[k] = t->s.upper ? t->s.upper[i] : 0;
			y[k++] = x[i];
		}
	t->s.n = k;
	t->s.x = y;
	t->s.upper = t->s.upper ? u : NULL;
}

/* +inf beats all else: one takes 1, several share; of a sum of k each takes at most 1 and the finite scores share the rest. */
static int
beat(struct task *t, const struct look *l, double p[])
{
	const struct map *m = t->map;
	double c = (double)l->infinite, rest = m->properties & SUM_K ? t->par[m->k] - c : 0;
	double each = m->properties & LOGARITHM ? 0 - log(c) : rest < 0 ? t->par[m->k] / c : m->properties & SUM_K ? 1 : 1 / c;
	double none = m->properties & LOGARITHM ? -HUGE_VAL : 0, *y = task_array(t, MAP + 9), *q = task_array(t, MAP + 10);
	struct scores s = t->s;

	s.n = 0;
	for (size_t i = 0; i < t->s.n; i++)
		if (isfinite(t->s.x[i]))
			y[s.n++] = t->s.x[i];
	if (rest > 0) {
		double par[SPEC_VALUES];
		memcpy(par, t->par, sizeof par);
		par[m->k] = rest;
		s.par = par;
		s.x = y;
		s.lo = NULL;
		s.max = -HUGE_VAL;
		for (size_t i = 0; i < s.n; i++)
			s.max = fmax(s.max, y[i]);
		if (s.n == 0)
			return err_set(s.e, ERR_NO_ANSWER, "%s: more is asked for than there are scores", m->head.name);
		if (m->map(&s, q))
			return s.e->code;
	}
	for (size_t i = 0, k = 0; i < t->s.n; i++)
		p[i] = isinf(t->s.x[i]) ? each : rest > 0 ? q[k++] : none;
	t->s.tau = HUGE_VAL;
	return 0;
}

static int
invert(struct task *t, size_t n, const double x[], double p[])
{
	bool logarithm = t->map->properties & LOGARITHM;

	t->s.n = n;
	t->scale = scores_scale(t->o, n);
	if (!t->map->inverse || (isinf(t->par[0]) && !strcmp(t->map->head.name, "entmax")))
		return err_set(t->s.e, ERR_USAGE, "%s has no inverse here", t->map->head.name);
	for (size_t i = 0; i < n; i++)
		if (!(x[i] >= 0 || logarithm) || isinf(x[i]))
			return err_set(t->s.e, ERR_INPUT, "value %zu is not one that %s gives", i + 1, t->map->head.name);
	t->map->inverse(&t->s, x, p);
	for (size_t i = 0; i < n; i++)
		p[i] /= t->scale;
	return 0;
}

static int
all_masked(const struct task *t, size_t n, double p[])
{
	double all[] = { [MASKED_ERROR] = 0, [MASKED_ZERO] = 0, [MASKED_UNIFORM] = 1 / (double)n, [MASKED_NAN] = (double)NAN };
	double value = all[t->o->masked];

	if (t->o->masked == MASKED_ERROR && t->map->properties & (SUM_ONE | SUM_K | LOGARITHM)) {
		err_set(t->s.e, ERR_NO_ANSWER, "every score of the row is masked (-inf)");
		err_hint(t->s.e, "--all-masked zero, uniform or nan says what to write");
		return t->s.e->code;
	}
	if (t->want == WANT_LOG || t->map->properties & LOGARITHM)
		value = log(value);
	for (size_t i = 0; i < n; i++)
		p[i] = t->want < WANT_JVP ? value : 0;
	return 0;
}

/* The map, then what was asked of it, both over the scores that are not masked. */
static int
run(struct task *t, const struct look *l, const double v[], double out[])
{
	bool derivative = t->want >= WANT_JVP;
	bool limit = l->infinite && !(t->map->properties & LIMITS);
	double *p = derivative ? task_array(t, P) : out, *short_v = task_array(t, V);
	struct err *e = t->s.e;

	if (limit ? beat(t, l, p) : t->map->map(&t->s, p))
		return e->code;
	if (!limit && t->scale != 1)
		t->s.tau = (t->s.tau + (t->map->properties & SHIFT ? l->max * t->scale : 0)) / t->scale;
	if (t->want == WANT_LOG && !(t->map->properties & LOGARITHM))
		for (size_t i = 0; i < t->s.n; i++)
			out[i] = log(out[i]);
	if (t->want == WANT_LIPSCHITZ)
		t->lipschitz = l->infinite ? 0 : derive_size(t, p);
	if (!derivative)
		return 0;
	for (size_t i = 0; v && i < t->s.n; i++)
		short_v[i] = v[t->index ? t->index[i] : i];
	if (l->infinite)
		memset(out, 0, t->s.n * sizeof *out);
	else if (t->want == WANT_D_ALPHA)
		derive_order(t, p, out);
	else
		derive_product(t, p, short_v, out);
	return e->code;
}

int
simplex_row(const struct spec *m, const struct simplex_opts *o, enum wanted want, size_t n, const double x[], const double v[],
            const double upper[], double p[], struct simplex_work *w, struct simplex_found *found, struct err *e)
{
	struct task t = { .map = (const struct map *)m->row, .spec = m, .o = o, .want = want, .w = w };
	struct look l;

	if (want == WANT_LOG && !strcmp(t.map->head.name, "softmax"))
		t.map++;				/* log_softmax stands behind softmax */
	memcpy(t.par, m->par, sizeof t.par);
	t.s = (struct scores){ .n = n, .rows = 1, .x = x, .par = t.par, .upper = upper, .work = task_array(&t, MAP), .tau = (double)NAN, .e = e };
	if (found)
		*found = (struct simplex_found){ .tau = (double)NAN, .lipschitz = (double)NAN };
	if (want == WANT_INVERSE)
		return invert(&t, n, x, p);
	if ((want == WANT_JVP || want == WANT_VJP) && !t.map->jvp && !t.map->slope)
		return err_set(e, ERR_USAGE, "%s has no derivative here", t.map->head.name);
	if (look_at(n, x, &l, e))
		return e->code;
	if (l.masked == n)
		return all_masked(&t, n, p);
	bool keep = t.map->properties & KEEPS_MASKS && !l.infinite && want <= WANT_LIPSCHITZ;
	if (l.masked && !(keep && o->logn <= 0 && o->temperature == 1))
		gather(&t, n, x);
	t.scale = scores_scale(o, t.s.n);
	t.s.max = l.infinite ? HUGE_VAL : l.max;
	if (t.scale != 1)
		warm(&t, t.s.x, &l);
	double *out = t.index ? task_array(&t, OUT) : p;
	if (run(&t, &l, v, out))
		return e->code;
	bool logarithm = want == WANT_LOG || (want < WANT_JVP && t.map->properties & LOGARITHM);
	if (t.index) {
		for (size_t i = 0; i < n; i++)
			p[i] = logarithm ? -HUGE_VAL : 0;
		for (size_t k = 0; k < t.s.n; k++)
			p[t.index[k]] = out[k];
	}
	if (found)
		*found = (struct simplex_found){ t.s.tau, t.lipschitz, t.s.iterations };
	return 0;
}
