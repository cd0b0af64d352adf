/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

/* There is no struct page in this tree: memory is known by its address alone. */
#include <asm/page.h>
#include <linux/gfp.h>

#endif
