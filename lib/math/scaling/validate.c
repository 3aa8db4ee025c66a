/* SPDX-License-Identifier: MIT */
/* validate: folds, and errors of prediction. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "math/scaling/validate.h"

bool
fold_trains(size_t fold, size_t f, enum fold_order order)
{
	return fold == FOLD_NEVER || (order == FOLDS_ROLLING ? fold < f : fold != f);
}

void
fold_mask(size_t n, const double mask[], size_t fold[])
{
	for (size_t i = 0; i < n; i++)
		fold[i] = mask[i] != 0 && !isnan(mask[i]) ? 0 : FOLD_NEVER;
}

static int
descending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x < *y) - (*x > *y);
}

int
fold_top(size_t n, const double C[], double fraction, size_t fold[], struct err *e)
{
	double *sorted = mem_alloc(n, sizeof *sorted);
	size_t held = 0, rows = (size_t)ceil(fraction * (double)n);

	if (!(fraction > 0 && fraction < 1))
		err_set(e, ERR_USAGE, "the part held out is not above 0 %% and below 100 %%; say 20%% or 0.2");
	else if (!sorted)
		err_memory(e);
	else if (rows >= n)
		err_set(e, ERR_NO_ANSWER, "nothing is left to fit when %zu of %zu rows are held out; hold out fewer", rows, n);
	if (!e->code) {
		for (size_t i = 0; i < n; i++)
			sorted[i] = C[i];
		qsort(sorted, n, sizeof *sorted, descending);
		for (size_t i = 0; i < n; i++) {
			fold[i] = C[i] >= sorted[rows - 1] ? 0 : FOLD_NEVER;
			held += fold[i] == 0;
		}
		if (held == n)
			err_set(e, ERR_NO_ANSWER, "nothing is left to fit: too many rows have the compute of those held out");
	}
	mem_free(sorted);
	return e->code;
}

size_t
fold_rolling(size_t n, const size_t group[], size_t groups, size_t first, size_t fold[])
{
	for (size_t i = 0; i < n; i++)
		fold[i] = group[i] < first ? FOLD_NEVER : group[i] - first;
	return groups > first ? groups - first : 0;
}

int
fold_random(size_t n, size_t k, uint64_t seed, size_t fold[], struct err *e)
{
	struct rng r = rng_at(seed, 0);

	if (k < 2 || k > n)
		return err_set(e, ERR_USAGE, "%zu folds of %zu rows; take 2 or more, and no more than rows", k, n);
	for (size_t i = 0; i < n; i++)
		fold[i] = i % k;
	for (size_t i = n; i-- > 1;) {	/* Fisher-Yates */
		size_t j = rng_below(&r, i + 1), keep = fold[i];
		fold[i] = fold[j];
		fold[j] = keep;
	}
	return 0;
}

int
fold_groups(size_t n, const size_t group[], size_t groups, size_t fold[], struct err *e)
{
	if (groups < 2)
		return err_set(e, ERR_NO_ANSWER, "nothing is left to fit when the only group is held out");
	for (size_t i = 0; i < n; i++)
		fold[i] = group[i];
	return 0;
}

struct validation
validate_errors(size_t n, const double predicted[], const double y[], const double lo[], const double hi[])
{
	double sum = 0, squares = 0;
	size_t taken = 0, inside = 0;

	for (size_t i = 0; i < n; i++) {
		double r = log(predicted[i]) - log(y[i]);
		if (!isfinite(r))
			continue;
		taken++;
		sum += r;
		squares += r * r;
		inside += lo && hi && lo[i] <= y[i] && y[i] <= hi[i];
	}
	double count = (double)taken;
	return (struct validation){ taken, sqrt(squares / count), sum / count, lo && hi ? (double)inside / count : (double)NAN };
}

double
validate_decades(size_t roles, const double x[], const double lo[], const double hi[])
{
	double most = 0;

	for (size_t k = 0; k < roles; k++) {
		if (!(x[k] > 0 && lo[k] > 0 && hi[k] > 0))
			return (double)NAN;
		most = fmax(most, fmax(log10(x[k] / hi[k]), log10(lo[k] / x[k])));
	}
	return most;
}
