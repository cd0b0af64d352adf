/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a device reads short-descriptor translation tables: Arm ARM for ARMv7-A, DDI 0406C, B3.5.
 * For benches of the ARMv7 short-descriptor format, after bench.h.
 */
#ifndef BENCH_V7S_WALK_H
#define BENCH_V7S_WALK_H

/* The output address of a leaf: a supersection has eight bits of it above bit 31. */
static inline u64 v7s_output(u32 descriptor, u64 size)
{
	u64 high = 0;

	if (size == 16 << 20)
		high = (u64)(descriptor >> 20 & 0xf) << 32 | (u64)(descriptor >> 5 & 0xf) << 36;
	return (descriptor & ~(size - 1)) | high;
}

/*
 * The walk from `table`, the physical address of the 16 KiB first-level table. `output` makes a
 * leaf's output address of its descriptor and size, for formats that have further bits of it.
 */
static inline bool v7s_walk_to(u64 table, u64 iova, struct bench_leaf *leaf,
			       u64 (*output)(u32 descriptor, u64 size))
{
	u32 descriptor;

	if (iova >> 32)
		return false;
	descriptor = device_read32(table + (iova >> 20) * 4);
	switch (descriptor & 3) {
	case 0:
		return false;
	case 1:
		table = descriptor & ~0x3ffu;
		descriptor = device_read32(table + (iova >> 12 & 0xff) * 4);
		if (!(descriptor & 3))
			return false;
		leaf->size = descriptor & 2 ? 4096 : 65536;
		break;
	default:
		leaf->size = descriptor & 1 << 18 ? 16 << 20 : 1 << 20;
	}
	leaf->first = iova & ~(leaf->size - 1);
	leaf->phys = output(descriptor, leaf->size);
	return true;
}

static inline bool v7s_walk(u64 table, u64 iova, struct bench_leaf *leaf)
{
	return v7s_walk_to(table, iova, leaf, v7s_output);
}

#endif
