/* SPDX-License-Identifier: MIT */
/* document_value: what stands in a document (document.h). */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "io/document.h"
#include "io/document_tree.h"

const struct node *
document_find(const struct node *at, const char *key)
{
	const cJSON *x = cJSON_GetObjectItemCaseSensitive(document_tree_inside(at), key);
	return cJSON_IsNull(x) ? NULL : document_tree_outside(x);
}

const struct node *
document_first(const struct node *at)
{
	return document_tree_outside(document_tree_inside(at)->child);
}

const struct node *
document_after(const struct node *n)
{
	return document_tree_outside(document_tree_inside(n)->next);
}

const char *
document_key(const struct node *n)
{
	return document_tree_inside(n)->string;
}

/* The value under key, or at itself; NULL with an error when there is none. */
static const cJSON *
get(const struct document *d, const struct node *at, const char *key)
{
	if (document_error(d)->code)
		return NULL;
	const cJSON *x = key ? cJSON_GetObjectItemCaseSensitive(document_tree_inside(at), key) : document_tree_inside(at);
	if (!x) {
		err_set(document_error(d), ERR_INPUT, "this is missing");
		document_place(d, at, key);
	}
	return x;
}

/* x, found at key, is not what it should be. */
static int
refuse(const struct document *d, const struct node *at, const char *key, const cJSON *x, const char *wanted)
{
	char shown[STR_SHOWN], number[NUM_TEXT];
	struct str s = cJSON_IsString(x)  ? str_of(x->valuestring)
		: cJSON_IsNumber(x)	  ? (struct str){ number, num_print(x->valuedouble, number) }
		: cJSON_IsArray(x)	  ? STR("an array")
		: cJSON_IsObject(x)	  ? STR("an object")
		: cJSON_IsNull(x)	  ? STR("null")
		: cJSON_IsTrue(x)	  ? STR("true")
					  : STR("false");
	const char *quote = cJSON_IsString(x) ? "\"" : "";
	err_set(document_error(d), ERR_INPUT, "%s was expected, not %s%s%s", wanted, quote, str_show(s, shown), quote);
	return document_place(d, at, key);
}

/* The value if it passes the test, NULL with an error if not. */
static const cJSON *
get_if(const struct document *d, const struct node *at, const char *key, cJSON_bool (*test)(const cJSON *), const char *wanted)
{
	const cJSON *v = get(d, at, key);
	if (v && !test(v)) {
		refuse(d, at, key, v, wanted);
		return NULL;
	}
	return v;
}

static cJSON_bool
is_finite(const cJSON *v)
{
	return cJSON_IsNumber(v) && isfinite(v->valuedouble);
}

int
document_number(const struct document *d, const struct node *at, const char *key, double *x)
{
	const cJSON *v = get_if(d, at, key, is_finite, "a finite number");
	if (v)
		*x = v->valuedouble;
	return document_error(d)->code;
}

static cJSON_bool
is_real(const cJSON *v)
{
	const char *s = cJSON_IsString(v) ? v->valuestring : "";
	return is_finite(v) || cJSON_IsNull(v) || strcmp(s, "nan") == 0 || strcmp(s, "inf") == 0 || strcmp(s, "-inf") == 0;
}

static double
real(const cJSON *v)
{
	if (cJSON_IsNumber(v))
		return v->valuedouble;
	double sign = cJSON_IsString(v) && v->valuestring[0] == '-' ? -1 : 1;
	return cJSON_IsString(v) && strchr(v->valuestring, 'f') ? sign * (double)INFINITY : (double)NAN;
}

static const char a_real[] = "a number, \"inf\", \"-inf\" or null";

int
document_real(const struct document *d, const struct node *at, const char *key, double *x)
{
	const cJSON *v = get_if(d, at, key, is_real, a_real);
	if (v)
		*x = real(v);
	return document_error(d)->code;
}

int
document_reals(const struct document *d, const struct node *at, const char *key, size_t n, double x[])
{
	const cJSON *list = get_if(d, at, key, cJSON_IsArray, "an array");
	size_t have = list ? (size_t)cJSON_GetArraySize(list) : 0;
	if (!list)
		return document_error(d)->code;
	if (have != n) {
		err_set(document_error(d), ERR_INPUT, "%zu numbers were expected, not %zu", n, have);
		return document_place(d, at, key);
	}
	for (const cJSON *v = list->child; v; v = v->next, x++)
		if (document_real(d, document_tree_outside(v), NULL, x))
			break;
	return document_error(d)->code;
}

/* A string of digits as an integer of 64 bits. */
static bool
digits(const char *s, uint64_t *n)
{
	uint64_t x = 0;
	if (!*s)
		return false;
	for (; *s; s++) {
		unsigned digit = (unsigned)(*s - '0');
		if (digit > 9 || x > (UINT64_MAX - digit) / 10)
			return false;
		x = 10 * x + digit;
	}
	*n = x;
	return true;
}

int
document_count(const struct document *d, const struct node *at, const char *key, uint64_t *n)
{
	const cJSON *v = get(d, at, key);
	if (!v || (cJSON_IsString(v) && digits(v->valuestring, n)))
		return document_error(d)->code;
	double x = cJSON_IsNumber(v) ? v->valuedouble : -1;
	if (!(x >= 0 && x < 0x1p53 && x == floor(x)))	/* 2^53 may have been 2^53 + 1 */
		return refuse(d, at, key, v, "an integer from 0 to 2^53 - 1, or one in a string,");
	*n = (uint64_t)x;
	return 0;
}

int
document_flag(const struct document *d, const struct node *at, const char *key, bool *flag)
{
	const cJSON *v = get_if(d, at, key, cJSON_IsBool, "true or false");
	if (v)
		*flag = cJSON_IsTrue(v);
	return document_error(d)->code;
}

int
document_text(const struct document *d, const struct node *at, const char *key, struct str *text)
{
	const cJSON *v = get_if(d, at, key, cJSON_IsString, "a string");
	if (v)
		*text = str_of(v->valuestring);
	return document_error(d)->code;
}

int
document_array(const struct document *d, const struct node *at, const char *key, const struct node **array, size_t *n)
{
	const cJSON *v = get_if(d, at, key, cJSON_IsArray, "an array");
	if (v)
		*array = document_tree_outside(v);
	if (v && n)
		*n = (size_t)cJSON_GetArraySize(v);
	return document_error(d)->code;
}

int
document_object(const struct document *d, const struct node *at, const char *key, const struct node **object)
{
	const cJSON *v = get_if(d, at, key, cJSON_IsObject, "an object");
	if (v)
		*object = document_tree_outside(v);
	return document_error(d)->code;
}
