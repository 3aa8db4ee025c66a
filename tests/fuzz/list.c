/* SPDX-License-Identifier: MIT */
/* list: any bytes as a count, a SWEEP, a LIST of specs, of columns, or of tensors; the first byte chooses. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/row.h"
#include "base/sweep.h"
#include "io/columns.h"
#include "math/hippo/family.h"
#include "math/scaling/law.h"
#include "math/simplex/simplex.h"
#include "target.h"

/* An error has its text, and never a system's code. */
static void
refused(const struct err *e)
{
	if (e->code != ERR_USAGE || !e->text[0])
		abort();
}

/* A count without suffix is the number it is. */
static void
count(struct str text)
{
	double x, y;

	if (sweep_count(text, &x) && (isnan(x) || isinf(x)))
		abort();
	if (num_read(text, NUM_CSV, &y) == NUM_OK && (!sweep_count(text, &x) || memcmp(&x, &y, sizeof x) != 0))
		abort();
}

static void
sweep(struct str text)
{
	struct err e = { 0 };
	double *v = NULL;
	size_t n = 0;

	if (sweep_parse(text, &v, &n, &e))
		refused(&e);
	else if (n < 1 || n > SWEEP_POINTS)
		abort();
	for (size_t i = 0; i < n; i++)
		if (isnan(v[i]))
			abort();
	mem_free(v);
}

/* What was read is printed as text that reads as the same. */
static void
specs(const struct registry *g, struct str text)
{
	struct spec_list l = { 0 }, again = { 0 };
	struct text t = { 0 };
	struct err e = { 0 };

	if (memchr(text.s, '\0', text.n))		/* labels are terminated; neither arguments nor JSON have one inside */
		return;
	if (spec_parse(g, text, &l, &e))
		refused(&e);
	else {
		spec_print(&l, &t);
		if (spec_parse(g, (struct str){ t.s, t.n }, &again, &e) || again.n != l.n)
			abort();
		for (size_t i = 0; i < l.n; i++)
			if (again.v[i].row != l.v[i].row || memcmp(again.v[i].par, l.v[i].par, sizeof l.v[i].par) != 0)
				abort();
	}
	text_free(&t);
	spec_free(&l);
	spec_free(&again);
}

static const struct str names[] = {
	{ "a", 1 }, { "b,c", 3 }, { "", 0 }, { "x.weight", 8 }, { "y.weight", 8 }, { "2", 1 }, { "a", 1 }, { "q\"q", 3 }, { "!z", 2 }
};
enum { COLUMNS = sizeof names / sizeof names[0] };

static void
columns(struct str text, bool named)
{
	struct err e = { 0 };
	size_t *index = NULL, n = 0;
	bool seen[COLUMNS] = { false };

	if (columns_find(text, COLUMNS, named ? names : NULL, &index, &n, &e)) {
		refused(&e);
		return;
	}
	if (n < 1)
		abort();
	for (size_t i = 0; i < n; i++) {
		if (index[i] >= COLUMNS || seen[index[i]])
			abort();
		seen[index[i]] = true;
	}
	mem_free(index);
}

static void
tensors(struct str text)
{
	bool taken[COLUMNS] = { false };
	struct err e = { 0 };
	uint64_t hits = 0;

	if (columns_match(text, COLUMNS, names, taken, &hits, &e) || columns_unmatched(text, hits, &e))
		refused(&e);
	struct err none = { 0 };
	if (columns_match(text, COLUMNS, names, taken, NULL, &none))
		refused(&none);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	char *exact = malloc(size ? size : 1);
	struct str text = { exact, size ? size - 1 : 0 };

	if (!exact || size < 1)
		return free(exact), 0;
	memcpy(exact, data + 1, size - 1);
	switch (data[0] % 8) {
	case 0: count(text); break;
	case 1: sweep(text); break;
	case 2: specs(&hippo_families, text); break;
	case 3: specs(&simplex_maps, text); break;
	case 4: specs(&scaling_laws, text); break;
	case 5: columns(text, true); break;
	case 6: columns(text, false); break;
	default: tensors(text);
	}
	free(exact);
	return 0;
}
