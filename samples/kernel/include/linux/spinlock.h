/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <linux/types.h>

typedef struct spinlock {
	unsigned int owner;
} spinlock_t;

extern unsigned long _raw_spin_lock_irqsave(spinlock_t *lock);
extern void _raw_spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags);

static inline void spin_lock_init(spinlock_t *lock)
{
	lock->owner = 0;
}

#define spin_lock_irqsave(lock, flags) \
	((void)((flags) = _raw_spin_lock_irqsave(lock)))

static inline void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	_raw_spin_unlock_irqrestore(lock, flags);
}

#endif
