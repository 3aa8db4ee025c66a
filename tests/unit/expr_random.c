/* SPDX-License-Identifier: MIT */
/* Random formulas against a walk over their trees: values in double, derivatives in hyper-dual numbers (Fike & Alonso 2011). */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "math/expr/expr.h"
#include "tap.h"

/* x + a e1 + b e2 + c e1 e2 with e1^2 = e2^2 = 0: c is the exact mixed second derivative. */
struct hyper {
	double x, a, b, c;
};

enum { COLUMNS = 3, PARAMS = 4, ROWS = 300 };

/* op: operator or one letter for a function; leaves n (number), c (column), p (parameter). */
struct tree {
	char op;
	int index;
	double value;
	struct tree *l, *r;
};

static const char *const parameter[] = { "alpha", "b", "c0", "K_1" }, *const column[] = { "N", "${a column}", "x2" };
static const char smooth[] = "+-*/^NELQ", all[] = "+-*/^NELQmMA<>l=&|!";

static uint64_t state;

static unsigned
below(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;	/* Knuth's MMIX generator */
	return (unsigned)(state >> 33) % n;
}

static struct tree *
grow(int depth, const char ops[])
{
	struct tree *t = calloc(1, sizeof *t);

	if (depth == 0 || below(6) == 0) {
		t->op = "ncp"[below(3)];
		t->index = (int)below(t->op == 'c' ? COLUMNS : PARAMS);
		t->value = below(3) ? (double)(1 + below(40)) / 8 : (double)(1 + below(3));
		return t;
	}
	t->op = ops[below((unsigned)strlen(ops))];
	t->l = grow(depth - 1, ops);
	if (!strchr("NELQA!", t->op))
		t->r = grow(depth - 1, ops);
	return t;
}

static void
fell(struct tree *t)
{
	if (t) {
		fell(t->l);
		fell(t->r);
		free(t);
	}
}

static int
level(char op)
{
	switch (op) {
	case '|': case '&': return op == '|' ? 1 : 2;
	case '<': case '>': case 'l': case '=': return 3;
	case '+': case '-': return 4;
	case '*': case '/': return 5;
	case 'N': case '!': return 6;
	default: return op == '^' ? 7 : 8;
	}
}

static const char *const word[128] = { ['E'] = "exp", ['L'] = "log", ['Q'] = "sqrt", ['A'] = "abs", ['m'] = "min", ['M'] = "max",
                                       ['l'] = "<=", ['='] = "==", ['&'] = "&&", ['|'] = "||" };

/* Writes t, in parentheses when it binds less tightly than least, and sometimes without need. */
static char *
spell(char *s, const struct tree *t, int least)
{
	bool paren = level(t->op) < least || below(8) == 0;
	int k = level(t->op);

	if (paren)
		*s++ = '(';
	switch (t->op) {
	case 'n':
		s += sprintf(s, "%.17g", t->value);
		break;
	case 'c':
		s += sprintf(s, "%s", column[t->index]);
		break;
	case 'p':
		s += sprintf(s, "%s", parameter[t->index]);
		break;
	case 'N': case '!':
		*s++ = t->op == 'N' ? '-' : '!';
		s = spell(s, t->l, 6);
		break;
	case 'E': case 'L': case 'Q': case 'A': case 'm': case 'M':
		s += sprintf(s, "%s(", word[(int)t->op]);
		s = spell(s, t->l, 1);
		if (t->r) {
			*s++ = ',';
			s = spell(s, t->r, 1);
		}
		*s++ = ')';
		break;
	default:
		s = spell(s, t->l, t->op == '^' ? 8 : k == 3 ? 4 : k);
		s += sprintf(s, below(2) ? "%s" : " %s ", word[(int)t->op] ? word[(int)t->op] : (char[]){ t->op, 0 });
		s = spell(s, t->r, t->op == '^' ? 6 : k + 1);
	}
	if (paren)
		*s++ = ')';
	*s = '\0';
	return s;
}

static double
walk(const struct tree *t, const double col[], const double par[])
{
	double a = t->l ? walk(t->l, col, par) : 0, b = t->r ? walk(t->r, col, par) : 0;

	switch (t->op) {
	case 'n': return t->value;
	case 'c': return col[t->index];
	case 'p': return par[t->index];
	case '+': return a + b;
	case '-': return a - b;
	case '*': return a * b;
	case '/': return a / b;
	case '^': return pow(a, b);
	case 'N': return -a;
	case 'E': return exp(a);
	case 'L': return log(a);
	case 'Q': return sqrt(a);
	case 'A': return fabs(a);
	case 'm': return isnan(a) ? a : isnan(b) ? b : fmin(a, b);
	case 'M': return isnan(a) ? a : isnan(b) ? b : fmax(a, b);
	case '<': return a < b;
	case '>': return a > b;
	case 'l': return a <= b;
	case '=': return a == b;
	case '&': return a != 0 && b != 0;
	case '|': return a != 0 || b != 0;
	default: return a == 0;
	}
}

/* g(u) from g, g' and g'' at u.x */
static struct hyper
chain(struct hyper u, double g, double d, double dd)
{
	return (struct hyper){ g, d * u.a, d * u.b, d * u.c + dd * u.a * u.b };
}

static struct hyper
times(struct hyper u, struct hyper v)
{
	return (struct hyper){ u.x * v.x, u.a * v.x + u.x * v.a, u.b * v.x + u.x * v.b, u.c * v.x + u.a * v.b + u.b * v.a + u.x * v.c };
}

static struct hyper
hyper_walk(const struct tree *t, const double col[], const double par[], int j, int k)
{
	struct hyper u = t->l ? hyper_walk(t->l, col, par, j, k) : (struct hyper){ 0 };
	struct hyper v = t->r ? hyper_walk(t->r, col, par, j, k) : u;

	switch (t->op) {
	case 'n': return (struct hyper){ .x = t->value };
	case 'c': return (struct hyper){ .x = col[t->index] };
	case 'p': return (struct hyper){ par[t->index], t->index == j, t->index == k, 0 };
	case '+': return (struct hyper){ u.x + v.x, u.a + v.a, u.b + v.b, u.c + v.c };
	case '-': return (struct hyper){ u.x - v.x, u.a - v.a, u.b - v.b, u.c - v.c };
	case '*': return times(u, v);
	case '/': return times(u, chain(v, 1 / v.x, -1 / (v.x * v.x), 2 / (v.x * v.x * v.x)));
	case 'N': return chain(u, -u.x, -1, 0);
	case 'E': return chain(u, exp(u.x), exp(u.x), exp(u.x));
	case 'L': return chain(u, log(u.x), 1 / u.x, -1 / (u.x * u.x));
	case 'Q': return chain(u, sqrt(u.x), .5 / sqrt(u.x), -.25 / (u.x * sqrt(u.x)));
	default:
		if (t->r->op == 'n')
			return chain(u, pow(u.x, v.x), v.x * pow(u.x, v.x - 1), v.x * (v.x - 1) * pow(u.x, v.x - 2));
		u = times(v, chain(u, log(u.x), 1 / u.x, -1 / (u.x * u.x)));
		return chain(u, exp(u.x), exp(u.x), exp(u.x));
	}
}

static char text[1 << 16];
static double col_data[COLUMNS][ROWS], par_data[PARAMS];
static const double *const cols[] = { col_data[0], col_data[1], col_data[2] };

static struct expr *
compile(const struct tree *t)
{
	struct expr_name name[COLUMNS + PARAMS];
	struct expr *x;
	struct err e = { 0 };

	for (size_t i = 0; i < COLUMNS; i++)
		name[i] = (struct expr_name){ .name = i == 1 ? STR("a column") : str_of(column[i]), .kind = EXPR_COLUMN, .index = i };
	for (size_t i = 0; i < PARAMS; i++)
		name[COLUMNS + i] = (struct expr_name){ .name = str_of(parameter[i]), .kind = EXPR_PARAMETER, .index = i };
	spell(text, t, 1);
	TAP_OK(!expr_compile(str_of(text), COLUMNS + PARAMS, name, &x, &e), "%s: %s at %zu", text, e.text, e.column);
	return x;
}

static void
values(void)
{
	double out[ROWS];
	struct err e = { 0 };

	for (int round = 0; round < 2000; round++) {
		struct tree *t = grow(1 + (int)below(5), all);
		struct expr *x = compile(t);
		size_t n = 1 + below(ROWS);
		TAP_OK(x && !expr_eval(x, n, cols, NULL, par_data, out, &e), "eval");
		for (size_t i = 0; x && i < n; i++) {
			double row[] = { col_data[0][i], col_data[1][i], col_data[2][i] }, want = walk(t, row, par_data);
			TAP_OK(out[i] == want || (isnan(out[i]) && isnan(want)), "%s: row %zu is %.17g, not %.17g", text, i, out[i], want);
		}
		expr_free(x);
		fell(t);
	}
	tap_group("2000 random formulas equal the walk over their trees, bit for bit");
}

#define NEAR(x, want) (fabs((x) - (want)) <= 1e-9 * (size + fabs(want)))

/* One formula: value, gradient and Hessian in every row, where they are moderate. */
static size_t
compare(const struct tree *t, const struct expr *x)
{
	static double value[ROWS], grad[PARAMS * ROWS], hess[EXPR_PAIRS * ROWS];
	const struct expr_pair *pair;
	struct expr_plan *plan;
	struct err e = { 0 };
	size_t pairs = expr_pairs(x, &pair), n = 1 + below(40), checked = 0;

	TAP_OK(!expr_prepare(x, n, cols, NULL, &plan, &e), "prepare");
	double *work = malloc((expr_work(plan) + 1) * sizeof *work);
	expr_derive(plan, par_data, 0, n, value, grad, hess, work);
	for (size_t i = 0; i < n; i++) {
		double row[] = { col_data[0][i], col_data[1][i], col_data[2][i] };
		for (int k = 0; k < PARAMS; k++) {
			for (int j = 0; j <= k; j++) {
				struct hyper h = hyper_walk(t, row, par_data, j, k);
				size_t q = 0;
				while (q < pairs && (pair[q].j != j || pair[q].k != k))
					q++;
				double d = q < pairs ? hess[q * n + i] : 0.0, size = fabs(h.x) + fabs(h.a) + fabs(h.b) + fabs(h.c);
				if (!(size < 1e5 && size > 1e-5))
					continue;
				checked++;
				TAP_OK(NEAR(value[i], h.x), "%s: row %zu is %g, not %g", text, i, value[i], h.x);
				TAP_OK(NEAR(grad[(size_t)k * n + i], h.b), "%s: row %zu, d/d%s is %g, not %g", text, i, parameter[k],
				       grad[(size_t)k * n + i], h.b);
				TAP_OK(NEAR(d, h.c), "%s: row %zu, d2/d%sd%s is %g, not %g", text, i, parameter[j], parameter[k], d, h.c);
			}
		}
	}
	free(work);
	expr_plan_free(plan);
	return checked;
}

int
main(void)
{
	size_t checked = 0;

	for (size_t c = 0; c < COLUMNS; c++)
		for (size_t i = 0; i < ROWS; i++)
			col_data[c][i] = below(20) ? (double)(1 + below(1000)) / 250 : below(2) ? 0.0 : -1.5;
	for (size_t j = 0; j < PARAMS; j++)
		par_data[j] = .3 + (double)below(1000) / 700;
	values();

	for (size_t k = 0; k < COLUMNS * ROWS; k++)
		col_data[k / ROWS][k % ROWS] = fabs(col_data[k / ROWS][k % ROWS]) + .1;
	for (int round = 0; round < 1500; round++) {
		struct tree *t = grow(1 + (int)below(4), smooth);
		struct expr *x = compile(t);
		if (x)
			checked += compare(t, x);
		expr_free(x);
		fell(t);
	}
	TAP_OK(checked > 50000, "%zu comparisons", checked);
	tap_group("value, gradient and Hessian of 1500 random formulas equal hyper-dual arithmetic");
	return tap_done();
}
