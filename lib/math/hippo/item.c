/* SPDX-License-Identifier: MIT */
/* item: the rows of item.h. */
#include "math/hippo/item.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "math/hippo/basis.h"
#include "math/hippo/dplr.h"
#include "math/hippo/eig.h"
#include "math/hippo/kernel.h"
#include "math/hippo/rtf.h"

/* out->v for rows (of width, unless 0) numbers. */
static int
shape(struct array *out, size_t rows, size_t width, bool complex, struct err *e)
{
	out->rank = width ? 2 : 1;
	out->shape[0] = rows;
	out->shape[1] = width;
	out->complex = complex;
	out->v = mem_zero(rows * (width ? width : 1), complex ? 2 * sizeof *out->v : sizeof *out->v);
	return out->v ? 0 : err_memory(e);
}

static int
shape_a(struct request *q, struct array *out, struct err *e)
{
	return shape(out, q->h.size, q->h.family->diagonal ? 0 : q->h.size, q->h.family->is_complex, e);
}

static int
shape_b(struct request *q, struct array *out, struct err *e)
{
	return shape(out, q->h.size, 0, q->h.family->is_complex, e);
}

static int
needs_step(struct request *q, struct err *e)
{
	if (q->dt > 0)
		return 0;
	err_set(e, ERR_USAGE, "a step is missing");
	err_hint(e, "say --dt H, as in --dt 0.01");
	return ERR_USAGE;
}

/* A and B, or dA and dB, of which one is wanted. */
static int
pair(struct request *q, struct array *out, bool first, bool discrete, struct err *e)
{
	size_t other = first ? hippo_size_b(&q->h) : hippo_size_a(&q->h);
	if (discrete && needs_step(q, e))
		return e->code;
	double *unused = mem_alloc(other, sizeof *unused);
	if (!unused)
		return err_memory(e);
	if (!(first ? shape_a : shape_b)(q, out, e)) {
		double *a = first ? out->v : unused, *b = first ? unused : out->v;
		if (discrete)
			discretize(&q->h, q->rule, q->dt, a, b, NULL, e);
		else
			hippo_fill(&q->h, a, b);
	}
	mem_free(unused);
	return e->code;
}

static int
make_a(struct request *q, struct array *out, struct err *e)
{
	return pair(q, out, true, false, e);
}

static int
make_b(struct request *q, struct array *out, struct err *e)
{
	return pair(q, out, false, false, e);
}

static int
make_da(struct request *q, struct array *out, struct err *e)
{
	return pair(q, out, true, true, e);
}

static int
make_db(struct request *q, struct array *out, struct err *e)
{
	return pair(q, out, false, true, e);
}

static int
needs_c(struct request *q, struct err *e)
{
	if (q->C)
		return 0;
	err_set(e, ERR_USAGE, "a read-out C is missing");
	err_hint(e, "say -C ones, last, delay, normal or FILE");
	return ERR_USAGE;
}

static int
make_c(struct request *q, struct array *out, struct err *e)
{
	if (needs_c(q, e) || shape_b(q, out, e))
		return e->code;
	for (size_t i = 0; i < hippo_size_b(&q->h); i++)
		out->v[i] = q->C[i];
	return 0;
}

enum { DEPENDENT = 100000000 };		/* eigenvectors with this condition number hold half of the digits */

static int
make_eig(struct request *q, struct array *out, struct err *e)
{
	if (shape(out, q->h.size, 2, false, e) || eig(&q->h, out->v, &q->condition, e))
		return e->code;
	if (q->condition > DEPENDENT && !q->force) {
		err_set(e, ERR_NO_ANSWER, "the eigenvectors of %s are dependent in double precision: condition %.1e", q->h.family->head.name,
			q->condition);
		err_hint(e, dplr_known(&q->h) ? "--force prints the eigenvalues; --print dplr has a unitary basis" : "--force prints the eigenvalues");
	}
	return e->code;
}

static int
make_dplr(struct request *q, struct array *out, struct err *e)
{
	struct dplr d;

	if (dplr_make(&q->h, &d, e))
		return e->code;
	size_t width = 4 + 2 * d.rank;
	if (!shape(out, d.n, width, false, e)) {
		for (size_t m = 0; m < d.n; m++) {
			double row[8] = { d.shift, d.omega[m] };		/* a complex number is re, im in memory */
			memcpy(row + 2, &d.b[m], sizeof d.b[m]);
			memcpy(row + 4, &d.p[0][m], sizeof d.p[0][m]);
			memcpy(row + 6, &d.p[1][m], sizeof d.p[1][m]);
			for (size_t i = 0; i < width; i++)
				out->v[width * m + i] = row[i];
		}
	}
	q->residual = d.residual;
	dplr_free(&d);
	return e->code;
}

static int
needs_length(struct request *q, struct err *e)
{
	if (q->length)
		return 0;
	err_set(e, ERR_USAGE, "a length is missing");
	err_hint(e, "say -L N, as in -L 1024");
	return ERR_USAGE;
}

static int
make_kernel(struct request *q, struct array *out, struct err *e)
{
	static int (*const ways[])(const struct hippo *, const struct spec *, double, const double[], size_t, double[], struct err *) = {
		[RECURRENCE] = kernel_recurrence, [GENERATING] = kernel_generating, [CAUCHY] = kernel_cauchy };

	if (needs_c(q, e) || needs_length(q, e) || needs_step(q, e) || shape(out, q->length, 0, false, e))
		return e->code;
	return ways[q->method](&q->h, q->rule, q->dt, q->C, q->length, out->v, e);
}

static int
make_transfer(struct request *q, struct array *out, struct err *e)
{
	double *H;

	if (needs_c(q, e) || shape(out, q->n_omega, 3, false, e))
		return e->code;
	if (!(H = mem_alloc(2 * q->n_omega, sizeof *H)))
		return err_memory(e);
	kernel_transfer(&q->h, q->C, q->n_omega, q->omega, H, e);
	for (size_t i = 0; i < q->n_omega; i++) {
		out->v[3 * i] = q->omega[i];
		out->v[3 * i + 1] = H[2 * i];
		out->v[3 * i + 2] = H[2 * i + 1];
	}
	mem_free(H);
	return e->code;
}

static int
make_rtf(struct request *q, struct array *out, struct err *e)
{
	size_t rows = q->h.n + 1;

	if (needs_c(q, e) || needs_step(q, e) || shape(out, rows, 2, false, e))
		return e->code;
	double *v = mem_alloc(2 * rows, sizeof *v);
	if (!v)
		return err_memory(e);
	rtf(&q->h, q->rule, q->dt, q->C, v, v + rows, &q->defect, e);
	for (size_t i = 0; i < 2 * rows; i++)
		out->v[i] = v[i % 2 * rows + i / 2];
	mem_free(v);
	return e->code;
}

/* Oldest first, in the middle of equal parts of what can be read; complex functions themselves, not their real parts. */
static int
make_basis(struct request *q, struct array *out, struct err *e)
{
	bool scaled = q->h.family->group == LEGS || q->h.family->group == MODES_S, pairs = q->h.family->is_complex;
	struct clock c = { .varying = scaled && !(q->dt > 0), .power = 1 };
	size_t n = q->length, width = hippo_size_b(&q->h);
	double now = c.varying ? 1 : (double)n * (q->dt > 0 ? q->dt : 1), span = basis_span(&q->h, &c, now);

	if (needs_length(q, e) || shape(out, n, q->h.size, pairs, e))
		return e->code;
	for (size_t i = 0; i < n && !e->code; i++)
		basis_at(&q->h, &c, now, span * ((double)(n - i) - 0.5) / (double)n, out->v + i * width, e);
	for (size_t i = 1; pairs && i < n * width; i += 2)
		out->v[i] = 0 - out->v[i];
	return e->code;
}

static const char *const eig_columns[] = { "re", "im", NULL };
static const char *const dplr_columns[] = { "lambda_re", "lambda_im", "B_re", "B_im", "P_re", "P_im", "P2_re", "P2_im", NULL };
static const char *const kernel_columns[] = { "K", NULL };
static const char *const rtf_columns[] = { "a", "b", NULL };
static const char *const transfer_columns[] = { "omega", "re", "im", NULL };

static const struct item items[] = {
	{ .head = { .name = "A", .formula = "state matrix" }, .squares = 1, .narrow = 1, .make = make_a },
	{ .head = { .name = "B", .formula = "input vector" }, .squares = 1, .narrow = 1, .make = make_b, .drawing = DRAW_STEMS },
	{ .head = { .name = "C", .formula = "read-out of -C" }, .make = make_c, .drawing = DRAW_STEMS },
	{ .head = { .name = "dA", .formula = "A for steps of dt" }, .squares = 11, .narrow = 4, .make = make_da },
	{ .head = { .name = "dB", .formula = "B for steps of dt" },
	  .squares = 11, .narrow = 4, .make = make_db, .drawing = DRAW_STEMS },
	{ .head = { .name = "eig", .formula = "eigenvalues of A" },
	  .squares = 8, .narrow = 8, .make = make_eig, .columns = eig_columns, .drawing = DRAW_PLANE },
	{ .head = { .name = "dplr", .formula = "A = V (Lambda - P P*) V*, B = V* B" },
	  .squares = 6, .narrow = 6, .make = make_dplr, .columns = dplr_columns, .drawing = DRAW_WEIGHTS },
	{ .head = { .name = "kernel", .formula = "K_k = C dA^k dB" },
	  .squares = 11, .narrow = 2, .rows = true, .make = make_kernel, .columns = kernel_columns, .drawing = DRAW_STEMS },
	{ .head = { .name = "transfer", .formula = "C (i omega - A)^-1 B" },
	  .squares = 6, .narrow = 2, .make = make_transfer, .columns = transfer_columns, .drawing = DRAW_RESPONSE },
	{ .head = { .name = "rtf", .formula = "sum K_k z^k = sum b_k z^k/sum a_k z^k" },
	  .squares = 12, .narrow = 8, .make = make_rtf, .columns = rtf_columns, .drawing = DRAW_STEMS },
	{ .head = { .name = "basis", .formula = "functions of the state, oldest first" },
	  .rows = true, .make = make_basis, .drawing = DRAW_FUNCTIONS },
};

const struct registry hippo_items = REGISTRY("item", items, NULL);

int
item_make(const struct item *item, struct request *q, struct array *out, struct err *e)
{
	if (item->make(q, out, e))
		return e->code;
	for (size_t i = 0, n = array_size(out) * (out->complex ? 2 : 1); i < n; i++)
		if (!isfinite(out->v[i])) {
			err_set(e, ERR_NO_ANSWER, "%s goes beyond the doubles", item->head.name);
			if (q->dt > 0)
				err_hint(e, "take a smaller --dt or an implicit rule");
			return e->code;
		}
	return 0;
}

/* Vectors of the state that lie beside the squares, in the arrays of steps, bases and solvers. */
enum { VECTORS = 64 };

double
item_memory(const struct request *q, const struct item *item)
{
	const struct family *f = q->h.family;
	enum rule_kind kind = ((const struct rule *)(const void *)q->rule->row)->kind;
	bool narrow = f->diagonal || (kind == GBT && f->semi) || (kind == ZOH && f->group == LEGS), sums = item->make == make_kernel && q->method != RECURRENCE;
	double squares = (narrow ? item->narrow : item->squares) + (sums ? 7 : 0), width = (double)hippo_size_b(&q->h);
	double lines = !item->rows ? 0 : item->make == make_basis ? width : sums ? 5 : 1;

	if (f->is_complex && item->squares > 8)		/* worked on as real matrices of twice the size */
		squares = 2 * squares + 2;
	return (squares * (double)hippo_size_a(&q->h) + VECTORS * width + lines * (double)q->length +
	        (item->make == make_transfer ? 5 * (double)q->n_omega : 0)) * sizeof(double);
}
