/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_GFP_H
#define _LINUX_GFP_H

#include <linux/types.h>

#define __GFP_DMA32	((gfp_t)0x004)
#define __GFP_ZERO	((gfp_t)0x100)
#define GFP_ATOMIC	((gfp_t)0x820)
#define GFP_KERNEL	((gfp_t)0xcc0)

extern unsigned long get_free_pages_noprof(gfp_t gfp, unsigned int order);
extern void free_pages(unsigned long addr, unsigned int order);

#define __get_free_pages(gfp, order)	get_free_pages_noprof(gfp, order)
#define __get_free_page(gfp)		get_free_pages_noprof(gfp, 0)
#define get_zeroed_page(gfp)		get_free_pages_noprof((gfp) | __GFP_ZERO, 0)
#define free_page(addr)			free_pages(addr, 0)

#endif
