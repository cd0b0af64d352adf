/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: kestrel
 * driver: drivers/iommu/kestrel-iommu.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-quill.c drivers/iommu/io-pgtable-tarn.c
 * page: 4096
 * iova: 0x40000000
 * leaf: 4096 2097152
 *
 * The device: a queue of 128 commands of 16 bytes in memory, Tarn tables. Commands run when the
 * producer register is written; invalidations are complete when a sync command behind them has
 * run, and the driver knows it from the consumer register.
 */
#include "drivers/iommu/kestrel-iommu.c"
#include "bench.h"

enum {
	DEVICE_CTRL = 0x000,
	DEVICE_QUEUE = 0x008,
	DEVICE_PROD = 0x010,
	DEVICE_CONS = 0x014,
	DEVICE_ROOTS = 0x100,
	DEVICE_SIZE = 0x180,
};

static u64 device_queue, device_roots[16];
static u32 device_ctrl, device_prod, device_cons;
static bool device_synced;	/* a sync has run, the driver has not looked yet */

static void device_execute(u64 word0, u64 word1)
{
	u64 first = word1 & 0x7ffffff000ULL;
	u64 leaf = 1ULL << (word1 & 63);

	/* The bench attaches one context, the first. */
	if ((word0 & 0xff) != 0x30 && (word0 >> 16 & 15) != 0)
		bench_unsupported("invalidation of kestrel context", word0 >> 16 & 15);

	switch (word0 & 0xff) {
	case 0x21:
		first &= ~(leaf - 1);
		device_invalidate_range(first, first + leaf - 1, leaf);
		device_synced = false;
		break;
	case 0x22:
		device_invalidate_all();
		device_synced = false;
		break;
	case 0x30:
		device_synced = true;
		break;
	default:
		bench_unsupported("kestrel command", word0 & 0xff);
	}
}

static void device_run(void)
{
	while (device_ctrl & 1 && device_cons != device_prod) {
		u64 slot = device_queue + device_cons % 128 * 16;

		device_execute(device_read64(slot), device_read64(slot + 8));
		device_cons++;
	}
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	if (address - BENCH_MMIO_BASE != DEVICE_CONS || bytes != 4)
		bench_unsupported("read of kestrel register", address - BENCH_MMIO_BASE);
	if (device_synced)
		device_complete();
	device_synced = false;
	return device_cons;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 reg = address - BENCH_MMIO_BASE;

	if (reg == DEVICE_CTRL && bytes == 4) {
		device_ctrl = value;
	} else if (reg == DEVICE_QUEUE && bytes == 8) {
		device_queue = value;
	} else if (reg == DEVICE_PROD && bytes == 4) {
		device_prod = value;
		device_run();
	} else if (reg >= DEVICE_ROOTS && reg < DEVICE_SIZE && bytes == 8) {
		device_roots[(reg - DEVICE_ROOTS) / 8] = value;
	} else {
		bench_unsupported("write to kestrel register", reg);
	}
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u64 table = device_roots[0];
	unsigned int shift;

	if (!table || iova >> 39)
		return false;

	for (shift = 30; shift >= 12; shift -= 9) {
		u64 entry = device_read64(table + (iova >> shift & 511) * 8);

		table = entry & 0xfffffffff000ULL;
		if (entry >> 62 == 1)
			continue;
		/* the walker knows no leaf of 1G */
		if (entry >> 62 != 2 || shift == 30)
			return false;

		leaf->size = 1ULL << shift;
		leaf->phys = table;
		leaf->first = iova & ~(leaf->size - 1);
		return true;
	}

	return false;
}

void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev,
					     unsigned int index)
{
	return (void __iomem *)BENCH_MMIO_BASE;
}

int bench_setup(void)
{
	static struct platform_device iommu = { .name = "kestrel", .dev.init_name = "kestrel" };
	static struct device nic = { .init_name = "nic" };
	static struct dev_iommu nic_iommu;
	struct kestrel_iommu *kestrel;
	int ret;

	ret = kestrel_probe(&iommu);
	if (ret)
		return ret;

	kestrel = dev_get_drvdata(&iommu.dev);
	nic.iommu = &nic_iommu;
	dev_iommu_priv_set(&nic, kestrel);
	nic_iommu.iommu_dev = kestrel_probe_device(&nic);

	bench_domain = iommu_paging_domain_alloc(&nic);
	if (IS_ERR(bench_domain))
		return PTR_ERR(bench_domain);
	return iommu_attach_device(bench_domain, &nic);
}
