/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_SPINLOCK_TYPES_H
#define SHIM_ASM_SPINLOCK_TYPES_H

typedef struct {
	unsigned int held;
} arch_spinlock_t;

typedef struct {
	unsigned int held;
} arch_rwlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED	{ 0 }
#define __ARCH_RW_LOCK_UNLOCKED		{ 0 }

#endif
