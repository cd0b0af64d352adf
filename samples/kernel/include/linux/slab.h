/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/gfp.h>

extern void *__kmalloc_noprof(size_t size, gfp_t gfp);
extern void kfree(const void *object);

static inline void *kmalloc(size_t size, gfp_t gfp)
{
	return __kmalloc_noprof(size, gfp);
}

static inline void *kzalloc(size_t size, gfp_t gfp)
{
	return __kmalloc_noprof(size, gfp | __GFP_ZERO);
}

#endif
