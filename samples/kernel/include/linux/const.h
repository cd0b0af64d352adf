/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_CONST_H
#define _LINUX_CONST_H

/* A constant with a suffix which assemblers do not know. */
#define __AC(x, suffix)	(x ## suffix)
#define _AC(x, suffix)	__AC(x, suffix)
#define UL(x)		_AC(x, UL)
#define ULL(x)		_AC(x, ULL)

#endif
