/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_IO_APIC_H
#define SHIM_X86_ASM_IO_APIC_H

extern int nr_ioapics;
extern int mpc_ioapic_id(int ioapic);
extern int mp_find_ioapic(unsigned int interrupt);

#endif
