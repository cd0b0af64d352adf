/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a DART, the IOMMU of Apple's SoCs, reads its tables. Apple has published nothing; what is
 * here is what those found who ran the devices, as drivers and emulators agree on it. For benches,
 * after bench.h.
 */
#ifndef BENCH_DART_WALK_H
#define BENCH_DART_WALK_H

/* Where an entry has the address of a page or table. */
enum dart_format {
	DART_FORMAT_1,		/* bits 35..12, in place (T8020, T8103) */
	DART_FORMAT_2,		/* bits 37..10, four bits lower (T6000, T8110) */
};

struct dart_tables {
	enum dart_format format;
	u32 page_shift;		/* 12 or 14; a table fills one page */
	u32 levels;		/* of tables */
};

static inline u64 dart_address(const struct dart_tables *tables, u64 entry)
{
	if (tables->format == DART_FORMAT_1)
		return entry & 0x0000000ffffff000ULL;
	return (entry & 0x0000003ffffffc00ULL) << 4;
}

/* The walk from the table at `table`, which the bits of `iova` above the last table's select. */
static inline bool dart_walk(const struct dart_tables *tables, u64 table, u64 iova,
			     struct bench_leaf *leaf)
{
	u32 bits = tables->page_shift - 3;
	u32 level;
	u64 entry = 0;

	for (level = tables->levels; level; level--) {
		u64 index = iova >> (tables->page_shift + (level - 1) * bits);

		entry = device_read64(table + (index & ((1 << bits) - 1)) * 8);
		if (!(entry & 1))
			return false;
		table = dart_address(tables, entry);
	}
	/* From the first to the last unit of a page, in 4096ths of it, that may be accessed. */
	if (entry >> 52 || (entry >> 40 & 0xfff) != 0xfff) {
		bench_unsupported("DART part of a page", entry);
		return false;
	}
	leaf->size = 1ULL << tables->page_shift;
	leaf->first = iova & ~(leaf->size - 1);
	leaf->phys = table;
	return true;
}

#endif
