// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kestrel system IOMMU
 *
 * Sixteen contexts, page tables in the Tarn format, and a command queue in
 * memory. The IOTLB keeps pages and blocks apart: a command that invalidates a
 * leaf has to name the leaf's size.
 */
#include <linux/bitfield.h>
#include <linux/io-pgtable.h>
#include <linux/iopoll.h>
#include <linux/platform_device.h>
#include <linux/sizes.h>
#include <linux/spinlock.h>

#define KESTREL_CTRL		0x000
#define KESTREL_CTRL_ENABLE	BIT(0)
#define KESTREL_QUEUE		0x008	/* physical address of the queue, 64 bits */
#define KESTREL_PROD		0x010	/* written by us: next free slot */
#define KESTREL_CONS		0x014	/* written by hardware: next slot to execute */
#define KESTREL_ROOT(ctx)	(0x100 + (ctx) * 8)

#define KESTREL_CONTEXTS	16

/* A command is two words; slots are counted without end and used modulo. */
#define KESTREL_CMD_WORDS	2
#define KESTREL_SLOTS		128
#define KESTREL_SLOT(n)		((n) % KESTREL_SLOTS * KESTREL_CMD_WORDS)

#define KESTREL_CMD0_OP		GENMASK_ULL(7, 0)
#define KESTREL_OP_INV_LEAF	0x21ULL
#define KESTREL_OP_INV_CTX	0x22ULL
#define KESTREL_OP_SYNC		0x30ULL
#define KESTREL_CMD0_CTX	GENMASK_ULL(19, 16)
#define KESTREL_CMD1_IOVA	GENMASK_ULL(38, 12)
#define KESTREL_CMD1_LEAF	GENMASK_ULL(5, 0)	/* log2 of the leaf size */

/* From this many leaves on, dropping the whole context is cheaper. */
#define KESTREL_MAX_LEAVES	512

#define KESTREL_TIMEOUT_US	100000

struct kestrel_iommu {
	struct device *dev;
	void __iomem *base;
	u64 *queue;
	u32 prod;
	spinlock_t queue_lock;		/* queue, prod */
	unsigned int contexts;		/* given away so far */
	struct iommu_device iommu;
};

struct kestrel_domain {
	struct iommu_domain domain;
	struct kestrel_iommu *kestrel;
	unsigned int ctx;
	struct io_pgtable_cfg cfg;
	struct io_pgtable_ops *iop;
};

static const struct iommu_ops kestrel_iommu_ops;

static struct kestrel_domain *to_kestrel_domain(struct iommu_domain *domain)
{
	return container_of(domain, struct kestrel_domain, domain);
}

/* Wait until the hardware has executed everything before slot @prod. */
static void kestrel_wait(struct kestrel_iommu *kestrel, u32 prod)
{
	u32 cons;

	if (readl_poll_timeout_atomic(kestrel->base + KESTREL_CONS, cons,
				      (s32)(cons - prod) >= 0, 1, KESTREL_TIMEOUT_US))
		dev_err_ratelimited(kestrel->dev, "command queue stuck at %u of %u\n",
				    cons, prod);
}

/* Called with queue_lock held. */
static void kestrel_queue(struct kestrel_iommu *kestrel, u64 word0, u64 word1)
{
	u64 *slot = kestrel->queue + KESTREL_SLOT(kestrel->prod);

	/* full: the slot is free again when the oldest command is through */
	kestrel_wait(kestrel, kestrel->prod + 1 - KESTREL_SLOTS);

	WRITE_ONCE(slot[0], word0);
	WRITE_ONCE(slot[1], word1);
	kestrel->prod++;

	/* the command is in memory before the hardware hears of it */
	wmb();
	writel(kestrel->prod, kestrel->base + KESTREL_PROD);
}

/* A sync ends when all invalidations before it have; called with queue_lock held. */
static void kestrel_sync(struct kestrel_iommu *kestrel)
{
	kestrel_queue(kestrel, FIELD_PREP(KESTREL_CMD0_OP, KESTREL_OP_SYNC), 0);
	kestrel_wait(kestrel, kestrel->prod);
}

static void kestrel_inv_context(struct kestrel_domain *dom)
{
	struct kestrel_iommu *kestrel = dom->kestrel;
	unsigned long flags;

	spin_lock_irqsave(&kestrel->queue_lock, flags);
	kestrel_queue(kestrel, FIELD_PREP(KESTREL_CMD0_OP, KESTREL_OP_INV_CTX) |
			       FIELD_PREP(KESTREL_CMD0_CTX, dom->ctx), 0);
	kestrel_sync(kestrel);
	spin_unlock_irqrestore(&kestrel->queue_lock, flags);
}

static void kestrel_inv_leaves(struct kestrel_domain *dom, unsigned long iova,
			       size_t size, size_t leaf)
{
	struct kestrel_iommu *kestrel = dom->kestrel;
	unsigned long end = iova + size;
	unsigned long flags;
	u64 word0;

	word0 = FIELD_PREP(KESTREL_CMD0_OP, KESTREL_OP_INV_LEAF) |
		FIELD_PREP(KESTREL_CMD0_CTX, dom->ctx);

	spin_lock_irqsave(&kestrel->queue_lock, flags);
	for (; iova < end; iova += leaf)
		kestrel_queue(kestrel, word0, (iova & KESTREL_CMD1_IOVA) |
					      FIELD_PREP(KESTREL_CMD1_LEAF, __ffs(leaf)));
	kestrel_sync(kestrel);
	spin_unlock_irqrestore(&kestrel->queue_lock, flags);
}

static void kestrel_tlb_flush_all(void *cookie)
{
	kestrel_inv_context(cookie);
}

/* Cached tables go with the context only. */
static void kestrel_tlb_flush_walk(unsigned long iova, size_t size, size_t granule,
				   void *cookie)
{
	kestrel_inv_context(cookie);
}

static void kestrel_tlb_add_page(struct iommu_iotlb_gather *gather, unsigned long iova,
				 size_t granule, void *cookie)
{
	struct kestrel_domain *dom = cookie;

	iommu_iotlb_gather_add_page(&dom->domain, gather, iova, granule);
}

static const struct iommu_flush_ops kestrel_flush_ops = {
	.tlb_flush_all = kestrel_tlb_flush_all,
	.tlb_flush_walk = kestrel_tlb_flush_walk,
	.tlb_add_page = kestrel_tlb_add_page,
};

static int kestrel_map_pages(struct iommu_domain *domain, unsigned long iova,
			     phys_addr_t paddr, size_t pgsize, size_t pgcount,
			     int prot, gfp_t gfp, size_t *mapped)
{
	struct kestrel_domain *dom = to_kestrel_domain(domain);

	return dom->iop->map_pages(dom->iop, iova, paddr, pgsize, pgcount, prot, gfp,
				   mapped);
}

static size_t kestrel_unmap_pages(struct iommu_domain *domain, unsigned long iova,
				  size_t pgsize, size_t pgcount,
				  struct iommu_iotlb_gather *gather)
{
	struct kestrel_domain *dom = to_kestrel_domain(domain);

	return dom->iop->unmap_pages(dom->iop, iova, pgsize, pgcount, gather);
}

static void kestrel_flush_iotlb_all(struct iommu_domain *domain)
{
	kestrel_inv_context(to_kestrel_domain(domain));
}

static void kestrel_iotlb_sync(struct iommu_domain *domain,
			       struct iommu_iotlb_gather *gather)
{
	struct kestrel_domain *dom = to_kestrel_domain(domain);
	size_t size = gather->end - gather->start + 1;

	if (!gather->pgsize || size / gather->pgsize > KESTREL_MAX_LEAVES)
		kestrel_inv_context(dom);
	else
		kestrel_inv_leaves(dom, gather->start, size, gather->pgsize);
}

static phys_addr_t kestrel_iova_to_phys(struct iommu_domain *domain, dma_addr_t iova)
{
	struct kestrel_domain *dom = to_kestrel_domain(domain);

	return dom->iop->iova_to_phys(dom->iop, iova);
}

static int kestrel_attach_dev(struct iommu_domain *domain, struct device *dev)
{
	struct kestrel_domain *dom = to_kestrel_domain(domain);
	struct kestrel_iommu *kestrel = dev_iommu_priv_get(dev);

	/* a context belongs to the IOMMU that it was made for */
	if (dom->kestrel != kestrel)
		return -EINVAL;

	writeq(dom->cfg.root, kestrel->base + KESTREL_ROOT(dom->ctx));
	kestrel_inv_context(dom);
	return 0;
}

static void kestrel_domain_free(struct iommu_domain *domain)
{
	struct kestrel_domain *dom = to_kestrel_domain(domain);

	writeq(0, dom->kestrel->base + KESTREL_ROOT(dom->ctx));
	free_io_pgtable_ops(dom->iop);
	kfree(dom);
}

static struct iommu_domain *kestrel_domain_alloc(struct device *dev)
{
	struct kestrel_iommu *kestrel = dev_iommu_priv_get(dev);
	struct kestrel_domain *dom;

	if (kestrel->contexts == KESTREL_CONTEXTS)
		return ERR_PTR(-ENOSPC);

	dom = kzalloc(sizeof(*dom), GFP_KERNEL);
	if (!dom)
		return NULL;

	dom->kestrel = kestrel;
	dom->cfg.pgsize_bitmap = SZ_4K | SZ_2M;
	dom->cfg.ias = 39;
	dom->cfg.oas = 40;
	dom->cfg.tlb = &kestrel_flush_ops;
	dom->iop = alloc_io_pgtable_ops(TARN_64, &dom->cfg, dom);
	if (!dom->iop) {
		kfree(dom);
		return NULL;
	}

	dom->ctx = kestrel->contexts++;
	dom->domain.pgsize_bitmap = dom->cfg.pgsize_bitmap;
	dom->domain.geometry.aperture_end = BIT_ULL(39) - 1;
	dom->domain.geometry.force_aperture = true;
	return &dom->domain;
}

static struct iommu_device *kestrel_probe_device(struct device *dev)
{
	struct kestrel_iommu *kestrel = dev_iommu_priv_get(dev);

	return kestrel ? &kestrel->iommu : ERR_PTR(-ENODEV);
}

static const struct iommu_ops kestrel_iommu_ops = {
	.probe_device = kestrel_probe_device,
	.domain_alloc_paging = kestrel_domain_alloc,
	.default_domain_ops = &(const struct iommu_domain_ops){
		.attach_dev = kestrel_attach_dev,
		.map_pages = kestrel_map_pages,
		.unmap_pages = kestrel_unmap_pages,
		.flush_iotlb_all = kestrel_flush_iotlb_all,
		.iotlb_sync = kestrel_iotlb_sync,
		.iova_to_phys = kestrel_iova_to_phys,
		.free = kestrel_domain_free,
	},
};

/* Hand the queue to the hardware. */
static int kestrel_init_queue(struct kestrel_iommu *kestrel)
{
	kestrel->queue = (u64 *)get_zeroed_page(GFP_KERNEL);
	if (!kestrel->queue)
		return -ENOMEM;

	spin_lock_init(&kestrel->queue_lock);
	kestrel->prod = 0;
	writel(0, kestrel->base + KESTREL_CTRL);
	writeq(virt_to_phys(kestrel->queue), kestrel->base + KESTREL_QUEUE);
	writel(0, kestrel->base + KESTREL_PROD);
	writel(KESTREL_CTRL_ENABLE, kestrel->base + KESTREL_CTRL);
	return 0;
}

static int kestrel_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct kestrel_iommu *kestrel;
	int ret;

	kestrel = devm_kzalloc(dev, sizeof(*kestrel), GFP_KERNEL);
	if (!kestrel)
		return -ENOMEM;

	kestrel->dev = dev;
	kestrel->base = devm_platform_ioremap_resource(pdev, 0);
	if (IS_ERR(kestrel->base))
		return PTR_ERR(kestrel->base);

	ret = kestrel_init_queue(kestrel);
	if (ret)
		return ret;

	platform_set_drvdata(pdev, kestrel);
	return iommu_device_register(&kestrel->iommu, &kestrel_iommu_ops, dev);
}

static const struct of_device_id kestrel_of_match[] = {
	{ .compatible = "example,kestrel-iommu" },
	{ }
};
MODULE_DEVICE_TABLE(of, kestrel_of_match);

static struct platform_driver kestrel_driver = {
	.probe = kestrel_probe,
	.driver = {
		.name = "kestrel-iommu",
		.of_match_table = kestrel_of_match,
	},
};
module_platform_driver(kestrel_driver);

MODULE_DESCRIPTION("Kestrel system IOMMU");
MODULE_LICENSE("GPL");
