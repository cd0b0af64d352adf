/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: arm-smmu-lpae32
 * driver: drivers/iommu/arm/arm-smmu/arm-smmu.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 2097152 1073741824
 * walker: non-coherent
 *
 * An SMMUv2 without AArch64 tables: the long format of VMSAv8-32 in stage 1.
 */
#define SMMU_VERSION ARM_SMMU_V2
#define SMMU_IDR0 (IDR0_STAGE1 | IDR0_NO_TRANSLATION_OPS | IDR0_NO_SHORT_FORMAT)
#define SMMU_IDR2 IDR2_SIZES(0, 2, 2)

#include "arm-smmu-model.h"
