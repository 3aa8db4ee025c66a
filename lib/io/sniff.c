/* SPDX-License-Identifier: MIT */
/* sniff: see sniff.h. */
#include <string.h>

#include "io/sniff.h"

/* What is not read, by its first bytes (each long enough that no text begins so), and the command that makes it readable. */
static const struct {
	size_t n;
	const char *magic, *what, *hint;
} foreign[] = {
	{ 3, "\x1F\x8B\x08", "compressed with gzip", "gzip -dc FILE | PROGRAM" },
	{ 4, "\x28\xB5\x2F\xFD", "compressed with zstd", "zstd -dc FILE | PROGRAM" },
	{ 6, "\xFD" "7zXZ", "compressed with xz", "xz -dc FILE | PROGRAM" },
	{ 4, "PK\x03\x04", "a zip archive (npz, xlsx)", "unzip -p FILE MEMBER | PROGRAM; unzip -l lists the members" },
	{ 4, "PK\x05\x06", "an empty zip archive", "" },
	{ 5, "PAR1\x15", "a parquet file",
		"python3 -c 'import pandas; print(pandas.read_parquet(\"FILE\").to_csv(index=False))' | PROGRAM" },
	{ 4, "\x89HDF", "an HDF5 file", "save its arrays with numpy.save" },
	{ 2, "\x80\x02", "a pickle", "loading it runs code; save arrays with numpy.save, tables with to_csv" },
	{ 2, "\x80\x03", "a pickle", "loading it runs code; save arrays with numpy.save, tables with to_csv" },
	{ 2, "\x80\x04", "a pickle", "loading it runs code; save arrays with numpy.save, tables with to_csv" },
	{ 2, "\x80\x05", "a pickle", "loading it runs code; save arrays with numpy.save, tables with to_csv" },
	{ 14, "<!DOCTYPE html", "a web page", "fetch the file itself, by its download or raw link" },
	{ 14, "<!doctype html", "a web page", "fetch the file itself, by its download or raw link" },
	{ 16, "version https://", "a pointer of Git LFS", "git lfs pull fetches the file itself" },
	{ 2, "\xFF\xFE", "UTF-16 text", "iconv -f UTF-16 -t UTF-8 FILE | PROGRAM" },
	{ 2, "\xFE\xFF", "UTF-16 text", "iconv -f UTF-16 -t UTF-8 FILE | PROGRAM" },
};

static bool
starts(const struct input *in, size_t n, const char *magic)
{
	return in->end - in->at >= n && memcmp(in->buf + in->at, magic, n) == 0;
}

static int
refuse(const struct input *in, const char *what, const char *hint, struct err *e)
{
	err_set(e, ERR_INPUT, "the input is %s", what);
	err_hint(e, "%s", hint);
	err_at(e, in->name, 0, 0);
	return e->code;
}

static int
refuse_foreign(const struct input *in, struct err *e)
{
	for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
		if (starts(in, foreign[i].n, foreign[i].magic))
			return refuse(in, foreign[i].what, foreign[i].hint, e);
	const unsigned char *p = in->buf + in->at;
	if (starts(in, 3, "BZh") && in->end - in->at >= 10 && p[3] >= '1' && p[3] <= '9' &&
		(memcmp(p + 4, "1AY&SY", 6) == 0 || memcmp(p + 4, "\x17rE8P\x90", 6) == 0))
		return refuse(in, "compressed with bzip2", "bzip2 -dc FILE | PROGRAM", e);
	return 0;
}

/* What is in a zip archive, by the name of its first member (its length at byte 26, its bytes from 30), which is a better hint. */
static int
refuse_zip(struct input *in, struct err *e)
{
	static const struct {
		const char *end, *what, *hint;
	} kinds[] = {
		{ "data.pkl", "a PyTorch file", "save its tensors with safetensors.torch.save_file, or one with numpy.save" },
		{ ".npy", "a zip archive of arrays (npz)", "unzip -p FILE MEMBER.npy | PROGRAM; unzip -l lists the members" },
		{ "[Content_Types].xml", "a workbook (xlsx)", "save the sheet as CSV" },
	};
	enum { NAME = 30, LONGEST = 256 };
	if (!starts(in, 4, "PK\x03\x04") || input_need(in, NAME + LONGEST, e) < 0 || in->end - in->at < NAME)
		return e->code;
	const unsigned char *p = in->buf + in->at;
	size_t n = p[26] + 256U * p[27], there = in->end - in->at - NAME;
	there = there < LONGEST ? there : LONGEST;
	n = n < there ? n : there;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		size_t k = strlen(kinds[i].end);
		if (n >= k && memcmp(p + NAME + n - k, kinds[i].end, k) == 0)
			return refuse(in, kinds[i].what, kinds[i].hint, e);
	}
	return 0;
}

/* 64-bit length below 2^32, then {: what no text begins with. */
static bool
is_safetensors(const struct input *in)
{
	const unsigned char *p = in->buf + in->at;
	return in->end - in->at >= 9 && !(p[4] | p[5] | p[6] | p[7]) && p[8] == '{';
}

/* The byte at i of what is left, -1 at the end of the file. */
static int
peek(struct input *in, size_t i, struct err *e)
{
	return input_need(in, i + 1, e) > 0 ? in->buf[in->at + i] : -1;
}

/* Of the line of text that starts at i. */
static enum format
by_line(struct input *in, size_t i, struct err *e)
{
	bool quoted = false, comma = false, text = false, blank = false, gap = false;
	for (int c; (c = peek(in, i, e)) >= 0 && c != '\n'; i++) {
		quoted ^= c == '"';
		if (quoted || c == '\r')
			continue;
		if (c == '\t')
			return FORMAT_TSV;
		comma |= c == ',';
		gap |= text && blank && c != ' ';	/* leading and trailing blanks part no cells */
		blank = c == ' ';
		text |= !blank;
	}
	return comma || !gap ? FORMAT_CSV : FORMAT_SSV;
}

/* Steps over blank lines and comments, then looks at the first line that says something. */
static enum format
by_text(struct input *in, char comment, struct err *e)
{
	size_t i = 0, line = 0;
	int c;
	for (;; i++) {
		if ((c = peek(in, i, e)) == '\n')
			line = i + 1;
		else if (comment && i == line && c == comment)
			while ((c = peek(in, i + 1, e)) >= 0 && c != '\n')
				i++;
		else if (c != ' ' && c != '\t' && c != '\r')
			break;
	}
	if (c == '{' || c == '[')
		return FORMAT_JSON;
	return by_line(in, line, e);
}

int
sniff_format(struct input *in, const struct reader_opts *o, enum format *format, char *delimiter, struct err *e)
{
	if (o->delimiter == '"' || o->delimiter == '\n' || o->delimiter == '\r')
		return err_set(e, ERR_USAGE, "cells are not delimited by quotes or ends of line");
	enum { LONGEST = 16, BOM = 3 };		/* of what is looked for */
	if (input_need(in, BOM + LONGEST, e) < 0)
		return e->code;
	if (starts(in, BOM, "\xEF\xBB\xBF")) {
		in->at += BOM;
		in->line_at = BOM;
	}
	if (refuse_zip(in, e) || refuse_foreign(in, e))
		return e->code;

	*format = o->in;
	if (o->in == FORMAT_AUTO) {
		if (starts(in, 6, "\x93NUMPY"))
			*format = FORMAT_NPY;
		else if (is_safetensors(in))
			*format = FORMAT_SAFETENSORS;
		else if (o->delimiter)
			*format = o->delimiter == '\t' ? FORMAT_TSV : FORMAT_CSV;
		else
			*format = by_text(in, o->comment, e);
	}
	if (o->delimiter == ' ' && (*format == FORMAT_CSV || *format == FORMAT_TSV))
		*format = FORMAT_SSV;	/* a run of blanks is one delimiter */
	*delimiter = *format == FORMAT_SSV ? 0 : o->delimiter ? o->delimiter : *format == FORMAT_TSV ? '\t' : ',';
	return e->code;
}
