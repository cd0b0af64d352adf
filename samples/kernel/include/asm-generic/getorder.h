/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_GENERIC_GETORDER_H
#define _ASM_GENERIC_GETORDER_H

#include <linux/bitops.h>

/* The smallest n with PAGE_SIZE << n >= @size. */
static inline int get_order(unsigned long size)
{
	return size <= PAGE_SIZE ? 0 : (int)__fls(size - 1) + 1 - PAGE_SHIFT;
}

#endif
