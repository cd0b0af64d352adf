/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_ELF_H
#define SHIM_ASM_ELF_H

#define ELF_CLASS		2
#define ELF_DATA		1
#define ELF_ARCH		0
#define ELF_EXEC_PAGESIZE	4096
#define elf_check_arch(header)	0

typedef unsigned long elf_greg_t;
typedef elf_greg_t elf_gregset_t[32];
typedef unsigned long elf_fpregset_t;

#endif
