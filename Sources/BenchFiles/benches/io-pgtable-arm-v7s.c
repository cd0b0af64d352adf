/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: io-pgtable-arm-v7s
 * driver: drivers/iommu/io-pgtable-arm-v7s.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 65536 1048576 16777216
 * walker: non-coherent
 *
 * The format alone: short descriptors, without a quirk.
 */
#include "drivers/iommu/io-pgtable-arm-v7s.c"

#include "format-recorder.h"
#include "v7s-walk.h"

static enum io_pgtable_fmt format_tables(struct io_pgtable_cfg *config)
{
	config->pgsize_bitmap = 4096 | 65536 | 1 << 20 | 16 << 20;
	config->ias = 32;
	config->oas = 32;
	return ARM_V7S;
}

/* What TTBR0 would hold. */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	return v7s_walk(format_config.arm_v7s_cfg.ttbr & ~0x3fffu, iova, leaf);
}
