/* SPDX-License-Identifier: MIT */
/* law/saved: laws that are to be used, from documents and presets. */
#ifndef LAW_SAVED_H
#define LAW_SAVED_H

#include "cli/opt.h"
#include "law/document.h"
#include "math/scaling/saved.h"

/* 0, or ERR_INPUT with why when the document is of a group without an answer. */
int law_saved_fitted(const struct law_document *d, struct err *e);

/* saved_recipe, or with compile false saved_begin, of a document's law that was fitted; par and order as there. */
int law_saved_recipe(const struct law_document *d, bool compile, struct recipe **r, double par[], size_t order[], struct err *e);

/* The registry's row of a document's law, NULL where it is a formula; what the law gives: "N" of one that allocates, else the response. */
const struct law *law_saved_row(const struct law_document *d);
const char *law_saved_says(const struct law_document *d);

/* *s (saved_free) from a document: recipe, parameters, draws, ranges, level; sd: log_rmse corrected for the parameters. */
int law_saved_document(const struct law_document *d, struct saved *s, struct err *e);

/* *s from a preset, whose warning is said as a note. */
int law_saved_preset(const char *name, struct saved *s, struct err *e);

/* The one law of a file ("-": standard input); *d is freed by law_document_free(d, 1).  ERR_INPUT, with the file, where it holds several. */
int law_saved_only(const char *path, struct law_document **d, struct err *e);

/* Laws, what each is called in the output, and their recipes once more. */
struct law_set {
	size_t n, cap;
	struct law_named {
		struct saved law;
		const char *name;
	} *v;
	struct recipe **recipe;
};

/* All laws of the files, then the presets, for predictions.  Leaves the program when one cannot be had or predicts nothing. */
void law_saved_set(const struct texts *files, const struct texts *presets, struct law_set *s);
void law_saved_set_free(struct law_set *s);

#endif
