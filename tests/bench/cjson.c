/* SPDX-License-Identifier: MIT */
/* cjson: a peer of the suites: `cjson FILE` prints the sum of |x| over arrays of numbers, one after the other, by cJSON; `cjson -l FILE`, a line at a time. */
#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double total;

static int
add(const char *text, size_t n)
{
	cJSON *array = cJSON_ParseWithLength(text, n);
	const cJSON *x;
	if (!array)
		return 1;
	cJSON_ArrayForEach(x, array)
		total += fabs(x->valuedouble);
	cJSON_Delete(array);
	return 0;
}

static int
by_line(FILE *f)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	int bad = 0;
	while (!bad && (n = getline(&line, &room, f)) > 0)
		bad = add(line, (size_t)n);
	free(line);
	return bad;
}

static int
whole(FILE *f)
{
	fseek(f, 0, SEEK_END);
	size_t n = (size_t)ftell(f);
	char *text = malloc(n + 1);
	rewind(f);
	int bad = !text || fread(text, 1, n, f) != n || add(text, n);
	free(text);
	return bad;
}

int
main(int argc, char **argv)
{
	int lines = argc > 1 && strcmp(argv[1], "-l") == 0;
	FILE *f = argc > 1 + lines ? fopen(argv[1 + lines], "r") : NULL;
	if (!f || (lines ? by_line(f) : whole(f))) {
		fputs("usage: cjson [-l] FILE of arrays of numbers\n", stderr);
		return 1;
	}
	printf("%.17g\n", total);
	return fclose(f) != 0;
}
