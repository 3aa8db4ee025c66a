/* SPDX-License-Identifier: MIT */
/* roundtrip: see roundtrip.h. */
#include "math/hippo/roundtrip.h"

#include <math.h>

#include "base/mem.h"
#include "math/hippo/encoder.h"

int
roundtrip(const struct hippo *h, const struct clock *c, const struct spec *rule, size_t m, const double t[], const double u[],
	double back[], struct loss *loss, size_t *bad, struct err *e)
{
	struct encoder *x = encoder_new(h, c, rule, 1, e);
	double *g = mem_alloc(hippo_size_b(h), sizeof *g), squares = 0;

	*loss = (struct loss){ 0 };
	if (!g)
		err_memory(e);
	for (size_t j = 0; j < m && !e->code; j++) {
		*bad = j;
		encoder_step(x, t[j], &u[j], e);
	}
	const double *state = e->code ? NULL : encoder_state(x);
	if (state)
		encoder_check(x, state, e);
	for (size_t j = 0; state && j < m && !e->code; j++) {
		double now = t[m - 1], middle = (t[j] + (j ? t[j - 1] : 0)) / 2;
		if (basis_at(h, c, now, now - middle, g, e))
			break;
		back[j] = 0;
		for (size_t i = 0; i < hippo_size_b(h); i++)
			back[j] += g[i] * state[i];
		if (isnan(g[0]))
			continue;
		loss->most = fmax(loss->most, fabs(back[j] - u[j]));
		loss->n++;
	}
	if (!isfinite(loss->most))
		err_set(e, ERR_NO_ANSWER, "the error of what is read back goes beyond the doubles");
	double scale = ldexp(1, loss->most > 0 ? ilogb(loss->most) : 0);		/* squares of 1e200 have no double */
	for (size_t j = 0; j < m && !e->code; j++) {
		double off = (back[j] - u[j]) / scale;
		squares += isnan(off) ? 0 : off * off;
	}
	loss->rmse = scale * sqrt(squares / (double)loss->n);
	mem_free(g);
	encoder_free(x);
	return e->code;
}
