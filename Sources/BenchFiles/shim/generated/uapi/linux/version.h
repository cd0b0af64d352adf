/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_LINUX_VERSION_H
#define SHIM_LINUX_VERSION_H

/* The tool does not know which kernel it reads; nothing in a tree asks for its own version. */
#define LINUX_VERSION_CODE	0
#define KERNEL_VERSION(a, b, c)	(((a) << 16) + ((b) << 8) + (c))

#endif
