/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_SPINLOCK_H
#define SHIM_ASM_SPINLOCK_H

#include <asm/spinlock_types.h>
#include <asm/processor.h>

extern void arch_spin_lock(arch_spinlock_t *lock);
extern int arch_spin_trylock(arch_spinlock_t *lock);
extern void arch_spin_unlock(arch_spinlock_t *lock);

/* What is held, the host knows. */
extern int arch_spin_is_locked(arch_spinlock_t *lock);

#define arch_spin_is_contended(lock)		0
#define arch_spin_value_unlocked(lock)		((lock).held == 0)

extern void arch_read_lock(arch_rwlock_t *lock);
extern int arch_read_trylock(arch_rwlock_t *lock);
extern void arch_read_unlock(arch_rwlock_t *lock);
extern void arch_write_lock(arch_rwlock_t *lock);
extern int arch_write_trylock(arch_rwlock_t *lock);
extern void arch_write_unlock(arch_rwlock_t *lock);

#endif
