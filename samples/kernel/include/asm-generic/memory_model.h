/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_GENERIC_MEMORY_MODEL_H
#define _ASM_GENERIC_MEMORY_MODEL_H

/* No memory map, hence no conversion between frame numbers and page structs. */

#endif
