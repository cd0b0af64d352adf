/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_PROCESSOR_H
#define SHIM_ASM_PROCESSOR_H

#include <linux/cache.h>

#define TASK_SIZE		0x4000000000UL
#define TASK_UNMAPPED_BASE	(TASK_SIZE / 3)
#define STACK_TOP		TASK_SIZE
#define STACK_TOP_MAX		TASK_SIZE

struct task_struct;
struct pt_regs;

struct thread_struct {
	unsigned long sp;
};

#define INIT_THREAD		{ 0 }
#define task_pt_regs(task)	((struct pt_regs *)0)
#define KSTK_EIP(task)		0
#define KSTK_ESP(task)		0

/* A driver that polls comes through here; the host counts it. */
extern void cpu_relax(void);
extern unsigned long __get_wchan(struct task_struct *task);

#define ARCH_HAS_PREFETCH
#define ARCH_HAS_PREFETCHW

static inline void prefetch(const void *address)
{
}

static inline void prefetchw(const void *address)
{
}

#endif
