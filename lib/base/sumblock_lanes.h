/* SPDX-License-Identifier: MIT */
/*
 * sumblock_lanes: the kernels of sumblock.c for one vector width.  Included once a width, with LANES the doubles in a vector,
 * TARGET the function attribute and NAMED(x) the name of this width's x.
 */

typedef double NAMED(vec) __attribute__((vector_size(8 * LANES)));
typedef int64_t NAMED(bits) __attribute__((vector_size(8 * LANES)));
typedef double NAMED(loose) __attribute__((vector_size(8 * LANES), aligned(8), may_alias));

#define vec NAMED(vec)
#define bits NAMED(bits)
#define loose NAMED(loose)

TARGET static size_t
NAMED(range)(size_t n, const double x[], double *largest, double *smallest)
{
	const bits magnitude = (bits){ 0 } + INT64_MAX, infinity = (bits){ 0 } + INFINITY_BITS;
	bits most[2] = { { 0 } }, least[2] = { infinity, infinity }, zeros[2] = { { 0 } };
	for (size_t i = 0; i < n; i += 2 * LANES)
		for (size_t k = 0; k < 2; k++) {
			bits a = (bits)*(const loose *)(x + i + k * LANES) & magnitude;
			bits zero = (vec)a == 0, nonzero = a | (infinity & zero);
			zeros[k] -= zero;
			bits more = (vec)a > (vec)most[k], less = (vec)nonzero < (vec)least[k];
			most[k] = (a & more) | (most[k] & ~more);
			least[k] = (nonzero & less) | (least[k] & ~less);
		}
	vec hi[2] = { (vec)most[0], (vec)most[1] }, lo[2] = { (vec)least[0], (vec)least[1] };
	size_t count = 0;
	*largest = 0;
	*smallest = HUGE_VAL;
	for (size_t k = 0; k < 2 * LANES; k++) {
		count += (size_t)zeros[k / LANES][k % LANES];
		double a = hi[k / LANES][k % LANES], b = lo[k / LANES][k % LANES];
		*largest = a > *largest ? a : *largest;
		*smallest = b < *smallest ? b : *smallest;
	}
	return count;
}

TARGET static void
NAMED(sum)(size_t n, const double x[], bool magnitudes, const double sigma[2], double part[3])
{
	const bits keep = (bits){ 0 } + (magnitudes ? INT64_MAX : -1);
	const vec s0 = (vec){ 0 } + sigma[0], s1 = (vec){ 0 } + sigma[1];
	vec sum[3][2] = { { { 0 } } };
	for (size_t i = 0; i < n; i += 2 * LANES)
		for (size_t k = 0; k < 2; k++) {
			vec a = (vec)((bits)*(const loose *)(x + i + k * LANES) & keep);
			vec q0 = (s0 + a) - s0;
			a -= q0;
			vec q1 = (s1 + a) - s1;
			sum[0][k] += q0;
			sum[1][k] += q1;
			sum[2][k] += a - q1;
		}
	for (size_t j = 0; j < 3; j++) {
		part[j] = 0;
		vec both = sum[j][0] + sum[j][1];
		for (size_t k = 0; k < LANES; k++)
			part[j] += both[k];
	}
}

TARGET static void
NAMED(squares)(size_t n, const double x[], const double sigma[3], double part[7])
{
	const vec s0 = (vec){ 0 } + sigma[0], s1 = (vec){ 0 } + sigma[1], s2 = (vec){ 0 } + sigma[2];
	vec sum[7] = { { 0 } };
	for (size_t i = 0; i < n; i += LANES) {
		vec a = *(const loose *)(x + i);
		vec q0 = (s0 + a) - s0;
		a -= q0;
		vec q1 = (s1 + a) - s1;
		a -= q1;
		vec q2 = (s2 + a) - s2, q3 = a - q2;
		vec twice0 = q0 + q0, twice1 = q1 + q1;
		sum[0] += q0 * q0;
		sum[1] += twice0 * q1;
		sum[2] += twice0 * q2 + q1 * q1;
		sum[3] += twice0 * q3 + twice1 * q2;
		sum[4] += twice1 * q3 + q2 * q2;
		sum[5] += (q2 + q2) * q3;
		sum[6] += q3 * q3;
	}
	for (size_t j = 0; j < 7; j++) {
		part[j] = 0;
		for (size_t k = 0; k < LANES; k++)
			part[j] += sum[j][k];
	}
}

#undef vec
#undef bits
#undef loose
#undef LANES
#undef TARGET
#undef NAMED
