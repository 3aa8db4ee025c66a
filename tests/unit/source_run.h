/* SPDX-License-Identifier: MIT */
/* source_run: reads bytes through one source of lib/io, and writes down what came, for tests. */
#ifndef TESTS_UNIT_SOURCE_RUN_H
#define TESTS_UNIT_SOURCE_RUN_H

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "io/source.h"

enum feed { FEED_FILE, FEED_BYTES };	/* a regular file; a socket that gives one byte a read (at most 250 bytes) */

struct run {
	const struct source_type *type;
	struct reader_opts opts;
	enum feed feed;
	size_t n;			/* columns chosen; 0: all that width tells */
	const struct column *columns;
	bool header;			/* the first row is one */
	size_t max_rows;		/* 0: as many as there are */
	char out[6000];			/* what came: see run_bytes */
	size_t at;
	struct err err;
};

__attribute__((format(printf, 2, 3))) static inline void
run_say(struct run *r, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	int n = vsnprintf(r->out + r->at, sizeof r->out - r->at, format, ap);
	va_end(ap);
	r->at += n > 0 && (size_t)n < sizeof r->out - r->at ? (size_t)n : 0;
}

/* An input over bytes[0..n). */
static inline bool
run_input(struct input *in, enum feed feed, size_t n, const void *bytes, struct err *e)
{
	if (feed == FEED_FILE) {
		FILE *f = tmpfile();
		char path[40];
		if (!f || fwrite(bytes, 1, n, f) != n || fflush(f))
			return false;
		snprintf(path, sizeof path, "/dev/fd/%d", fileno(f));
		bool bad = input_open(in, path, e);
		fclose(f);
		in->name = "in";
		return !bad;
	}
	int pair[2];
	if (input_open(in, "-", e) || socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair))
		return false;
	for (size_t i = 0; i < n; i++)
		if (send(pair[1], (const char *)bytes + i, 1, MSG_DONTWAIT) != 1)
			return false;
	close(pair[1]);
	in->fd = pair[0];
	in->size = UINT64_MAX;
	in->name = "in";
	return true;
}

static inline void
run_block(struct run *r, const struct block *b)
{
	run_say(r, "[");
	for (size_t k = 0; k < b->n_lead; k++)
		run_say(r, "%zu:", b->lead[k]);
	for (size_t i = 0; i < b->rows; i++) {
		run_say(r, "%s", i ? "|" : "");
		for (size_t k = 0; k < b->cols; k++)
			run_say(r, "%s%.17g", k ? " " : "", b->v[i * b->cols + k]);
		for (size_t k = 0; k < b->n_text; k++)
			run_say(r, " '%.*s'", (int)b->text[i * b->n_text + k].n, b->text[i * b->n_text + k].s);
		if (b->line[i] > 1)
			run_say(r, "@%zu", b->line[i]);
	}
	run_say(r, "]%s", b->more ? "+" : "");
}

/*
 * Reads bytes and fills out: names in parentheses when the first row has them (with a ? when they may be data); a block as
 * [row|row], a row as its numbers, 'texts' and @line beyond the first, + when the row goes on; an error as its line.
 */
static inline void
run_bytes(struct run *r, size_t n, const void *bytes)
{
	struct source s = { .type = r->type, .opts = &r->opts, .err = &r->err };
	r->at = 0;
	r->out[0] = '\0';
	err_clear(&r->err);
	if (!run_input(&s.in, r->feed, n, bytes, &r->err)) {
		run_say(r, "no input");
		return;
	}
	if (!s.type->open(&s)) {
		struct column every[64] = { { 0 } };
		for (size_t k = 0; k < 64; k++)
			every[k] = (struct column){ k, NUMBER, false };
		for (size_t k = 0; k < s.n_first; k++)
			run_say(r, "%s%.*s", k ? "," : "(", (int)s.first[k].n, s.first[k].s);
		run_say(r, "%s", !s.n_first ? "" : s.named ? ")" : "?)");
		const struct column *columns = r->n ? r->columns : s.width <= 64 ? every : NULL;
		bool empty = s.width == 0;
		struct block b = { 0 };
		int got = empty || s.type->start(&s, r->n ? r->n : columns ? s.width : 0, columns, !r->header && !s.named);
		while (!got && !r->err.code && s.type->next(&s, &b, r->max_rows ? r->max_rows : SIZE_MAX) > 0)
			run_block(r, &b);
	}
	if (r->err.code) {
		char line[1000];
		err_line(&r->err, sizeof line, line);
		run_say(r, "%s%s", r->at ? " " : "", line);
	}
	s.type->close(&s);
	input_close(&s.in, &r->err);
}

#endif
