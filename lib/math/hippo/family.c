/* SPDX-License-Identifier: MIT */
/* family: see family.h.  The rows are in families.c. */
#include "math/hippo/family.h"

#include <string.h>

int
hippo_make(const struct spec *s, size_t n, struct hippo *h, struct err *e)
{
	const struct family *f = (const struct family *)(const void *)s->row;

	*h = (struct hippo){ .family = f, .n = n, .size = f->half ? n / 2 : n };
	for (size_t i = 0; i < SPEC_VALUES; i++)
		h->par[i] = s->par[i];
	if (n < 1 || n > HIPPO_LARGEST)
		return err_set(e, ERR_USAGE, "N = %zu is not in 1..%d", n, HIPPO_LARGEST);
	if ((f->parity == EVEN && n % 2) || (f->parity == ODD && n % 2 == 0)) {
		err_set(e, ERR_USAGE, "%s needs an %s N, not %zu", f->head.name, f->parity == EVEN ? "even" : "odd", n);
		err_hint(e, "%s", f->parity == ODD ? "N = 2 M + 1 for the modes -M..M" : "modes come in pairs");
		return ERR_USAGE;
	}
	return 0;
}

size_t
hippo_mode(const struct hippo *h)
{
	return h->family->is_complex ? 2 * (h->size / 2) : 0;
}

size_t
hippo_size_a(const struct hippo *h)
{
	return h->size * (h->family->diagonal ? 1 : h->size) * (h->family->is_complex ? 2 : 1);
}

size_t
hippo_size_b(const struct hippo *h)
{
	return h->size * (h->family->is_complex ? 2 : 1);
}

void
hippo_fill(const struct hippo *h, double A[], double B[])
{
	if (!h->A) {
		h->family->fill(h->size, h->par, A, B);
		return;
	}
	memcpy(A, h->A, hippo_size_a(h) * sizeof *A);
	memcpy(B, h->B, hippo_size_b(h) * sizeof *B);
}

struct hippo
hippo_given(const struct hippo *h, const double A[], const double B[])
{
	static const struct family real = { .head.name = "the mapped family", .steady = true };
	static const struct family modes = { .head.name = "the mapped family", .is_complex = true, .steady = true };

	return (struct hippo){ .family = h->family->is_complex ? &modes : &real, .n = h->n, .size = h->size, .A = A, .B = B };
}

bool
hippo_semi(const struct hippo *h, struct semi *a)
{
	*a = (struct semi){ 0 };
	if (!h->family->semi || !semi_new(a, h->size))
		return false;
	h->family->semi(h->size, h->par, a);
	return true;
}

double
hippo_factor(const struct hippo *h, size_t i)
{
	return h->family->factor ? h->family->factor(i, h->par) : 1;
}

double
hippo_window(const struct hippo *h)
{
	return h->family->window ? h->family->window(h->par) : 1;
}

int
hippo_convert(const struct hippo *from, const struct hippo *to, double factor[], double *rate, struct err *e)
{
	if (from->family->group != to->family->group || from->family->group == ALONE) {
		err_set(e, ERR_USAGE, "%s and %s do not differ by a diagonal factor", from->family->head.name, to->family->head.name);
		err_hint(e, "of one kind are legs, legs_orthonormal, legs_rational; legt, legt_s4, lmu; lagt of any beta; fout, fourier2");
		return ERR_USAGE;
	}
	for (size_t i = 0; i < to->size; i++)
		factor[i] = hippo_factor(to, i) / hippo_factor(from, i);
	*rate = hippo_window(from) / hippo_window(to);
	return 0;
}
