/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: mtk
 * driver: drivers/iommu/mtk_iommu.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm-v7s.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x100000
 * leaf: 4096 65536 1048576 16777216
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * The M4U of the MT8173: the ARMv7 short-descriptor format with one more physical address bit,
 * invalidation of everything or of a range of IOVAs, and a done bit to poll for the latter.
 */
#include "drivers/iommu/mtk_iommu.c"

#include "bench.h"
#include "client.h"
#include "v7s-walk.h"

enum {
	PT_BASE		= 0x000,
	INVALIDATE	= 0x020,
	INVLD_START	= 0x024,
	INVLD_END	= 0x028,
	INV_SEL_GEN1	= 0x038,
	MISC_CTRL	= 0x048,
	DCM_DIS		= 0x050,
	WR_LEN_CTRL	= 0x054,
	CTRL		= 0x110,
	IVRP_PADDR	= 0x114,
	VLD_PA_RNG	= 0x118,
	INT_CONTROL	= 0x120,
	INT_MAIN	= 0x124,
	CPE_DONE	= 0x12c,
	REGISTERS_END	= 0x130,
};

enum {
	INVALIDATE_RANGE	= 1,
	INVALIDATE_ALL		= 2,
	SELECT_BOTH_TLBS	= 3,
};

static u32 registers[REGISTERS_END / 4];
static bool is_working;		/* the first look at the done bit comes too early */
static bool was_done;		/* the done bit was left from before: it tells nothing */

static u32 *find_register(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	switch (bytes == 4 ? offset : REGISTERS_END) {
	case PT_BASE:
	case INVALIDATE:
	case INVLD_START:
	case INVLD_END:
	case INV_SEL_GEN1:
	case MISC_CTRL:
	case DCM_DIS:
	case WR_LEN_CTRL:
	case CTRL:
	case IVRP_PADDR:
	case VLD_PA_RNG:
	case INT_CONTROL:
	case INT_MAIN:
	case CPE_DONE:
		return &registers[offset / 4];
	default:
		bench_unsupported("mt8173 register", offset);
		return NULL;
	}
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = find_register(address, bytes);

	if (!reg)
		return 0;
	if (reg == &registers[CPE_DONE / 4] && is_working) {
		is_working = false;
		return was_done;
	}
	/* A driver that sees the done bit knows that its range is gone. */
	if (reg == &registers[CPE_DONE / 4] && *reg && !was_done)
		device_complete();
	return *reg;
}

/*
 * The address registers hold bits 31..12 of an IOVA. The last page is part of the range; a range
 * that ends before it begins reaches nothing, but is done all the same.
 */
static void invalidate_range(void)
{
	u32 first = registers[INVLD_START / 4] & ~0xfffu;
	u32 last = registers[INVLD_END / 4] | 0xfff;

	if (first <= last)
		device_invalidate_range(first, last, 0);
}

static void invalidate(u32 command)
{
	bool reaches_tlbs = (registers[INV_SEL_GEN1 / 4] & SELECT_BOTH_TLBS) == SELECT_BOTH_TLBS;

	switch (command) {
	case INVALIDATE_ALL:
		/* Has no done bit: a write that has arrived has done its work. */
		if (reaches_tlbs) {
			device_invalidate_all();
			device_complete();
		}
		break;
	case INVALIDATE_RANGE:
		if (reaches_tlbs)
			invalidate_range();
		was_done = registers[CPE_DONE / 4];
		is_working = true;
		registers[CPE_DONE / 4] = 1;
		break;
	default:
		bench_unsupported("mt8173 invalidation command", command);
	}
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = find_register(address, bytes);

	if (!reg)
		return;
	if (reg == &registers[INVALIDATE / 4])
		invalidate(value);
	else
		*reg = value;
}

/* The output address of a leaf, whose bit 32 is bit 9 of the descriptor. */
static u64 output_of(u32 descriptor, u64 size)
{
	u64 high = descriptor & 1 << 9 ? 1ULL << 32 : 0;

	return (descriptor & ~(size - 1)) | high;
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u64 table = registers[PT_BASE / 4] & ~0x3fffu;

	return table && v7s_walk_to(table, iova, leaf, output_of);
}

static struct device m4u = { .init_name = "bench-mt8173-m4u" };
static struct mtk_iommu_data hardware;
static struct mtk_iommu_bank_data bank;

int bench_setup(void)
{
	bank.base = BENCH_MMIO(0);
	bank.parent_dev = &m4u;
	bank.parent_data = &hardware;
	spin_lock_init(&bank.tlb_lock);

	hardware.dev = &m4u;
	hardware.plat_data = &mt8173_data;
	hardware.protect_base = 0x1000;
	hardware.bank = &bank;
	hardware.larb_imu[0].dev = &m4u;
	mutex_init(&hardware.mutex);
	INIT_LIST_HEAD(&hardware.hw_list_head);
	hardware.hw_list = &hardware.hw_list_head;
	list_add_tail(&hardware.list, hardware.hw_list);

	bench_client_join(&hardware.iommu, &mtk_iommu_ops, 0);
	dev_iommu_priv_set(&bench_client, &hardware);
	return bench_client_attach();
}
