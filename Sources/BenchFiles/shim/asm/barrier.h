/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_BARRIER_H
#define SHIM_ASM_BARRIER_H

/* Order is what the machine does anyway; a call keeps the compiler from moving accesses. */
extern void shim_mb(void);
extern void shim_rmb(void);
extern void shim_wmb(void);
extern void shim_dma_rmb(void);
extern void shim_dma_wmb(void);

#define __mb()		shim_mb()
#define __rmb()		shim_rmb()
#define __wmb()		shim_wmb()
#define __dma_rmb()	shim_dma_rmb()
#define __dma_wmb()	shim_dma_wmb()

/* Names which some drivers take from arm64 without asking. */
#define __iomb()	shim_mb()
#define wfe()		do { } while (0)
#define sev()		do { } while (0)
#define VA_BITS		48

#include <asm-generic/barrier.h>

#endif
