/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_ASM_DMA_IOMMU_H
#define SHIM_ASM_DMA_IOMMU_H

struct device;
struct iommu_domain;

/* Of 32-bit Arm: the domain for a device's DMA. A bench whose driver wants one makes it. */
struct dma_iommu_mapping {
	struct iommu_domain *domain;
};

/* The first argument is a bus or a device, by kernel. */
extern struct dma_iommu_mapping *arm_iommu_create_mapping(const void *, ...);
extern int arm_iommu_attach_device(struct device *dev, struct dma_iommu_mapping *mapping);

#endif
