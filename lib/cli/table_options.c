/* SPDX-License-Identifier: MIT */
/* table_options: the options that mean the same in every program; see command-line.md's table in mlcoreutils(7). */
#include "cli/table.h"

#define AT(field) .at = offsetof(struct table_opts, field)

static const char *const in_words[] = {
	"auto", "csv", "tsv", "ssv", "json", "ndjson", "npy", "safetensors", "jsonl", NULL
};
static const char *const out_words[] = {
	"auto", "csv", "tsv", "", "json", "ndjson", "npy", "safetensors", "table", "md", "latex", "gnuplot", NULL
};
static const char *const by_words[] = { "auto", "row", "column", "tensor", "all", NULL };
static const char *const na_words[] = { "error", "skip", NULL };
static const char *const error_words[] = { "text", "json", NULL };

const struct opt table_options[] = {
	{ .kind = OPT_WORD_, .name = "in", AT(in), .words = in_words, .arg = "FMT",
	  .help = "format of the input; ssv: cells parted by blanks", .example = "ssv" },
	{ .kind = OPT_WORD_, .name = "out", AT(out), .words = out_words, .arg = "FMT", .example = "json",
	  .help = "format of the output; auto: table on a terminal, else csv" },
	{ .kind = OPT_SET_, .name = "json", AT(out), .lo = FORMAT_JSON, .help = "the same as --out json" },
	{ .kind = OPT_TEXT_, .letter = 'o', AT(file), .arg = "FILE", .fallback = "standard output",
	  .help = "write to FILE, replaced only when everything succeeded; its extension chooses the format" },
	{ .kind = OPT_BYTE_, .letter = 'd', .name = "delimiter", AT(delimiter), .arg = "C", .fallback = "found in the first line",
	  .help = "what separates cells: one byte, tab or space", .example = ";" },
	{ .kind = OPT_BYTE_, .name = "comment", AT(comment), .arg = "C", .fallback = "none", .help = "skip lines that begin with C",
	  .example = "#" },
	{ .kind = OPT_SET_, .letter = 'n', .name = "no-header", AT(header), .lo = HEADER_NO,
	  .help = "the first row is data (default: when it has only numbers)" },
	{ .kind = OPT_SET_, .name = "header", AT(header), .lo = HEADER_YES, .help = "the first row is a header (default: when it has text)" },
	{ .kind = OPT_FLAG_, .name = "no-header-out", AT(no_header_out), .help = "write no header" },
	{ .kind = OPT_TEXT_, .letter = 'c', .name = "columns", AT(columns), .arg = "LIST", .fallback = "all",
	  .help = "columns to read as numbers: names, 1-based numbers, ranges, globs, !GLOB", .example = "2..5,loss,'*.weight'" },
	{ .kind = OPT_WORD_, .name = "na", AT(missing), .words = na_words, .arg = "WHAT",
	  .help = "missing cells (empty, NA, N/A, nan, null, None): stop, or skip them", .example = "skip" },
	{ .kind = OPT_INT_, .name = "digits", AT(digits), .lo = 1, .hi = 17, .arg = "N",
	  .fallback = "6 in table, else what reads back exactly", .help = "significant digits", .example = "10" },
	{ .kind = OPT_FLAG_, .name = "no-human", AT(no_human), .help = "counts in a table as plain numbers, not 73.2B" },
	{ .kind = OPT_INT_, .letter = 'j', .name = "threads", AT(threads), .lo = 0, .hi = 1024, .arg = "N",
	  .help = "threads, 0: all processors; the output does not depend on it" },
	{ .kind = OPT_SIZE_, .name = "max-memory", AT(max_memory), .arg = "SIZE", .help = "most memory for what has to be held; more is an error",
	  .example = "16G" },
	{ .kind = OPT_TEXT_, .name = "assert", AT(assertion), .arg = "EXPR", .fallback = "none",
	  .help = "exit 1, after the output, unless EXPR is true of each of its rows", .example = "n > 2" },
	{ .kind = OPT_FLAG_, .name = "list", AT(list), .help = "show what can be computed; with names, their whole entries" },
	{ .kind = OPT_FLAG_, .name = "strict", AT(strict), .help = "exit 4 after the output when there was a warning" },
	{ .kind = OPT_FLAG_, .letter = 'q', .name = "quiet", AT(quiet), .help = "no warnings and notes" },
	{ .kind = OPT_WORD_, .name = "errors", AT(errors), .words = error_words, .arg = "FORM",
	  .help = "errors as text or as one JSON object", .example = "json" },
	OPT_END
};

const struct opt table_vector_options[] = {
	{ .kind = OPT_WORD_, .name = "by", AT(by), .words = by_words, .arg = "WHAT", .example = "column",
	  .help = "what one vector is; auto: a row, or the only column" },
	{ .kind = OPT_TEXT_, .letter = 'k', .name = "key", AT(keys), .arg = "LIST", .fallback = "none",
	  .help = "label columns: text, carried through to the output", .example = "name" },
	{ .kind = OPT_TEXT_, .letter = 'g', .name = "group", AT(groups), .arg = "LIST", .fallback = "none",
	  .help = "rows equal in these columns make one vector", .example = "layer" },
	{ .kind = OPT_FLAG_, .name = "long", AT(long_form), .help = "one output row for each vector and measure" },
	OPT_END
};

static const char *const turn_words[] = { "auto", "row", "column", NULL };
static const char *const real_words[] = { "auto", "f8", "f4", "f2", NULL };

const struct opt table_map_options[] = {
	{ .kind = OPT_WORD_, .name = "by", AT(by), .words = turn_words, .arg = "WHAT", .example = "column",
	  .help = "what one vector is; auto: a row, or the only column" },
	{ .kind = OPT_TEXT_, .letter = 'k', .name = "key", AT(keys), .arg = "LIST", .fallback = "none",
	  .help = "label columns: text, carried through to the output", .example = "name" },
	{ .kind = OPT_WORD_, .name = "dtype", AT(real), .words = real_words, .arg = "TYPE",
	  .help = "numbers of --out npy: auto: as in npy input, else f8", .example = "f4" },
	OPT_END
};

const struct opt table_seed_options[] = {
	{ .kind = OPT_INT_, .name = "seed", AT(seed), .lo = 0, .hi = 9007199254740991.0, .arg = "N",
	  .help = "of the random numbers: the same seed gives the same bytes" },
	OPT_END
};
