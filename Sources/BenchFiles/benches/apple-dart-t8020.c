/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: apple-dart-t8020
 * driver: drivers/iommu/apple-dart.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-dart.c
 * units: lib/bitmap.c lib/find_bit.c lib/hweight.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * The DART of the T8103 with pages of 4 KiB: four tables a stream, and a command that empties the
 * TLB for the streams that are selected.
 */
#include "drivers/iommu/apple-dart.c"

#define BENCH_COMPATIBLE "apple,t8103-dart"

#include "apple-dart.h"

#define STREAM	5
#define STREAMS	16

enum {
	PARAMS1		= 0x00,
	PARAMS2		= 0x04,
	COMMAND		= 0x20,
	SELECT		= 0x34,
	ERROR		= 0x40,
	CONFIG		= 0x60,
	STREAMS_ENABLE	= 0xfc,
	TCR		= 0x100,		/* one for each stream */
	TTBR		= 0x200,		/* four for each stream, of 1 GiB */
	REGISTERS_END	= TTBR + 16 * STREAMS,
};

enum {
	COMMAND_BUSY		= 1 << 2,
	COMMAND_INVALIDATE	= 1 << 20,
	TCR_TRANSLATE		= 1 << 7,
	TCR_BYPASS		= 1 << 8,
};

static const u16 known[] = { PARAMS1, PARAMS2, COMMAND, SELECT, ERROR, CONFIG, STREAMS_ENABLE };
static u32 registers[REGISTERS_END / 4];

static u32 *find_register(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	if (bytes == 4 && offset % 4 == 0 && offset < REGISTERS_END &&
	    (offset >= TTBR || (offset >= TCR && offset < TCR + 4 * STREAMS)))
		return &registers[offset / 4];
	return bench_register(registers, known, address, bytes, "T8020 DART register");
}

/* The driver that no longer finds it busy knows that the TLB is empty; not at its first look. */
u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = find_register(address, bytes);
	u32 value = reg ? *reg : 0;

	if (reg == &registers[COMMAND / 4]) {
		if (!(value & COMMAND_BUSY))
			device_complete();
		*reg = 0;
	}
	return value;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = find_register(address, bytes);

	if (!reg)
		return;
	if (reg != &registers[COMMAND / 4]) {
		*reg = value;
		return;
	}
	if ((u32)value != COMMAND_INVALIDATE)
		bench_unsupported("T8020 DART command", value);
	if (registers[SELECT / 4] & 1 << STREAM)
		device_invalidate_all();
	*reg = COMMAND_BUSY;
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	static const struct dart_tables tables = {
		.format = DART_FORMAT_1, .page_shift = 12, .levels = 2,
	};
	u32 control = registers[TCR / 4 + STREAM];
	u32 base;

	if (iova >> 32 || !(registers[STREAMS_ENABLE / 4] & 1 << STREAM))
		return false;
	base = registers[TTBR / 4 + 4 * STREAM + (iova >> 30)];
	if (control & TCR_BYPASS)
		bench_unsupported("T8020 DART bypass", control);
	return (control & TCR_TRANSLATE) && base >> 31 &&
	       dart_walk(&tables, (u64)(base & 0x7fffffff) << 12, iova, leaf);
}

int bench_setup(void)
{
	registers[PARAMS1 / 4] = 12 << 24;	/* log2 of the page size */
	return bring_up(STREAM);
}
