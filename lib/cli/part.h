/* SPDX-License-Identifier: MIT */
/* part: --partial and --merge: what one process has summed, as a document a line, for another to finish. */
#ifndef CLI_PART_H
#define CLI_PART_H

#include "cli/table.h"

/*
 * A part, one document in one line:
 *
 *     {"schema":"mlcoreutils/part/1","version":"0.1.0","program":"sparsity","options":"by=all","what":"hoyer=hoyer",
 *      "group":{"layer":"in"},"column":"weight","n_missing":0,"sums":"..."}
 *
 * Parts are merged only when version, program, options, what and the columns of group are the same in all.  A vector of --by column has
 * its column's name, or "vector" with its number; those of the same group and name are one.
 *
 * options     what else the sums depend on, as the program writes it;  what: the specs, as spec_print writes them
 * sums        of the program's own making
 * n_missing   how many numbers were left out;  id: which vector it belongs to, 0, 1, .. in the order of their first parts;
 * of          where it was read
 */
struct part {
	struct str options, what, sums;
	uint64_t n_missing;
	size_t id;
	const struct parts *of;
};

/* Writes options, what and sums of a vector just completed, of a table of table_open with --by column or all. */
void part_put(struct table *t, const struct vector *v, const struct part *p);

/*
 * Reads the parts in files (standard input when there are none), one after the other; what differs from the first part is an error.
 * parts_next: false after the last; the texts live until the next call.  parts_vector: what is known of vector id when all parts were
 * read (no sums); false when there is none.  Everything fails by leaving the program with its message; parts_die does so for a part
 * that the program cannot use.
 */
struct parts;

struct parts *parts_open(const struct tool *tool, char **files);
bool parts_next(struct parts *p, struct part *out);
bool parts_vector(const struct parts *p, size_t id, struct part *out);

/* Announces the columns of group and "vector"; writes these cells. */
void parts_columns(const struct parts *p, struct table *t);
void parts_labels(struct table *t, const struct part *vector);

noreturn void parts_die(struct parts *p, const char *key, struct err *e);
void parts_close(struct parts *p);

#endif
