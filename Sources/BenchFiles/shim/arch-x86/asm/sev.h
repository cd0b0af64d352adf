/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_SEV_H
#define SHIM_X86_ASM_SEV_H

/* No memory is encrypted. */
#define snp_fixup_e820_tables()	do { } while (0)

#endif
