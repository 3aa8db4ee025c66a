/* SPDX-License-Identifier: MIT */
/* law/cite: a fitted law in the words of a paper. */
#ifndef LAW_CITE_H
#define LAW_CITE_H

#include "law/document.h"

/*
 * Writes for LaTeX one sentence on how the law was fitted (law, rows, objective, certificate, intervals with draws and seed, version, hash of the
 * input), a blank line, and BibTeX: of the papers that the law's row in the registry names by their arXiv numbers, and of the toolkit.
 */
void law_cite(struct writer *w, const struct law_document *d);

#endif
