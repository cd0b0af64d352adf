/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: arm-smmu-v3
 * driver: drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm.c
 * units: lib/find_bit.c lib/hweight.c lib/xarray.c lib/radix-tree.c lib/rbtree.c lib/sort.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 2097152 1073741824
 *
 * Without range invalidation: one command for each entry.
 */
#define SMMU_IDR3 0

#include "arm-smmu-v3.h"
