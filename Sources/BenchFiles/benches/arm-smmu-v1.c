/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: arm-smmu-v1
 * driver: drivers/iommu/arm/arm-smmu/arm-smmu.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 2097152 1073741824
 * walker: non-coherent
 *
 * An SMMUv1 that has no stage 1: the long format of VMSAv8-32 in stage 2. It cannot invalidate by
 * address, only all of a VMID.
 */
#define SMMU_VERSION ARM_SMMU_V1
#define SMMU_IDR0 (IDR0_STAGE2)
#define SMMU_IDR2 IDR2_SIZES(0, 2, 2)

#include "arm-smmu-model.h"
