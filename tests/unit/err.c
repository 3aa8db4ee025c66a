/* SPDX-License-Identifier: MIT */
/* Unit test of base/err, base/mem and base/array: what is said first stays, a line is cut where its room ends, sizes do not overflow. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/err.h"
#include "base/mem.h"
#include "tap.h"

static void
first_stays(void)
{
	struct err e = { 0 };
	char line[1000];

	TAP_OK(err_set(&e, ERR_INPUT, "cell %d is %s", 7, "bad") == ERR_INPUT, "code");
	err_at(&e, "a.csv", 3, 9);
	err_name(&e, 4, "loss");
	err_hint(&e, "take %s", "care");
	TAP_OK(err_set(&e, ERR_USAGE, "later") == ERR_INPUT && err_memory(&e) == ERR_INPUT, "the first code");
	errno = ENOENT;
	TAP_OK(err_errno(&e, "later") == ERR_INPUT, "the first code");
	err_at(&e, "b.csv", 4, 1);
	err_name(&e, 5, "later");
	err_hint(&e, "later");
	err_line(&e, sizeof line, line);
	TAP_OK(strcmp(line, "a.csv:3:9 (column \"loss\"): cell 7 is bad; take care") == 0, "%s", line);
	err_clear(&e);
	TAP_OK(e.code == 0 && !e.file && !e.text[0], "cleared");

	err_set(&e, ERR_INPUT, "bad");
	err_at(&e, "a.csv", 0, 0);
	err_at(&e, "b.csv", 5, 2);
	TAP_OK(strcmp(e.file, "a.csv") == 0 && e.line == 5 && e.column == 2, "a line is added to a file");
	err_clear(&e);
	TAP_OK(err_errno(&e, "cannot open") == ERR_SYSTEM && strcmp(e.text, "cannot open: No such file or directory") == 0, "%s", e.text);
	err_clear(&e);
	TAP_OK(err_errno(&e, "%s", "") == ERR_SYSTEM && strcmp(e.text, "No such file or directory") == 0, "%s", e.text);
	err_clear(&e);
	char name[100];
	memset(name, 'n', sizeof name);
	err_name(&e, sizeof name, name);
	TAP_OK(strlen(e.name) == sizeof e.name - 1, "a long name is cut");
	TAP_OK(err_status(ERR_MEMORY) == 5 && err_status(ERR_INPUT) == 3, "exit statuses");
	tap_group("the first error stays");
}

static void
room(void)
{
	static const char *const whole[] = { "a.csv:3:9 (column \"loss\"): bad; fix it", "(column \"loss\"): bad; fix it", "a.csv:3: bad",
		"bad" };
	for (size_t k = 0; k < sizeof whole / sizeof whole[0]; k++) {
		struct err e = { .code = ERR_INPUT, .text = "bad" };
		if (k != 1 && k != 3)
			err_at(&e, "a.csv", 3, k == 0 ? 9 : 0);
		if (k < 2) {
			err_name(&e, 4, "loss");
			err_hint(&e, "fix it");
		}
		for (size_t size = 1; size < 60; size++) {
			char *out = malloc(size);	/* for the sanitizer: not a byte more */
			size_t n = strlen(whole[k]) < size ? strlen(whole[k]) : size - 1;
			err_line(&e, size, out);
			TAP_OK(strlen(out) == n && memcmp(out, whole[k], n) == 0, "%zu bytes: %s", size, out);
			free(out);
		}
	}
	struct err e = { 0 };
	char text[1000];
	memset(text, 't', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	errno = ENOENT;
	TAP_OK(err_errno(&e, "%s", text) == ERR_SYSTEM && strlen(e.text) == sizeof e.text - 1, "a text that fills its room has no reason");
	tap_group("the line is cut where its room ends");
}

static void
sizes(void)
{
	void *p = mem_alloc(0, 8), *q = mem_zero(0, 8), *r = mem_alloc(5, 0), *s = mem_zero(5, 0);
	TAP_OK(p && q && r && s, "nothing is a pointer that may be freed");
	mem_free(p), mem_free(q), mem_free(r), mem_free(s);
	volatile size_t most = SIZE_MAX;	/* a compiler that sees the size warns */
	TAP_OK(!mem_alloc(most / 8 + 2, 8) && !mem_zero(most / 8 + 2, 8) && !mem_alloc(most, 1), "products that overflow");
	char *grown = NULL;
	size_t cap = 0;
	TAP_OK(!mem_reserve(&grown, &cap, SIZE_MAX, 2) && !grown && cap == 0, "no room, nothing changed");
	TAP_OK(array_size(&(struct array){ .rank = 0 }) == 1, "one number");
	TAP_OK(array_size(&(struct array){ .rank = 3, .shape = { 2, 3, 4 } }) == 24, "a product");
	TAP_OK(array_size(&(struct array){ .rank = 2, .shape = { SIZE_MAX, 0 } }) == 0, "empty");
	TAP_OK(array_size(&(struct array){ .rank = 2, .shape = { SIZE_MAX, 2 } }) == SIZE_MAX, "overflow");
	tap_group("sizes");
}

int
main(void)
{
	first_stays();
	room();
	sizes();
	return tap_done();
}
