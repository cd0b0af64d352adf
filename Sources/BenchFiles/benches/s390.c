/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: s390
 * driver: drivers/iommu/s390-iommu.c
 * units: drivers/iommu/iommu.c
 * arch: s390
 * page: 4096
 * iova: 0x200000
 * leaf: 4096
 *
 * A PCI function of a machine without a hypervisor: new translations need no instruction. The two
 * instructions that the driver needs are the shim's: MODIFY PCI FUNCTION CONTROLS tells where the
 * translation tables are, REFRESH PCI TRANSLATIONS is done when it ends.
 */
#include <asm/pci.h>

/* Register Format-1 I/O address translation parameters; newer kernels also want a status. */
#define zpci_register_ioat(function, space, base, limit, parameters, ...)	\
	bench_register(parameters)
#define zpci_refresh_trans(function, address, range) bench_refresh(address, range)

static int bench_register(u64 parameters);
static int bench_refresh(u64 address, u64 range);

#include "drivers/iommu/s390-iommu.c"

#include "bench.h"
#include "pci-client.h"
#include "client.h"

/* The operands of the instructions. */
enum { PARAMETERS = 0x00, ADDRESS = 0x08, RANGE = 0x10, OPERANDS_END = 0x18 };

static u64 operands[OPERANDS_END / 8];

static int bench_register(u64 parameters)
{
	writeq(parameters, BENCH_MMIO(PARAMETERS));
	return 0;
}

static int bench_refresh(u64 address, u64 range)
{
	writeq(address, BENCH_MMIO(ADDRESS));
	writeq(range, BENCH_MMIO(RANGE));
	return 0;
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	bench_unsupported("s390 operand read", address - BENCH_MMIO_BASE);
	return 0;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	u64 offset = address - BENCH_MMIO_BASE;

	if (offset >= OPERANDS_END) {
		bench_unsupported("s390 operand", offset);
		return;
	}
	operands[offset / 8] = value;
	if (offset != RANGE || !value)
		return;
	if (operands[ADDRESS / 8] & 0xfff || value & 0xfff)
		bench_unsupported("s390 refresh of part of a page", value);
	device_invalidate_range(operands[ADDRESS / 8], operands[ADDRESS / 8] + value - 1, 0);
	device_complete();
}

/* Dynamic address translation: z/Architecture Principles of Operation (SA22-7832), chapter 3. */
bool bench_walk(u64 iova, struct bench_leaf *leaf)
{
	u64 entry = operands[PARAMETERS / 8];
	u32 level = entry >> 2 & 7;	/* 0 is a segment table, 1 to 3 region tables */
	u64 table = entry & ~0xfffull;
	u32 shift = 20 + 11 * level;
	u64 index;

	if (!(entry & 0x800))
		return false;
	if (level > 3) {
		bench_unsupported("s390 translation without tables", entry);
		return false;
	}
	if (shift + 11 < 64 && iova >> (shift + 11))
		return false;
	for (;; level--, shift -= 11) {
		index = iova >> shift & 0x7ff;
		entry = device_read64(table + index * 8);
		/* Invalid, or of another level. */
		if ((entry & 0x20) || (entry >> 2 & 3) != level)
			return false;
		if (!level)
			break;
		/* The first and the last quarter of the next table that are there. */
		index = iova >> (shift - 11 + 9) & 3;
		if (index < (entry >> 6 & 3) || index > (entry & 3))
			return false;
		table = entry & ~0xfffull;
	}
	if (entry & 0x400) {
		bench_unsupported("s390 large frame", entry);
		return false;
	}
	entry = device_read64((entry & ~0x7ffull) + (iova >> 12 & 0xff) * 8);
	if (entry & 0xc00)
		return false;
	if (entry & 0x200)
		bench_unsupported("s390 page that may not be written", entry);
	leaf->first = iova & ~0xfffull;
	leaf->size = 4096;
	leaf->phys = entry & ~0xfffull;
	return true;
}

static struct zpci_bus bus;
static struct zpci_dev function;

int bench_setup(void)
{
	struct iommu_device *found;
	int error = -ENODEV;

	bench_pci_bus.sysdata = &bus;
	bench_pci_client.sysdata = &bus;
	bus.function[BENCH_PCI_DEVFN] = &function;
	function.end_dma = (1ull << 42) - 1;
	__if_exists(dma_alloc_cpu_table_caches) {
		s390_iommu_aperture = function.end_dma + 1;
		error = dma_alloc_cpu_table_caches();
	}
	__if_not_exists(dma_alloc_cpu_table_caches) {
		device_unsupported("s390 page tables of the architecture's own code");
	}
	if (error)
		return error;
	bench_client_join(&function.iommu_dev, &s390_iommu_ops, 0);
	found = s390_iommu_ops.probe_device(&bench_client);
	return IS_ERR(found) ? PTR_ERR(found) : bench_client_attach();
}
