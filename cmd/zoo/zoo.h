/* SPDX-License-Identifier: MIT */
/* zoo: what softmax-zoo was asked, and the parts of the program that answer. */
#ifndef ZOO_ZOO_H
#define ZOO_ZOO_H

#include "base/sweep.h"
#include "cli/opt.h"
#include "cli/table.h"
#include "math/simplex/simplex.h"

/* A matrix beside the input: a row for all rows, or as many rows as the input; at: those used so far. */
struct zoo_beside {
	double *v;
	size_t rows, cols, at;
};

/*
 * Filled by the program from its options.
 *
 * maps, temperature   all combinations are computed, the temperature running fastest; neither is empty
 * how                 of each map; temperature and upper are set on the way
 * want, ask           what is wanted of a row, and what is told of it; ask.target and ask.row are set on the way
 * mapped              --check: of the maps, not of the input
 * target, target_column  the class of all rows, or the text column that has it; margin is taken from its score first
 * direction, upper    of --jvp and --vjp, of --upper
 * names (n_names)     of the scores, instead of the header's
 * figure              rows of n scores drawn so far
 * swept, parameter    from zoo_find_sweep: which value runs (SPEC_VALUES: none), and its name
 */
struct zoo {
	struct spec_list maps;
	struct sweep temperature;
	struct simplex_opts how;
	enum wanted want;
	struct simplex_ask ask;
	bool mapped, gumbel;
	long target;
	const char *target_column;
	double margin;
	struct zoo_beside direction, upper;
	const struct str *names;
	size_t n_names, swept;
	char parameter[16];
	struct {
		bool on;
		size_t rows, n;
	} figure;
	int threads;
};

/* Several maps or temperatures stand under each other. */
bool zoo_several(const struct zoo *z);

/* The output is the input's rows mapped, and nothing else. */
bool zoo_bare(const struct zoo *z);

/* A sweep inside -m: all maps are one row of the registry with one value different, which becomes a column. */
void zoo_find_sweep(struct zoo *z);

/* Reads all rows, writes what is asked of them; the exit status.  Leaves on errors. */
int zoo_rows(struct zoo *z, struct table *t);

/* map,property,holds and, where it does not, a row of scores and two numbers that show it; the exit status. */
int zoo_properties(const struct zoo *z, struct table *t);

/* The columns of an output row, and the row itself: labels of row i of b under combination c, then n numbers. */
void zoo_announce(const struct zoo *z, struct table *t, const struct block *b);
void zoo_put(const struct zoo *z, struct table *t, const struct block *b, size_t i, size_t c, size_t n, const double x[]);

/*
 * --out gnuplot of mapped rows: bars for each map or, over a sweep, curves for each score; up to 12 panels.  One map of several rows is left to
 * the writer, which makes it an image: zoo_figure_begin is false then, and in other formats.
 */
bool zoo_figure_begin(struct zoo *z, struct table *t, const struct block *b);
void zoo_figure_row(struct zoo *z, struct table *t, size_t c, size_t n, const double p[]);
void zoo_figure_end(const struct zoo *z, struct table *t);

#endif
