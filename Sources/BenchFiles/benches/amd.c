/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: amd
 * driver: drivers/iommu/amd/iommu.c
 * units: drivers/iommu/iommu.c ?drivers/iommu/io-pgtable.c ?drivers/iommu/iommu-pages.c
 * units: ?drivers/iommu/amd/io_pgtable.c ?drivers/iommu/amd/io_pgtable_v2.c ?drivers/iommu/amd/ppr.c
 * units: ?drivers/iommu/generic_pt/fmt/iommu_amdv1.c ?drivers/iommu/generic_pt/fmt/iommu_x86_64.c
 * units: lib/find_bit.c lib/xarray.c lib/radix-tree.c lib/llist.c
 * arch: x86
 * include: linux/mem_encrypt.h
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 2097152 1073741824
 *
 * Host page tables (v1), as for a domain of VFIO's or of the DMA API.
 */

/* Invalidate-all, guest APICs; six levels. */
#define AMD_FEATURES	(1ull << 6 | 1ull << 7 | 2ull << 10)

#include "amd.h"

int bench_setup(void)
{
	int error = bench_amd_start();

	return error ? error : bench_client_attach();
}
