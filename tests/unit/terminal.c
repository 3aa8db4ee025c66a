/* SPDX-License-Identifier: MIT */
/* terminal: what is done otherwise where standard output or error is a terminal, on one that the test makes. */
#define _GNU_SOURCE		/* posix_openpt, TIOCSWINSZ */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/sys.h"
#include "cli/progress.h"
#include "io/writer.h"
#include "tap.h"

static int outside, inside;		/* the end that a person sees, and the one that a program writes to */

/* What was written to the terminal, its ends of line as it shows them. */
static const char *
seen(void)
{
	static char text[4096];
	ssize_t n = read(outside, text, sizeof text - 1);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

static bool
is(const char *expected)
{
	const char *got = seen();
	if (strcmp(got, expected) == 0)
		return true;
	printf("# seen:     %s\n# expected: %s\n", got, expected);
	return false;
}

static void
width(void)
{
	int file = open("/dev/null", O_WRONLY);
	struct winsize w = { .ws_col = 97, .ws_row = 10 };
	TAP_OK(ioctl(inside, TIOCSWINSZ, &w) == 0 && sys_terminal_width(inside) == 97, "as wide as it is");
	TAP_OK(sys_terminal_width(file) == 0 && sys_terminal_width(-1) == 0, "nothing else has a width");
	close(file);
	tap_group("width");
}

static void
progress(void)
{
	int error = dup(STDERR_FILENO);
	struct progress p = { .program = "p", .when = PROGRESS_AUTO };
	dup2(inside, STDERR_FILENO);
	progress_begin(&p);
	TAP_OK(p.told > p.began, "not in the first half second");
	p.told += 1000;
	TAP_OK(!progress_due(&p), "told a while ago");
	p.began -= 2;
	p.told -= 2000;
	TAP_OK(progress_due(&p), "told long ago");
	TAP_OK(progress_rate(&p, 10) > 0 && progress_rate(&p, 10) <= 5, "a rate: %g", progress_rate(&p, 10));
	progress_tell(&p, "%d of %d", 10, 20);
	TAP_OK(is("\rp: 10 of 20\r"), "a line that stays a line");
	progress_tell(&p, "%s", "11");
	TAP_OK(is("\rp: 11      \r"), "over the one before");
	progress_end(&p);
	TAP_OK(is("\r     \r"), "and away");
	progress_end(&p);
	p.when = PROGRESS_NEVER;
	TAP_OK(!progress_due(&p), "never");
	fcntl(outside, F_SETFL, O_NONBLOCK);
	TAP_OK(is(""), "nothing to take away");

	int null = open("/dev/null", O_RDONLY);
	p = (struct progress){ .program = "p", .when = PROGRESS_ALWAYS };
	dup2(null, STDERR_FILENO);
	progress_begin(&p);
	bool always = progress_due(&p);
	progress_tell(&p, "lost");
	size_t shown = p.shown;
	progress_end(&p);
	dup2(error, STDERR_FILENO);
	close(null), close(error);
	TAP_OK(always && shown == 0, "what cannot be written is not shown");
	tap_group("progress");
}

static void
bytes(void)
{
	int out = dup(STDOUT_FILENO);
	fflush(stdout);
	for (int k = 0; k < 3; k++) {
		enum format f = k == 0 ? FORMAT_NPY : k == 1 ? FORMAT_SAFETENSORS : FORMAT_CSV;
		dup2(inside, STDOUT_FILENO);
		struct writer *w = writer_open(&(struct writer_opts){ .out = f });
		struct err e = *writer_error(w);
		writer_close(w, false);
		writer_free(w);
		dup2(out, STDOUT_FILENO);
		TAP_OK(k == 2 ? e.code == 0 : e.code == ERR_USAGE && strstr(e.text, "is not for a terminal") &&
		       strcmp(e.hint, "use -o FILE or a pipe") == 0, "%s; %s", e.text, e.hint);
	}
	close(out);
	tap_group("bytes are not for a terminal");
}

int
main(void)
{
	outside = posix_openpt(O_RDWR | O_NOCTTY);
	if (outside < 0 || grantpt(outside) || unlockpt(outside) || (inside = open(ptsname(outside), O_RDWR | O_NOCTTY)) < 0) {
		tap_skip("terminals", "no pseudoterminal can be made here");
		return tap_done();
	}
	width();
	progress();
	bytes();
	return tap_done();
}
