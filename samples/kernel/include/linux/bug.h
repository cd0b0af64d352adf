/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <linux/compiler.h>

#define TAINT_WARN	9

extern void warn_slowpath_fmt(const char *file, int line, unsigned int taint,
			      const char *fmt, ...);

#define WARN(condition, ...) ({						\
	int __warned = !!(condition);					\
	if (unlikely(__warned))						\
		warn_slowpath_fmt(__FILE__, __LINE__, TAINT_WARN, __VA_ARGS__); \
	unlikely(__warned); })

#define WARN_ON(condition)	WARN(condition, (const char *)0)

#define WARN_ON_ONCE(condition) ({		\
	static bool __already;			\
	int __bad = !!(condition);		\
	if (unlikely(__bad && !__already)) {	\
		__already = true;		\
		WARN_ON(1);			\
	}					\
	unlikely(__bad); })

#endif
