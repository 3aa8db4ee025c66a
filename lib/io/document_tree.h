/* SPDX-License-Identifier: MIT */
/* document_tree: a JSON value as a tree of cJSON, built from the tokens of our own scanner. */
#ifndef IO_DOCUMENT_TREE_H
#define IO_DOCUMENT_TREE_H

#include <cjson/cJSON.h>

#include "io/document.h"
#include "io/json_scan.h"

/* A struct node of document.h is a cJSON. */
static inline const cJSON *
document_tree_inside(const struct node *n)
{
	return (const cJSON *)(const void *)n;
}

static inline const struct node *
document_tree_outside(const cJSON *n)
{
	return (const struct node *)(const void *)n;
}

/*
 * Reads the object or array that the scanner's last token opens, and nothing behind it, into *root (cJSON_Delete frees it, also after an
 * error).  cJSON itself accepts too much and loses digits, so that it never sees the text: it only holds what was read.  A number beyond
 * the largest double is +-infinity in the tree.  Returns 0; ERR_INPUT with its place for what is not JSON, for more than longest bytes
 * and for a key that is twice in an object; ERR_MEMORY.
 */
int document_tree_read(struct json_scan *s, size_t longest, cJSON **root);

/* Adds the path from root to node, as in draws[3].alpha, to t; false when node is not below root. */
bool document_tree_path(const cJSON *root, const cJSON *node, struct text *t);

#endif
