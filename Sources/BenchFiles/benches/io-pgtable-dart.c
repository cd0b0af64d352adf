/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: io-pgtable-dart
 * driver: drivers/iommu/io-pgtable-dart.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c
 * units: lib/find_bit.c
 * page: 16384
 * iova: 0x1c00000
 * leaf: 16384
 *
 * The format alone: the second of the two formats of a DART, with pages of 16 KiB.
 */
#include "drivers/iommu/io-pgtable-dart.c"

#include "format-recorder.h"
#include "dart-walk.h"

static enum io_pgtable_fmt format_tables(struct io_pgtable_cfg *config)
{
	config->pgsize_bitmap = 16384;
	config->ias = 36;
	config->oas = 42;
	config->coherent_walk = true;
	return APPLE_DART2;
}

/* What a stream's only TTBR would hold. */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	static const struct dart_tables tables = {
		.format = DART_FORMAT_2, .page_shift = 14, .levels = 2,
	};

	return !(iova >> 36) &&
	       dart_walk(&tables, format_config.apple_dart_cfg.ttbr[0], iova, leaf);
}
