/* SPDX-License-Identifier: MIT */
/* human: see human.h. */
#include <math.h>
#include <string.h>

#include "io/human.h"

size_t
human_print(double x, int digits, char out[NUM_TEXT])
{
	static const double units[] = { 1, 1e3, 1e6, 1e9, 1e12 };
	static const char letters[] = " kMBT";
	size_t u = 0, n;
	if (!(fabs(x) < 1e16))
		return num_print_digits(x, digits, out);
	while (u < 4 && fabs(x) >= units[u + 1])
		u++;
	n = num_print_digits(x / units[u], digits, out);
	if (u < 4 && n >= 4 && memcmp(out + n - 4, "1000", 4) == 0) {	/* rounded up to the next unit */
		n -= 3;
		u++;
	}
	if (u > 0)
		out[n++] = letters[u];
	return n;
}
