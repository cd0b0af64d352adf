// SPDX-License-Identifier: GPL-2.0-only
/*
 * The IOMMU core: domains, mapping, and the invalidation that follows unmapping.
 */
#define pr_fmt(fmt)	"iommu: " fmt

#include <linux/bug.h>
#include <linux/iommu.h>
#include <linux/module.h>

/* A driver has found an IOMMU; from now on devices may ask for domains. */
int iommu_device_register(struct iommu_device *iommu, const struct iommu_ops *ops,
			  struct device *hwdev)
{
	if (!ops || !ops->domain_alloc_paging || !ops->default_domain_ops)
		return -EINVAL;

	iommu->ops = ops;
	iommu->dev = hwdev;
	return 0;
}
EXPORT_SYMBOL_GPL(iommu_device_register);

/**
 * iommu_paging_domain_alloc - a domain that a device could be attached to
 * @dev: device behind an IOMMU
 *
 * Returns the domain or an error pointer.
 */
struct iommu_domain *iommu_paging_domain_alloc(struct device *dev)
{
	const struct iommu_ops *ops;
	struct iommu_domain *domain;

	if (!dev->iommu || !dev->iommu->iommu_dev)
		return ERR_PTR(-ENODEV);

	ops = dev->iommu->iommu_dev->ops;
	domain = ops->domain_alloc_paging(dev);
	if (IS_ERR(domain))
		return domain;
	if (!domain)
		return ERR_PTR(-ENOMEM);

	domain->type = IOMMU_DOMAIN_UNMANAGED;
	if (!domain->ops)
		domain->ops = ops->default_domain_ops;
	if (!domain->pgsize_bitmap)
		domain->pgsize_bitmap = ops->pgsize_bitmap;
	return domain;
}
EXPORT_SYMBOL_GPL(iommu_paging_domain_alloc);

void iommu_domain_free(struct iommu_domain *domain)
{
	domain->ops->free(domain);
}
EXPORT_SYMBOL_GPL(iommu_domain_free);

int iommu_attach_device(struct iommu_domain *domain, struct device *dev)
{
	if (!domain->ops->attach_dev)
		return -ENODEV;
	return domain->ops->attach_dev(domain, dev);
}
EXPORT_SYMBOL_GPL(iommu_attach_device);

phys_addr_t iommu_iova_to_phys(struct iommu_domain *domain, dma_addr_t iova)
{
	return domain->ops->iova_to_phys(domain, iova);
}
EXPORT_SYMBOL_GPL(iommu_iova_to_phys);

/*
 * The largest leaf that can map @iova to @paddr in @size bytes, and how many of
 * them in a row before a larger one fits. Nothing else counts for unmapping:
 * there @paddr is @iova once more.
 */
static size_t iommu_largest_leaf(const struct iommu_domain *domain, unsigned long iova,
				 phys_addr_t paddr, size_t size, size_t *count)
{
	unsigned long fitting = domain->pgsize_bitmap & GENMASK(__fls(size), 0);
	unsigned long larger;
	size_t leaf;

	if (iova | paddr)
		fitting &= GENMASK(__ffs(iova | paddr), 0);
	if (WARN_ON(!fitting))
		return 0;
	leaf = BIT(__fls(fitting));

	larger = domain->pgsize_bitmap & ~GENMASK(__fls(leaf), 0);
	if (larger) {
		size_t next = BIT(__ffs(larger));
		size_t gap = next - (iova & (next - 1));

		if (IS_ALIGNED(iova ^ paddr, next) && gap < size && next <= size - gap)
			size = gap;
	}

	*count = size / leaf;
	return leaf;
}

static bool iommu_in_aperture(const struct iommu_domain *domain, unsigned long iova,
			      size_t size)
{
	const struct iommu_domain_geometry *geometry = &domain->geometry;

	if (iova + size - 1 < iova)
		return false;
	if (!geometry->force_aperture)
		return true;
	return iova >= geometry->aperture_start &&
	       iova + size - 1 <= geometry->aperture_end;
}

static int iommu_map_leaves(struct iommu_domain *domain, unsigned long iova,
			    phys_addr_t paddr, size_t size, int prot, gfp_t gfp,
			    size_t *done)
{
	const struct iommu_domain_ops *ops = domain->ops;
	int ret = 0;

	while (*done < size && !ret) {
		unsigned long at = iova + *done;
		phys_addr_t to = paddr + *done;
		size_t leaf, count, mapped = 0;

		leaf = iommu_largest_leaf(domain, at, to, size - *done, &count);
		if (!leaf)
			return -EINVAL;

		pr_debug("map 0x%lx to 0x%llx, %zu of 0x%zx\n", at, to, count, leaf);
		ret = ops->map_pages(domain, at, to, leaf, count, prot, gfp, &mapped);
		*done += mapped;
		if (!ret && !mapped)
			ret = -EINVAL;
	}

	return ret;
}

/**
 * iommu_map - map a physically contiguous range
 * @domain: domain to map in
 * @iova: first IOVA
 * @paddr: physical address behind it
 * @size: length in bytes
 * @prot: IOMMU_READ and friends
 * @gfp: for page-table memory
 *
 * Everything or nothing: on an error what was mapped already is unmapped.
 */
int iommu_map(struct iommu_domain *domain, unsigned long iova, phys_addr_t paddr,
	      size_t size, int prot, gfp_t gfp)
{
	const struct iommu_domain_ops *ops = domain->ops;
	size_t smallest = BIT(__ffs(domain->pgsize_bitmap));
	size_t done = 0;
	int ret;

	if (!IS_ALIGNED(iova | paddr | size, smallest)) {
		pr_err("map: 0x%lx to 0x%llx, 0x%zx bytes: not in units of 0x%zx\n",
		       iova, paddr, size, smallest);
		return -EINVAL;
	}
	if (!size)
		return 0;
	if (!iommu_in_aperture(domain, iova, size))
		return -ERANGE;

	ret = iommu_map_leaves(domain, iova, paddr, size, prot, gfp, &done);
	if (!ret && ops->iotlb_sync_map)
		ret = ops->iotlb_sync_map(domain, iova, size);
	if (ret && done)
		iommu_unmap(domain, iova, done);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_map);

static size_t iommu_unmap_leaves(struct iommu_domain *domain, unsigned long iova,
				 size_t size, struct iommu_iotlb_gather *gather)
{
	const struct iommu_domain_ops *ops = domain->ops;
	size_t smallest = BIT(__ffs(domain->pgsize_bitmap));
	size_t done = 0;

	if (!IS_ALIGNED(iova | size, smallest)) {
		pr_err("unmap: 0x%lx, 0x%zx bytes: not in units of 0x%zx\n",
		       iova, size, smallest);
		return 0;
	}

	/* Until all is gone, or a driver meets something that is not mapped. */
	while (done < size) {
		unsigned long at = iova + done;
		size_t leaf, count, cleared;

		leaf = iommu_largest_leaf(domain, at, at, size - done, &count);
		if (!leaf)
			break;

		cleared = ops->unmap_pages(domain, at, leaf, count, gather);
		if (!cleared)
			break;

		pr_debug("unmapped 0x%lx, 0x%zx bytes\n", at, cleared);

		done += cleared;
	}

	return done;
}

/**
 * iommu_unmap - unmap a range and wait until no device can reach it
 * @domain: domain to unmap from
 * @iova: first IOVA
 * @size: length in bytes
 *
 * Returns the number of bytes unmapped. Memory behind them may be given away
 * as soon as the function returns.
 */
size_t iommu_unmap(struct iommu_domain *domain, unsigned long iova, size_t size)
{
	struct iommu_iotlb_gather gather;
	size_t unmapped;

	iommu_iotlb_gather_init(&gather);
	unmapped = iommu_unmap_leaves(domain, iova, size, &gather);
	iommu_iotlb_sync(domain, &gather);

	return unmapped;
}
EXPORT_SYMBOL_GPL(iommu_unmap);

/**
 * iommu_unmap_fast - unmap a range, the caller takes care of the IOTLB
 * @domain: domain to unmap from
 * @iova: first IOVA
 * @size: length in bytes
 * @gather: for iommu_iotlb_sync(); several calls may share it
 *
 * Returns the number of bytes unmapped.
 */
size_t iommu_unmap_fast(struct iommu_domain *domain, unsigned long iova, size_t size,
			struct iommu_iotlb_gather *gather)
{
	return iommu_unmap_leaves(domain, iova, size, gather);
}
EXPORT_SYMBOL_GPL(iommu_unmap_fast);

void iommu_flush_iotlb_all(struct iommu_domain *domain)
{
	if (domain->ops->flush_iotlb_all)
		domain->ops->flush_iotlb_all(domain);
}
EXPORT_SYMBOL_GPL(iommu_flush_iotlb_all);

/**
 * iommu_iotlb_sync - invalidate what was gathered, and start anew
 * @domain: domain the IOVAs were unmapped from
 * @gather: what was unmapped
 *
 * Nothing gathered, nothing to invalidate: drivers never see an empty range.
 */
void iommu_iotlb_sync(struct iommu_domain *domain, struct iommu_iotlb_gather *gather)
{
	if (gather->start < gather->end && domain->ops->iotlb_sync)
		domain->ops->iotlb_sync(domain, gather);

	iommu_iotlb_gather_init(gather);
}
EXPORT_SYMBOL_GPL(iommu_iotlb_sync);

/**
 * iommu_iotlb_gather_add_page - gather a leaf for a driver that counts in leaves
 * @domain: domain it was unmapped from
 * @gather: gather to add it to
 * @iova: first IOVA
 * @size: leaf size
 *
 * A leaf of another size, or one that does not touch the range, cannot share
 * the gather: what is in it is invalidated first.
 */
void iommu_iotlb_gather_add_page(struct iommu_domain *domain,
				 struct iommu_iotlb_gather *gather,
				 unsigned long iova, size_t size)
{
	bool other_size = gather->pgsize && gather->pgsize != size;

	if (other_size || iommu_iotlb_gather_is_disjoint(gather, iova, size))
		iommu_iotlb_sync(domain, gather);

	gather->pgsize = size;
	iommu_iotlb_gather_add_range(gather, iova, size);
}
EXPORT_SYMBOL_GPL(iommu_iotlb_gather_add_page);
