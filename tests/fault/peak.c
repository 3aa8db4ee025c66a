/* SPDX-License-Identifier: MIT */
/* peak: runs a command and writes to descriptor 3 the most memory it ever held, in kB. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	struct rusage used;
	int status;
	pid_t child = argc > 1 ? fork() : -1;
	if (child == 0) {
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) != child || !WIFEXITED(status))
		return 126;
	dprintf(3, "%ld\n", used.ru_maxrss);
	return WEXITSTATUS(status);
}
