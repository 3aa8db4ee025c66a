/* SPDX-License-Identifier: MIT */
/* document: see document.h. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "io/document.h"
#include "io/document_tree.h"

struct document {
	struct input in;
	struct json_scan scan;
	struct err *err;
	const char *schema;
	int major;
	cJSON *root;
	size_t line;			/* where it begins */
};

struct document *
document_open(const char *path, const char *schema, int major, struct err *e)
{
	struct document *d = e->code ? NULL : mem_zero(1, sizeof *d);
	if (!d) {
		err_memory(e);
		return NULL;
	}
	d->err = e;
	d->schema = schema;
	d->major = major;
	d->scan = (struct json_scan){ .in = &d->in, .err = e };
	if (input_open(&d->in, path, e)) {
		document_close(d);
		return NULL;
	}
	return d;
}

void
document_close(struct document *d)
{
	if (!d)
		return;
	input_close(&d->in, d->err);
	json_scan_free(&d->scan);
	cJSON_Delete(d->root);
	mem_free(d);
}

/* Is it a document of ours, and of the version we know? */
static int
check_schema(const struct document *d)
{
	char known[80], shown[STR_SHOWN];
	struct str is;
	snprintf(known, sizeof known, "%s/%d", d->schema, d->major);
	if (!document_find(document_root(d), "schema")) {
		err_set(d->err, ERR_INPUT, "not a document of mlcoreutils: it has no \"schema\"");
		err_hint(d->err, "\"schema\": \"%s\" was expected", known);
		return document_place(d, document_root(d), NULL);
	}
	if (document_text(d, document_root(d), "schema", &is) || str_is(is, known))
		return d->err->code;
	size_t n = strlen(d->schema);
	if (is.n > n && memcmp(is.s, d->schema, n) == 0 && is.s[n] == '/')
		err_set(d->err, ERR_INPUT, "\"%s\" is of another version; %s is read", str_show(is, shown), known);
	else
		err_set(d->err, ERR_INPUT, "the document is \"%s\", not %s", str_show(is, shown), known);
	return document_place(d, document_root(d), "schema");
}

int
document_next(struct document *d)
{
	cJSON_Delete(d->root);
	d->root = NULL;
	enum json_token token = json_scan_next(&d->scan);
	if (token == JSON_END || token == JSON_ERROR)
		return token == JSON_END ? 0 : -1;
	d->line = d->scan.at.line;
	if (token != JSON_OBJECT) {
		err_set(d->err, ERR_INPUT, "a document begins with {");
		json_scan_place(&d->scan);
		return -1;
	}
	return document_tree_read(&d->scan, DOCUMENT_LONGEST, &d->root) || check_schema(d) ? -1 : 1;
}

struct document *
document_read(const char *path, const char *schema, int major, struct err *e)
{
	struct document *d = document_open(path, schema, major, e);
	if (!d)
		return NULL;
	int got = document_next(d);
	if (got == 0) {
		err_set(e, ERR_INPUT, "no document");
		err_at(e, d->in.name, 0, 0);
	} else if (got > 0 && json_scan_next(&d->scan) > JSON_END) {
		err_set(e, ERR_INPUT, "something follows the document");
		json_scan_place(&d->scan);
	}
	if (!e->code)
		return d;
	document_close(d);
	return NULL;
}

struct err *
document_error(const struct document *d)
{
	return d->err;
}

const struct node *
document_root(const struct document *d)
{
	return document_tree_outside(d->root);
}

int
document_place(const struct document *d, const struct node *at, const char *key)
{
	struct text path = { 0 };
	if (at)
		document_tree_path(d->root, document_tree_inside(at), &path);
	if (key && path.n)
		text_byte(&path, '.');
	if (key)
		text_add(&path, str_of(key));
	if (path.failed) {
		err_clear(d->err);
		err_memory(d->err);
	}
	err_name(d->err, path.n, path.n ? path.s : "");
	err_at(d->err, d->in.name, d->line > 1 ? d->line : 0, 0);
	text_free(&path);
	return d->err->code;
}
