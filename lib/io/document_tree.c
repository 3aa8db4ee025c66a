/* SPDX-License-Identifier: MIT */
/* document_tree: see document_tree.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/document_tree.h"

bool
document_tree_path(const cJSON *root, const cJSON *node, struct text *t)
{
	size_t length = t->n, i = 0;
	if (root == node)
		return true;
	for (const cJSON *child = root->child; child; child = child->next, i++) {
		char index[32];
		snprintf(index, sizeof index, "[%zu]", i);
		if (child->string && t->n)
			text_byte(t, '.');
		text_add(t, str_of(child->string ? child->string : index));
		if (document_tree_path(child, node, t))
			return true;
		t->n = length;
	}
	return false;
}

static int
by_key(const void *a, const void *b)
{
	const cJSON *const *x = a, *const *y = b;
	return strcmp((*x)->string, (*y)->string);
}

/* A member of the object whose key another one has too, in *twice, or NULL.  0 or ERR_MEMORY. */
static int
find_twice(const cJSON *object, const cJSON **twice, struct err *e)
{
	size_t n = 0;
	*twice = NULL;
	for (const cJSON *m = object->child; m; m = m->next)
		n++;
	const cJSON **v = mem_alloc(n, sizeof *v);
	if (!v)
		return err_memory(e);
	n = 0;
	for (const cJSON *m = object->child; m; m = m->next)
		v[n++] = m;
	qsort(v, n, sizeof *v, by_key);
	for (size_t i = 1; i < n && !*twice; i++)
		if (by_key(&v[i - 1], &v[i]) == 0)
			*twice = v[i];
	mem_free(v);
	return 0;
}

static int
check_keys(const cJSON *root, const cJSON *object, struct json_scan *s)
{
	const cJSON *twice;
	if (find_twice(object, &twice, s->err))
		return s->err->code;
	if (twice) {
		struct text path = { 0 };
		document_tree_path(root, twice, &path);
		err_set(s->err, ERR_INPUT, "an object has this key twice");
		err_name(s->err, path.n, path.n ? path.s : "");
		text_free(&path);
		json_scan_place(s);
	}
	return s->err->code;
}

/* The value of the last token, empty when it opens an array or object; terminated is for strings.  NULL without memory. */
static cJSON *
create(const struct json_value *x, struct text *terminated)
{
	switch (x->token) {
	case JSON_OBJECT:
		return cJSON_CreateObject();
	case JSON_ARRAY:
		return cJSON_CreateArray();
	case JSON_NUMBER:
		return cJSON_CreateNumber(x->value);
	case JSON_TRUE:
	case JSON_FALSE:
		return cJSON_CreateBool(x->token == JSON_TRUE);
	case JSON_STRING:
		terminated->n = 0;
		text_add(terminated, x->text);
		text_byte(terminated, '\0');
		return terminated->failed ? NULL : cJSON_CreateString(terminated->s);
	default:
		return cJSON_CreateNull();
	}
}

/* Adds the value of the last token to parent, under key in an object; NULL without memory. */
static cJSON *
add(cJSON *parent, const struct text *key, const struct json_value *x, struct text *terminated)
{
	cJSON *item = create(x, terminated);
	if (item && (cJSON_IsObject(parent) ? cJSON_AddItemToObject(parent, key->s, item) : cJSON_AddItemToArray(parent, item)))
		return item;
	cJSON_Delete(item);
	return NULL;
}

/* Reads one token into the tree; open[] are the values open at each depth of the scanner. */
static int
step(struct json_scan *s, cJSON *open[], struct text *key, struct text *terminated)
{
	size_t depth = s->depth;
	enum json_token token = json_scan_next(s);
	if (token == JSON_ERROR)
		return s->err->code;
	if (token == JSON_KEY) {
		key->n = 0;
		text_add(key, s->at.text);
		text_byte(key, '\0');
		return key->failed ? err_memory(s->err) : 0;
	}
	if (token == JSON_OBJECT_END)
		return check_keys(open[0], open[depth], s);
	if (token == JSON_ARRAY_END)
		return 0;
	cJSON *item = add(open[depth], key, &s->at, terminated);
	if (!item)
		return err_memory(s->err);
	open[s->depth] = s->depth > depth ? item : open[s->depth];
	return 0;
}

int
document_tree_read(struct json_scan *s, size_t longest, cJSON **root)
{
	cJSON *open[JSON_DEPTH + 1];	/* open[0], never a parent, is the root of paths */
	struct text key = { 0 }, terminated = { 0 };
	size_t outside = s->depth - 1;
	uint64_t start = s->in->offset + s->in->at;
	*root = open[0] = open[s->depth] = create(&s->at, &terminated);
	if (!*root) {
		text_free(&terminated);
		return err_memory(s->err);
	}
	while (!s->err->code && s->depth > outside && !step(s, open, &key, &terminated))
		if (s->in->offset + s->in->at - start >= longest) {
			err_set(s->err, ERR_INPUT, "a document is longer than %zu bytes", longest);
			json_scan_place(s);
		}
	text_free(&key);
	text_free(&terminated);
	return s->err->code;
}
