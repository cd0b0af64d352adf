/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: sun50i
 * driver: drivers/iommu/sun50i-iommu.c
 * units: drivers/iommu/iommu.c
 * page: 4096
 * iova: 0x100000
 * leaf: 4096
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * The IOMMU of the Allwinner H6: two levels of 32-bit entries, a TLB for each master and one for
 * all, and a cache of the first level. They are emptied whole, the TLBs also page by page; a start
 * bit reads as 1 until its work is done.
 */
#include "drivers/iommu/sun50i-iommu.c"

#define BENCH_COMPATIBLE "allwinner,sun50i-h6-iommu"

#include "bench.h"
#include "platform.h"
#include "registers.h"

enum {
	ENABLE			= 0x020,
	BYPASS			= 0x030,	/* one bit for each master */
	TTB			= 0x050,
	TLB_FLUSH		= 0x080,
	TLB_IVLD_ADDR		= 0x090,
	TLB_IVLD_ADDR_MASK	= 0x094,
	TLB_IVLD_ENABLE		= 0x098,
	PC_IVLD_ADDR		= 0x0a0,
	PC_IVLD_ENABLE		= 0x0a8,
	REGISTERS_END		= 0x104,
};

static const u16 known[] = {
	ENABLE, BYPASS, TTB, TLB_FLUSH, TLB_IVLD_ADDR, TLB_IVLD_ADDR_MASK, TLB_IVLD_ENABLE,
	PC_IVLD_ADDR, PC_IVLD_ENABLE,
	0x010, 0x040, 0x070, 0x100,		/* reset, auto gating, prefetch, interrupts */
	0x0b0, 0x0b4, 0x0b8, 0x0bc, 0x0c0, 0x0c4, 0x0c8, 0x0cc,	/* access control */
};

enum {
	MASTER			= 2,		/* the client */
	FLUSH_MICRO_TLBS	= 0x3f,		/* one bit for each of six masters */
	FLUSH_MACRO_TLB		= 1 << 16,
	FLUSH_WALK_CACHE	= 1 << 17,
};

static u32 registers[REGISTERS_END / 4];

static bool is_start(u32 *reg)
{
	return reg == &registers[TLB_FLUSH / 4] || reg == &registers[TLB_IVLD_ENABLE / 4] ||
	       reg == &registers[PC_IVLD_ENABLE / 4];
}

/* The first look at a start bit finds the work going on; who sees the second knows it is done. */
u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "sun50i register");
	u32 value = reg ? *reg : 0;

	if (reg && is_start(reg)) {
		*reg = 0;
		if (!value && !registers[TLB_FLUSH / 4] && !registers[TLB_IVLD_ENABLE / 4])
			device_complete();
	}
	return value;
}

/* A translation may be in the TLB for all and in that of its master. */
static void flush(u32 caches)
{
	if (caches & ~(FLUSH_MICRO_TLBS | FLUSH_MACRO_TLB | FLUSH_WALK_CACHE))
		bench_unsupported("sun50i flush of caches", caches);
	if (!(caches & FLUSH_MACRO_TLB) || !(caches & 1 << MASTER))
		return;
	if (caches & FLUSH_WALK_CACHE)
		device_invalidate_all();
	else
		device_invalidate_leaves(0, 0xffffffff, 0);
}

/* Entries whose IOVA agrees with the address in the bits of the mask. */
static void invalidate(void)
{
	u32 mask = registers[TLB_IVLD_ADDR_MASK / 4];
	u32 first = registers[TLB_IVLD_ADDR / 4] & mask;

	if (~mask & (~mask + 1))
		bench_unsupported("sun50i address mask", mask);
	device_invalidate_leaves(first, first | ~mask, 0);
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "sun50i register");

	if (!reg)
		return;
	*reg = value;
	if (reg == &registers[TLB_FLUSH / 4])
		flush(value);
	else if (reg == &registers[TLB_IVLD_ENABLE / 4] && (value & 1))
		invalidate();
}

/* 4096 entries for 1 MiB each (1: a table), whose tables have 256 for 4 KiB (bit 1: a page). */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u32 entry;

	if (!(registers[ENABLE / 4] & 1) || (registers[BYPASS / 4] & 1 << MASTER) || iova >> 32)
		return false;
	entry = device_read32((registers[TTB / 4] & ~0x3fffu) + (iova >> 20) * 4);
	if ((entry & 3) != 1)
		return false;
	entry = device_read32((entry & ~0x3ffu) + (iova >> 12 & 0xff) * 4);
	if (!(entry & 2))
		return false;
	leaf->first = iova & ~0xfffULL;
	leaf->size = 4096;
	leaf->phys = entry & ~0xfffu;
	return true;
}

int bench_setup(void)
{
	int error = bench_platform_probe(&sun50i_iommu_driver, sun50i_iommu_probe);

	if (!error)
		error = bench_platform_join(&sun50i_iommu_ops, MASTER);
	return error ? error : bench_client_attach();
}
