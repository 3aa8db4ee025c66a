/* SPDX-License-Identifier: MIT */
/* json_record: see json_record.h. */
#include "base/mem.h"
#include "io/json_record.h"
#include "io/rows.h"

static int
refuse(struct json_record *r, const char *what)
{
	err_set(r->scan->err, ERR_INPUT, "%s", what);
	err_name(r->scan->err, r->at.n, r->at.n ? r->at.s : "");
	json_scan_place(r->scan);
	return -1;
}

void
json_record_begin(struct json_record *r)
{
	r->outside = r->scan->depth - 1;
	r->prefix[r->scan->depth] = 0;
	r->records++;
	r->last = NAMES_NONE;		/* so that last + 1 is the first path */
	names_clear(&r->strange);
}

/* The path of the key just read: what the object around it is called, a dot, the key. */
static int
set_path(struct json_record *r)
{
	size_t depth = r->scan->depth;
	r->at.n = r->prefix[depth];
	if (depth > r->outside + 1)
		text_byte(&r->at, '.');
	text_add(&r->at, r->scan->at.text);
	return r->at.failed ? err_memory(r->scan->err) : 0;
}

/* The number of the current path among those of the first record, or NAMES_NONE; paths mostly come in the same order. */
static size_t
find(const struct json_record *r)
{
	struct str path = { r->at.s, r->at.n };
	size_t next = r->last + 1;
	return next < r->paths.n && str_eq(names_at(&r->paths, next), path) ? next : names_find(&r->paths, path);
}

/* One long key with an object of many short ones has names that are as long as the square of its text. */
static bool
too_long(const struct json_record *r, const struct names *t)
{
	return r->at.n > INPUT_LONGEST - t->bytes.n;
}

static int
refuse_long(struct json_record *r)
{
	err_set(r->scan->err, ERR_INPUT, "the names of the keys of a record take more than %d MiB", INPUT_LONGEST >> 20);
	json_scan_place(r->scan);
	return -1;
}

/* Adds a path of the first record. */
static int
learn(struct json_record *r, bool object)
{
	if (too_long(r, &r->paths))
		return refuse_long(r);
	if (!object && r->n_columns == ROWS_COLUMNS) {
		err_set(r->scan->err, ERR_INPUT, "more than %d columns", ROWS_COLUMNS);
		json_scan_place(r->scan);
		return -1;
	}
	if (!mem_reserve(&r->path, &r->cap_path, r->paths.n + 1, sizeof r->path[0]) ||
		!names_add(&r->paths, (struct str){ r->at.s, r->at.n })) {
		err_memory(r->scan->err);
		return -1;
	}
	r->path[r->paths.n - 1] = (struct path){ object ? NAMES_NONE : r->n_columns++, 0 };
	return 0;
}

/* A path that the first record does not have. */
static int
meet_strange(struct json_record *r)
{
	struct str path = { r->at.s, r->at.n };
	if (r->strict) {
		err_hint(r->scan->err, "name it there too (null will do), or choose columns");
		return refuse(r, "the first record does not have this key");
	}
	if (names_find(&r->strange, path) != NAMES_NONE)
		return refuse(r, "the record has this key twice");
	if (too_long(r, &r->strange))
		return refuse_long(r);
	r->last = NAMES_NONE - 1;	/* no guess for the next */
	r->column = NAMES_NONE;
	if (names_add(&r->strange, path))
		return 0;
	err_memory(r->scan->err);
	return -1;
}

/* Finds the column of the key whose value is the scan's last token; 0, or -1. */
static int
meet(struct json_record *r, bool object)
{
	size_t i = find(r);
	if (i == NAMES_NONE && r->records > 1)
		return meet_strange(r);
	if (i == NAMES_NONE) {
		i = r->paths.n;
		if (learn(r, object))
			return -1;
	}
	if (r->path[i].seen == r->records)
		return refuse(r, "the record has this key twice");
	r->path[i].seen = r->records;
	r->last = i;
	r->column = r->path[i].column;
	if (r->column == NAMES_NONE && !object && r->scan->at.token != JSON_NULL)
		return refuse(r, "the first record has an object here");
	return 0;
}

int
json_record_next(struct json_record *r)
{
	struct json_scan *s = r->scan;
	for (;;) {
		enum json_token token = json_scan_next(s);
		if (token == JSON_ERROR)
			return -1;
		if (token == JSON_OBJECT_END) {
			if (s->depth == r->outside)
				return 0;
			continue;
		}
		if (set_path(r) || (token = json_scan_next(s)) == JSON_ERROR || meet(r, token == JSON_OBJECT))
			return -1;
		r->cell = s->at;
		if (token == JSON_OBJECT && r->column == NAMES_NONE)
			r->prefix[s->depth] = r->at.n;
		else if ((token == JSON_OBJECT || token == JSON_ARRAY) && json_scan_skip(s))
			return -1;
		else if (r->column != NAMES_NONE)
			return 1;
	}
}

void
json_record_names(const struct json_record *r, struct str name[])
{
	for (size_t i = 0; i < r->paths.n; i++)
		if (r->path[i].column != NAMES_NONE)
			name[r->path[i].column] = names_at(&r->paths, i);
}

void
json_record_free(struct json_record *r)
{
	names_free(&r->paths);
	names_free(&r->strange);
	mem_free(r->path);
	text_free(&r->at);
}
