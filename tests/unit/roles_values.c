/* SPDX-License-Identifier: MIT */
/* roles_values (roles.h): the one of N, D and C that is not in the table from C = k N D; rows that miss a role, are not above 0, or go. */
#include <math.h>
#include <stdint.h>

#include "math/scaling/roles.h"
#include "tap.h"

enum { ROWS = 4 };

static const double N[ROWS] = { 1e8, 3e8, 1e9, 4e9 }, D[ROWS] = { 2e9, 5e9, 1e10, 8e10 }, L[ROWS] = { 3, 2.7, 2.5, 2.2 };

static bool
near(double a, double b)
{
	return fabs(a - b) <= 1e-15 * fabs(b);
}

static void
derived(void)
{
	static const double per_token[] = { 6, 2.5 };

	for (size_t missing = 0; missing < 3; missing++)
		for (size_t k = 0; k < 2; k++) {
			double C[ROWS];
			for (size_t i = 0; i < ROWS; i++)
				C[i] = per_token[k] * N[i] * D[i];
			const struct str names[] = { STR("N"), STR("D"), STR("C") };
			const double *const all[] = { N, D, C };
			struct str header[3];
			const double *col[3];
			const struct str *text[3] = { 0 };
			size_t n = 0;
			for (size_t i = 0; i < 3; i++)
				if (i != missing) {
					header[n] = names[i];
					col[n++] = all[i];
				}
			header[n] = STR("loss");
			col[n++] = L;
			struct roles r = { 0 };
			struct err e = { 0 };
			TAP_OK(!roles_find(&r, n, header, 0, NULL, NULL, per_token[k], &e) && r.role[missing].from == ROLE_DERIVED, "%s", e.text);
			char name[3][LAW_NAME] = { "N", "D", "C" };
			size_t at[3], row, role_at;
			TAP_OK(!roles_take(&r, 3, name, "L", at, &e) && !roles_values(&r, ROWS, col, text, &e), "%s", e.text);
			for (size_t j = 0; j < 3; j++)
				for (size_t i = 0; i < ROWS; i++)
					TAP_OK(r.role[at[j]].value && near(r.role[at[j]].value[i], all[j][i]), "%s of row %zu without %s", name[j], i, name[missing]);
			TAP_OK(!roles_complete(&r, 3, at, NULL, &row, &role_at, &e) && !roles_sizes(&r, 3, at, NULL, NULL, &row, &role_at, &e), "%s", e.text);
			roles_free(&r);
		}
	tap_group("N, D or C from the other two");
}

static void
refused(void)
{
	const double bad[] = { 1e8, -3e8, (double)NAN, 4e9 };
	const double *const col[] = { bad, D, L };
	const struct str header[] = { STR("N"), STR("D"), STR("loss") };
	const struct str *const text[3] = { 0 };
	const bool some[] = { true, false, true, true }, good[] = { true, false, false, true };
	struct roles r = { 0 };
	struct err e = { 0 };
	char name[3][LAW_NAME] = { "D", "N", "C" };
	size_t at[3], row = 9, role_at = 9;

	TAP_OK(!roles_find(&r, 3, header, 0, NULL, NULL, 6, &e) && !roles_take(&r, 3, name, "L", at, &e) && !roles_values(&r, ROWS, col, text, &e), "%s", e.text);
	TAP_OK(isnan(r.role[ROLE_C].value[2]) && near(r.role[ROLE_C].value[3], 6 * 4e9 * 8e10), "C of a row without N: %g", r.role[ROLE_C].value[2]);
	TAP_OK(roles_complete(&r, 3, at, NULL, &row, &role_at, &e) == ERR_INPUT && row == 2 && role_at == ROLE_N, "row %zu, role %zu", row, role_at);
	err_clear(&e);
	TAP_OK(roles_sizes(&r, 3, at, NULL, NULL, &row, &role_at, &e) == ERR_INPUT && row == 1 && role_at == ROLE_N, "row %zu, role %zu", row, role_at);
	err_clear(&e);
	TAP_OK(roles_check(&r, ROLE_N, NULL, NULL) == 1 && roles_check(&r, ROLE_N, NULL, some) == SIZE_MAX && roles_check(&r, ROLE_D, NULL, NULL) == SIZE_MAX,
	       "rows that stay");
	TAP_OK(roles_complete(&r, 3, at, some, &row, &role_at, &e) == ERR_INPUT, "a row that stays misses N");
	err_clear(&e);
	TAP_OK(!roles_complete(&r, 3, at, good, &row, &role_at, &e) && !roles_sizes(&r, 3, at, NULL, good, &row, &role_at, &e), "%s", e.text);
	roles_keep(&r, good);
	TAP_OK(near(r.role[ROLE_N].value[0], 1e8) && near(r.role[ROLE_N].value[1], 4e9) && near(r.role[ROLE_D].value[1], 8e10), "two rows are left");
	roles_free(&r);
	tap_group("rows that miss a role, are not above 0, or go");
}

int
main(void)
{
	derived();
	refused();
	return tap_done();
}
