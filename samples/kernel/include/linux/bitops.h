/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_BITOPS_H
#define _LINUX_BITOPS_H

#include <linux/bits.h>

/* Number of the lowest set bit; the caller makes sure that there is one. */
static inline unsigned long __ffs(unsigned long word)
{
	return __builtin_ctzl(word);
}

/* Number of the highest set bit; the caller makes sure that there is one. */
static inline unsigned long __fls(unsigned long word)
{
	return 63 - __builtin_clzl(word);
}

#endif
