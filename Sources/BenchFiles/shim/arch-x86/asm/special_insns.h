/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_X86_ASM_SPECIAL_INSNS_H
#define SHIM_X86_ASM_SPECIAL_INSNS_H

#include <uapi/asm/processor-flags.h>

/* The kernel honours write protection, as always. */
#define read_cr0()	X86_CR0_WP

#endif
