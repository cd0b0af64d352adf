/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a device reads long-descriptor translation tables: Arm ARM for A-profile, DDI 0487, D8.3
 * (VMSAv8-64) and G5.5 (VMSAv8-32 with TTBCR.EAE). For benches of these formats, after bench.h.
 */
#ifndef BENCH_LPAE_WALK_H
#define BENCH_LPAE_WALK_H

/* What the registers of the translation regime say. */
struct lpae_tables {
	u64 base;		/* where the first table is; several in a row, if concatenated */
	u32 address_bits;	/* of an IOVA */
	u32 granule_shift;	/* 12, 14 or 16 */
	u32 first_level;	/* of the walk, 0 to 3 */
};

/* The level at which a walk begins where no register says it: stage 1. */
static inline u32 lpae_first_level(u32 address_bits, u32 granule_shift)
{
	u32 bits = granule_shift - 3;
	u32 levels = (address_bits - granule_shift + bits - 1) / bits;

	return 4 - levels;
}

static inline bool lpae_walk(const struct lpae_tables *tables, u64 iova, struct bench_leaf *leaf)
{
	u64 address_mask = 0x0000ffffffffffffULL & ~((1ULL << tables->granule_shift) - 1);
	u32 bits = tables->granule_shift - 3;
	u64 table = tables->base;
	u32 level, shift;
	u64 index, descriptor;

	if (iova >> tables->address_bits)
		return false;
	for (level = tables->first_level; level < 4; level++) {
		shift = tables->granule_shift + (3 - level) * bits;
		index = iova >> shift;
		if (level != tables->first_level)
			index &= (1 << bits) - 1;
		descriptor = device_read64(table + index * 8);
		/* Blocks: of level 1 with 4 KiB only, of level 2 with each granule. */
		if ((descriptor & 3) == (level == 3 ? 3 : 1)) {
			if (level < (tables->granule_shift == 12 ? 1 : 2))
				return false;
			leaf->size = 1ULL << shift;
			leaf->first = iova & ~(leaf->size - 1);
			leaf->phys = descriptor & address_mask & ~(leaf->size - 1);
			/* Without the access flag it faults, and is not cached. */
			return descriptor >> 10 & 1;
		}
		if ((descriptor & 3) != 3)
			return false;
		table = descriptor & address_mask;
	}
	return false;
}

#endif
