/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_SIGCONTEXT_H
#define SHIM_ASM_SIGCONTEXT_H

struct sigcontext {
	unsigned long pc;
};

#endif
