/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: apple-dart-t8110
 * driver: drivers/iommu/apple-dart.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-dart.c
 * units: lib/bitmap.c lib/find_bit.c lib/hweight.c
 * page: 16384
 * iova: 0x1c00000
 * leaf: 16384
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * The DART of the T8110: pages of 16 KiB, one table a stream, and a TLB command for one stream.
 * Such a device wants a kernel with pages of 16 KiB. The driver's own file, and nothing else, is
 * compiled for one.
 */
#include <linux/iommu.h>
#include <linux/iopoll.h>
#include <linux/of_iommu.h>
#include <linux/of_platform.h>
#include <linux/pci.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include "drivers/iommu/dma-iommu.h"

#undef PAGE_SIZE
#define PAGE_SIZE 16384UL

#include "drivers/iommu/apple-dart.c"

#define BENCH_COMPATIBLE "apple,t8110-dart"

#include "apple-dart.h"

#define STREAM		69
#define STREAMS		96

enum {
	PARAMS1		= 0x00,
	PARAMS2		= 0x04,
	PARAMS3		= 0x08,
	PARAMS4		= 0x0c,
	COMMAND		= 0x80,
	ERROR		= 0x100,
	ERROR_MASK	= 0x104,
	PROTECT		= 0x200,
	ENABLE_STREAMS	= 0xc00,	/* one bit for each stream; writing 1 enables it */
	TCR		= 0x1000,	/* one for each stream */
	TTBR		= 0x1400,	/* one for each stream */
	REGISTERS_END	= TTBR + 4 * STREAMS,
};

enum {
	FLUSH_ALL	= 0,
	FLUSH_STREAM	= 1,
	TCR_TRANSLATE	= 1 << 0,
	TCR_BYPASS	= 1 << 1,
	TCR_FOUR_LEVEL	= 1 << 3,
	TTBR_VALID	= 1 << 0,
};

#define COMMAND_BUSY (1u << 31)

static const u16 known[] = {
	PARAMS1, PARAMS2, PARAMS3, PARAMS4, COMMAND, ERROR, ERROR_MASK, PROTECT,
	ENABLE_STREAMS, ENABLE_STREAMS + 4, ENABLE_STREAMS + 8,
};
static u32 registers[REGISTERS_END / 4];

static u32 *find_register(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	if (bytes == 4 && offset % 4 == 0 && offset < REGISTERS_END &&
	    (offset >= TTBR || (offset >= TCR && offset < TCR + 4 * STREAMS)))
		return &registers[offset / 4];
	return bench_register(registers, known, address, bytes, "T8110 DART register");
}

/* The driver that no longer finds it busy knows that the TLB is empty; not at its first look. */
u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = find_register(address, bytes);
	u32 value = reg ? *reg : 0;

	if (reg == &registers[COMMAND / 4]) {
		if (!(value & COMMAND_BUSY))
			device_complete();
		*reg &= ~COMMAND_BUSY;
	}
	return value;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = find_register(address, bytes);
	u32 operation = value >> 8 & 7;

	if (!reg)
		return;
	*reg = value;
	if (reg != &registers[COMMAND / 4])
		return;
	*reg |= COMMAND_BUSY;
	if (operation > FLUSH_STREAM)
		bench_unsupported("T8110 DART command", value);
	else if (operation == FLUSH_ALL || (value & 0xff) == STREAM)
		device_invalidate_all();
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	struct dart_tables tables = { .format = DART_FORMAT_2, .page_shift = 14, .levels = 2 };
	u32 control = registers[TCR / 4 + STREAM];
	u32 base = registers[TTBR / 4 + STREAM];

	if (control & TCR_BYPASS)
		bench_unsupported("T8110 DART bypass", control);
	if (control & TCR_FOUR_LEVEL)
		tables.levels = 3;
	return !(iova >> 36) && (control & TCR_TRANSLATE) && (base & TTBR_VALID) &&
	       (registers[ENABLE_STREAMS / 4 + STREAM / 32] >> STREAM % 32 & 1) &&
	       dart_walk(&tables, (u64)(base >> 2) << 14, iova, leaf);
}

int bench_setup(void)
{
	__if_not_exists(apple_dart_hw_t8110) {
		device_unsupported("the DART of the T8110, which this driver does not know");
	}
	registers[PARAMS1 / 4] = 14 << 24;		/* log2 of the page size */
	registers[PARAMS3 / 4] = 42 << 24 | 36 << 16;	/* bits of an address, of an IOVA */
	registers[PARAMS4 / 4] = STREAMS;
	return bring_up(STREAM);
}
