/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_PRINTK_H
#define _LINUX_PRINTK_H

#include <linux/compiler.h>

extern __printf(1, 2) int _printk(const char *fmt, ...);

#ifndef pr_fmt
#define pr_fmt(fmt)	fmt
#endif

/* A level is the byte 1 and a digit in front of the format. */
#define KERN_SOH	"\001"
#define KERN_ERR	KERN_SOH "3"
#define KERN_WARNING	KERN_SOH "4"
#define KERN_INFO	KERN_SOH "6"
#define KERN_DEBUG	KERN_SOH "7"

#define pr_err(fmt, ...)	_printk(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn(fmt, ...)	_printk(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info(fmt, ...)	_printk(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)

/* Checked by the compiler, printed by nobody. */
#define pr_debug(fmt, ...) do {						\
	if (0)								\
		_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__);		\
} while (0)

#endif
