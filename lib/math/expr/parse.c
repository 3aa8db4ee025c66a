/* SPDX-License-Identifier: MIT */
/* parse: the grammar of expr.h, by precedence climbing, straight into the graph. */
#include "math/expr/parse.h"

static struct part unary(struct parser *p);
static struct part binary(struct parser *p, int loosest);

static int
kind(const struct parser *p)
{
	return p->lex.now.kind;
}

static void
next(struct parser *p)
{
	expr_lex_next(&p->lex);
}

static uint32_t
op(struct parser *p, enum expr_op o, uint32_t a, uint32_t b)
{
	return expr_dag_op(&p->x->dag, o, a, b, 0);
}

static void
expected(struct parser *p, const char *what)
{
	char shown[STR_SHOWN];
	struct token t = p->lex.now;

	if (!expr_lex_fails(&p->lex, t.at))
		return;
	if (t.kind == TOKEN_END)
		err_set(p->lex.e, ERR_USAGE, "expected %s, found the end", what);
	else
		err_set(p->lex.e, ERR_USAGE, "expected %s, found \"%s\"", what, str_show(t.text, shown));
}

/* Takes the ) that belongs to the ( at byte open; what also names what else could have come. */
static void
close(struct parser *p, size_t open, const char *what)
{
	if (kind(p) == ')') {
		next(p);
	} else if (!p->lex.e->code) {
		expected(p, what);
		err_hint(p->lex.e, "the ( is at byte %zu", open + 1);
	}
}

/* One level of nesting more; whoever enters leaves by depth--. */
static bool
enter(struct parser *p)
{
	if (++p->depth > EXPR_DEPTH && expr_lex_fails(&p->lex, p->lex.now.at))
		err_set(p->lex.e, ERR_USAGE, "more than %d nested parentheses, signs and powers", EXPR_DEPTH);
	return !p->lex.e->code;
}

/* The node of a value that has to be a number. */
static uint32_t
numeric(struct parser *p, const struct part *v)
{
	if (v->string && expr_lex_fails(&p->lex, v->at)) {
		err_set(p->lex.e, ERR_USAGE, "text where a number is expected");
		err_hint(p->lex.e, "text is compared with a column by == != =~");
	}
	return v->node;
}

/* Arguments up to the closing parenthesis; the name and ( are taken. */
static struct part
call(struct parser *p, struct token t)
{
	const struct expr_function *f = expr_name_function(p, t);
	size_t n = 0;
	struct part v = { .at = t.at };

	if (!f)
		return v;
	size_t open = p->lex.now.at;
	enter(p);
	do {
		next(p);
		struct part a = binary(p, 1);
		uint32_t node = numeric(p, &a);
		v.node = n == 0 && f->many ? node : op(p, f->op, f->many ? v.node : node, f->many ? node : 0);
		n++;
	} while (kind(p) == ',');
	if (kind(p) == ')' && (f->many ? n < 2 : n != 1) && expr_lex_fails(&p->lex, t.at))
		err_set(p->lex.e, ERR_USAGE, "%s takes %s, not %zu", f->name,
		        f->many ? "two arguments or more" : "one argument", n);
	close(p, open, ", or )");
	p->depth--;
	return v;
}

static struct part
primary(struct parser *p)
{
	struct token t = p->lex.now;
	struct part v = { .at = t.at };

	switch (t.kind) {
	case TOKEN_NUMBER:
		v.node = expr_dag_number(&p->x->dag, t.value);
		next(p);
		return v;
	case TOKEN_STRING:
		v.string = true;
		v.text = t.name;
		next(p);
		return v;
	case TOKEN_NAME:
		next(p);
		return kind(p) == '(' && !t.braced ? call(p, t) : expr_name_value(p, t);
	case '(':
		if (!enter(p))
			return v;
		next(p);
		v = binary(p, 1);
		v.bare = false;
		close(p, t.at, ")");
		p->depth--;
		return v;
	default:
		expected(p, "a number, a name, a function or (");
		return v;
	}
}

static struct part
unary(struct parser *p)
{
	struct part v = { .at = p->lex.now.at };
	int sign = kind(p);

	if (sign != '-' && sign != '+' && sign != '!') {
		v = primary(p);
		if (kind(p) != '^' || !enter(p))
			return v;
		next(p);
		struct part power = unary(p);
		v = (struct part){ .at = v.at, .node = op(p, OP_POW, numeric(p, &v), numeric(p, &power)) };
	} else {
		if (!enter(p))
			return v;
		next(p);
		struct part a = unary(p);
		v.node = numeric(p, &a);
		if (sign != '+')
			v.node = op(p, sign == '-' ? OP_NEG : OP_NOT, v.node, 0);
	}
	p->depth--;
	return v;
}

/* How tightly a token binds as a binary operator, 0 when it is none. */
enum { COMPARES = 3 };
static int
binds(int k)
{
	switch (k) {
	case TOKEN_OR:
		return 1;
	case TOKEN_AND:
		return 2;
	case '<': case '>': case TOKEN_LE: case TOKEN_GE: case TOKEN_EQ: case TOKEN_NE: case TOKEN_LIKE:
		return COMPARES;
	case '+': case '-':
		return 4;
	case '*': case '/':
		return 5;
	default:
		return 0;
	}
}

/* a == "text", a != "text", a =~ "text", with the sides of the first two in any order. */
static uint32_t
match(struct parser *p, int k, const struct part *a, const struct part *b)
{
	const struct part *column = a->string ? b : a, *text = a->string ? a : b;
	size_t index = 0;

	if (k == TOKEN_LIKE && !b->string) {
		if (expr_lex_fails(&p->lex, b->at))
			err_set(p->lex.e, ERR_USAGE, "expected a regular expression in double quotes after =~");
	} else if (!column->bare) {
		if (expr_lex_fails(&p->lex, column->at)) {
			err_set(p->lex.e, ERR_USAGE, "expected a column of text to compare with text");
			err_hint(p->lex.e, "as in State == \"finished\"");
		}
	} else if (!p->lex.e->code) {
		struct err e = { 0 };
		int code = expr_match_add(p->x, column->column, text->text, k == TOKEN_LIKE, &index, &e);
		if (code && expr_lex_fails(&p->lex, text->at))
			err_set(p->lex.e, code, "%s", e.text);
	}
	uint32_t node = expr_dag_leaf(&p->x->dag, OP_MATCH, index);
	return k == TOKEN_NE ? op(p, OP_NOT, node, 0) : node;
}

static uint32_t
join(struct parser *p, int k, const struct part *a, const struct part *b)
{
	if (k == TOKEN_LIKE || ((k == TOKEN_EQ || k == TOKEN_NE) && (a->string || b->string)))
		return match(p, k, a, b);
	uint32_t u = numeric(p, a), v = numeric(p, b);
	switch (k) {
	case TOKEN_OR:
		return op(p, OP_OR, u, v);
	case TOKEN_AND:
		return op(p, OP_AND, u, v);
	case '<':
		return op(p, OP_LT, u, v);
	case '>':
		return op(p, OP_LT, v, u);
	case TOKEN_LE:
		return op(p, OP_LE, u, v);
	case TOKEN_GE:
		return op(p, OP_LE, v, u);
	case TOKEN_EQ:
		return op(p, OP_EQ, u, v);
	case TOKEN_NE:
		return op(p, OP_NE, u, v);
	case '+':
		return op(p, OP_ADD, u, v);
	case '-':
		return op(p, OP_SUB, u, v);
	case '*':
		return op(p, OP_MUL, u, v);
	default:
		return op(p, OP_DIV, u, v);
	}
}

/* Everything that binds at least as tightly as loosest. */
static struct part
binary(struct parser *p, int loosest)
{
	struct part a = unary(p);
	int k, level;

	while (level = binds(k = kind(p)), level >= loosest) {
		next(p);
		struct part b = binary(p, level + 1);
		a = (struct part){ .at = a.at, .node = join(p, k, &a, &b) };
		if (level == COMPARES && binds(kind(p)) == COMPARES && expr_lex_fails(&p->lex, p->lex.now.at)) {
			err_set(p->lex.e, ERR_USAGE, "comparisons do not chain");
			err_hint(p->lex.e, "join two by &&, or use parentheses");
		}
	}
	return a;
}

int
expr_parse(struct str text, size_t n, const struct expr_name names[], struct expr_gather *open, struct expr *x, struct err *e)
{
	struct parser p = { .lex = { .text = text, .e = e }, .x = x, .names = n, .name = names, .open = open };

	if (text.n > EXPR_LENGTH) {
		err_at(e, NULL, 0, EXPR_LENGTH + 1);
		return err_set(e, ERR_USAGE, "a formula of %zu bytes; at most %d are allowed", text.n, EXPR_LENGTH);
	}
	if (!expr_dag_start(&x->dag))
		return err_memory(e);
	next(&p);
	struct part v = binary(&p, 1);
	x->root = numeric(&p, &v);
	if (kind(&p) != TOKEN_END)
		expected(&p, "an operator or the end");
	return x->dag.failed ? err_memory(e) : e->code;
}
