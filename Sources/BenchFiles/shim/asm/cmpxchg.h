/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_CMPXCHG_H
#define SHIM_ASM_CMPXCHG_H

/* See atomic.h: one instruction stream. */
#define shim_volatile(p) (*(volatile __typeof__(*(p)) *)(p))

#define arch_xchg(p, new)						\
({									\
	__typeof__(p) __xp = (p);					\
	__typeof__(*(p)) __old = shim_volatile(__xp);			\
									\
	shim_volatile(__xp) = (__typeof__(*(p)))(new);			\
	(__typeof__(*(p)))__old;					\
})

#define arch_cmpxchg(p, old, new)					\
({									\
	__typeof__(p) __cp = (p);					\
	__typeof__(*(p)) __found = shim_volatile(__cp);			\
									\
	if (__found == (__typeof__(*(p)))(old))				\
		shim_volatile(__cp) = (__typeof__(*(p)))(new);		\
	(__typeof__(*(p)))__found;					\
})

#define arch_cmpxchg_local	arch_cmpxchg
#define arch_cmpxchg64		arch_cmpxchg
#define arch_cmpxchg64_local	arch_cmpxchg
#define arch_cmpxchg128		arch_cmpxchg
#define arch_cmpxchg128_local	arch_cmpxchg
#define system_has_cmpxchg128()	1

#define arch_try_cmpxchg128(p, expected, new)				\
({									\
	__typeof__(expected) __ep = (expected);				\
	__typeof__(*(p)) __want = *__ep;				\
	__typeof__(*(p)) __had = arch_cmpxchg(p, __want, new);		\
									\
	*__ep = __had;							\
	__had == __want;						\
})

#endif
