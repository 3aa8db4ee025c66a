/* SPDX-License-Identifier: MIT */
/* match: cells of a text column against a text or a regular expression. */
#include <string.h>

#include "base/mem.h"
#include "math/expr/inside.h"

/* Text between quotes without its escapes: \" and \\ stand for one byte, any other backslash for itself. */
static bool
unescape(struct str typed, struct str *plain)
{
	char *s = mem_alloc(typed.n + 1, 1);
	size_t n = 0;

	if (!s)
		return false;
	for (size_t i = 0; i < typed.n; i++) {
		if (typed.s[i] == '\\' && i + 1 < typed.n && (typed.s[i + 1] == '"' || typed.s[i + 1] == '\\'))
			i++;
		s[n++] = typed.s[i];
	}
	s[n] = '\0';
	*plain = (struct str){ s, n };
	return true;
}

int
expr_match_add(struct expr *x, size_t column, struct str text, bool like, size_t *index, struct err *e)
{
	struct expr_match m = { .column = column, .like = like };

	if (!mem_reserve(&x->match, &x->match_cap, x->matches + 1, sizeof *x->match) || !unescape(text, &m.text))
		return err_memory(e);
	const char *refused = like ? expr_regex_refused(m.text) : NULL;
	if (refused) {
		mem_free((char *)m.text.s);
		return err_set(e, ERR_USAGE, "bad regular expression: %s", refused);
	}
	if (like) {
		int bad = regcomp(&m.regex, m.text.s, REG_EXTENDED | REG_NOSUB);
		if (bad) {
			char why[120];
			regerror(bad, &m.regex, why, sizeof why);
			mem_free((char *)m.text.s);
			return bad == REG_ESPACE ? err_memory(e) : err_set(e, ERR_USAGE, "bad regular expression: %s", why);
		}
	}
	*index = x->matches;
	x->match[x->matches++] = m;
	return 0;
}

void
expr_match_free(struct expr_match *m)
{
	if (m->like)
		regfree(&m->regex);
	mem_free((char *)m->text.s);
}

void
expr_match_rows(const struct expr_match *m, size_t n, const struct str cell[], double d[])
{
	for (size_t i = 0; i < n; i++) {
		if (m->like) {
			/* Cells are not terminated: REG_STARTEND of the BSDs and glibc takes their bounds. */
			regmatch_t bounds = { .rm_so = 0, .rm_eo = (regoff_t)cell[i].n };
			d[i] = regexec(&m->regex, cell[i].n ? cell[i].s : "", 0, &bounds, REG_STARTEND) == 0;
		} else {
			d[i] = str_eq(cell[i], m->text);
		}
	}
}
