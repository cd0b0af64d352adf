// SPDX-License-Identifier: GPL-2.0-only
/*
 * IOMMU of the Plover video decoder
 *
 * One context, page tables in the Quill format. The IOTLB is invalidated through
 * registers, either as a whole or from a first to a last page.
 */
#include <linux/io-pgtable.h>
#include <linux/iopoll.h>
#include <linux/platform_device.h>
#include <linux/sizes.h>
#include <linux/spinlock.h>

#define PLOVER_ROOT		0x010	/* page frame number of the level 1 table */
#define PLOVER_ENABLE		0x014
#define PLOVER_INV_FIRST	0x040	/* first page, as an IOVA */
#define PLOVER_INV_LAST		0x044	/* last page, as an IOVA */
#define PLOVER_INV_START	0x048
#define PLOVER_INV_RANGE	BIT(0)
#define PLOVER_INV_ALL		BIT(1)
#define PLOVER_INV_DONE		0x04c	/* set by hardware, cleared by writing 0 */

#define PLOVER_INV_TIMEOUT_US	500

struct plover_iommu {
	struct device *dev;
	void __iomem *base;
	spinlock_t inv_lock;		/* one invalidation at a time */
	struct iommu_device iommu;
};

struct plover_domain {
	struct iommu_domain domain;
	struct plover_iommu *plover;	/* NULL until attached */
	struct io_pgtable_cfg cfg;
	struct io_pgtable_ops *iop;
	spinlock_t lock;		/* the page table */
};

static const struct iommu_ops plover_iommu_ops;

static struct plover_domain *to_plover_domain(struct iommu_domain *domain)
{
	return container_of(domain, struct plover_domain, domain);
}

/* Called with inv_lock held. */
static int plover_inv_run(struct plover_iommu *plover, u32 what)
{
	u32 done;
	int ret;

	writel(what, plover->base + PLOVER_INV_START);
	ret = readl_poll_timeout_atomic(plover->base + PLOVER_INV_DONE, done, done, 1,
					PLOVER_INV_TIMEOUT_US);
	writel(0, plover->base + PLOVER_INV_DONE);
	return ret;
}

static void plover_inv_all(struct plover_iommu *plover)
{
	unsigned long flags;

	spin_lock_irqsave(&plover->inv_lock, flags);
	if (plover_inv_run(plover, PLOVER_INV_ALL))
		dev_err(plover->dev, "invalidation of everything timed out\n");
	spin_unlock_irqrestore(&plover->inv_lock, flags);
}

static void plover_inv_range(struct plover_iommu *plover, unsigned long iova,
			     size_t size)
{
	unsigned long flags;
	int ret;

	spin_lock_irqsave(&plover->inv_lock, flags);
	writel(iova, plover->base + PLOVER_INV_FIRST);
	writel(iova + size - 1, plover->base + PLOVER_INV_LAST);
	ret = plover_inv_run(plover, PLOVER_INV_RANGE);
	spin_unlock_irqrestore(&plover->inv_lock, flags);

	/* the range logic gets stuck on some parts, the big hammer never does */
	if (ret) {
		dev_warn(plover->dev, "partial invalidation timed out\n");
		plover_inv_all(plover);
	}
}

static void plover_tlb_flush_all(void *cookie)
{
	struct plover_domain *dom = cookie;

	if (dom->plover)
		plover_inv_all(dom->plover);
}

static void plover_tlb_flush_walk(unsigned long iova, size_t size, size_t granule,
				  void *cookie)
{
	struct plover_domain *dom = cookie;

	if (dom->plover)
		plover_inv_range(dom->plover, iova, size);
}

/* Leaves are invalidated as one range in iotlb_sync, hence no tlb_add_page. */
static const struct iommu_flush_ops plover_flush_ops = {
	.tlb_flush_all = plover_tlb_flush_all,
	.tlb_flush_walk = plover_tlb_flush_walk,
};

static int plover_iommu_map(struct iommu_domain *domain, unsigned long iova,
			    phys_addr_t paddr, size_t pgsize, size_t pgcount,
			    int prot, gfp_t gfp, size_t *mapped)
{
	struct plover_domain *dom = to_plover_domain(domain);
	unsigned long flags;
	int ret;

	spin_lock_irqsave(&dom->lock, flags);
	ret = dom->iop->map_pages(dom->iop, iova, paddr, pgsize, pgcount, prot,
				  GFP_ATOMIC, mapped);
	spin_unlock_irqrestore(&dom->lock, flags);
	return ret;
}

static size_t plover_iommu_unmap(struct iommu_domain *domain, unsigned long iova,
				 size_t pgsize, size_t pgcount,
				 struct iommu_iotlb_gather *gather)
{
	struct plover_domain *dom = to_plover_domain(domain);
	unsigned long flags;
	size_t unmapped;

	iommu_iotlb_gather_add_range(gather, iova, pgsize * pgcount);

	spin_lock_irqsave(&dom->lock, flags);
	unmapped = dom->iop->unmap_pages(dom->iop, iova, pgsize, pgcount, gather);
	spin_unlock_irqrestore(&dom->lock, flags);
	return unmapped;
}

static void plover_iommu_flush_all(struct iommu_domain *domain)
{
	plover_tlb_flush_all(to_plover_domain(domain));
}

static void plover_iommu_sync(struct iommu_domain *domain,
			      struct iommu_iotlb_gather *gather)
{
	struct plover_domain *dom = to_plover_domain(domain);

	if (dom->plover)
		plover_inv_range(dom->plover, gather->start,
				 gather->end - gather->start + 1);
}

static phys_addr_t plover_iommu_iova_to_phys(struct iommu_domain *domain,
					     dma_addr_t iova)
{
	struct plover_domain *dom = to_plover_domain(domain);

	return dom->iop->iova_to_phys(dom->iop, iova);
}

static int plover_iommu_attach(struct iommu_domain *domain, struct device *dev)
{
	struct plover_iommu *plover = dev_iommu_priv_get(dev);
	struct plover_domain *dom = to_plover_domain(domain);

	writel(0, plover->base + PLOVER_ENABLE);
	writel(dom->cfg.root / SZ_4K, plover->base + PLOVER_ROOT);
	plover_inv_all(plover);
	writel(1, plover->base + PLOVER_ENABLE);

	dom->plover = plover;
	return 0;
}

static void plover_domain_free(struct iommu_domain *domain)
{
	struct plover_domain *dom = to_plover_domain(domain);

	if (dom->plover)
		writel(0, dom->plover->base + PLOVER_ENABLE);
	free_io_pgtable_ops(dom->iop);
	kfree(dom);
}

static struct iommu_domain *plover_domain_alloc(struct device *dev)
{
	struct plover_domain *dom;

	dom = kzalloc(sizeof(*dom), GFP_KERNEL);
	if (!dom)
		return NULL;

	spin_lock_init(&dom->lock);
	dom->cfg.pgsize_bitmap = SZ_4K | SZ_4M;
	dom->cfg.ias = 32;
	dom->cfg.oas = 32;
	dom->cfg.tlb = &plover_flush_ops;
	dom->iop = alloc_io_pgtable_ops(QUILL_32, &dom->cfg, dom);
	if (!dom->iop) {
		kfree(dom);
		return NULL;
	}

	dom->domain.pgsize_bitmap = dom->cfg.pgsize_bitmap;
	dom->domain.geometry.aperture_end = U32_MAX;
	dom->domain.geometry.force_aperture = true;
	return &dom->domain;
}

static struct iommu_device *plover_probe_device(struct device *dev)
{
	struct plover_iommu *plover = dev_iommu_priv_get(dev);

	return plover ? &plover->iommu : ERR_PTR(-ENODEV);
}

static const struct iommu_ops plover_iommu_ops = {
	.probe_device = plover_probe_device,
	.domain_alloc_paging = plover_domain_alloc,
	.default_domain_ops = &(const struct iommu_domain_ops){
		.attach_dev = plover_iommu_attach,
		.map_pages = plover_iommu_map,
		.unmap_pages = plover_iommu_unmap,
		.flush_iotlb_all = plover_iommu_flush_all,
		.iotlb_sync = plover_iommu_sync,
		.iova_to_phys = plover_iommu_iova_to_phys,
		.free = plover_domain_free,
	},
};

static int plover_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct plover_iommu *plover;

	plover = devm_kzalloc(dev, sizeof(*plover), GFP_KERNEL);
	if (!plover)
		return -ENOMEM;

	plover->dev = dev;
	spin_lock_init(&plover->inv_lock);
	plover->base = devm_platform_ioremap_resource(pdev, 0);
	if (IS_ERR(plover->base))
		return PTR_ERR(plover->base);

	platform_set_drvdata(pdev, plover);
	return iommu_device_register(&plover->iommu, &plover_iommu_ops, dev);
}

static const struct of_device_id plover_of_match[] = {
	{ .compatible = "example,plover-iommu" },
	{ }
};
MODULE_DEVICE_TABLE(of, plover_of_match);

static struct platform_driver plover_driver = {
	.probe = plover_probe,
	.driver = {
		.name = "plover-iommu",
		.of_match_table = plover_of_match,
	},
};
module_platform_driver(plover_driver);

MODULE_DESCRIPTION("IOMMU of the Plover video decoder");
MODULE_LICENSE("GPL");
