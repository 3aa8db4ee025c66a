/* SPDX-License-Identifier: MIT */
/* sha256: see sha256.h; names are those of FIPS 180-4, sections 4 to 6. */
#include <string.h>

#include "base/sha256.h"

/* The first 32 bits behind the point of the cube roots of the first 64 primes. */
static const uint32_t K[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

void
sha256_begin(struct sha256 *s)
{
	/* The same of the square roots of the first eight. */
	*s = (struct sha256){ .h = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	} };
}

static uint32_t
rotr(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static void
compress(uint32_t h[8], const unsigned char block[64])
{
	uint32_t W[64];

	for (size_t t = 0; t < 16; t++)
		W[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 | (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
	for (size_t t = 16; t < 64; t++) {
		uint32_t x = W[t - 15], y = W[t - 2];
		W[t] = W[t - 16] + (rotr(x, 7) ^ rotr(x, 18) ^ x >> 3) + W[t - 7] + (rotr(y, 17) ^ rotr(y, 19) ^ y >> 10);
	}
	uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], i = h[7];
	for (size_t t = 0; t < 64; t++) {
		uint32_t T1 = i + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + K[t] + W[t];
		uint32_t T2 = (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
		i = g;
		g = f;
		f = e;
		e = d + T1;
		d = c;
		c = b;
		b = a;
		a = T1 + T2;
	}
	const uint32_t v[8] = { a, b, c, d, e, f, g, i };
	for (size_t k = 0; k < 8; k++)
		h[k] += v[k];
}

void
sha256_add(struct sha256 *s, const void *data, size_t n)
{
	const unsigned char *p = data;
	size_t held = s->bytes % 64;

	s->bytes += n;
	while (n) {
		size_t take = n < 64 - held ? n : 64 - held;
		if (take == 64) {
			compress(s->h, p);
		} else {
			memcpy(s->block + held, p, take);
			held = (held + take) % 64;
			if (held == 0)
				compress(s->h, s->block);
		}
		p += take;
		n -= take;
	}
}

void
sha256_hex(const struct sha256 *s, char out[SHA256_HEX])
{
	static const char digit[] = "0123456789abcdef";
	struct sha256 last = *s;
	unsigned char end[72] = { 0x80 };
	size_t pad = 1 + (119 - s->bytes % 64) % 64;		/* up to 56 modulo 64 */

	for (size_t i = 0; i < 8; i++)
		end[pad + i] = (unsigned char)(s->bytes << 3 >> (56 - 8 * i));
	sha256_add(&last, end, pad + 8);
	for (size_t i = 0; i < 64; i++)
		out[i] = digit[last.h[i / 8] >> (28 - i % 8 * 4) & 15];
	out[64] = '\0';
}
