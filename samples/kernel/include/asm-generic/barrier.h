/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_GENERIC_BARRIER_H
#define _ASM_GENERIC_BARRIER_H

#define mb()		__mb()
#define rmb()		__rmb()
#define wmb()		__wmb()
#define dma_rmb()	__dma_rmb()
#define dma_wmb()	__dma_wmb()

#endif
