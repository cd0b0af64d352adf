// SPDX-License-Identifier: GPL-2.0-only
/*
 * IOMMU of the Heron display controller
 *
 * The hardware knows one table of 32-bit entries, one for each page of a window
 * of 64M, and one way to make it forget: everything at once.
 */
#include <linux/dma-mapping.h>
#include <linux/iommu.h>
#include <linux/iopoll.h>
#include <linux/platform_device.h>
#include <linux/sizes.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#define HERON_CTRL		0x00
#define HERON_CTRL_TRANSLATE	BIT(0)
#define HERON_TABLE		0x04	/* page frame number of the table */
#define HERON_WINDOW		0x08	/* page number of the window's first IOVA */
#define HERON_PAGES		0x0c	/* entries in the table */
#define HERON_FLUSH		0x10
#define HERON_FLUSH_ALL		BIT(0)
#define HERON_STATUS		0x14
#define HERON_STATUS_BUSY	BIT(0)

#define HERON_WINDOW_START	0x10000000UL
#define HERON_WINDOW_SIZE	SZ_64M
#define HERON_TABLE_SIZE	(HERON_WINDOW_SIZE / SZ_4K * sizeof(u32))

#define HERON_ENTRY_VALID	BIT(31)
#define HERON_ENTRY_WRITE	BIT(30)
#define HERON_ENTRY_FRAME	GENMASK(23, 0)

#define HERON_FLUSH_TIMEOUT_US	1000

struct heron_iommu {
	struct device *dev;
	void __iomem *base;
	struct iommu_device iommu;
};

struct heron_domain {
	struct iommu_domain domain;
	struct heron_iommu *heron;	/* NULL until attached */
	struct device *table_dev;
	u32 *table;
	dma_addr_t table_dma;
	spinlock_t lock;		/* table, heron */
};

static const struct iommu_ops heron_iommu_ops;

static struct heron_domain *to_heron_domain(struct iommu_domain *domain)
{
	return container_of(domain, struct heron_domain, domain);
}

static void heron_write(struct heron_iommu *heron, unsigned int reg, u32 value)
{
	writel(value, heron->base + reg);
}

/* Make the hardware forget every entry that it fetched, and wait for it. */
static void heron_flush(struct heron_iommu *heron)
{
	u32 status;

	heron_write(heron, HERON_FLUSH, HERON_FLUSH_ALL);
	if (readl_poll_timeout_atomic(heron->base + HERON_STATUS, status,
				      !(status & HERON_STATUS_BUSY), 1,
				      HERON_FLUSH_TIMEOUT_US))
		dev_err(heron->dev, "flush does not end\n");
}

static u32 *heron_entry(struct heron_domain *dom, unsigned long iova)
{
	return dom->table + (iova - HERON_WINDOW_START) / SZ_4K;
}

static int heron_iommu_map(struct iommu_domain *domain, unsigned long iova,
			   phys_addr_t paddr, size_t pgsize, size_t pgcount,
			   int prot, gfp_t gfp, size_t *mapped)
{
	struct heron_domain *dom = to_heron_domain(domain);
	u32 *entry = heron_entry(dom, iova);
	u32 attrs = HERON_ENTRY_VALID;
	unsigned long flags;
	size_t i;

	if (prot & IOMMU_WRITE)
		attrs |= HERON_ENTRY_WRITE;

	spin_lock_irqsave(&dom->lock, flags);
	for (i = 0; i < pgcount; i++, paddr += pgsize)
		WRITE_ONCE(entry[i], attrs | ((paddr / SZ_4K) & HERON_ENTRY_FRAME));
	spin_unlock_irqrestore(&dom->lock, flags);

	*mapped += pgsize * pgcount;
	return 0;
}

static size_t heron_iommu_unmap(struct iommu_domain *domain, unsigned long iova,
				size_t pgsize, size_t pgcount,
				struct iommu_iotlb_gather *gather)
{
	struct heron_domain *dom = to_heron_domain(domain);
	size_t size = pgsize * pgcount;
	unsigned long flags;

	spin_lock_irqsave(&dom->lock, flags);
	memset(heron_entry(dom, iova), 0, pgcount * sizeof(u32));
	spin_unlock_irqrestore(&dom->lock, flags);

	return size;
}

static void heron_iommu_flush_all(struct iommu_domain *domain)
{
	struct heron_domain *dom = to_heron_domain(domain);

	/* a domain that was never attached is in no cache */
	if (!dom->heron)
		return;

	/* entries first, then the order to fetch them again */
	wmb();
	heron_flush(dom->heron);
}

/* Empty entries are cached as well, hence a flush after mapping, too. */
static int heron_iommu_sync_map(struct iommu_domain *domain, unsigned long iova,
				size_t size)
{
	heron_iommu_flush_all(domain);
	return 0;
}

static void heron_iommu_sync(struct iommu_domain *domain,
			     struct iommu_iotlb_gather *gather)
{
	heron_iommu_flush_all(domain);
}

static phys_addr_t heron_iommu_iova_to_phys(struct iommu_domain *domain,
					    dma_addr_t iova)
{
	struct heron_domain *dom = to_heron_domain(domain);
	u32 entry;

	if (iova < domain->geometry.aperture_start || iova > domain->geometry.aperture_end)
		return 0;

	entry = READ_ONCE(*heron_entry(dom, iova));
	if (!(entry & HERON_ENTRY_VALID))
		return 0;
	return (phys_addr_t)(entry & HERON_ENTRY_FRAME) * SZ_4K + (iova & (SZ_4K - 1));
}

static int heron_iommu_attach(struct iommu_domain *domain, struct device *dev)
{
	struct heron_iommu *heron = dev_iommu_priv_get(dev);
	struct heron_domain *dom = to_heron_domain(domain);
	unsigned long flags;

	spin_lock_irqsave(&dom->lock, flags);
	dom->heron = heron;
	spin_unlock_irqrestore(&dom->lock, flags);

	heron_write(heron, HERON_CTRL, 0);
	heron_write(heron, HERON_TABLE, dom->table_dma / SZ_4K);
	heron_write(heron, HERON_WINDOW, HERON_WINDOW_START / SZ_4K);
	heron_write(heron, HERON_PAGES, HERON_WINDOW_SIZE / SZ_4K);
	heron_flush(heron);
	heron_write(heron, HERON_CTRL, HERON_CTRL_TRANSLATE);
	return 0;
}

static void heron_domain_free(struct iommu_domain *domain)
{
	struct heron_domain *dom = to_heron_domain(domain);

	if (dom->heron) {
		heron_write(dom->heron, HERON_CTRL, 0);
		heron_flush(dom->heron);
	}
	dma_free_coherent(dom->table_dev, HERON_TABLE_SIZE, dom->table, dom->table_dma);
	kfree(dom);
}

static struct iommu_domain *heron_domain_alloc(struct device *dev)
{
	struct heron_iommu *heron = dev_iommu_priv_get(dev);
	struct heron_domain *dom;

	dom = kzalloc(sizeof(*dom), GFP_KERNEL);
	if (!dom)
		return NULL;

	dom->table_dev = heron->dev;
	dom->table = dma_alloc_coherent(heron->dev, HERON_TABLE_SIZE, &dom->table_dma,
					GFP_KERNEL);
	if (!dom->table) {
		kfree(dom);
		return NULL;
	}

	spin_lock_init(&dom->lock);
	dom->domain.geometry.aperture_start = HERON_WINDOW_START;
	dom->domain.geometry.aperture_end = HERON_WINDOW_START + HERON_WINDOW_SIZE - 1;
	dom->domain.geometry.force_aperture = true;
	return &dom->domain;
}

static struct iommu_device *heron_probe_device(struct device *dev)
{
	struct heron_iommu *heron = dev_iommu_priv_get(dev);

	return heron ? &heron->iommu : ERR_PTR(-ENODEV);
}

static const struct iommu_ops heron_iommu_ops = {
	.probe_device = heron_probe_device,
	.domain_alloc_paging = heron_domain_alloc,
	.pgsize_bitmap = SZ_4K,
	.default_domain_ops = &(const struct iommu_domain_ops){
		.attach_dev = heron_iommu_attach,
		.map_pages = heron_iommu_map,
		.unmap_pages = heron_iommu_unmap,
		.flush_iotlb_all = heron_iommu_flush_all,
		.iotlb_sync_map = heron_iommu_sync_map,
		.iotlb_sync = heron_iommu_sync,
		.iova_to_phys = heron_iommu_iova_to_phys,
		.free = heron_domain_free,
	},
};

static int heron_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct heron_iommu *heron;

	heron = devm_kzalloc(dev, sizeof(*heron), GFP_KERNEL);
	if (!heron)
		return -ENOMEM;

	heron->dev = dev;
	heron->base = devm_platform_ioremap_resource(pdev, 0);
	if (IS_ERR(heron->base))
		return PTR_ERR(heron->base);

	platform_set_drvdata(pdev, heron);
	return iommu_device_register(&heron->iommu, &heron_iommu_ops, dev);
}

static const struct of_device_id heron_of_match[] = {
	{ .compatible = "example,heron-iommu" },
	{ }
};
MODULE_DEVICE_TABLE(of, heron_of_match);

static struct platform_driver heron_driver = {
	.probe = heron_probe,
	.driver = {
		.name = "heron-iommu",
		.of_match_table = heron_of_match,
	},
};
module_platform_driver(heron_driver);

MODULE_DESCRIPTION("IOMMU of the Heron display controller");
MODULE_LICENSE("GPL");
