/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_MINMAX_H
#define _LINUX_MINMAX_H

#define min_t(type, a, b) ({		\
	type __left = (a);		\
	type __right = (b);		\
	__left < __right ? __left : __right; })

#define max_t(type, a, b) ({		\
	type __left = (a);		\
	type __right = (b);		\
	__left > __right ? __left : __right; })

#define min(a, b)	min_t(typeof(a), a, b)
#define max(a, b)	max_t(typeof(a), a, b)

#endif
