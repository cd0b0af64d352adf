/* SPDX-License-Identifier: GPL-2.0-only */
/* The tree's own, which the generic one would hide. */
#include <../include/asm/hw_irq.h>
