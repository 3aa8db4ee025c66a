/* SPDX-License-Identifier: MIT */
/* law/document: a fitted scaling law as a JSON document, schema mlcoreutils/law/1, and as plain data. */
#ifndef LAW_DOCUMENT_H
#define LAW_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/sha256.h"
#include "base/str.h"
#include "io/writer.h"

enum { LAW_DOC_NAME = 24, LAW_DOC_TEXT = 160, LAW_DOC_LONG = 1024, LAW_DOC_PARAMS = 24, LAW_DOC_ROLES = 8, LAW_DOC_WARNINGS = 64 };

/*
 * A parameter or a number derived from them.  kind: fitted, fixed, tied (to tied_to), derived.  least, most: bounds of the fit, infinite
 * without one.  What is not known is nan.
 */
struct law_parameter {
	char name[LAW_DOC_NAME], kind[LAW_DOC_NAME], tied_to[LAW_DOC_NAME];
	double estimate, se, lo, hi, least, most;
};

/* A column of the law: what it was made of, typed: by an expression of the user's, and its range over the rows of the fit. */
struct law_column {
	char name[LAW_DOC_NAME], text[LAW_DOC_TEXT];
	bool typed;
	double least, most;
};

/* Which rows were taken and how they count: the options of these names, empty and 0 where they were not given. */
struct law_selection {
	char where[LAW_DOC_LONG], weights[LAW_DOC_LONG], best_per[LAW_DOC_TEXT], last_per[LAW_DOC_TEXT];
	uint64_t drop_worst;
};

/* Labels of a group (-g), in the order of its columns. */
struct law_label {
	struct str name, value;
};

/*
 * The document.
 *
 * version        of the program that made it
 * law, formula   registry name with its arguments, or "formula"; the formula over roles and parameters
 * roles, role    what the law reads;  response: what it predicts
 * params, param  parameters in the law's order; derived of them follow: param[params .. params + derived)
 * objective      "huber:0.001", "ls", "lad", "asymmetric:10";  residual: "log" or "linear";  value: the objective at the optimum; delta
 * rows, missing, excluded   used, left out because a cell was missing, left out on request
 * log_rmse, bias, scale     of the log residuals; scale 1.4826 x the median distance from their median: the residual sd
 * intervals      "pairs", "cluster:COLUMN", "residual", "sandwich", "profile", "none";  level;  seed
 * compute        the largest C = k N D of the rows, where derived numbers are taken
 * starts, tried, agree, gradient, smallest, condition, low, high (params)   the certificate
 * drawn, first   how many draws were made, and the number of the first, from 1;  draws: how many are kept;  draw (draws, params) row-major, or NULL
 * failed         draws without an optimum (rows of nan)
 * status         "ok", or why there is no answer: then the numbers are nan
 * sha256         of the bytes of the input files, one after the other, or empty
 */
struct law_document {
	char version[LAW_DOC_NAME], law[LAW_DOC_LONG], formula[LAW_DOC_LONG];
	struct law_selection selection;
	size_t roles, params, derived, labels, warnings;
	struct law_column role[LAW_DOC_ROLES], response;
	struct law_parameter param[LAW_DOC_PARAMS];
	struct law_label label[LAW_DOC_ROLES];
	char objective[LAW_DOC_NAME], residual[LAW_DOC_NAME], intervals[LAW_DOC_TEXT], sha256[SHA256_HEX], status[400];
	double value, delta, log_rmse, bias, scale, level, flops_per_token, compute, gradient, smallest, condition;
	double low[LAW_DOC_PARAMS], high[LAW_DOC_PARAMS];
	uint64_t rows, missing, excluded, starts, tried, agree, seed, drawn, draws, first, failed;
	struct err warning[LAW_DOC_WARNINGS];	/* name is the code */
	double *draw;
	bool grouped;				/* read: it has labels, which are not kept */
};

/* Writes the document by writer_raw; on one line, or one line a member with the draws last, one line a parameter. */
void law_document_write(struct writer *w, const struct law_document *d, bool with_draws, bool one_line);

/*
 * Reads all documents of a file ("-": standard input): *v (from base/mem) of *n >= 1 documents, freed by law_document_free.
 * Returns 0; ERR_INPUT, with the path inside the document, for what is not a law; ERR_SYSTEM; ERR_MEMORY.
 */
int law_document_read(const char *path, struct law_document **v, size_t *n, struct err *e);

/*
 * Parts of the draws of one fit, made by fit --draws, in any order: *v becomes the whole, whose estimates are to be made again.  ERR_INPUT when they
 * are not of one fit, or draws are missing or there twice; ERR_MEMORY.
 */
int law_document_merge(struct law_document *v, size_t n, struct err *e);
void law_document_free(struct law_document *v, size_t n);

/* Is there an answer? */
bool law_document_answers(const struct law_document *d);

#endif
