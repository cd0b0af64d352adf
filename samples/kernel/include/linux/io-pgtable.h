/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Page-table formats which several IOMMU drivers share.
 */
#ifndef _LINUX_IO_PGTABLE_H
#define _LINUX_IO_PGTABLE_H

#include <linux/iommu.h>

enum io_pgtable_fmt {
	QUILL_32,	/* two levels, 32-bit entries, leaves of 4K and 4M */
	TARN_64,	/* three levels, 64-bit entries, leaves of 4K and 2M */
	IO_PGTABLE_NUM_FMTS,
};

/**
 * struct iommu_flush_ops - how a format reaches its driver's IOTLB
 * @tlb_flush_all: drop everything of the domain, and wait for it
 * @tlb_flush_walk: drop leaves and tables of a range, and wait for it
 * @tlb_add_page: one leaf was cleared; drop it now or remember it in @gather
 *
 * The last argument is the cookie of alloc_io_pgtable_ops().
 */
struct iommu_flush_ops {
	void (*tlb_flush_all)(void *cookie);
	void (*tlb_flush_walk)(unsigned long iova, size_t size, size_t granule,
			       void *cookie);
	void (*tlb_add_page)(struct iommu_iotlb_gather *gather, unsigned long iova,
			     size_t granule, void *cookie);
};

/**
 * struct io_pgtable_cfg - what driver and format agree upon
 * @pgsize_bitmap: leaf sizes; the format takes those out that it does not have
 * @ias: bits of an IOVA
 * @oas: bits of a physical address
 * @tlb: the driver's invalidations
 * @root: physical address of the top-level table, from the format
 */
struct io_pgtable_cfg {
	unsigned long pgsize_bitmap;
	unsigned int ias;
	unsigned int oas;
	const struct iommu_flush_ops *tlb;
	phys_addr_t root;
};

struct io_pgtable_ops {
	int (*map_pages)(struct io_pgtable_ops *ops, unsigned long iova,
			 phys_addr_t paddr, size_t pgsize, size_t pgcount,
			 int prot, gfp_t gfp, size_t *mapped);
	size_t (*unmap_pages)(struct io_pgtable_ops *ops, unsigned long iova,
			      size_t pgsize, size_t pgcount,
			      struct iommu_iotlb_gather *gather);
	phys_addr_t (*iova_to_phys)(struct io_pgtable_ops *ops, unsigned long iova);
};

struct io_pgtable_ops *alloc_io_pgtable_ops(enum io_pgtable_fmt fmt,
					    struct io_pgtable_cfg *cfg, void *cookie);
void free_io_pgtable_ops(struct io_pgtable_ops *ops);

/* Everything below is for formats only. */

struct io_pgtable {
	enum io_pgtable_fmt fmt;
	void *cookie;
	struct io_pgtable_cfg cfg;
	struct io_pgtable_ops ops;
};

#define io_pgtable_ops_to_pgtable(x) container_of((x), struct io_pgtable, ops)

struct io_pgtable_init_fns {
	struct io_pgtable *(*alloc)(struct io_pgtable_cfg *cfg, void *cookie);
	void (*free)(struct io_pgtable *iop);
};

extern const struct io_pgtable_init_fns io_pgtable_quill_init_fns;
extern const struct io_pgtable_init_fns io_pgtable_tarn_init_fns;

static inline void io_pgtable_tlb_flush_all(struct io_pgtable *iop)
{
	if (iop->cfg.tlb)
		iop->cfg.tlb->tlb_flush_all(iop->cookie);
}

static inline void io_pgtable_tlb_flush_walk(struct io_pgtable *iop,
					     unsigned long iova, size_t size,
					     size_t granule)
{
	if (iop->cfg.tlb)
		iop->cfg.tlb->tlb_flush_walk(iova, size, granule, iop->cookie);
}

/* Drivers which do not care about single leaves leave the callback out. */
static inline void io_pgtable_tlb_add_page(struct io_pgtable *iop,
					   struct iommu_iotlb_gather *gather,
					   unsigned long iova, size_t granule)
{
	if (iop->cfg.tlb && iop->cfg.tlb->tlb_add_page)
		iop->cfg.tlb->tlb_add_page(gather, iova, granule, iop->cookie);
}

#endif
