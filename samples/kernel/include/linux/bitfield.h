/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_BITFIELD_H
#define _LINUX_BITFIELD_H

#include <linux/types.h>

/* @mask is a constant run of bits; the value is moved to or from its low end. */
#define FIELD_SHIFT(mask)	__builtin_ctzll(mask)
#define FIELD_PREP(mask, val)	(((typeof(mask))(val) << FIELD_SHIFT(mask)) & (mask))
#define FIELD_GET(mask, reg)	((typeof(mask))(((reg) & (mask)) >> FIELD_SHIFT(mask)))

#endif
