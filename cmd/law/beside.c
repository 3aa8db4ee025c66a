/* SPDX-License-Identifier: MIT */
/* law/beside: several laws in one table.  See law/table.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/die.h"
#include "io/names.h"
#include "law/table.h"

static const char *const parts[] = { "estimate", "se", "difference", "joint_se", "z" };
enum { PARTS = sizeof parts / sizeof parts[0], FIRST = 2, NAME = 32 };

static const struct law_parameter *
find(const struct law_document *d, const char *name)
{
	for (size_t i = 0; i < d->params + d->derived; i++)
		if (strcmp(d->param[i].name, name) == 0)
			return &d->param[i];
	return NULL;
}

static void
announce(struct table *t, size_t n)
{
	char (*name)[NAME] = mem_alloc(n * PARTS, sizeof *name);

	if (!name)
		die_memory();
	table_column(t, (struct writer_column){ .name = STR("parameter"), .text = true });
	for (size_t k = 0; k < n; k++) {
		for (size_t i = 0; i < (k ? PARTS : FIRST); i++) {
			char *s = name[k * PARTS + i];
			snprintf(s, NAME, "%s_%zu", parts[i], k + 1);
			table_column(t, (struct writer_column){ .name = str_of(s) });
		}
	}
	table_begin(t);			/* copies the names */
	mem_free(name);
}

static void
row(struct table *t, size_t n, const struct law_document d[], const char *name)
{
	double first[FIRST] = { (double)NAN, (double)NAN };

	writer_text(t->w, str_of(name));
	for (size_t k = 0; k < n; k++) {
		const struct law_parameter *p = find(&d[k], name);
		double x[PARTS] = { p ? p->estimate : (double)NAN, p ? p->se : (double)NAN };
		if (k == 0)
			memcpy(first, x, sizeof first);
		x[2] = x[0] - first[0];
		x[3] = hypot(x[1], first[1]);
		x[4] = x[2] / x[3];
		writer_numbers(t->w, k ? PARTS : FIRST, x);
	}
}

void
law_table_beside(struct table *t, size_t n, const struct law_document d[])
{
	struct names seen = { 0 };

	announce(t, n);
	for (size_t k = 0; k < n; k++) {
		for (size_t i = 0; i < d[k].params + d[k].derived; i++) {
			struct str name = str_of(d[k].param[i].name);
			if (names_find(&seen, name) != NAMES_NONE)
				continue;
			if (!names_add(&seen, name))
				die_memory();
			row(t, n, d, name.s);
		}
	}
	names_free(&seen);
}
