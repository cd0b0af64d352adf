/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_IO_H
#define SHIM_X86_ASM_IO_H

/* Registers are filled four bytes at a time. */
#define memcpy_toio	shim_memcpy_toio

#include "../../asm/io.h"

static inline void shim_memcpy_toio(volatile void __iomem *to, const void *from, size_t bytes)
{
	size_t offset;

	for (offset = 0; offset < bytes; offset += 4)
		shim_write32(*(const u32 *)(from + offset), to + offset);
}

extern void __iomem *ioremap_encrypted(phys_addr_t address, unsigned long size);

#include <asm-generic/early_ioremap.h>

#endif
