/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: amd-v2
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
 * Guest page tables (v2) without a PASID, as for a domain of the DMA API with amd_iommu=pgtbl_v2.
 */
#include <linux/iommu.h>

static struct iommu_domain *default_domain;

/* Older drivers ask which domain the DMA API has for the client. */
#define iommu_get_dma_domain(device) default_domain

/* Guest translation also without a PASID; invalidate-all, guest APICs; six levels. */
#define AMD_FEATURES	(1ull << 48 | 1ull << 4 | 1ull << 6 | 1ull << 7 | 2ull << 10)

#include "amd.h"

int bench_setup(void)
{
	int error;

	/* What the feature register's GLX says, which a later stage of the driver reads. */
	amd_iommu_max_glx_val = 0;
	__if_exists(AMD_IOMMU_V2) {
		amd_iommu_pgtable = AMD_IOMMU_V2;
	}
	__if_not_exists(AMD_IOMMU_V2) {
		amd_iommu_pgtable = PD_MODE_V2;
	}
	error = bench_amd_start();
	if (error)
		return error;
	__if_not_exists(amd_iommu_domain_alloc) {
		return bench_client_attach();
	}
	__if_exists(amd_iommu_domain_alloc) {
		/* An unmanaged domain would have host page tables. */
		default_domain = amd_iommu_domain_alloc(IOMMU_DOMAIN_DMA);
		if (!default_domain)
			return -ENOMEM;
		default_domain->type = IOMMU_DOMAIN_DMA;
		default_domain->ops = amd_iommu_ops.default_domain_ops;
		return bench_client_attach_to(default_domain);
	}
}
