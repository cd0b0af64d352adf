/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_PTRACE_H
#define SHIM_ASM_PTRACE_H

struct pt_regs {
	unsigned long regs[32];
	unsigned long pc;
};

#define user_mode(regs)			0
#define instruction_pointer(regs)	((regs)->pc)
#define profile_pc(regs)		((regs)->pc)
#define user_stack_pointer(regs)	((regs)->regs[2])
#define arch_has_single_step()		0

static inline void instruction_pointer_set(struct pt_regs *regs, unsigned long pc)
{
	regs->pc = pc;
}

static inline unsigned long regs_return_value(struct pt_regs *regs)
{
	return regs->regs[10];
}

#endif
