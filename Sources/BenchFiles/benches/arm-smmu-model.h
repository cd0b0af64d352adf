/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An SMMUv1 or v2 with stream matching, four context banks and 4 KiB register pages, and the
 * setup of its driver. The bench that includes this says in SMMU_VERSION, SMMU_IDR0 and SMMU_IDR2
 * which it is.
 *
 * Chapters are those of the Arm SMMU architecture specification of versions 1 and 2, IHI 0062.
 */
#ifndef BENCH_ARM_SMMU_MODEL_H
#define BENCH_ARM_SMMU_MODEL_H

#include <linux/device.h>
#include <linux/platform_device.h>

static struct device smmu_device = { .init_name = "bench-smmu" };

/* The driver asks a bus for its instance. */
#define driver_find_device_by_fwnode(driver, node) (&smmu_device)
#define bus_find_device_by_fwnode(bus, node) (&smmu_device)

#include "drivers/iommu/arm/arm-smmu/arm-smmu.c"

#include "bench.h"
#include "client.h"
#include "lpae-walk.h"
#include "v7s-walk.h"

#define STREAM		7
#define GROUPS		4		/* of stream mapping registers */
#define BANKS		4
#define PAGE_OF_BANKS	4		/* the global address space has as many pages as banks */

/* Chapter 10: the first page of registers. */
enum {
	G_CR0		= 0x00,
	G_IDR0		= 0x20,
	G_IDR1		= 0x24,
	G_IDR2		= 0x28,
	G_GFSR		= 0x48,
	G_TLBIVMID	= 0x64,
	G_TLBIALLNSNH	= 0x68,
	G_TLBIALLH	= 0x6c,
	G_TLBGSYNC	= 0x70,
	G_TLBGSTATUS	= 0x74,
	G_SMR		= 0x800,	/* one for each group */
	G_S2CR		= 0xc00,
	/* The second page, one for each bank. */
	G_CBAR		= 0x1000,
	G_CBA2R		= 0x1800,
};

/* Chapter 16: a context bank. */
enum {
	B_SCTLR		= 0x00,
	B_TCR2		= 0x10,
	B_TTBR0		= 0x20,
	B_TTBR1		= 0x28,
	B_TCR		= 0x30,
	B_CONTEXTIDR	= 0x34,
	B_MAIR0		= 0x38,
	B_MAIR1		= 0x3c,
	B_FSR		= 0x58,
	B_TLBIVA	= 0x600,
	B_TLBIASID	= 0x610,
	B_TLBIVAL	= 0x620,
	B_TLBIIPAS2	= 0x630,
	B_TLBIIPAS2L	= 0x638,
	B_TLBSYNC	= 0x7f0,
	B_TLBSTATUS	= 0x7f4,
};

#define IDR0_STAGE1		(1 << 30)
#define IDR0_STAGE2		(1 << 29)
#define IDR0_STREAM_MATCHING	(1 << 27)
#define IDR0_NO_TRANSLATION_OPS	(1 << 26)
#define IDR0_NO_AARCH32		(1 << 25)
#define IDR0_NO_SHORT_FORMAT	(1 << 24)
#define IDR0_COHERENT		(1 << 14)
#define IDR2_4K_GRANULE		(1 << 12)
#define IDR2_SIZES(va, out, in)	((va) << 8 | (out) << 4 | (in))	/* 0: 32, 2: 40, 5: 48 bits */

#define CR0_CLIENTPD		(1 << 0)
#define CR0_VMID16		(1u << 31)
#define TCR_LONG_FORMAT		(1u << 31)
#define ADDRESS_47_5		0x0000ffffffffffe0ULL

static u32 registers[(PAGE_OF_BANKS + BANKS) << 10];

/* What has become of the last TLBSYNC, and of the invalidations of the global address space. */
static enum { SYNC_NONE, SYNC_BUSY, SYNC_DONE } bank_sync, global_sync;
static bool global_issued;

static u32 global(u32 offset)
{
	return registers[offset / 4];
}

static u32 in_bank(u32 bank, u32 offset)
{
	return registers[(PAGE_OF_BANKS + bank) << 10 | offset / 4];
}

static u64 pair_in_bank(u32 bank, u32 offset)
{
	return in_bank(bank, offset) | (u64)in_bank(bank, offset + 4) << 32;
}

/* Chapter 2.3: the context bank of STREAM; BANKS for none. */
static u32 bank_of_stream(void)
{
	u32 group, match, action;

	for (group = 0; group < GROUPS; group++) {
		match = global(G_SMR + 4 * group);
		if (!(match >> 31) || ((STREAM ^ match) & ~(match >> 16) & 0x7fff))
			continue;
		action = global(G_S2CR + 4 * group);
		return (action >> 16 & 3) == 0 && (action & 0xff) < BANKS ? action & 0xff : BANKS;
	}
	return BANKS;
}

static bool is_stage1(u32 bank)
{
	u32 type = global(G_CBAR + 4 * bank) >> 16 & 3;

	if (type > 1)
		bench_unsupported("SMMU context bank type", type);
	return type == 1;
}

static bool is_64_bit(u32 bank)
{
	return SMMU_VERSION == ARM_SMMU_V2 && (global(G_CBA2R + 4 * bank) & 1);
}

static u32 vmid_of(u32 bank)
{
	return global(G_CR0) & CR0_VMID16 ? global(G_CBA2R + 4 * bank) >> 16
					  : global(G_CBAR + 4 * bank) & 0xff;
}

static u32 asid_of(u32 bank)
{
	if (is_64_bit(bank) && (in_bank(bank, B_TCR2) & 1 << 4))
		return pair_in_bank(bank, B_TTBR0) >> 48;
	if (is_64_bit(bank) || (in_bank(bank, B_TCR) & TCR_LONG_FORMAT))
		return pair_in_bank(bank, B_TTBR0) >> 48 & 0xff;
	return in_bank(bank, B_CONTEXTIDR) & 0xff;
}

/* Chapter 16.5: TCR, or VTCR in a bank of stage 2. */
static bool walk_bank(u32 bank, u64 iova, struct bench_leaf *leaf)
{
	static const u8 granules[4] = { 12, 16, 14, 0 };
	u32 control = in_bank(bank, B_TCR);
	bool stage1 = is_stage1(bank);
	struct lpae_tables tables = { .granule_shift = 12 };

	if (stage1 && !is_64_bit(bank) && !(control & TCR_LONG_FORMAT)) {
		if (control & 7)
			bench_unsupported("SMMU split of short-descriptor tables", control);
		return !(control & 1 << 4) &&
		       v7s_walk(in_bank(bank, B_TTBR0) & ~0x3fffu, iova, leaf);
	}
	if (stage1 && (control & 1 << 7))
		return false;
	tables.base = pair_in_bank(bank, B_TTBR0) & ADDRESS_47_5;
	if (is_64_bit(bank)) {
		tables.granule_shift = granules[control >> 14 & 3];
		tables.address_bits = 64 - (control & 0x3f);
	} else if (stage1) {
		tables.address_bits = 32 - (control & 7);
	} else {
		tables.address_bits = 32 - (s32)(control << 28) / (1 << 28);
	}
	if (tables.granule_shift != 12 || tables.address_bits > 48 || tables.address_bits < 24) {
		bench_unsupported("SMMU table geometry, TCR", control);
		return false;
	}
	if (stage1)
		tables.first_level = lpae_first_level(tables.address_bits, 12);
	else
		tables.first_level = 2 - (control >> 6 & 3);
	return lpae_walk(&tables, iova, leaf);
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u32 bank = bank_of_stream();

	if ((global(G_CR0) & CR0_CLIENTPD) || bank == BANKS || !(in_bank(bank, B_SCTLR) & 1))
		return false;
	return walk_bank(bank, iova, leaf);
}

/* Chapter 4.5: what an operation invalidates that was written into a bank. */
static void invalidate_in_bank(u32 bank, u32 offset, u64 value)
{
	bool wide = is_64_bit(bank);
	bool last_level = offset == B_TLBIVAL || offset == B_TLBIIPAS2L;
	u64 address, asid;

	bank_sync = SYNC_NONE;
	if (bank != bank_of_stream())
		return;
	if (offset == B_TLBIASID) {
		asid = value & (wide && (in_bank(bank, B_TCR2) & 1 << 4) ? 0xffff : 0xff);
		if (is_stage1(bank) && asid == asid_of(bank))
			device_invalidate_all();
		return;
	}
	if (offset == B_TLBIVA || offset == B_TLBIVAL) {
		asid = wide ? value >> 48 : value & 0xff;
		address = wide ? (value & (1ULL << 44) - 1) << 12 : value & ~0xfffULL;
		if (!is_stage1(bank) || asid != asid_of(bank))
			return;
	} else {
		address = (value & (wide ? (1ULL << 36) - 1 : (1ULL << 28) - 1)) << 12;
		if (is_stage1(bank))
			return;
	}
	(last_level ? device_invalidate_leaves : device_invalidate_range)(address, address | 0xfff,
									  0);
}

static void invalidate_globally(u32 offset, u32 value)
{
	u32 bank = bank_of_stream();
	u32 vmid = value & (global(G_CR0) & CR0_VMID16 ? 0xffff : 0xff);

	global_sync = SYNC_NONE;
	global_issued = true;
	if (offset == G_TLBIALLNSNH || (bank < BANKS && vmid == vmid_of(bank)))
		device_invalidate_all();
}

/*
 * Chapter 4.6: a bank's TLBSYNC waits for what was written into that bank before it, the global
 * one for all. The first look at the status still finds it busy.
 */
static u32 look_at_sync(bool of_bank)
{
	if (of_bank ? bank_sync == SYNC_BUSY : global_sync == SYNC_BUSY) {
		*(of_bank ? &bank_sync : &global_sync) = SYNC_DONE;
		return 1;
	}
	if (of_bank ? bank_sync == SYNC_DONE && !global_issued : global_sync == SYNC_DONE) {
		global_issued = false;
		device_complete();
	}
	return 0;
}

/* The number of a bank, or BANKS for a register of the global pages. */
static u32 bank_at(u64 offset)
{
	return offset >> 12 < PAGE_OF_BANKS ? BANKS : (offset >> 12) - PAGE_OF_BANKS;
}

static bool is_register(u64 offset, u32 bytes)
{
	bool is_wide = bank_at(offset) < BANKS && is_64_bit(bank_at(offset));

	if (offset >= sizeof(registers) || offset % bytes)
		return false;
	if (bank_at(offset) == BANKS) {
		if ((offset >= G_SMR && offset < G_SMR + 4 * GROUPS) ||
		    (offset >= G_S2CR && offset < G_S2CR + 4 * GROUPS) ||
		    (offset >= G_CBAR && offset < G_CBAR + 4 * BANKS) ||
		    (offset >= G_CBA2R && offset < G_CBA2R + 4 * BANKS &&
		     SMMU_VERSION == ARM_SMMU_V2))
			return bytes == 4;
		return bytes == 4 && (offset == G_CR0 || offset == G_GFSR ||
				      (offset >= G_IDR0 && offset <= G_IDR2) ||
				      (offset >= G_TLBIVMID && offset <= G_TLBGSTATUS));
	}
	switch (offset & 0xfff) {
	case B_TTBR0:
	case B_TTBR1:
		return true;
	case B_TLBIVA:
	case B_TLBIVAL:
	case B_TLBIIPAS2:
	case B_TLBIIPAS2L:
		return SMMU_VERSION == ARM_SMMU_V2 || (offset & 0xfff) < B_TLBIVAL
		       ? bytes == (is_wide ? 8 : 4) : false;
	case B_SCTLR:
	case B_TCR2:
	case B_TCR:
	case B_CONTEXTIDR:
	case B_MAIR0:
	case B_MAIR1:
	case B_FSR:
	case B_TLBIASID:
	case B_TLBSYNC:
	case B_TLBSTATUS:
		return bytes == 4;
	default:
		return false;
	}
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;
	bool of_bank = bank_at(offset) < BANKS;

	if (bytes != 4 || !is_register(offset, bytes)) {
		bench_unsupported("SMMU register", offset);
		return 0;
	}
	if (of_bank ? (offset & 0xfff) == B_TLBSTATUS : offset == G_TLBGSTATUS)
		return look_at_sync(of_bank);
	return registers[offset / 4];
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;
	u32 bank = bank_at(offset);

	if (!is_register(offset, bytes)) {
		bench_unsupported("SMMU register", offset);
	} else if (bank < BANKS && (offset & 0xfff) >= B_TLBIVA && (offset & 0xfff) < B_TLBSYNC) {
		invalidate_in_bank(bank, offset & 0xfff, value);
	} else if (bank < BANKS && (offset & 0xfff) == B_TLBSYNC) {
		bank_sync = bank == bank_of_stream() ? SYNC_BUSY : SYNC_NONE;
	} else if (offset == G_TLBGSYNC) {
		global_sync = SYNC_BUSY;
	} else if (offset == G_TLBIVMID || offset == G_TLBIALLNSNH) {
		invalidate_globally(offset, value);
	} else if (offset != G_TLBIALLH) {	/* another translation regime */
		registers[offset / 4] = value;
		if (bytes == 8)
			registers[offset / 4 + 1] = value >> 32;
	}
}

static struct arm_smmu_device hardware;
static unsigned int interrupts[BANKS];

int bench_setup(void)
{
	struct iommu_device *found;
	int error;

	registers[G_IDR0 / 4] = SMMU_IDR0 | IDR0_STREAM_MATCHING | 4 << 9 | GROUPS;
	/* One bank that does stage 2 only; 2 * 2 global pages. */
	registers[G_IDR1 / 4] = 1 << 28 | 1 << 16 | BANKS;
	registers[G_IDR2 / 4] = SMMU_IDR2;

	hardware.dev = &smmu_device;
	hardware.base = BENCH_MMIO(0);
	hardware.version = SMMU_VERSION;
	hardware.numpage = sizeof(registers);	/* the size of the region, until the probe */
	hardware.num_context_irqs = BANKS;
	hardware.irqs = interrupts;
	/* Firmware's dma-coherent. */
	if (SMMU_IDR0 & IDR0_COHERENT)
		hardware.features = ARM_SMMU_FEAT_COHERENT_WALK;
	dev_set_drvdata(&smmu_device, &hardware);

	error = arm_smmu_device_cfg_probe(&hardware);
	if (error)
		return error;
	arm_smmu_device_reset(&hardware);
	arm_smmu_test_smr_masks(&hardware);

	bench_client_join(&hardware.iommu, &arm_smmu_ops, STREAM);
	found = arm_smmu_ops.probe_device(&bench_client);
	if (IS_ERR(found))
		return PTR_ERR(found);
	return bench_client_attach();
}

#endif
