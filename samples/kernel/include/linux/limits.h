/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_LIMITS_H
#define _LINUX_LIMITS_H

#define U32_MAX		(~0U)
#define ULONG_MAX	(~0UL)
#define SIZE_MAX	(~(size_t)0)

#endif
