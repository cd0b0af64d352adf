/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For device models with a block of 32-bit registers, of which they know some.
 */
#ifndef BENCH_REGISTERS_H
#define BENCH_REGISTERS_H

#include <linux/kernel.h>

#include "bench.h"

/*
 * Where the model keeps the register at `address`: file[offset / 4], if `offset` is in `known`, a
 * list of register offsets, and all of the register is asked for. NULL otherwise; the run has
 * then ended as not modelled: `what`, which is as "heron register".
 */
#define bench_register(file, known, address, bytes, what) \
	bench_find_register(file, known, ARRAY_SIZE(known), address, bytes, what)

static inline u32 *bench_find_register(u32 *file, const u16 *known, unsigned int count,
				       u64 address, unsigned int bytes, const char *what)
{
	u64 offset = address - BENCH_MMIO_BASE;
	unsigned int i;

	for (i = 0; i < count && bytes == 4; i++)
		if (known[i] == offset)
			return &file[offset / 4];
	bench_unsupported(what, offset);
	return NULL;
}

#endif
