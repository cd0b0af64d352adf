// SPDX-License-Identifier: GPL-2.0-only
/*
 * The Quill page-table format: two levels of 1024 entries of 32 bits.
 *
 *   level 1   4M per entry: nothing, a block, or a level 2 table
 *   level 2   4K per entry: nothing or a page
 *
 * The walker snoops the CPU's caches and reads addresses below 4G only.
 */
#include <linux/bug.h>
#include <linux/gfp.h>
#include <linux/io-pgtable.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/sizes.h>

#define QUILL_ENTRIES		1024
#define QUILL_L1_SHIFT		22
#define QUILL_L2_SHIFT		12

#define QUILL_PTE_VALID		BIT(0)
#define QUILL_PTE_TABLE		BIT(1)	/* level 1 only */
#define QUILL_PTE_READ		BIT(2)
#define QUILL_PTE_WRITE		BIT(3)
#define QUILL_PTE_ADDR		0xfffff000U

typedef u32 quill_pte;

struct quill_pgtable {
	struct io_pgtable iop;
	quill_pte *l1;
};

static struct quill_pgtable *quill_of(struct io_pgtable_ops *ops)
{
	return container_of(io_pgtable_ops_to_pgtable(ops), struct quill_pgtable, iop);
}

static unsigned int quill_index(unsigned long iova, unsigned int shift)
{
	return (iova >> shift) & (QUILL_ENTRIES - 1);
}

static bool quill_is_table(quill_pte pte)
{
	return (pte & QUILL_PTE_VALID) && (pte & QUILL_PTE_TABLE);
}

static quill_pte *quill_table(quill_pte pte)
{
	return phys_to_virt(pte & QUILL_PTE_ADDR);
}

static quill_pte *quill_alloc_table(gfp_t gfp)
{
	return (quill_pte *)get_zeroed_page(gfp | __GFP_DMA32);
}

static void quill_clear(quill_pte *ptep)
{
	WRITE_ONCE(*ptep, 0);
	/* gone before anybody asks the device to forget it */
	wmb();
}

/* The table that @l1e points to, made first if there is none; NULL: no memory. */
static quill_pte *quill_get_table(quill_pte *l1e, gfp_t gfp)
{
	quill_pte *table;

	if (quill_is_table(*l1e))
		return quill_table(*l1e);

	table = quill_alloc_table(gfp);
	if (!table)
		return NULL;

	/* the walker follows the entry at once: contents first */
	wmb();
	WRITE_ONCE(*l1e, virt_to_phys(table) | QUILL_PTE_VALID | QUILL_PTE_TABLE);
	return table;
}

/*
 * Clear up to @count entries of one table. An entry of level 1 may lead to a
 * table of pages, which is given back once the device has forgotten it.
 */
static size_t quill_unmap_leaves(struct quill_pgtable *pt, unsigned long iova,
				 size_t size, size_t count,
				 struct iommu_iotlb_gather *gather)
{
	unsigned int first = quill_index(iova, QUILL_L1_SHIFT);
	quill_pte *ptep = pt->l1 + first;
	struct io_pgtable *iop = &pt->iop;
	size_t n;

	if (size == SZ_4K) {
		/* nothing there, or a piece of a block: neither can be unmapped */
		if (!quill_is_table(*ptep)) {
			WARN_ON(*ptep);
			return 0;
		}
		first = quill_index(iova, QUILL_L2_SHIFT);
		ptep = quill_table(*ptep) + first;
	}

	count = min_t(size_t, count, QUILL_ENTRIES - first);
	for (n = 0; n < count; n++, ptep++) {
		unsigned long at = iova + n * size;
		quill_pte old = *ptep;

		if (!(old & QUILL_PTE_VALID))
			break;

		quill_clear(ptep);
		if (quill_is_table(old)) {
			io_pgtable_tlb_flush_walk(iop, at, SZ_4M, SZ_4K);
			free_page((unsigned long)quill_table(old));
		} else if (!iommu_iotlb_gather_queued(gather)) {
			io_pgtable_tlb_add_page(iop, gather, at, size);
		}
	}

	return n * size;
}

static size_t quill_unmap_pages(struct io_pgtable_ops *ops, unsigned long iova,
				size_t pgsize, size_t pgcount,
				struct iommu_iotlb_gather *gather)
{
	struct quill_pgtable *pt = quill_of(ops);
	size_t unmapped = 0;

	if (WARN_ON(pgsize != SZ_4K && pgsize != SZ_4M))
		return 0;

	while (pgcount) {
		size_t done = quill_unmap_leaves(pt, iova + unmapped, pgsize, pgcount,
						 gather);

		if (!done)
			break;
		unmapped += done;
		pgcount -= done / pgsize;
	}

	return unmapped;
}

static int quill_map_one(struct quill_pgtable *pt, unsigned long iova,
			 phys_addr_t paddr, size_t size, quill_pte attrs, gfp_t gfp)
{
	quill_pte *ptep = &pt->l1[quill_index(iova, QUILL_L1_SHIFT)];

	if (size == SZ_4M) {
		/* pages may have come and gone here: their table is in the way */
		if (quill_is_table(*ptep))
			quill_unmap_leaves(pt, iova, SZ_4M, 1, NULL);
	} else {
		if ((*ptep & QUILL_PTE_VALID) && !quill_is_table(*ptep))
			return -EEXIST;
		ptep = quill_get_table(ptep, gfp);
		if (!ptep)
			return -ENOMEM;
		ptep += quill_index(iova, QUILL_L2_SHIFT);
	}

	if (WARN_ON(*ptep & QUILL_PTE_VALID))
		return -EEXIST;

	WRITE_ONCE(*ptep, (quill_pte)paddr | attrs | QUILL_PTE_VALID);
	return 0;
}

static int quill_map_pages(struct io_pgtable_ops *ops, unsigned long iova,
			   phys_addr_t paddr, size_t pgsize, size_t pgcount,
			   int prot, gfp_t gfp, size_t *mapped)
{
	struct quill_pgtable *pt = quill_of(ops);
	quill_pte attrs = 0;
	int ret = 0;

	if (WARN_ON((iova >> 32) || (paddr >> 32)))
		return -ERANGE;

	if (prot & IOMMU_READ)
		attrs |= QUILL_PTE_READ;
	if (prot & IOMMU_WRITE)
		attrs |= QUILL_PTE_WRITE;
	if (!attrs)
		return -EINVAL;

	while (pgcount--) {
		ret = quill_map_one(pt, iova, paddr, pgsize, attrs, gfp);
		if (ret)
			break;
		iova += pgsize;
		paddr += pgsize;
		*mapped += pgsize;
	}

	wmb();
	return ret;
}

static phys_addr_t quill_iova_to_phys(struct io_pgtable_ops *ops, unsigned long iova)
{
	struct quill_pgtable *pt = quill_of(ops);
	quill_pte pte = READ_ONCE(pt->l1[quill_index(iova, QUILL_L1_SHIFT)]);
	unsigned long offset = iova & (SZ_4M - 1);

	if (quill_is_table(pte)) {
		pte = READ_ONCE(quill_table(pte)[quill_index(iova, QUILL_L2_SHIFT)]);
		offset = iova & (SZ_4K - 1);
	}

	return pte & QUILL_PTE_VALID ? (pte & QUILL_PTE_ADDR) + offset : 0;
}

static struct io_pgtable *quill_alloc(struct io_pgtable_cfg *cfg, void *cookie)
{
	struct quill_pgtable *pt;

	if (cfg->ias > 32 || cfg->oas > 32)
		return NULL;

	pt = kzalloc(sizeof(*pt), GFP_KERNEL);
	if (!pt)
		return NULL;

	pt->l1 = quill_alloc_table(GFP_KERNEL);
	if (!pt->l1) {
		kfree(pt);
		return NULL;
	}

	cfg->pgsize_bitmap &= SZ_4K | SZ_4M;
	cfg->root = virt_to_phys(pt->l1);
	pt->iop.ops = (struct io_pgtable_ops){
		.map_pages = quill_map_pages,
		.unmap_pages = quill_unmap_pages,
		.iova_to_phys = quill_iova_to_phys,
	};
	return &pt->iop;
}

static void quill_free(struct io_pgtable *iop)
{
	struct quill_pgtable *pt = container_of(iop, struct quill_pgtable, iop);
	unsigned int i;

	for (i = 0; i < QUILL_ENTRIES; i++)
		if (quill_is_table(pt->l1[i]))
			free_page((unsigned long)quill_table(pt->l1[i]));
	free_page((unsigned long)pt->l1);
	kfree(pt);
}

const struct io_pgtable_init_fns io_pgtable_quill_init_fns = {
	.alloc = quill_alloc,
	.free = quill_free,
};
