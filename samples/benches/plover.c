/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: plover
 * driver: drivers/iommu/plover-iommu.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-quill.c drivers/iommu/io-pgtable-tarn.c
 * page: 4096
 * iova: 0x20000000
 * leaf: 4096 4194304
 *
 * The device: registers of 32 bits, Quill tables in memory. An invalidation of everything or of
 * a range of pages is ordered by a register and complete once the done register was read as 1.
 */
#include "drivers/iommu/plover-iommu.c"
#include "bench.h"

enum {
	DEVICE_ROOT = 0x010,
	DEVICE_ENABLE = 0x014,
	DEVICE_FIRST = 0x040,
	DEVICE_LAST = 0x044,
	DEVICE_START = 0x048,
	DEVICE_DONE = 0x04c,
	DEVICE_SIZE = 0x050,
};

static u32 device_registers[DEVICE_SIZE / 4];

static bool device_has_register(u64 reg)
{
	return (reg >= DEVICE_ROOT && reg <= DEVICE_ENABLE) ||
	       (reg >= DEVICE_FIRST && reg <= DEVICE_DONE);
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u64 reg = address - BENCH_MMIO_BASE;

	if (!device_has_register(reg) || bytes != 4)
		bench_unsupported("read of plover register", reg);
	if (reg == DEVICE_DONE && device_registers[reg / 4])
		device_complete();
	return device_registers[reg / 4];
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 reg = address - BENCH_MMIO_BASE;

	if (!device_has_register(reg) || bytes != 4)
		bench_unsupported("write to plover register", reg);
	device_registers[reg / 4] = value;
	if (reg != DEVICE_START)
		return;

	/* bits 11..0 of both ends are not wired */
	if (value == 1)
		device_invalidate_range(device_registers[DEVICE_FIRST / 4] & ~0xfffU,
					device_registers[DEVICE_LAST / 4] | 0xfffU, 0);
	else if (value == 2)
		device_invalidate_all();
	else
		bench_unsupported("plover invalidation", value);
	device_registers[DEVICE_DONE / 4] = 1;
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u64 table = (u64)device_registers[DEVICE_ROOT / 4] << 12;
	u32 entry;

	if (!device_registers[DEVICE_ENABLE / 4] || iova >> 32)
		return false;

	entry = device_read32(table + (iova >> 22) * 4);
	leaf->size = 4 << 20;
	if ((entry & 3) == 3) {
		entry = device_read32((entry & 0xfffff000U) + (iova >> 12 & 1023) * 4);
		leaf->size = 4096;
	}
	if (!(entry & 1))
		return false;

	leaf->phys = entry & 0xfffff000U;
	leaf->first = iova & ~(leaf->size - 1);
	return true;
}

void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev,
					     unsigned int index)
{
	return (void __iomem *)BENCH_MMIO_BASE;
}

int bench_setup(void)
{
	static struct platform_device iommu = { .name = "plover", .dev.init_name = "plover" };
	static struct device decoder = { .init_name = "decoder" };
	static struct dev_iommu decoder_iommu;
	struct plover_iommu *plover;
	int ret;

	ret = plover_probe(&iommu);
	if (ret)
		return ret;

	plover = dev_get_drvdata(&iommu.dev);
	decoder.iommu = &decoder_iommu;
	dev_iommu_priv_set(&decoder, plover);
	decoder_iommu.iommu_dev = plover_probe_device(&decoder);

	bench_domain = iommu_paging_domain_alloc(&decoder);
	if (IS_ERR(bench_domain))
		return PTR_ERR(bench_domain);
	return iommu_attach_device(bench_domain, &decoder);
}
