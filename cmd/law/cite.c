/* SPDX-License-Identifier: MIT */
/* law/cite: see cite.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "law/cite.h"
#include "law/saved.h"

/* The papers of the registry's sources. */
static const struct paper {
	const char *arxiv, *key, *author, *title, *year;
} papers[] = {
	{ "1812.06162", "mccandlish2018empirical", "McCandlish, Sam and others", "An Empirical Model of Large-Batch Training", "2018" },
	{ "2001.08361", "kaplan2020scaling", "Kaplan, Jared and others", "Scaling Laws for Neural Language Models", "2020" },
	{ "2202.01169", "clark2022unified", "Clark, Aidan and others", "Unified Scaling Laws for Routed Language Models", "2022" },
	{ "2203.15556", "hoffmann2022training", "Hoffmann, Jordan and others", "Training Compute-Optimal Large Language Models", "2022" },
	{ "2209.06640", "alabdulmohsin2022revisiting", "Alabdulmohsin, Ibrahim and Neyshabur, Behnam and Zhai, Xiaohua",
	  "Revisiting Neural Scaling Laws in Language and Vision", "2022" },
	{ "2210.14891", "caballero2022broken", "Caballero, Ethan and others", "Broken Neural Scaling Laws", "2022" },
	{ "2303.13506", "michaud2023quantization", "Michaud, Eric J. and others", "The Quantization Model of Neural Scaling", "2023" },
	{ "2305.16264", "muennighoff2023scaling", "Muennighoff, Niklas and others", "Scaling Data-Constrained Language Models", "2023" },
	{ "2401.02954", "deepseek2024llm", "{DeepSeek-AI}", "{DeepSeek LLM}: Scaling Open-Source Language Models with Longtermism", "2024" },
	{ "2403.08540", "gadre2024language", "Gadre, Samir Yitzhak and others",
	  "Language Models Scale Reliably with Over-Training and on Downstream Tasks", "2024" },
	{ "2412.04403", "bhagia2024establishing", "Bhagia, Akshita and others",
	  "Establishing Task Scaling Laws via Compute-Efficient Model Ladders", "2024" },
	{ "2503.04715", "li2025predictable", "Li, Houyi and others",
	  "Predictable Scale: Part {I}, Optimal Hyperparameter Scaling Law in Large Language Model Pretraining", "2025" },
};
enum { PAPERS = sizeof papers / sizeof papers[0] };

static void
number(struct writer *w, double x, int digits)
{
	char s[NUM_TEXT];

	writer_raw(w, (struct str){ s, num_print_digits(x, digits, s) });
}

/* "240 of 245 runs" */
static void
put_rows(struct writer *w, const struct law_document *d)
{
	number(w, (double)d->rows, 15);
	if (d->excluded + d->missing) {
		writer_string(w, " of ");
		number(w, (double)(d->rows + d->excluded + d->missing), 15);
	}
	writer_string(w, d->selection.weights[0] ? " weighted runs" : " runs");
}

/* What was minimized. */
static void
put_objective(struct writer *w, const struct law_document *d)
{
	const bool huber = strncmp(d->objective, "huber", 5) == 0;

	writer_string(w, " by minimizing the sum of ");
	writer_string(w, huber ? "Huber's loss" : strcmp(d->objective, "ls") == 0 ? "squares" :
	                 strcmp(d->objective, "lad") == 0 ? "absolute values" : d->objective);
	if (huber) {
		writer_string(w, strcmp(d->objective, "huber:auto") == 0 ? " (delta found from the residuals: " : " (delta ");
		number(w, d->delta, 6);
		writer_string(w, ")");
	}
	writer_string(w, strcmp(d->residual, "linear") == 0 ? " of residuals" : " of residuals of the logarithm");
}

static void
put_intervals(struct writer *w, const struct law_document *d)
{
	static const char *const how[][2] = {
		{ "pairs", "resamplings of rows" }, { "residual", "resamplings of residuals" }, { "sandwich", "the sandwich covariance" },
		{ "profile", "the profile of the objective" },
	};

	if (strcmp(d->intervals, "none") == 0) {
		writer_string(w, "without intervals");
		return;
	}
	number(w, 100 * d->level, 6);
	writer_string(w, "\\,\\% intervals are from ");
	if (d->drawn) {
		number(w, (double)d->drawn, 15);
		writer_string(w, " ");
	}
	if (strncmp(d->intervals, "cluster:", 8) == 0) {
		writer_string(w, "resamplings of clusters by \\verb\"");
		writer_string(w, d->intervals + 8);
		writer_string(w, "\"");
	}
	for (size_t k = 0; k < sizeof how / sizeof how[0]; k++)
		if (strcmp(d->intervals, how[k][0]) == 0)
			writer_string(w, how[k][1]);
	if (d->drawn) {
		writer_string(w, " (seed ");
		number(w, (double)d->seed, 15);
		writer_string(w, ")");
	}
}

/* "\cite{hoffmann2022training}": the papers of the law, whose entries follow with whole. */
static void
put_papers(struct writer *w, const struct law *law, bool whole)
{
	bool any = false;

	for (const char *at = law ? law->head.source : NULL; at && (at = strstr(at, "arXiv ")); at += 6) {
		for (size_t k = 0; k < PAPERS; k++) {
			const struct paper *p = &papers[k];
			if (strncmp(at + 6, p->arxiv, strlen(p->arxiv)) != 0)
				continue;
			if (whole) {
				const char *const field[] = { "\n@misc{", p->key, ",\n  author = {", p->author, "},\n  title = {", p->title, "},\n  year = {",
					p->year, "},\n  eprint = {", p->arxiv, "},\n  archivePrefix = {arXiv}\n}\n" };
				for (size_t i = 0; i < sizeof field / sizeof field[0]; i++)
					writer_string(w, field[i]);
			} else {
				writer_string(w, any ? "," : " \\cite{");
				writer_string(w, p->key);
			}
			any = true;
		}
	}
	writer_string(w, any && !whole ? "}" : "");
}

void
law_cite(struct writer *w, const struct law_document *d)
{
	const char *version = d->version[0] ? d->version : MLCORE_VERSION;
	const struct law *law = law_saved_row(d);

	writer_string(w, "We fitted \\verb\"");
	bool spends = law && law->allocation != LAW_NO_ALLOCATION;		/* N for each C: there is no objective */
	writer_string(w, law_saved_says(d));
	writer_string(w, " = ");
	writer_string(w, d->formula);
	writer_string(w, "\"");
	put_papers(w, law, false);
	writer_string(w, " to ");
	put_rows(w, d);
	if (!spends)
		put_objective(w, d);
	writer_string(w, " with scaling-law-fit of mlcoreutils ");
	writer_string(w, version);
	writer_string(w, " \\cite{mlcoreutils}; ");
	if (!spends) {
		number(w, (double)d->agree, 15);
		writer_string(w, " of ");
		number(w, (double)d->tried, 15);
		writer_string(w, " starts agree on the optimum, where the scaled gradient is ");
		number(w, d->gradient, 2);
		writer_string(w, "; ");
	}
	put_intervals(w, d);
	writer_string(w, d->sha256[0] ? "; SHA-256 of the table " : "");
	writer_string(w, d->sha256);
	writer_string(w, ".\n");
	put_papers(w, law, true);
	writer_string(w, "\n@misc{mlcoreutils,\n  title = {mlcoreutils: small {Unix} programs for the mathematics of machine learning},\n  note = {version ");
	writer_string(w, version);
	writer_string(w, "}\n}\n");
}
