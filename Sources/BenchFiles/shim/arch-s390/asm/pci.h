/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_S390_ASM_PCI_H
#define SHIM_S390_ASM_PCI_H

#include <linux/types.h>

/* Of the storage key and the 32-bit addresses the tree's own header only takes note. */
#define PAGE_DEFAULT_KEY	0
#define __pa32(address)		((u32)__pa(address))

#include <../include/asm/pci.h>

#endif
