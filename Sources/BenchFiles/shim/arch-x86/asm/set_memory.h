/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_SET_MEMORY_H
#define SHIM_X86_ASM_SET_MEMORY_H

extern int set_memory_4k(unsigned long address, int pages);
extern int set_memory_uc(unsigned long address, int pages);
extern int set_memory_wb(unsigned long address, int pages);

#endif
