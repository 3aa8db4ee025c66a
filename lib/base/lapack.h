/* SPDX-License-Identifier: MIT */
/* lapack: the routines of LAPACK used here, from a library that is opened when the first matrix needs one. */
#ifndef BASE_LAPACK_H
#define BASE_LAPACK_H

#include <stddef.h>

#include "base/err.h"

/*
 * Fortran's conventions: column-major, every argument by address, the lengths of the characters behind the last one.
 *
 * dgesdd  singular values s, descending, of a real matrix, and its singular vectors
 * zgesdd  the same of a complex one
 * zgeev   eigenvalues w and right eigenvectors VR of a general complex matrix
 */
struct lapack {
	void (*dgesdd)(const char *job, const int *m, const int *n, double A[], const int *lda, double s[], double U[], const int *ldu,
		double VT[], const int *ldvt, double work[], const int *lwork, int iwork[], int *info, size_t);
	void (*zgesdd)(const char *job, const int *m, const int *n, double _Complex A[], const int *lda, double s[], double _Complex U[],
		const int *ldu, double _Complex VT[], const int *ldvt, double _Complex work[], const int *lwork, double rwork[], int iwork[],
		int *info, size_t);
	void (*zgeev)(const char *jobvl, const char *jobvr, const int *n, double _Complex A[], const int *lda, double _Complex w[],
		double _Complex VL[], const int *ldvl, double _Complex VR[], const int *ldvr, double _Complex work[], const int *lwork,
		double rwork[], int *info, size_t, size_t);
};

/*
 * Finds the routines.  OpenBLAS takes 3 MB and the time of 0.1 s of a processor to begin, which nobody pays who asks for no matrix: it is
 * opened by the first call and stays; later calls take a microsecond.  Returns 0; ERR_SYSTEM when it is not installed,
 * or when less than 400 MB of address space are allowed.
 */
int lapack_open(struct lapack *l, struct err *e);

/* What the library says of itself, "OpenBLAS 0.3.21 NO_LAPACKE ...", or NULL. */
const char *lapack_config(void);

#endif
