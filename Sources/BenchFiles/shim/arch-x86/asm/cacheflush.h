/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_CACHEFLUSH_H
#define SHIM_X86_ASM_CACHEFLUSH_H

#include <asm-generic/cacheflush.h>

extern void clflush_cache_range(void *address, unsigned int bytes);

#endif
