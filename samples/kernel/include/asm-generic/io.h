/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_GENERIC_IO_H
#define _ASM_GENERIC_IO_H

#include <asm/page.h>

/* Register accessors come from the architecture; addresses of memory from here. */
static inline phys_addr_t virt_to_phys(const volatile void *address)
{
	return __pa(address);
}

static inline void *phys_to_virt(phys_addr_t address)
{
	return __va(address);
}

#endif
