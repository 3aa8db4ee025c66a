/* SPDX-License-Identifier: MIT */
/* lapack: see lapack.h. */
#include <dlfcn.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>

#include "base/lapack.h"

/* With less address space OpenBLAS waits for ever for its threads to begin. */
enum { ADDRESSES = 400 << 20 };

static bool
room(struct err *e)
{
	struct rlimit most;
	if (getrlimit(RLIMIT_AS, &most) || most.rlim_cur >= ADDRESSES)
		return true;
	err_set(e, ERR_SYSTEM, "LAPACK needs %d MB of address space, of which %ju are allowed", ADDRESSES >> 20, (uintmax_t)most.rlim_cur >> 20);
	err_hint(e, "raise ulimit -v");
	return false;
}

/* The library, which is never closed; NULL, and why in e, when there is none. */
static void *
library(struct err *e)
{
	if (!room(e))
		return NULL;
	void *l = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
	if (!l) {
		const char *why = dlerror();
		err_set(e, ERR_SYSTEM, "cannot open LAPACK: %s", why ? why : "no reason given");
		err_hint(e, "install OpenBLAS (libopenblas0)");
	}
	return l;
}

/* *routine, a pointer to a function, is set to what name stands for. */
static void
find(void *l, const char *name, void *routine, struct err *e)
{
	void *p = dlsym(l, name);
	if (!p)
		err_set(e, ERR_SYSTEM, "LAPACK has no %s", name);
	memcpy(routine, &p, sizeof p);
}

int
lapack_open(struct lapack *l, struct err *e)
{
	void *from = library(e);
	if (!from)
		return e->code;
	find(from, "dgesdd_", &l->dgesdd, e);
	find(from, "zgesdd_", &l->zgesdd, e);
	find(from, "zgeev_", &l->zgeev, e);
	return e->code;
}

const char *
lapack_config(void)
{
	struct err e = { 0 };
	char *(*config)(void) = NULL;
	void *from = library(&e);
	if (from)
		find(from, "openblas_get_config", &config, &e);
	return config ? config() : NULL;
}
