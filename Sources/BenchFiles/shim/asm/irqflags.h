/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_IRQFLAGS_H
#define SHIM_ASM_IRQFLAGS_H

/* There are no interrupts, but whether they are off is state that code may ask for. */
#define ARCH_IRQ_DISABLED	1
#define ARCH_IRQ_ENABLED	0

extern unsigned long arch_local_save_flags(void);
extern void arch_local_irq_restore(unsigned long flags);

#define arch_local_save_flags	arch_local_save_flags
#define arch_local_irq_restore	arch_local_irq_restore

#include <asm-generic/irqflags.h>

#endif
