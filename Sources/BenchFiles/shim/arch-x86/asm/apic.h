/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_APIC_H
#define SHIM_X86_ASM_APIC_H

#include <linux/types.h>

struct irq_data;

struct apic {
	u8 dest_mode_logical;
};

extern struct apic *apic;
extern int x2apic_mode;
extern int x2apic_phys;
extern void apic_ack_irq(struct irq_data *data);
extern int x2apic_enabled(void);

#endif
