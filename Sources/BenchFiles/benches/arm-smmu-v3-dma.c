/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: arm-smmu-v3-dma
 * driver: drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c
 * units: drivers/iommu/iommu.c drivers/iommu/iova.c drivers/iommu/io-pgtable.c
 * units: drivers/iommu/io-pgtable-arm.c lib/find_bit.c lib/hweight.c lib/xarray.c lib/radix-tree.c
 * units: lib/rbtree.c lib/list_sort.c lib/bitmap.c lib/sort.c ?drivers/iommu/iommu-pages.c
 * page: 4096
 * iova: 0x400000
 * leaf: 4096 2097152 1073741824
 * skip: disjoint-unmaps because the DMA API unmaps what it mapped, and no part or more of it
 * skip: first-iovas because the DMA API never gives IOVA 0 away
 * skip: mixed-sizes because the DMA API unmaps what it mapped, and no part or more of it
 * skip: larger-leaf because the DMA API unmaps what it mapped, and no part or more of it
 * skip: partial-block because the DMA API unmaps what it mapped, and no part or more of it
 * skip: failed-split because the DMA API unmaps what it mapped, and no part or more of it
 * skip: half-mapped because the DMA API unmaps what it mapped, and no part or more of it
 * skip: never-mapped because the DMA API unmaps what it mapped, and no part or more of it
 * skip: unmap-nothing because the DMA API unmaps what it mapped, and no part or more of it
 * skip: queued-unmaps because the domain has no flush queue
 *
 * Strict: each unmap is invalidated before it returns.
 */
#define DMA_DOMAIN_TYPE IOMMU_DOMAIN_DMA

#include "arm-smmu-v3-dma.h"
