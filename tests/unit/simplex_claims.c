/* SPDX-License-Identifier: MIT */
/* What simplex.h promises of derivatives, inverses, sums and properties, on random rows. */
#include "simplex_maps.h"

/* |sum - 1| <= 4 2^-53 n^(1/2), times k for sums of k, whatever the size of the scores. */
static void
sums(void)
{
	static double x[1000], p[1000];
	struct simplex_work *all = simplex_work_new(1000);
	struct rng r = rng_at(5, 0);
	for (size_t k = 0; k < maps.n; k++)
		for (int round = 0; round < 60; round++) {
			const struct spec *m = &maps.v[k];
			size_t n = round < 54 ? 3 + (size_t)round : 1000;
			struct err e = { 0 };
			double sum = total(m);
			if (isnan(sum) || (n == 1000 && is(m, "perturb_max_laplace")))
				continue;
			draw(&r, pow(10, round % 7 - 3), n, x);
			for (size_t i = 0; i < n && is(m, "sum_norm"); i++)
				x[i] = fabs(x[i]);
			if (simplex_row(m, &o, WANT_MAP, n, x, NULL, NULL, p, all, NULL, &e))
				continue;
			TAP_OK(fabs(simplex_sum(n, p) - sum) <= 4 * 0x1p-53 * sqrt((double)n) * sum, "%s of %zu: off by %.3g", m->label, n, simplex_sum(n, p) - sum);
		}
	simplex_work_free(all);
	tap_group("sums");
}

/* Away from kinks J v is the central difference; J^T is its transpose; temperatures and log n are factors. */
static void
derivatives(void)
{
	struct rng r = rng_at(1, 0);
	for (size_t k = 0; k < maps.n; k++)
		for (int round = 0; round < 40; round++) {
			const struct spec *m = &maps.v[k];
			double x[N], v[N], u[N], jv[N], ju[N], up[N], down[N], y[N], h = 1e-6, a = 0, b = 0;
			draw(&r, round % 2 ? 0.4 : 1.2, N, x);
			draw(&r, 1, N, v);
			draw(&r, 1, N, u);
			for (size_t i = 0; i < N && is(m, "sum_norm"); i++)
				x[i] = fabs(x[i]);
			o.temperature = round % 3 ? 1 : 0.7;
			o.logn = round % 5 ? 0 : 512;
			if (run(m, WANT_JVP, N, x, v, jv))
				continue;		/* not defined there */
			bool good = !run(m, WANT_VJP, N, x, u, ju);
			for (size_t i = 0; i < N; i++)
				y[i] = x[i] + h * v[i];
			good &= !run(m, WANT_MAP, N, y, NULL, up);
			for (size_t i = 0; i < N; i++)
				y[i] = x[i] - h * v[i];
			good &= !run(m, WANT_MAP, N, y, NULL, down);
			TAP_OK(good, "%s runs", m->label);
			for (size_t i = 0; i < N; i++) {
				double difference = (up[i] - down[i]) / (2 * h);
				if ((up[i] > 0) == (down[i] > 0))
					TAP_OK(fabs(difference - jv[i]) < 1e-6 * (1 + fabs(jv[i])), "%s round %d: J v %.10g, difference %.10g", m->label, round,
					       jv[i], difference);
				a += u[i] * jv[i];
				b += ju[i] * v[i];
			}
			TAP_OK(fabs(a - b) < 1e-12 * (1 + fabs(a)), "%s: u J v = %.17g, v J^T u = %.17g", m->label, a, b);
		}
	o.temperature = 1;
	o.logn = 0;
	tap_group("J v by central differences, J^T as its transpose");
}

/* inverse(map(x)) maps to the same p. */
static void
inverses(void)
{
	struct rng r = rng_at(2, 0);
	size_t some = 0;
	for (size_t k = 0; k < maps.n; k++)
		for (int round = 0; round < 20; round++) {
			const struct spec *m = &maps.v[k];
			double x[N], p[N], y[N], q[N];
			draw(&r, 1, N, x);
			o.temperature = round % 2 ? 1 : 2.5;
			if (!row_of(m)->inverse || m->par[0] == INF || run(m, WANT_MAP, N, x, NULL, p))
				continue;
			some++;
			TAP_OK(!run(m, WANT_INVERSE, N, p, NULL, y) && !run(m, WANT_MAP, N, y, NULL, q), "%s has an inverse", m->label);
			double least = INF;
			for (size_t i = 0; i < N; i++)
				least = fmin(least, p[i]);
			if (least == 0 && m->par[0] > 2)
				continue;	/* p^(1/(a-1)) of a rounding error at the threshold is no rounding error */
			if (is(m, "sparse_softmax") || is(m, "top_p") || is(m, "min_p") || is(m, "ev_softmax"))
				continue;	/* what is off the support is only bounded by it */
			for (size_t i = 0; i < N; i++)
				TAP_OK(fabs(p[i] - q[i]) < 1e-13 * (1 + fabs(p[i])), "%s: %.17g, was %.17g", m->label, q[i], p[i]);
		}
	o.temperature = 1;
	TAP_OK(some > 200, "%zu inverses", some);
	tap_group("inverse(map(x)) is p again");
}

/* Every claim on 10000 random rows of 2 to 6 scores, every other with ties; what is not claimed has a witness. */
static void
claims(void)
{
	enum { ROWS = 10000 };
	static const unsigned bits[] = { MONOTONE, SHIFT, SPARSE, SYMMETRIC };
	struct rng r = rng_at(6, 0);
	for (size_t k = 0; k < maps.n; k++) {
		const struct spec *m = &maps.v[k];
		unsigned claimed = simplex_properties(m);
		bool derived = row_of(m)->slope || row_of(m)->jvp;
		size_t wrong[4] = { 0 }, tried = 0;
		for (int row = 0; row < ROWS; row++) {
			size_t n = 2 + (size_t)row % 5;
			double x[N], y[N], p[N], q[N], u[N], v[N], ju[N], jv[N], c = round(6 * rng_normal(&r)) / 2, dot = 0;
			for (size_t i = 0; i < n; i++) {
				x[i] = row % 2 ? round(3 * rng_normal(&r)) / 2 : 1.5 * rng_normal(&r);
				y[i] = x[i] + c;
				u[i] = rng_normal(&r);
				v[i] = rng_normal(&r);
			}
			if (run(m, WANT_MAP, n, x, NULL, p) || (claimed & SHIFT && run(m, WANT_MAP, n, y, NULL, q)))
				continue;		/* not defined there, or k above n */
			tried++;
			if (claimed & SYMMETRIC && derived && !run(m, WANT_JVP, n, x, u, ju) && !run(m, WANT_JVP, n, x, v, jv))
				for (size_t i = 0; i < n; i++)
					dot += v[i] * ju[i] - u[i] * jv[i];
			bool falls = false, moves = false, zero = false;
			for (size_t i = 0; i < n; i++) {
				for (size_t j = 0; j < n; j++)
					falls |= x[i] > x[j] && p[i] < p[j] - 1e-15;
				moves |= claimed & SHIFT && fabs(p[i] - q[i]) > (m->par[0] > 2 ? 1e-7 : 1e-13);	/* (1e-16)^(1/(A-1)) */
				zero |= p[i] == 0;
			}
			wrong[0] += claimed & MONOTONE && falls;
			wrong[1] += moves;
			wrong[2] += !(claimed & (SPARSE | LOGARITHM)) && zero;
			wrong[3] += fabs(dot) > 1e-11;
		}
		TAP_OK(tried > ROWS / 10, "%s: %zu rows", m->label, tried);
		for (size_t b = 0; b < 4; b++) {
			struct witness t;
			bool has = bits[b] == SPARSE ? !(claimed & SPARSE) : (claimed & bits[b]) != 0;
			TAP_OK(wrong[b] == 0, "%s: property %u does not hold on %zu rows", m->label, bits[b], wrong[b]);
			TAP_OK(has || (bits[b] == SYMMETRIC && !derived) || simplex_witness(m, bits[b], &t, w), "%s: no witness against %u", m->label, bits[b]);
		}
	}
	tap_group("properties: every claim holds on 10000 rows, what is not claimed has a witness");
}

/* Half the sum of |J| in closed form is that of the whole Jacobian. */
static void
lipschitz(void)
{
	struct rng r = rng_at(3, 0);
	for (size_t k = 0; k < maps.n; k++) {
		const struct spec *m = &maps.v[k];
		double x[N], p[N], e[N], column[N], sum = 0;
		struct simplex_found f;
		struct err none = { 0 };
		draw(&r, 1, N, x);
		for (size_t i = 0; i < N; i++)
			x[i] = fabs(x[i]);
		if (simplex_row(m, &o, WANT_LIPSCHITZ, N, x, NULL, NULL, p, w, &f, &none))
			continue;
		for (size_t j = 0; j < N; j++) {
			memset(e, 0, sizeof e);
			e[j] = 1;
			run(m, WANT_JVP, N, x, e, column);
			for (size_t i = 0; i < N; i++)
				sum += fabs(column[i]);
		}
		TAP_OK(fabs(f.lipschitz - sum / 2) < 1e-12 * (1 + sum), "%s: %.17g, %.17g", m->label, f.lipschitz, sum / 2);
	}
	tap_group("the size of the Jacobian");
}

int
main(void)
{
	maps_begin();
	sums();
	derivatives();
	inverses();
	claims();
	lipschitz();
	return maps_end();
}
