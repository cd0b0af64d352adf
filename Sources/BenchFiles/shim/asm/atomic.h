/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_ATOMIC_H
#define SHIM_ASM_ATOMIC_H

#include <linux/types.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>

/*
 * The machine has one instruction stream and no interrupts: a read, a change and a write in plain
 * C are atomic. The kernel's fallback headers make the rest out of these.
 */
#define SHIM_ATOMIC_FAMILY(family, value_t, atomic_type)					\
static __always_inline value_t arch_##family##_read(const atomic_type *v)			\
{												\
	return *(const volatile value_t *)&v->counter;						\
}												\
static __always_inline void arch_##family##_set(atomic_type *v, value_t i)			\
{												\
	*(volatile value_t *)&v->counter = i;							\
}												\
SHIM_ATOMIC_OPERATION(family, value_t, atomic_type, add, +)					\
SHIM_ATOMIC_OPERATION(family, value_t, atomic_type, sub, -)					\
SHIM_ATOMIC_OPERATION(family, value_t, atomic_type, and, &)					\
SHIM_ATOMIC_OPERATION(family, value_t, atomic_type, or, |)					\
SHIM_ATOMIC_OPERATION(family, value_t, atomic_type, xor, ^)					\
SHIM_ATOMIC_RETURN(family, value_t, atomic_type, add, +)					\
SHIM_ATOMIC_RETURN(family, value_t, atomic_type, sub, -)

#define SHIM_ATOMIC_OPERATION(family, value_t, atomic_type, name, op)				\
static __always_inline void arch_##family##_##name(value_t i, atomic_type *v)			\
{												\
	v->counter = v->counter op i;								\
}												\
static __always_inline value_t arch_##family##_fetch_##name(value_t i, atomic_type *v)		\
{												\
	value_t old = v->counter;								\
												\
	v->counter = old op i;									\
	return old;										\
}

#define SHIM_ATOMIC_RETURN(family, value_t, atomic_type, name, op)				\
static __always_inline value_t arch_##family##_##name##_return(value_t i, atomic_type *v)	\
{												\
	return v->counter = v->counter op i;							\
}

#define ATOMIC64_INIT(i) { (i) }

SHIM_ATOMIC_FAMILY(atomic, int, atomic_t)
SHIM_ATOMIC_FAMILY(atomic64, s64, atomic64_t)

/* The fallback headers look for macros to know what the architecture has. */
#define arch_atomic_read		arch_atomic_read
#define arch_atomic_set			arch_atomic_set
#define arch_atomic_add_return		arch_atomic_add_return
#define arch_atomic_sub_return		arch_atomic_sub_return
#define arch_atomic_fetch_add		arch_atomic_fetch_add
#define arch_atomic_fetch_sub		arch_atomic_fetch_sub
#define arch_atomic_fetch_and		arch_atomic_fetch_and
#define arch_atomic_fetch_or		arch_atomic_fetch_or
#define arch_atomic_fetch_xor		arch_atomic_fetch_xor
#define arch_atomic64_read		arch_atomic64_read
#define arch_atomic64_set		arch_atomic64_set
#define arch_atomic64_add_return	arch_atomic64_add_return
#define arch_atomic64_sub_return	arch_atomic64_sub_return
#define arch_atomic64_fetch_add		arch_atomic64_fetch_add
#define arch_atomic64_fetch_sub		arch_atomic64_fetch_sub
#define arch_atomic64_fetch_and		arch_atomic64_fetch_and
#define arch_atomic64_fetch_or		arch_atomic64_fetch_or
#define arch_atomic64_fetch_xor		arch_atomic64_fetch_xor

/* Kernels before the generated xchg and cmpxchg fallbacks want these four as well. */
#define arch_atomic_xchg(v, new)		arch_xchg(&(v)->counter, new)
#define arch_atomic_cmpxchg(v, old, new)	arch_cmpxchg(&(v)->counter, old, new)
#define arch_atomic64_xchg(v, new)		arch_xchg(&(v)->counter, new)
#define arch_atomic64_cmpxchg(v, old, new)	arch_cmpxchg(&(v)->counter, old, new)

#endif
