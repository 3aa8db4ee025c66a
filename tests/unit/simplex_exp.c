/* SPDX-License-Identifier: MIT */
/* scores_exp of distances from the maximum of every size, in rows of their own: no other score may choose the way they are computed. */
#include <float.h>
#include <math.h>

#include "base/rng.h"
#include "math/simplex/scores.h"
#include "tap.h"

/* e^-d beside e^0: within 2 ulp of the C library's long double, one of the smallest subnormals below DBL_MIN. */
static void
distance(double d)
{
	const double x[] = { 0, -d };
	double y[2], want = (double)expl(-(long double)d), ulp = fmax(want * DBL_EPSILON, 0x1p-1074);

	scores_exp(&(struct scores){ .n = 2, .rows = 1, .x = x }, y);
	TAP_OK(fabs(y[0] - 1) <= 0 && fabs(y[1] - want) <= 2 * ulp, "e^-%.17g is %g and not %g, beside %g", d, y[1], want, y[0]);
}

int
main(void)
{
	struct rng r = rng_at(1, 0);

	for (int i = 0; i < 200000; i++)
		distance(pow(10, 610 * rng_uniform(&r) - 302));
	for (int i = 0; i < 200000; i++)
		distance(pow(10, 20 * rng_uniform(&r)));
	for (int i = 0; i < 200000; i++)
		distance(700 + 50 * rng_uniform(&r));
	for (double d = 1; d < 1e300; d *= 2)
		for (int k = -4; k <= 4; k++)
			distance(d + k);
	distance(DBL_MAX);
	distance((double)INFINITY);
	tap_group("e^-d for d from 1e-302 to infinity");
	return tap_done();
}
