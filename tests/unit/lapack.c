/* SPDX-License-Identifier: MIT */
/* lapack: the library opened late gives the singular values and eigenvalues of matrices known by hand, and refuses where it would hang. */
#include <complex.h>
#include <math.h>
#include <string.h>
#include <sys/resource.h>

#include "base/lapack.h"
#include "tap.h"

static bool
close_to(double a, double b)
{
	return fabs(a - b) <= 8 * 0x1p-52 * fabs(b);
}

static void
refused(void)
{
	struct rlimit was, most;
	struct lapack l;
	struct err e = { 0 };
	char line[512];

	TAP_OK(getrlimit(RLIMIT_AS, &was) == 0, "limit");
	most = was;
	most.rlim_cur = 100 << 20;
	TAP_OK(setrlimit(RLIMIT_AS, &most) == 0, "a lower one");
	TAP_OK(lapack_open(&l, &e) == ERR_SYSTEM && !lapack_config(), "not opened");
	TAP_OK(setrlimit(RLIMIT_AS, &was) == 0, "as before");
	err_line(&e, sizeof line, line);
	TAP_OK(strcmp(line, "LAPACK needs 400 MB of address space, of which 100 are allowed; raise ulimit -v") == 0, "%s", line);
	TAP_OK(lapack_open(&l, &e) == ERR_SYSTEM, "the first error stays");
	tap_group("not opened where it would wait for ever");
}

/* (3 0; 4 5) has the singular values 3 sqrt 5 and sqrt 5 (Strang, Linear Algebra and Its Applications), (0 -1; 1 0) the eigenvalues +-i. */
static void
values(void)
{
	struct lapack l;
	struct err e = { 0 };
	int n = 2, lwork = 200, info = 1, one = 1, iwork[16];
	double A[] = { 3, 4, 0, 5 }, s[2], none, work[200];
	double complex Z[] = { 3 * I, 4 * I, 0, 5 * I }, R[] = { 0, 1, -1, 0 }, w[2], V[4], nothing, zwork[200];

	TAP_OK(lapack_open(&l, &e) == 0 && lapack_open(&l, &e) == 0, "%s", e.text);
	if (e.code)
		return;
	l.dgesdd("N", &n, &n, A, &n, s, &none, &one, &none, &one, work, &lwork, iwork, &info, 1);
	TAP_OK(info == 0 && close_to(s[0], 3 * sqrt(5)) && close_to(s[1], sqrt(5)), "dgesdd: %d, %.17g, %.17g", info, s[0], s[1]);
	info = 1;
	l.zgesdd("N", &n, &n, Z, &n, s, &nothing, &one, &nothing, &one, zwork, &lwork, work, iwork, &info, 1);
	TAP_OK(info == 0 && close_to(s[0], 3 * sqrt(5)) && close_to(s[1], sqrt(5)), "zgesdd: %d, %.17g, %.17g", info, s[0], s[1]);
	info = 1;
	l.zgeev("N", "V", &n, R, &n, w, &nothing, &one, V, &n, zwork, &lwork, work, &info, 1, 1);
	TAP_OK(info == 0 && cabs(w[0] + w[1]) < 1e-15 && cabs(w[0] * w[1] - 1) < 1e-15 && fabs(creal(w[0])) < 1e-15, "zgeev: %d", info);
	const char *config = lapack_config();
	TAP_OK(config && strncmp(config, "OpenBLAS ", 9) == 0, "%s", config ? config : "nothing");
	tap_group("singular values and eigenvalues of matrices of two rows; what the library is");
}

int
main(void)
{
	refused();
	values();
	return tap_done();
}
