/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H

#include <linux/compiler.h>

/* Everything is built in and linked as a whole. */
#define EXPORT_SYMBOL_GPL(sym)
#define MODULE_LICENSE(text)
#define MODULE_DESCRIPTION(text)
#define MODULE_DEVICE_TABLE(type, table)

#define module_init(fn) \
	static int (*const __initcall_##fn)(void) __maybe_unused = (fn)

#endif
