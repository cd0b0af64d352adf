/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: mtk-v1
 * driver: drivers/iommu/mtk_iommu_v1.c
 * units: drivers/iommu/iommu.c
 * page: 4096
 * iova: 0x100000
 * leaf: 4096
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 * skip: last-iovas because the driver gives its domain no geometry, so it has no last IOVA
 *
 * The M4U of the MT2701: one flat table of 4 MiB, invalidation of everything or of a range, and
 * a done bit to poll for the latter. On a 32-bit Arm, for which the driver is.
 */
#define CONFIG_ARM 1

#include "drivers/iommu/mtk_iommu_v1.c"

#define BENCH_COMPATIBLE "mediatek,mt2701-m4u"
#define BENCH_PHANDLES { "mediatek,larbs", &bench_neighbour_node, 0 }, { "iommus", &bench_node, 3 }

#include "bench.h"
#include "platform.h"
#include "registers.h"

enum {
	PT_BASE		= 0x000,
	INVALIDATE	= 0x5c0,
	INVLD_START	= 0x5c4,
	INVLD_END	= 0x5c8,
	INV_SEL		= 0x5d8,
	CPE_DONE	= 0x60c,
	REGISTERS_END	= 0x610,
};

static const u16 known[] = {
	PT_BASE, INVALIDATE, INVLD_START, INVLD_END, INV_SEL, CPE_DONE,
	0x210, 0x214, 0x220, 0x5f0,	/* control, protected address, interrupts, clock gating */
};

enum {
	INVALIDATE_RANGE	= 1,
	INVALIDATE_ALL		= 2,
	SELECT_BOTH_TLBS	= 3,
};

static u32 registers[REGISTERS_END / 4];
static bool is_working;		/* the first look at the done bit comes too early */
static bool was_done;		/* the done bit was left from before: it tells nothing */

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "mt2701 register");

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

/* The address registers hold bits 31..12 of an IOVA; the last page is part of the range. */
static void invalidate(u32 command)
{
	bool reaches_tlbs = (registers[INV_SEL / 4] & SELECT_BOTH_TLBS) == SELECT_BOTH_TLBS;

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
			device_invalidate_range(registers[INVLD_START / 4] & ~0xfffu,
						registers[INVLD_END / 4] | 0xfff, 0);
		was_done = registers[CPE_DONE / 4];
		is_working = true;
		registers[CPE_DONE / 4] = 1;
		break;
	default:
		bench_unsupported("mt2701 invalidation command", command);
	}
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = bench_register(registers, known, address, bytes, "mt2701 register");

	if (!reg)
		return;
	if (reg == &registers[INVALIDATE / 4])
		invalidate(value);
	else
		*reg = value;
}

/* One entry of 32 bits for each page: bit 1 is valid, bits 31..12 are the page's address. */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u32 table = registers[PT_BASE / 4];
	u32 entry;

	if (!table || iova >> 32)
		return false;
	entry = device_read32(table + (iova >> 12) * 4);
	if (!(entry & 2))
		return false;
	leaf->first = iova & ~0xfffULL;
	leaf->size = 4096;
	leaf->phys = entry & ~0xfffu;
	return true;
}

/* As arch/arm does it: the mapping is a domain, of which the driver wants no other. */
struct dma_iommu_mapping *arm_iommu_create_mapping(const void *bus_or_device, ...)
{
	static struct dma_iommu_mapping mapping;

	mapping.domain = bench_client_domain();
	return IS_ERR_OR_NULL(mapping.domain) ? ERR_PTR(-ENOMEM) : &mapping;
}

int arm_iommu_attach_device(struct device *dev, struct dma_iommu_mapping *mapping)
{
	return bench_client_attach_to(mapping->domain);
}

int bench_setup(void)
{
	int error = bench_platform_probe(&mtk_iommu_v1_driver, mtk_iommu_v1_probe);

	if (!error)
		error = bench_platform_join(&mtk_iommu_v1_ops, 0);
	if (error)
		return error;
	/* Which attaches the client, and only says so if that fails. */
	mtk_iommu_v1_probe_finalize(&bench_client);
	return bench_domain ? 0 : -ENODEV;
}
