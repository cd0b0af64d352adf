/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The IOMMU of the APQ8064: context banks in pages of 4 KiB, a table that says which bank
 * a machine ID uses, short-descriptor tables, and registers that empty the TLB for a bank or for
 * an IOVA. The bench that includes this says in BENCH_INSTANCES how many of them the client is
 * behind; what the last one does is looked at.
 */
#ifndef BENCH_MSM_H
#define BENCH_MSM_H

#define BENCH_COMPATIBLE "qcom,apq8064-iommu"
#define BENCH_PROPERTIES { "qcom,ncb", 2 }

#include "drivers/iommu/msm_iommu.c"

#include "bench.h"
#include "platform.h"
#include "v7s-walk.h"

/* Of a context bank, which has a page. */
#define BANK_SHIFT	12
#define BANKS		2
enum {
	B_SCTLR		= 0x000,
	B_CONTEXTIDR	= 0x008,
	B_TTBR0		= 0x010,
	B_TTBCR		= 0x018,
	B_PAR		= 0x01c,
	B_KEPT_END	= 0x050,	/* all below hold what is written */
	B_TLBIALL	= 0x800,
	B_TLBIVA	= 0x808,
	B_V2PPR		= 0x810,	/* translate, for a privileged read */
};

/* Of an instance. */
enum {
	G_KEPT		= 0xff000,	/* all from here hold what is written, but for two */
	G_M2VCBR	= 0xff000,	/* for each machine ID: the bank in bits 15..8 */
	G_TLBIALL	= 0xfff00,
	G_TLBIVMID	= 0xfff04,
	INSTANCE_SIZE	= 0x100000,
};

#define MACHINE_ID	3

static u32 registers[BENCH_INSTANCES][INSTANCE_SIZE / 4];

/* The instance that is looked at. */
static u32 *const seen = registers[BENCH_INSTANCES - 1];

static bool is_kept(u32 offset)
{
	if (offset >> BANK_SHIFT < BANKS)
		return (offset & 0xfff) < B_KEPT_END;
	return offset >= G_KEPT && offset != G_TLBIALL && offset != G_TLBIVMID;
}

/* The client's bank. */
static u32 *find_bank(void)
{
	u32 bank = seen[(G_M2VCBR + MACHINE_ID * 4) / 4] >> 8 & 0xff;

	return bank < BANKS ? &seen[(bank << BANK_SHIFT) / 4] : NULL;
}

static bool walk(u32 *bank, u64 iova, struct bench_leaf *leaf)
{
	u32 table = bank ? bank[B_TTBR0 / 4] & ~0x3fffu : 0;

	if (!table || !(bank[B_SCTLR / 4] & 1))
		return false;
	if (bank[B_TTBCR / 4] & 7)
		bench_unsupported("msm split of the IOVAs", bank[B_TTBCR / 4]);
	return v7s_walk(table, iova, leaf);
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	return walk(find_bank(), iova, leaf);
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	if (bytes == 4 && is_kept(offset % INSTANCE_SIZE))
		return registers[offset / INSTANCE_SIZE][offset % INSTANCE_SIZE / 4];
	bench_unsupported("msm register", offset);
	return 0;
}

/* There is nothing to poll after an invalidation: a write that has arrived has done its work. */
static void invalidate(u32 *bank, u32 offset, u32 value)
{
	u32 *own = find_bank();

	if (offset == G_TLBIALL || (offset == B_TLBIALL && bank == own))
		device_invalidate_all();
	else if (offset == B_TLBIVA && own && (own[B_CONTEXTIDR / 4] & 0xff) == (value & 0xff))
		device_invalidate_range(value & ~0xfffu, value | 0xfff, 0);
	device_complete();
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 offset = (address - BENCH_MMIO_BASE) % INSTANCE_SIZE;
	u32 *block = registers[(address - BENCH_MMIO_BASE) / INSTANCE_SIZE];
	u32 *bank = &block[(offset >> BANK_SHIFT << BANK_SHIFT) / 4];
	struct bench_leaf leaf;

	if (bytes == 4 && is_kept(offset)) {
		block[offset / 4] = value;
		return;
	}
	if (offset >> BANK_SHIFT < BANKS)
		offset &= 0xfff;
	if (bytes == 4 && offset == B_V2PPR)
		/* Bit 0 is a fault, bit 1 a supersection. */
		bank[B_PAR / 4] = !walk(bank, value & ~0xfffULL, &leaf) ? 1 :
			leaf.size == 16 << 20 ? leaf.phys | 2 :
			leaf.phys | (value & (leaf.size - 1) & ~0xfffULL);
	else if (bytes != 4 || (offset != B_TLBIALL && offset != B_TLBIVA && offset != G_TLBIALL))
		bench_unsupported("msm register", offset);
	else if (block == seen)
		invalidate(bank, offset, value);
}

/* Puts the client behind the first instance. */
static int msm_join(void)
{
	int error = bench_platform_probe(&msm_iommu_driver, msm_iommu_probe);

	return error ? error : bench_platform_join(&msm_iommu_ops, MACHINE_ID);
}

#endif
