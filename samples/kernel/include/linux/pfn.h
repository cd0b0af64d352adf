/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_PFN_H
#define _LINUX_PFN_H

#include <linux/types.h>

#define PFN_DOWN(x)	((x) >> PAGE_SHIFT)
#define PFN_PHYS(x)	((phys_addr_t)(x) << PAGE_SHIFT)

#endif
