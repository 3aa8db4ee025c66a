/* SPDX-License-Identifier: MIT */
/* readout: see readout.h. */
#include "math/hippo/readout.h"

#include "base/rng.h"

int
readout(const struct hippo *h, const struct clock *c, enum readout what, uint64_t seed, double C[], struct err *e)
{
	size_t n = h->size, step = h->family->is_complex ? 2 : 1;
	struct rng r = rng_at(seed, 0);
	double now = basis_span(h, c, 1);

	if (what == READ_LAST || what == READ_DELAY)
		if (basis_at(h, c, now, what == READ_LAST ? 0 : now, C, e))
			return e->code;
	for (size_t i = 0; i < n && step == 2; i++)	/* Re C x, where basis_at has C_re x_re + .. */
		C[2 * i + 1] = 0 - C[2 * i + 1];
	for (size_t i = 0; i < n && (what == READ_ONES || what == READ_NORMAL); i++) {
		C[step * i] = what == READ_ONES ? 1 : rng_normal(&r);
		if (step == 2)
			C[2 * i + 1] = 0;
	}
	return 0;
}
