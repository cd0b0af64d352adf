/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_IO_H
#define SHIM_ASM_IO_H

#include <linux/types.h>

/* Every register access is a call which the host hands to the bench's device model. */
extern u8 shim_read8(const volatile void __iomem *address);
extern u16 shim_read16(const volatile void __iomem *address);
extern u32 shim_read32(const volatile void __iomem *address);
extern u64 shim_read64(const volatile void __iomem *address);
extern void shim_write8(u8 value, volatile void __iomem *address);
extern void shim_write16(u16 value, volatile void __iomem *address);
extern void shim_write32(u32 value, volatile void __iomem *address);
extern void shim_write64(u64 value, volatile void __iomem *address);

#define __raw_readb	shim_read8
#define __raw_readw	shim_read16
#define __raw_readl	shim_read32
#define __raw_readq	shim_read64
#define readb		shim_read8
#define readw		shim_read16
#define readl		shim_read32
#define readq		shim_read64
#define readb_relaxed	shim_read8
#define readw_relaxed	shim_read16
#define readl_relaxed	shim_read32
#define readq_relaxed	shim_read64

#define __raw_writeb	shim_write8
#define __raw_writew	shim_write16
#define __raw_writel	shim_write32
#define __raw_writeq	shim_write64
#define writeb		shim_write8
#define writew		shim_write16
#define writel		shim_write32
#define writeq		shim_write64
#define writeb_relaxed	shim_write8
#define writew_relaxed	shim_write16
#define writel_relaxed	shim_write32
#define writeq_relaxed	shim_write64

extern void __iomem *ioremap(phys_addr_t address, size_t size);
extern void iounmap(volatile void __iomem *address);
extern void *ioremap_cache(phys_addr_t address, size_t size);

#define ioremap		ioremap
#define iounmap		iounmap
#define ioremap_cache	ioremap_cache

#include <asm-generic/io.h>

#endif
