/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The IOMMU interface: domains translate for devices, drivers implement domains.
 */
#ifndef _LINUX_IOMMU_H
#define _LINUX_IOMMU_H

#include <linux/device.h>
#include <linux/types.h>

/* Permissions and attributes of a mapping */
#define IOMMU_READ	BIT(0)
#define IOMMU_WRITE	BIT(1)
#define IOMMU_CACHE	BIT(2)
#define IOMMU_NOEXEC	BIT(3)

struct iommu_domain;
struct iommu_domain_ops;
struct iommu_ops;

struct iommu_domain_geometry {
	dma_addr_t aperture_start;	/* first IOVA that can be mapped */
	dma_addr_t aperture_end;	/* last IOVA that can be mapped */
	bool force_aperture;		/* refuse everything outside */
};

#define IOMMU_DOMAIN_UNMANAGED	1U
#define IOMMU_DOMAIN_DMA	3U

struct iommu_domain {
	unsigned int type;
	const struct iommu_domain_ops *ops;
	unsigned long pgsize_bitmap;	/* leaf sizes of the page table, OR-ed */
	struct iommu_domain_geometry geometry;
};

/**
 * struct iommu_iotlb_gather - IOVAs that were unmapped but not yet invalidated
 * @start: first IOVA
 * @end: last IOVA, inclusive; below @start as long as nothing was added
 * @pgsize: leaf size of everything in the range, 0 when nobody told
 * @queued: the flush queue invalidates later, drivers need not remember IOVAs
 *
 * A driver may add what it unmaps and invalidate it in one go when its
 * iotlb_sync() is called.
 */
struct iommu_iotlb_gather {
	unsigned long start;
	unsigned long end;
	size_t pgsize;
	bool queued;
};

/**
 * struct iommu_domain_ops - what a driver does for one of its domains
 * @attach_dev: let the domain translate for a device
 * @map_pages: map @pgcount leaves of @pgsize; @mapped grows by what was done
 * @unmap_pages: clear as many leaves; returns the number of bytes cleared
 * @flush_iotlb_all: drop every translation of the domain
 * @iotlb_sync_map: called after a mapping is complete
 * @iotlb_sync: drop, and wait for, everything unmapped since the last sync
 * @iova_to_phys: look an IOVA up
 * @free: release the domain
 */
struct iommu_domain_ops {
	int (*attach_dev)(struct iommu_domain *domain, struct device *dev);

	int (*map_pages)(struct iommu_domain *domain, unsigned long iova,
			 phys_addr_t paddr, size_t pgsize, size_t pgcount,
			 int prot, gfp_t gfp, size_t *mapped);
	size_t (*unmap_pages)(struct iommu_domain *domain, unsigned long iova,
			      size_t pgsize, size_t pgcount,
			      struct iommu_iotlb_gather *gather);

	void (*flush_iotlb_all)(struct iommu_domain *domain);
	int (*iotlb_sync_map)(struct iommu_domain *domain, unsigned long iova,
			      size_t size);
	void (*iotlb_sync)(struct iommu_domain *domain,
			   struct iommu_iotlb_gather *gather);

	phys_addr_t (*iova_to_phys)(struct iommu_domain *domain, dma_addr_t iova);
	void (*free)(struct iommu_domain *domain);
};

/* One IOMMU in the system */
struct iommu_device {
	const struct iommu_ops *ops;
	struct device *dev;
};

/**
 * struct iommu_ops - what a driver does for the devices behind its IOMMU
 * @probe_device: the IOMMU that serves a device
 * @domain_alloc_paging: a new domain with a page table of its own
 * @default_domain_ops: operations of the domains so made
 * @pgsize_bitmap: leaf sizes, for drivers whose domains are all alike
 */
struct iommu_ops {
	struct iommu_device *(*probe_device)(struct device *dev);
	struct iommu_domain *(*domain_alloc_paging)(struct device *dev);
	const struct iommu_domain_ops *default_domain_ops;
	unsigned long pgsize_bitmap;
};

/* What the core keeps for a device behind an IOMMU */
struct dev_iommu {
	struct iommu_device *iommu_dev;
	void *priv;
};

static inline void *dev_iommu_priv_get(const struct device *dev)
{
	return dev->iommu ? dev->iommu->priv : NULL;
}

static inline void dev_iommu_priv_set(struct device *dev, void *priv)
{
	dev->iommu->priv = priv;
}

int iommu_device_register(struct iommu_device *iommu, const struct iommu_ops *ops,
			  struct device *hwdev);

struct iommu_domain *iommu_paging_domain_alloc(struct device *dev);
void iommu_domain_free(struct iommu_domain *domain);
int iommu_attach_device(struct iommu_domain *domain, struct device *dev);

int iommu_map(struct iommu_domain *domain, unsigned long iova, phys_addr_t paddr,
	      size_t size, int prot, gfp_t gfp);
size_t iommu_unmap(struct iommu_domain *domain, unsigned long iova, size_t size);
size_t iommu_unmap_fast(struct iommu_domain *domain, unsigned long iova, size_t size,
			struct iommu_iotlb_gather *gather);
phys_addr_t iommu_iova_to_phys(struct iommu_domain *domain, dma_addr_t iova);

void iommu_flush_iotlb_all(struct iommu_domain *domain);
void iommu_iotlb_sync(struct iommu_domain *domain, struct iommu_iotlb_gather *gather);
void iommu_iotlb_gather_add_page(struct iommu_domain *domain,
				 struct iommu_iotlb_gather *gather,
				 unsigned long iova, size_t size);

static inline void iommu_iotlb_gather_init(struct iommu_iotlb_gather *gather)
{
	gather->start = ULONG_MAX;
	gather->end = 0;
	gather->pgsize = 0;
	gather->queued = false;
}

/* Is nobody interested in what is gathered? A missing gather is not queued. */
static inline bool iommu_iotlb_gather_queued(const struct iommu_iotlb_gather *gather)
{
	return gather && gather->queued;
}

/**
 * iommu_iotlb_gather_is_disjoint - would a range leave a hole in the gather?
 * @gather: gather to look at
 * @iova: first IOVA of the range
 * @size: its length in bytes
 *
 * A driver that invalidates page by page pays for every page of the hole.
 */
static inline bool
iommu_iotlb_gather_is_disjoint(const struct iommu_iotlb_gather *gather,
			       unsigned long iova, size_t size)
{
	unsigned long last = iova + size - 1;

	if (!gather->end)
		return false;
	if (iova > gather->end)
		return iova - gather->end > 1;
	return last < gather->start && gather->start - last > 1;
}

/**
 * iommu_iotlb_gather_add_range - widen a gather so that it covers a range
 * @gather: gather to widen
 * @iova: first IOVA of the range
 * @size: its length in bytes
 *
 * For drivers which invalidate ranges whatever the leaf size. A hole between
 * the old and the new range becomes part of the gather.
 */
static inline void iommu_iotlb_gather_add_range(struct iommu_iotlb_gather *gather,
						unsigned long iova, size_t size)
{
	gather->start = min(gather->start, iova);
	gather->end = max(gather->end, iova + size - 1);
}

#endif
