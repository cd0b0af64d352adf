/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: sprd
 * driver: drivers/iommu/sprd-iommu.c
 * units: drivers/iommu/iommu.c
 * page: 4096
 * iova: 0x100000
 * leaf: 4096
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * The VAU flavour of the IOMMU: one flat table of 32-bit page numbers, and one register that
 * empties the whole TLB.
 */
#include "drivers/iommu/sprd-iommu.c"

#include "bench.h"
#include "client.h"

enum {
	VERSION		= 0x00,
	CFG		= 0x04,
	UPDATE		= 0x08,
	AUTH_CFG	= 0x0c,
	FIRST_PPN	= 0x10,
	DEFAULT_PPN_RD	= 0x14,
	DEFAULT_PPN_WR	= 0x18,
	FIRST_VPN	= 0x1c,
	VPN_RANGE	= 0x20,
	REGISTERS_END	= 0x24,
};

static u32 registers[REGISTERS_END / 4];

static u32 *find_register(u64 address, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	if (offset < REGISTERS_END && offset % 4 == 0 && bytes == 4)
		return &registers[offset / 4];
	bench_unsupported("sprd register", offset);
	return NULL;
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	u32 *reg = find_register(address, bytes);

	return reg ? *reg : 0;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u32 *reg = find_register(address, bytes);

	if (!reg)
		return;
	if (reg != &registers[UPDATE / 4]) {
		*reg = value;
	} else if ((u32)value == 0xffffffff) {
		/* The next translation already misses: there is nothing to wait for. */
		device_invalidate_all();
		device_complete();
	} else {
		bench_unsupported("sprd partial update", value);
	}
}

bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u64 page = iova >> 12;
	u64 table = (u64)registers[FIRST_PPN / 4] << 12;
	u64 first = registers[FIRST_VPN / 4];
	u32 entry;

	if (!(registers[CFG / 4] & 1) || page < first || page - first > registers[VPN_RANGE / 4])
		return false;
	entry = device_read32(table + (page - first) * 4);
	if (!entry)
		return false;
	leaf->first = page << 12;
	leaf->size = 4096;
	leaf->phys = (u64)entry << 12;
	return true;
}

static struct device iommu_device = { .init_name = "bench-sprd" };
static struct sprd_iommu_device hardware;

int bench_setup(void)
{
	int version;

	registers[VERSION / 4] = 1 << 8;	/* VAU */
	hardware.dev = &iommu_device;
	hardware.base = BENCH_MMIO(0);
	version = sprd_iommu_get_version(&hardware);
	if (version < 0)
		return version;
	hardware.ver = version;
	hardware.prot_page_va = dma_alloc_coherent(hardware.dev, 4096, &hardware.prot_page_pa,
						   GFP_KERNEL);
	if (!hardware.prot_page_va)
		return -ENOMEM;
	bench_client_join(&hardware.iommu, &sprd_iommu_ops, 0);
	dev_iommu_priv_set(&bench_client, &hardware);
	return bench_client_attach();
}
