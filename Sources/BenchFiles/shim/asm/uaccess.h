/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_UACCESS_H
#define SHIM_ASM_UACCESS_H

extern unsigned long raw_copy_to_user(void *to, const void *from, unsigned long count);
extern unsigned long raw_copy_from_user(void *to, const void *from, unsigned long count);

#define raw_copy_to_user	raw_copy_to_user
#define raw_copy_from_user	raw_copy_from_user

#include <asm-generic/uaccess.h>

#endif
