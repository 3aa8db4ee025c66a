/* SPDX-License-Identifier: MIT */
/* json_quote: see json_quote.h. */
#include "io/json_quote.h"

void
json_quote(struct text *t, struct str s)
{
	static const char hex[] = "0123456789abcdef";
	text_byte(t, '"');
	for (size_t k = 0, n; k < s.n; k += n ? n : 1) {
		unsigned char c = (unsigned char)s.s[k];
		n = str_utf8((struct str){ s.s + k, s.n - k });
		if (n == 0)
			text_add(t, STR("\xEF\xBF\xBD"));
		else if (c == '"' || c == '\\') {
			text_byte(t, '\\');
			text_byte(t, (char)c);
		} else if (c < ' ') {
			const char u[6] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };
			text_add(t, c == '\n' ? STR("\\n") : c == '\t' ? STR("\\t") : (struct str){ u, 6 });
		} else
			text_add(t, (struct str){ s.s + k, n });
	}
	text_byte(t, '"');
}
