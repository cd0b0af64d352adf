/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: io-pgtable-arm
 * driver: drivers/iommu/io-pgtable-arm.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 2097152 1073741824
 * walker: non-coherent
 *
 * The format alone: VMSAv8-64 tables of stage 1 with a granule of 4 KiB.
 */
#include "drivers/iommu/io-pgtable-arm.c"

#include "format-recorder.h"
#include "lpae-walk.h"

static enum io_pgtable_fmt format_tables(struct io_pgtable_cfg *config)
{
	config->pgsize_bitmap = 4096 | 2 << 20 | 1 << 30;
	config->ias = 39;
	config->oas = 48;
	return ARM_64_LPAE_S1;
}

/* What TCR and TTBR0 would hold. */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u32 bits = 64 - format_config.arm_lpae_s1_cfg.tcr.tsz;
	struct lpae_tables tables = {
		.base = format_config.arm_lpae_s1_cfg.ttbr & ~0xfffULL,
		.address_bits = bits,
		.granule_shift = 12,
		.first_level = lpae_first_level(bits, 12),
	};

	if (format_config.arm_lpae_s1_cfg.tcr.tg != 0) {
		bench_unsupported("granule", format_config.arm_lpae_s1_cfg.tcr.tg);
		return false;
	}
	return lpae_walk(&tables, iova, leaf);
}
