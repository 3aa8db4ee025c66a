/* SPDX-License-Identifier: MIT */
/* mem: the only caller of malloc; checks overflow, and fails on order in a test build. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

/* n objects of size bytes; NULL when n * size overflows or there is no memory.  n = 0 gives a pointer that may be freed. */
void *mem_alloc(size_t n, size_t size) __attribute__((malloc, alloc_size(1, 2)));

/* The same, all bytes zero. */
void *mem_zero(size_t n, size_t size) __attribute__((malloc, alloc_size(1, 2)));

/* p (from this module, or NULL) with room for n objects; on failure NULL, and p stays as it was. */
void *mem_resize(void *p, size_t n, size_t size) __attribute__((alloc_size(2, 3)));

/*
 * Makes room for need objects in the growing array *p of *cap objects: capacity at least doubles, so that appending one by
 * one costs O(1) each.  False, with *p and *cap unchanged, when there is no memory.
 */
bool mem_reserve(void *p, size_t *cap, size_t need, size_t size);

/* Frees p; NULL is fine. */
void mem_free(void *p);

/* Makes the k-th allocation from now on fail (k = 1: the next one), and all after it when sticky; k = 0 stops that.  Only in a test build. */
void mem_fail_at(unsigned long k, bool sticky);

#endif
