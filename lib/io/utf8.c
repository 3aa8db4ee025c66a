/* SPDX-License-Identifier: MIT */
/* utf8: see utf8.h. */
#include "io/utf8.h"

void
utf8_show(struct text *t, struct str a)
{
	static const char hex[] = "0123456789abcdef";
	for (size_t n; a.n; a = (struct str){ a.s + n, a.n - n }) {
		if ((n = str_visible(a)) > 0) {
			text_add(t, (struct str){ a.s, n });
			continue;
		}
		unsigned char c = (unsigned char)a.s[0];
		const char shown[4] = { '\\', 'x', hex[c >> 4], hex[c & 15] };
		text_add(t, (struct str){ shown, sizeof shown });
		n = 1;
	}
}
