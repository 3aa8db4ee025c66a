/* SPDX-License-Identifier: MIT */
/* roles_usual: the names people give to parameters, tokens, compute and losses. */
#include <string.h>

#include "math/scaling/roles.h"

enum { USUAL_NAMES = 10, LONGEST = 64 };

static const char *const usual[][USUAL_NAMES] = {
	[USUAL_N] = { "n", "nparams", "numparams", "params", "parameters", "modelsize" },
	[USUAL_D] = { "d", "tokens", "ntokens", "traintokens", "trainingtokens", "datasetsize" },
	[USUAL_C] = { "c", "flops", "compute", "trainingflops", "trainflops", "totalflops" },
	[USUAL_LOSS] = { "l", "loss", "valloss", "validationloss", "evalloss", "testloss", "finalloss" },
	[USUAL_RUN] = { "run", "runid", "runname", "hyperid", "trialid" },
	[USUAL_STEP] = { "step", "tokens", "iter", "iteration" },
};

/* Lower case without blanks, _ and -; 0 when it is too long to be a usual name. */
static size_t
plain(struct str s, char out[LONGEST])
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];
		if (c == ' ' || c == '_' || c == '-')
			continue;
		if (n == LONGEST)
			return 0;
		out[n++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	return n;
}

/* A plural's s does not count, if the word is one: not that of loss, and letters have no plural. */
static struct str
singular(struct str s)
{
	if (s.n > 2 && s.s[s.n - 1] == 's' && s.s[s.n - 2] != 's')
		s.n--;
	return s;
}

bool
roles_usual(enum usual role, struct str column, bool whole)
{
	char buffer[LONGEST];

	for (size_t i = column.n; !whole && i > 0; i--) {
		if (column.s[i - 1] == '/' || column.s[i - 1] == '.') {
			column = (struct str){ column.s + i, column.n - i };
			break;
		}
	}
	struct str name = singular((struct str){ buffer, plain(column, buffer) });
	for (size_t k = 0; k < USUAL_NAMES && usual[role][k]; k++)
		if (str_eq(name, singular(str_of(usual[role][k]))))
			return true;
	return false;
}
