/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: arm-smmu-s2
 * driver: drivers/iommu/arm/arm-smmu/arm-smmu.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 2097152 1073741824
 *
 * An SMMUv2 that has no stage 1: VMSAv8-64 tables of stage 2, invalidation by address.
 */
#define SMMU_VERSION ARM_SMMU_V2
#define SMMU_IDR0 (IDR0_STAGE2 | IDR0_NO_TRANSLATION_OPS | IDR0_NO_AARCH32 | IDR0_COHERENT)
#define SMMU_IDR2 (IDR2_4K_GRANULE | IDR2_SIZES(5, 5, 5))

#include "arm-smmu-model.h"
