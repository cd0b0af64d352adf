/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: heron
 * driver: drivers/iommu/heron-iommu.c
 * units: drivers/iommu/iommu.c
 * page: 4096
 * iova: 0x10000000
 * leaf: 4096
 *
 * The device: registers of 32 bits, one flat table of 32-bit entries in memory. A flush of
 * everything is ordered by a register and known to be complete once the status says idle.
 */
#include "drivers/iommu/heron-iommu.c"
#include "bench.h"

enum {
	DEVICE_CTRL = 0x00,
	DEVICE_TABLE = 0x04,
	DEVICE_WINDOW = 0x08,
	DEVICE_PAGES = 0x0c,
	DEVICE_FLUSH = 0x10,
	DEVICE_STATUS = 0x14,
	DEVICE_SIZE = 0x18,
};

static u32 device_registers[DEVICE_SIZE / 4];
static bool device_flushing;

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u64 reg = address - BENCH_MMIO_BASE;

	if (reg >= DEVICE_SIZE || bytes != 4)
		bench_unsupported("read of heron register", reg);
	if (reg != DEVICE_STATUS)
		return device_registers[reg / 4];

	/* idle, and the driver saw it */
	if (device_flushing)
		device_complete();
	device_flushing = false;
	return 0;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 reg = address - BENCH_MMIO_BASE;

	if (reg >= DEVICE_STATUS || bytes != 4)
		bench_unsupported("write to heron register", reg);
	if (reg != DEVICE_FLUSH) {
		device_registers[reg / 4] = value;
		return;
	}

	if (value != 1)
		bench_unsupported("heron flush", value);
	device_flushing = true;
	device_invalidate_all();
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u64 index = (iova >> 12) - device_registers[DEVICE_WINDOW / 4];
	u64 table = (u64)device_registers[DEVICE_TABLE / 4] << 12;
	u32 entry;

	if (!(device_registers[DEVICE_CTRL / 4] & 1))
		return false;
	if (index >= device_registers[DEVICE_PAGES / 4])
		return false;

	entry = device_read32(table + index * 4);
	if (!(entry >> 31))
		return false;

	leaf->phys = (u64)(entry & 0xffffff) << 12;
	leaf->first = iova & ~0xfffULL;
	leaf->size = 4096;
	return true;
}

void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev,
					     unsigned int index)
{
	return (void __iomem *)BENCH_MMIO_BASE;
}

int bench_setup(void)
{
	static struct platform_device iommu = { .name = "heron", .dev.init_name = "heron" };
	static struct device display = { .init_name = "display" };
	static struct dev_iommu display_iommu;
	struct heron_iommu *heron;
	int ret;

	ret = heron_probe(&iommu);
	if (ret)
		return ret;

	heron = dev_get_drvdata(&iommu.dev);
	display.iommu = &display_iommu;
	dev_iommu_priv_set(&display, heron);
	display_iommu.iommu_dev = heron_probe_device(&display);

	bench_domain = iommu_paging_domain_alloc(&display);
	if (IS_ERR(bench_domain))
		return PTR_ERR(bench_domain);
	return iommu_attach_device(bench_domain, &display);
}
