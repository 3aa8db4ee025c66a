/* SPDX-License-Identifier: MIT */
/* sha256: the SHA-256 of bytes that come in pieces. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

/*
 * The hash of FIPS 180-4 of all bytes added since sha256_begin, in any pieces.  sha256_hex writes 64 lower-case hexadecimal digits and their end of
 * what was added so far; more may be added afterwards.  Up to 2^61 - 1 bytes.  Cost: about 5 ns a byte, no memory.
 */
enum { SHA256_HEX = 65 };
struct sha256 {
	uint32_t h[8];
	uint64_t bytes;
	unsigned char block[64];
};
void sha256_begin(struct sha256 *s);
void sha256_add(struct sha256 *s, const void *data, size_t n);
void sha256_hex(const struct sha256 *s, char out[SHA256_HEX]);

#endif
