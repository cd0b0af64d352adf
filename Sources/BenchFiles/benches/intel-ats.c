/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: intel-ats
 * driver: drivers/iommu/intel/iommu.c
 * units: drivers/iommu/iommu.c ?drivers/iommu/iommu-pages.c drivers/iommu/intel/pasid.c
 * units: drivers/iommu/intel/dmar.c ?drivers/iommu/intel/cache.c ?drivers/iommu/intel/cap_audit.c
 * units: ?drivers/iommu/generic_pt/fmt/iommu_vtdss.c ?drivers/iommu/generic_pt/fmt/iommu_x86_64.c
 * units: lib/find_bit.c lib/xarray.c lib/radix-tree.c lib/rbtree.c
 * arch: x86
 * include: linux/mem_encrypt.h
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 2097152 1073741824
 *
 * Legacy mode, and the client has a cache of translations of its own (ATS), which has to be
 * invalidated behind the IOTLB.
 */
#define BENCH_ATS_CONTROL	0x200000	/* of the function, not of the unit */

/* Device-TLBs. */
#define VTD_EXTENDED	(1ull << 2)

#include "intel.h"

int bench_setup(void)
{
	int error = bench_intel_start();

	return error ? error : bench_client_attach();
}
