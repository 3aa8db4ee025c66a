/* SPDX-License-Identifier: MIT */
/* json_rows: see json_rows.h. */
#include "io/json_rows.h"

static int
refuse(struct json_rows *r, const char *what, const char *where, size_t line, size_t column)
{
	err_set(r->scan.err, ERR_INPUT, "%s among %s", what, where);
	err_at(r->scan.err, r->scan.in->name, line, column);
	return -1;
}

/* A row of this form begins at the scan's last token; all rows have the form of the first. */
static int
begin(struct json_rows *r, enum json_form form)
{
	static const char *const one[] = { "", "a single value", "a row", "a record" };
	static const char *const many[] = { "", "single values", "rows", "records" };
	if (r->form == JSON_UNKNOWN)
		r->form = form;
	if (r->form != form)
		return refuse(r, one[form], many[r->form], r->line, r->column);
	r->count = 0;
	return 1;
}

static void
mark(struct json_rows *r)
{
	r->line = r->scan.at.line;
	r->column = r->scan.at.column;
}

/* The array just opened is a row outside of any other; its first token was read or not. */
static int
begin_bare(struct json_rows *r, bool peeked)
{
	r->bare = true;
	r->peeked = peeked;
	if (r->empty_line) {
		err_set(r->scan.err, ERR_INPUT, "an empty array stands before the first row");
		err_at(r->scan.err, r->scan.in->name, r->empty_line, 0);
		return -1;
	}
	return begin(r, JSON_ROWS);
}

/* What is refused is refused behind its first token, wherever the buffer ends: only a row that is welcome may leave it unread. */
static bool
may_begin(const struct json_rows *r)
{
	return (r->form == JSON_UNKNOWN || r->form == JSON_ROWS) && !r->empty_line;
}

int
json_rows_next(struct json_rows *r)
{
	struct json_scan *s = &r->scan;
	for (;;) {
		enum json_token t = json_scan_next(s);
		mark(r);
		if (t == JSON_ARRAY && !r->inside) {
			if (may_begin(r) && json_scan_at_number(s))
				return begin_bare(r, false);
			t = json_scan_next(s);
			r->inside = t == JSON_ARRAY || t == JSON_OBJECT;
			if (!r->inside && t != JSON_ERROR && (t != JSON_ARRAY_END || r->bare))
				return begin_bare(r, true);
			if (r->inside)
				mark(r);
			else if (!r->empty_line)
				r->empty_line = r->line;
		}
		switch (t) {
		case JSON_ERROR:
			return -1;
		case JSON_END:
			return 0;
		case JSON_ARRAY_END:
			r->inside = false;
			break;
		case JSON_ARRAY:
			return begin(r, JSON_ROWS);
		case JSON_OBJECT:
			json_record_begin(&r->record);
			return begin(r, JSON_RECORDS);
		default:
			r->peeked = true;
			return r->inside ? refuse(r, "a single value", r->form == JSON_ROWS ? "rows" : "records", r->line, r->column)
					 : begin(r, JSON_SCALARS);
		}
	}
}

int
json_rows_cell(struct json_rows *r, size_t *column, const struct json_value **x)
{
	if (r->form == JSON_RECORDS) {
		int got = json_record_next(&r->record);
		*column = r->record.column;
		*x = &r->record.cell;
		return got;
	}
	if (!r->peeked && r->form == JSON_SCALARS)
		return 0;
	if (!r->peeked)
		json_scan_next(&r->scan);
	r->peeked = false;
	*column = r->count++;
	*x = &r->scan.at;
	switch (r->scan.at.token) {
	case JSON_ERROR:
		return -1;
	case JSON_ARRAY_END:
		r->count--;
		return 0;
	case JSON_ARRAY:
		return refuse(r, "an array", "the values of a row", (*x)->line, (*x)->column);
	case JSON_OBJECT:
		return refuse(r, "an object", "the values of a row", (*x)->line, (*x)->column);
	default:
		return 1;
	}
}

void
json_rows_again(struct json_rows *r)
{
	r->peeked = true;
	r->count--;
}

size_t
json_rows_numbers(struct json_rows *r, size_t max, double v[])
{
	size_t n = r->peeked ? 0 : json_scan_numbers(&r->scan, max, v);
	r->count += n;
	return n;
}

void
json_rows_free(struct json_rows *r)
{
	json_scan_free(&r->scan);
	json_record_free(&r->record);
}
