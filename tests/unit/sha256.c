/* SPDX-License-Identifier: MIT */
/* sha256: the examples of FIPS 180 and of NIST's test vectors, and pieces against the whole. */
#include <string.h>

#include "base/sha256.h"
#include "tap.h"

static const struct {
	const char *text, *hash;
	size_t times;
} vectors[] = {
	/* FIPS 180-2, appendix B, and NIST CAVP, SHA256ShortMsg.rsp (Len = 0) */
	{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 1 },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 1 },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", 1 },
	{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
	  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1", 1 },
	{ "a", "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", 1000000 },
};

int
main(void)
{
	char hex[SHA256_HEX], whole[SHA256_HEX];
	struct sha256 s;

	for (size_t k = 0; k < sizeof vectors / sizeof vectors[0]; k++) {
		sha256_begin(&s);
		for (size_t i = 0; i < vectors[k].times; i++)
			sha256_add(&s, vectors[k].text, strlen(vectors[k].text));
		sha256_hex(&s, hex);
		TAP_OK(strcmp(hex, vectors[k].hash) == 0, "vector %zu: %s", k, hex);
	}
	tap_group("the published examples");

	unsigned char data[200];
	for (size_t i = 0; i < sizeof data; i++)
		data[i] = (unsigned char)(i * 31);
	for (size_t n = 0; n <= sizeof data; n++) {
		sha256_begin(&s);
		sha256_add(&s, data, n);
		sha256_hex(&s, whole);
		for (size_t cut = 0; cut <= n; cut++) {
			sha256_begin(&s);
			sha256_add(&s, data, cut);
			sha256_hex(&s, hex);		/* asked in between */
			sha256_add(&s, data + cut, n - cut);
			sha256_hex(&s, hex);
			TAP_OK(strcmp(hex, whole) == 0, "%zu bytes cut at %zu", n, cut);
		}
	}
	tap_group("pieces are the whole");
	return tap_done();
}
