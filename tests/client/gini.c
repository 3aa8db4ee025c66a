/* SPDX-License-Identifier: MIT */
/* gini: a program that uses the installed library: the Gini index of four numbers, 0.75. */
#include <stdio.h>

#include <base/num.h>
#include <math/sparsity/sparsity.h>

int
main(void)
{
	struct err e = { 0 };
	struct spec_list list = { 0 };
	double value;
	char text[NUM_TEXT];
	if (spec_parse(&sparsity_measures, STR("gini"), &list, &e))
		return 1;
	struct profile *p = profile_new(list.n, list.v, 1, SIZE_MAX);
	if (!p || profile_add(p, 0, 4, (const double[]){ 0, 0, 0, 1 }, &e) || profile_values(p, 0, NULL, &value, &e))
		return 1;
	printf("%.*s\n", (int)num_print(value, text), text);
	profile_free(p);
	spec_free(&list);
	return 0;
}
