/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_STRING_H
#define _LINUX_STRING_H

#include <linux/types.h>

extern void *memset(void *to, int byte, size_t count);
extern void *memcpy(void *to, const void *from, size_t count);

#endif
