/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_CURRENT_H
#define SHIM_ASM_CURRENT_H

struct task_struct;

/* Zeroed memory of the host's, large enough for any task_struct. */
extern unsigned char shim_task[];

#define current ((struct task_struct *)shim_task)

#endif
