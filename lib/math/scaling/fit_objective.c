/* SPDX-License-Identifier: MIT */
/* fit_objective: the objective a user names. */
#include <math.h>

#include "base/sweep.h"
#include "math/scaling/inside.h"

int
fit_objective(struct str text, struct fit_objective *o, struct err *e)
{
	char shown[STR_SHOWN];
	struct str value, name = str_cut(text, ':', &value);
	struct fit_objective made = FIT_DEFAULT;
	double x;
	bool number = value.s && sweep_count(value, &x) && x > 0;

	made.linear = o->linear;
	if (str_is(name, "huber") && !value.s)
		*o = made;
	else if (str_is(name, "huber") && str_is(value, "auto"))
		made.automatic = true;
	else if (str_is(name, "huber") && number)
		made.delta = x;
	else if (str_is(name, "asymmetric") && number)
		made.over = x;
	else if (str_is(name, "ls") && !value.s)
		made.rho = FIT_LS;
	else if (str_is(name, "lad") && !value.s)
		made.rho = FIT_LAD;
	else
		return err_set(e, ERR_USAGE,
		        "\"%s\" is none of huber, huber:DELTA, huber:auto, ls, lad, asymmetric:W with DELTA, W > 0",
		        str_show(text, shown));
	*o = made;
	return 0;
}
