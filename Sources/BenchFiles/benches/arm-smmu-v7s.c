/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: arm-smmu-v7s
 * driver: drivers/iommu/arm/arm-smmu/arm-smmu.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm-v7s.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x200000
 * leaf: 4096 65536 1048576 16777216
 * walker: non-coherent
 *
 * An SMMUv2 without AArch64 tables under a kernel of 32 bits without LPAE: short descriptors in
 * stage 1. Such a kernel is what the driver wants for this format, so the driver's own file, and
 * nothing else, is compiled without CONFIG_64BIT; a long stays 64 bits wide.
 */
#include <linux/acpi.h>
#include <linux/acpi_iort.h>
#include <linux/dma-mapping.h>
#include <linux/fsl/mc.h>
#include <linux/iopoll.h>
#include <linux/of_address.h>
#include <linux/pci.h>
#include <linux/platform_device.h>
#include <linux/pm_runtime.h>
#include "drivers/iommu/arm/arm-smmu/arm-smmu.h"
#include "drivers/iommu/dma-iommu.h"

#undef CONFIG_64BIT

#define SMMU_VERSION ARM_SMMU_V2
#define SMMU_IDR0 (IDR0_STAGE1 | IDR0_NO_TRANSLATION_OPS)
#define SMMU_IDR2 IDR2_SIZES(0, 0, 0)

#include "arm-smmu-model.h"
