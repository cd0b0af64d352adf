/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: generic_pt
 * driver: drivers/iommu/generic_pt/fmt/iommu_x86_64.c
 * units: drivers/iommu/iommu.c drivers/iommu/iommu-pages.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 2097152 1073741824
 *
 * The bare format of 64-bit x86 under a driver that is the least one: it invalidates the range
 * which the gather names, waits, and frees what is on the gather's list. What is judged is what
 * the format put into the gather.
 */
#include "drivers/iommu/generic_pt/fmt/iommu_x86_64.c"

#include <linux/io.h>

#include "drivers/iommu/iommu-pages.h"

#include "bench.h"

/* A root, a range whose last address starts the work, and a register that reads when it is done. */
enum { ROOT = 0x00, FIRST = 0x08, LAST = 0x10, DONE = 0x18, REGISTERS_END = 0x20 };

static u64 registers[REGISTERS_END / 8];

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	if (address != BENCH_MMIO_BASE + DONE || bytes != 8)
		bench_unsupported("generic_pt register read", address - BENCH_MMIO_BASE);
	device_complete();
	return 1;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	if (offset >= DONE || bytes != 8) {
		bench_unsupported("generic_pt register", offset);
		return;
	}
	registers[offset / 8] = value;
	if (offset == LAST && registers[FIRST / 8] <= value)
		device_invalidate_range(registers[FIRST / 8], value, 0);
}

/* Intel SDM, volume 3, 4.5: four-level paging. */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u64 table = registers[ROOT / 8], entry;
	u32 level;

	for (level = 4; level && !(iova >> 47); level--) {
		leaf->size = 1ull << (3 + 9 * level);
		entry = device_read64(table + (iova / leaf->size & 511) * 8);
		table = entry & 0x000ffffffffff000ull;
		if (!(entry & 1))
			return false;
		if (level == 1 || (level < 4 && (entry & 0x80))) {
			leaf->first = iova & -leaf->size;
			leaf->phys = table & -leaf->size;
			return true;
		}
	}
	return false;
}

static void invalidate(u64 first, u64 last)
{
	writeq(first, BENCH_MMIO(FIRST));
	writeq(last, BENCH_MMIO(LAST));
	while (!readq(BENCH_MMIO(DONE)))
		;
}

static void invalidate_gathered(struct iommu_domain *domain, struct iommu_iotlb_gather *gather)
{
	invalidate(gather->start, gather->end);
	iommu_put_pages_list(&gather->freelist);
}

static void invalidate_all(struct iommu_domain *domain)
{
	invalidate(0, ~0ull);
}

static const struct iommu_domain_ops operations = {
	IOMMU_PT_DOMAIN_OPS(x86_64),
	.iotlb_sync = invalidate_gathered,
	.flush_iotlb_all = invalidate_all,
};

static union {
	struct iommu_domain domain;
	struct pt_iommu_x86_64 table;
} paging;

int bench_setup(void)
{
	struct pt_iommu_x86_64_cfg format = {
		.common.features = BIT(PT_FEAT_FLUSH_RANGE),
		.common.hw_max_vasz_lg2 = 47,
		.common.hw_max_oasz_lg2 = 52,
		.top_level = 3,
	};
	struct pt_iommu_x86_64_hw_info hardware;
	int error;

	paging.table.iommu.nid = NUMA_NO_NODE;
	paging.domain.type = IOMMU_DOMAIN_UNMANAGED;
	paging.domain.ops = &operations;
	error = pt_iommu_x86_64_init(&paging.table, &format, GFP_KERNEL);
	if (error)
		return error;
	pt_iommu_x86_64_hw_info(&paging.table, &hardware);
	writeq(hardware.gcr3_pt, BENCH_MMIO(ROOT));
	bench_domain = &paging.domain;
	return 0;
}
