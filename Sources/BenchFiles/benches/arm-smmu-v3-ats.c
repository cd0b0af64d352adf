/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: arm-smmu-v3-ats
 * driver: drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm.c
 * units: lib/find_bit.c lib/hweight.c lib/xarray.c lib/radix-tree.c lib/rbtree.c lib/sort.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 2097152 1073741824
 *
 * With range invalidation, and in front of it a PCI function with a cache of translations of its
 * own (ATS), which has to be invalidated behind the IOTLB.
 */
#define SMMU_IDR3 IDR3_RANGE_INVALIDATION
#define BENCH_ATS_CONTROL 0x200000	/* of the function, not of the SMMU */

#include "arm-smmu-v3.h"
