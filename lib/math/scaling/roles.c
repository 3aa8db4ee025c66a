/* SPDX-License-Identifier: MIT */
/* roles: see roles.h.  What is there, and what a law takes of it. */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "math/scaling/roles.h"

int
roles_caret(const char *option, struct str text, const struct err *inner, struct err *e)
{
	return expr_explain(option, text, inner, e);
}

/* Adds a word to a text that holds size bytes, as far as it fits. */
static void
add(char *out, size_t size, struct str s)
{
	size_t n = strlen(out), k = s.n < size - 1 - n ? s.n : size - 1 - n;

	if (k)
		memcpy(out + n, s.s, k);
	out[n + k] = '\0';
}

/* "the columns are a, b, c": the header for a message. */
void
roles_header(const struct roles *r, struct err *e)
{
	char all[180] = "", shown[STR_SHOWN];

	for (size_t c = 0; c < r->columns; c++) {
		add(all, sizeof all - 4, c ? STR(", ") : STR(""));
		add(all, sizeof all - 4, str_of(str_show(r->column[c], shown)));
	}
	if (strlen(all) == sizeof all - 5)
		strcat(all, "...");
	err_hint(e, "the columns are %s", all);
}

static void
name_role(struct role *p, const char *name)
{
	p->name[0] = '\0';
	add(p->name, sizeof p->name, str_of(name));
}

/* A column as an expression. */
static int
take_column(struct roles *r, struct role *p, size_t c, struct err *e)
{
	struct expr_name name = { STR("column"), EXPR_COLUMN, c, 0 };

	if (expr_compile(STR("column"), 1, &name, &p->x, e))
		return e->code;
	p->from = ROLE_FOUND;
	p->column = c;
	p->text[0] = '\0';
	add(p->text, ROLE_TEXT, r->column[c]);
	return 0;
}

/* The only column with a usual name, whole names first. */
static int
find(struct roles *r, struct role *p, enum usual role, struct err *e)
{
	static const char *const what[] = { "parameters (N)", "tokens (D)", "compute (C)", "the loss" };
	char a[STR_SHOWN], b[STR_SHOWN];
	size_t found[2], n = 0;

	if (p->from)
		return 0;
	for (int whole = 1; whole >= 0 && n == 0; whole--)
		for (size_t c = 0; c < r->columns; c++)
			if (roles_usual(role, r->column[c], whole))
				found[n++ > 0] = c;
	if (n == 1)
		return take_column(r, p, found[0], e);
	if (n == 0)
		err_set(&p->problem, ERR_USAGE, "no column is named as %s usually is: say %s", what[role],
		        role == USUAL_LOSS ? "-y EXPR" : "-x ROLE=EXPR");
	p->several = n > 1;
	if (n > 1)
		err_set(&p->problem, ERR_USAGE, "%s may be \"%s\" or \"%s\": say which by %s", what[role], str_show(r->column[found[0]], a),
		        str_show(r->column[found[1]], b), role == USUAL_LOSS ? "-y EXPR" : "-x ROLE=EXPR");
	roles_header(r, &p->problem);
	return 0;
}

/* Names of the columns, and behind them of the roles, for an expression. */
static struct expr_name *
names(const struct roles *r, bool with_roles, size_t *n)
{
	struct expr_name *name = mem_alloc(r->columns + ROLES, sizeof *name);

	*n = r->columns;
	for (size_t c = 0; name && c < r->columns; c++)
		name[c] = (struct expr_name){ r->column[c], EXPR_COLUMN, c, 0 };
	for (size_t k = 0; name && with_roles && k < r->n; k++)
		if (r->role[k].from)
			name[(*n)++] = (struct expr_name){ str_of(r->role[k].name), EXPR_COLUMN, r->columns + k, 0 };
	return name;
}

static int
compile(const struct roles *r, bool with_roles, const char *option, struct str text, struct expr **x, struct err *e)
{
	struct err inner = { 0 };
	size_t n;
	struct expr_name *name = names(r, with_roles, &n);

	*x = NULL;
	if (!name)
		return err_memory(e);
	if (expr_compile(text, n, name, x, &inner))
		roles_caret(option, text, &inner, e);
	mem_free(name);
	return e->code;
}

int
roles_expression(const struct roles *r, const char *option, const char *text, struct expr **x, struct err *e)
{
	return compile(r, true, option, str_of(text), x, e);
}

/* The place of a role, made when it is new; SIZE_MAX when there is no room. */
static size_t
place(struct roles *r, struct str name)
{
	for (size_t k = 0; k < r->n; k++)
		if (str_is(name, r->role[k].name))
			return k;
	if (r->n == ROLES || name.n == 0 || name.n >= LAW_NAME)
		return SIZE_MAX;
	add(r->role[r->n].name, LAW_NAME, name);
	return r->n++;
}

static bool
is_word(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (i && c >= '0' && c <= '9')))
			return false;
	}
	return s.n > 0;
}

/* ROLE=EXPR. */
static int
type(struct roles *r, const char *text, struct err *e)
{
	char shown[STR_SHOWN];
	struct str rest, name = str_trim(str_cut(str_of(text), '=', &rest));
	size_t k = is_word(name) && str_trim(rest).n > 0 && rest.s[0] != '=' ? place(r, name) : SIZE_MAX;

	if (k == SIZE_MAX)
		return err_set(e, ERR_USAGE, "-x: \"%s\" is not ROLE=EXPR, such as N=n_params", str_show(str_of(text), shown));
	struct role *p = &r->role[k];
	expr_free(p->x);
	if (compile(r, false, "-x", rest, &p->x, e))
		return e->code;
	p->from = ROLE_TYPED;
	p->text[0] = '\0';
	add(p->text, ROLE_TEXT, str_trim(rest));
	return 0;
}

/* How many of N, D, C are there; the last of them in *only. */
static size_t
present(const struct roles *r, size_t *only)
{
	size_t n = 0;

	for (size_t k = ROLE_N; k <= ROLE_C; k++) {
		if (r->role[k].from == ROLE_TYPED || r->role[k].from == ROLE_FOUND) {
			*only = k;
			n++;
		}
	}
	return n;
}

/* N, D or C from the two others. */
static void
derive(struct roles *r)
{
	static const char *const form[] = { "C/(% D)", "C/(% N)", "% N D" };
	char factor[NUM_TEXT + 1];
	size_t only;

	factor[num_print(r->per_token, factor)] = '\0';
	for (size_t k = ROLE_N; k <= ROLE_C && present(r, &only) == 2; k++) {
		struct role *p = &r->role[k];
		if (p->from || p->several)
			continue;
		struct str rest, front = str_cut(str_of(form[k]), '%', &rest);
		add(p->text, ROLE_TEXT, front);
		add(p->text, ROLE_TEXT, str_of(factor));
		add(p->text, ROLE_TEXT, rest);
		p->from = ROLE_DERIVED;
	}
}

/* -x L=EXPR is the response, until something else turns out to be: then L is a role like others. */
static int
move_away(struct roles *r, struct err *e)
{
	struct role *y = &r->role[ROLE_RESPONSE];

	if (r->n == ROLES)
		return err_set(e, ERR_USAGE, "more than %d roles", ROLES);
	r->role[r->n++] = *y;
	*y = (struct role){ .name = "y" };
	return 0;
}

int
roles_find(struct roles *r, size_t columns, const struct str column[], size_t n_x, const char *const x[], const char *y,
           double per_token, struct err *e)
{
	*r = (struct roles){ .columns = columns, .column = column, .n = ROLE_OTHERS, .per_token = per_token };
	name_role(&r->role[ROLE_N], "N");
	name_role(&r->role[ROLE_D], "D");
	name_role(&r->role[ROLE_C], "C");
	name_role(&r->role[ROLE_RESPONSE], "L");
	for (size_t i = 0; i < n_x; i++)
		if (type(r, x[i], e))
			return e->code;
	if (y) {
		struct role *p = &r->role[ROLE_RESPONSE];
		if (p->from && move_away(r, e))
			return e->code;
		if (compile(r, false, "-y", str_of(y), &p->x, e))
			return e->code;
		p->from = ROLE_TYPED;
		add(p->text, ROLE_TEXT, str_trim(str_of(y)));
		r->said = true;
	}
	for (size_t k = 0; k < ROLE_OTHERS; k++)
		if (find(r, &r->role[k], (enum usual)k, e))
			return e->code;
	derive(r);
	return 0;
}

void
roles_free(struct roles *r)
{
	for (size_t k = 0; k < r->n; k++) {
		expr_free(r->role[k].x);
		mem_free(r->role[k].value);
	}
	r->n = 0;
}

const char *
roles_law(const struct roles *r, struct err *e)
{
	size_t only = ROLE_N, n = present(r, &only);

	if (n >= 2)
		return "chinchilla";
	for (size_t k = ROLE_N; k <= ROLE_C; k++) {
		if (r->role[k].several) {
			*e = r->role[k].problem;
			return NULL;
		}
	}
	if (n == 1)
		return "power_offset";
	*e = r->role[ROLE_N].problem;
	return NULL;
}

size_t
roles_loss(struct roles *r, struct err *e)
{
	size_t k = place(r, STR("loss"));

	if (r->role[ROLE_RESPONSE].from == ROLE_FOUND || k == SIZE_MAX)
		return ROLE_RESPONSE;
	if (find(r, &r->role[k], USUAL_LOSS, e) || !r->role[k].from)
		return ROLE_RESPONSE;
	r->role[k].hidden = true;
	return k;
}

/* The role a law calls x: the only one typed, else the only one of N, D, C. */
static size_t
stand_in(const struct roles *r)
{
	size_t typed = 0, at = SIZE_MAX, only = SIZE_MAX;

	for (size_t k = 0; k < r->n; k++) {
		if (k != ROLE_RESPONSE && r->role[k].from == ROLE_TYPED) {
			at = k;
			typed++;
		}
	}
	if (typed)
		return typed == 1 ? at : SIZE_MAX;
	return present(r, &only) == 1 ? only : SIZE_MAX;
}

/* Finds the column of the same name, letter case and all, for a role without usual names. */
static int
same_name(struct roles *r, struct role *p, struct err *e)
{
	for (size_t c = 0; c < r->columns && !p->from; c++)
		if (str_is(r->column[c], p->name) && take_column(r, p, c, e))
			return e->code;
	if (p->from)
		return 0;
	err_set(e, ERR_USAGE, "nothing says what %s is: say -x %s=EXPR", p->name, p->name);
	roles_header(r, e);
	return e->code;
}

static int
take(struct roles *r, const char *name, size_t *at, struct err *e)
{
	size_t k = place(r, str_of(name));

	if (k == SIZE_MAX)
		return err_set(e, ERR_USAGE, "more than %d roles", ROLES);
	if (strcmp(name, "x") == 0 && !r->role[k].from) {
		size_t other = stand_in(r);
		k = other == SIZE_MAX ? k : other;
	}
	struct role *p = &r->role[k];
	if (!p->from && k <= ROLE_C)
		*e = p->problem;
	else if (!p->from)
		same_name(r, p, e);
	if (e->code)
		return e->code;
	p->wanted = true;
	*at = k;
	return 0;
}

int
roles_take(struct roles *r, size_t n, char name[][LAW_NAME], const char *response, size_t at[], struct err *e)
{
	struct role *y = &r->role[ROLE_RESPONSE];
	/* Where the loss is a column of the law, the response is something else. */
	for (size_t i = 0; i < n; i++) {
		if (strcmp(name[i], "L") == 0 && response) {
			if (y->from == ROLE_TYPED && !r->said && move_away(r, e))
				return e->code;
			name_role(y, response);
			if (!r->said) {
				expr_free(y->x);
				y->x = NULL;
				y->from = ROLE_NONE;
			}
			size_t k = place(r, STR("L"));
			if (k == SIZE_MAX || (!r->role[k].from && find(r, &r->role[k], USUAL_LOSS, e)))
				return e->code ? e->code : err_set(e, ERR_USAGE, "more than %d roles", ROLES);
			if (!r->role[k].from) {
				*e = r->role[k].problem;
				return e->code;
			}
		}
	}
	for (size_t i = 0; i < n; i++)
		if (take(r, name[i], &at[i], e))
			return e->code;
	if (!response)
		return 0;
	name_role(y, response);
	y->wanted = true;
	if (!y->from && strcmp(response, "L") != 0 && !y->several)
		return same_name(r, y, e);
	if (!y->from)
		*e = y->problem;
	return e->code;
}
