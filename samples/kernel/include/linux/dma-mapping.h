/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_DMA_MAPPING_H
#define _LINUX_DMA_MAPPING_H

#include <linux/device.h>

extern void *dma_alloc_attrs(struct device *dev, size_t size, dma_addr_t *handle,
			     gfp_t gfp, unsigned long attrs);
extern void dma_free_attrs(struct device *dev, size_t size, void *cpu,
			   dma_addr_t handle, unsigned long attrs);

/* Memory that CPU and device see alike; zeroed. */
static inline void *dma_alloc_coherent(struct device *dev, size_t size,
				       dma_addr_t *handle, gfp_t gfp)
{
	return dma_alloc_attrs(dev, size, handle, gfp, 0);
}

static inline void dma_free_coherent(struct device *dev, size_t size, void *cpu,
				     dma_addr_t handle)
{
	dma_free_attrs(dev, size, cpu, handle, 0);
}

#endif
