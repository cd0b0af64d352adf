/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_E820_API_H
#define SHIM_X86_ASM_E820_API_H

#include <linux/types.h>

enum e820_type {
	E820_TYPE_RESERVED	= 2,
	E820_TYPE_NVS		= 4,
};

extern int e820__get_entry_type(u64 start, u64 end);

#endif
