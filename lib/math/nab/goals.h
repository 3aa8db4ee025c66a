/* SPDX-License-Identifier: MIT */
/* goals: the registry of what nab-min can minimise. */
#ifndef MATH_NAB_GOALS_H
#define MATH_NAB_GOALS_H

#include "base/row.h"

extern const struct registry nab_goals;

#endif
