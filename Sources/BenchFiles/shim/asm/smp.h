/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_SMP_H
#define SHIM_ASM_SMP_H

#define raw_smp_processor_id() 0

struct cpumask;

extern void arch_smp_send_reschedule(int cpu);
extern void arch_send_call_function_single_ipi(int cpu);
extern void arch_send_call_function_ipi_mask(const struct cpumask *mask);
extern int __cpu_disable(void);
extern void __cpu_die(unsigned int cpu);

#endif
