/* SPDX-License-Identifier: MIT */
/* lapack: the Fortran symbols used here; column-major, every argument by address. */
#ifndef MATH_HIPPO_LAPACK_H
#define MATH_HIPPO_LAPACK_H

/* Eigenvalues w and right eigenvectors VR of a general matrix. */
void zgeev_(const char *jobvl, const char *jobvr, const int *n, double _Complex A[], const int *lda, double _Complex w[],
	double _Complex VL[], const int *ldvl, double _Complex VR[], const int *ldvr, double _Complex work[], const int *lwork,
	double rwork[], int *info);

/* Singular values s, descending. */
void zgesdd_(const char *jobz, const int *m, const int *n, double _Complex A[], const int *lda, double s[], double _Complex U[],
	const int *ldu, double _Complex VT[], const int *ldvt, double _Complex work[], const int *lwork, double rwork[], int iwork[],
	int *info);

/* The same of a real matrix, with its singular vectors. */
void dgesdd_(const char *jobz, const int *m, const int *n, double A[], const int *lda, double s[], double U[], const int *ldu, double VT[],
	const int *ldvt, double work[], const int *lwork, int iwork[], int *info);

#endif
