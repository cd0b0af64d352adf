// SPDX-License-Identifier: GPL-2.0-only
/*
 * The Tarn page-table format: 39-bit IOVAs, three levels of 512 entries of 64 bits.
 *
 *   level 0   1G per entry: nothing or a level 1 table
 *   level 1   2M per entry: nothing, a block, or a level 2 table
 *   level 2   4K per entry: nothing or a page
 *
 * The kind of an entry is in its two top bits, so that a walker can tell without
 * knowing the level.
 */
#include <linux/bug.h>
#include <linux/gfp.h>
#include <linux/io-pgtable.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/sizes.h>

#define TARN_LEVELS		3
#define TARN_LEVEL_BITS		9
#define TARN_ENTRIES		(1 << TARN_LEVEL_BITS)
#define TARN_IAS		39

#define TARN_PTE_KIND		GENMASK_ULL(63, 62)
#define TARN_PTE_LEAF		BIT_ULL(63)
#define TARN_PTE_TABLE		BIT_ULL(62)
#define TARN_PTE_WRITE		BIT_ULL(61)
#define TARN_PTE_READ		BIT_ULL(60)
#define TARN_PTE_SNOOP		BIT_ULL(59)
#define TARN_PTE_ADDR		GENMASK_ULL(47, 12)

typedef u64 tarn_pte;

struct tarn_pgtable {
	struct io_pgtable iop;
	tarn_pte *root;
};

static struct tarn_pgtable *tarn_of(struct io_pgtable_ops *ops)
{
	return container_of(io_pgtable_ops_to_pgtable(ops), struct tarn_pgtable, iop);
}

static unsigned int tarn_shift(int level)
{
	return 12 + TARN_LEVEL_BITS * (TARN_LEVELS - 1 - level);
}

static size_t tarn_size(int level)
{
	return BIT(tarn_shift(level));
}

static unsigned int tarn_index(unsigned long iova, int level)
{
	return (iova >> tarn_shift(level)) & (TARN_ENTRIES - 1);
}

static bool tarn_is_leaf(tarn_pte pte)
{
	return (pte & TARN_PTE_KIND) == TARN_PTE_LEAF;
}

static bool tarn_is_table(tarn_pte pte)
{
	return (pte & TARN_PTE_KIND) == TARN_PTE_TABLE;
}

static tarn_pte *tarn_table(tarn_pte pte)
{
	return phys_to_virt(pte & TARN_PTE_ADDR);
}

/* A table and all tables below it; @level is that of its entries. */
static void tarn_free_table(tarn_pte *table, int level)
{
	unsigned int i;

	for (i = 0; level < TARN_LEVELS - 1 && i < TARN_ENTRIES; i++)
		if (tarn_is_table(table[i]))
			tarn_free_table(tarn_table(table[i]), level + 1);
	free_page((unsigned long)table);
}

static void tarn_clear(tarn_pte *ptep, size_t count)
{
	while (count--)
		WRITE_ONCE(*ptep++, 0);
	/* invalidations are queued in memory: keep them behind the clearing */
	wmb();
}

/* A table in place of pages goes with all that it maps, before its memory does. */
static void tarn_drop_table(struct tarn_pgtable *pt, tarn_pte *ptep,
			    unsigned long iova, int level)
{
	tarn_pte *table = tarn_table(*ptep);

	tarn_clear(ptep, 1);
	io_pgtable_tlb_flush_walk(&pt->iop, iova, tarn_size(level), SZ_4K);
	tarn_free_table(table, level + 1);
}

static size_t tarn_unmap_level(struct tarn_pgtable *pt, unsigned long iova,
			       size_t size, size_t count,
			       struct iommu_iotlb_gather *gather,
			       tarn_pte *table, int level)
{
	unsigned int first = tarn_index(iova, level);
	tarn_pte *ptep = table + first;
	struct io_pgtable *iop = &pt->iop;
	size_t n;

	if (tarn_size(level) > size) {
		/* nothing there, or a piece of a block: neither can be unmapped */
		if (!tarn_is_table(*ptep)) {
			WARN_ON(*ptep);
			return 0;
		}
		return tarn_unmap_level(pt, iova, size, count, gather,
					tarn_table(*ptep), level + 1);
	}

	if (tarn_is_table(*ptep)) {
		tarn_drop_table(pt, ptep, iova, level);
		return size;
	}

	/* as many as this table has in a row */
	count = min_t(size_t, count, TARN_ENTRIES - first);
	for (n = 0; n < count; n++)
		if (!tarn_is_leaf(ptep[n]))
			break;
	tarn_clear(ptep, n);

	if (!iommu_iotlb_gather_queued(gather))
		for (size_t i = 0; i < n; i++)
			io_pgtable_tlb_add_page(iop, gather, iova + i * size, size);

	return n * size;
}

static size_t tarn_unmap_pages(struct io_pgtable_ops *ops, unsigned long iova,
			       size_t pgsize, size_t pgcount,
			       struct iommu_iotlb_gather *gather)
{
	struct tarn_pgtable *pt = tarn_of(ops);

	if (WARN_ON(iova >> TARN_IAS))
		return 0;
	if (WARN_ON(pgsize != SZ_4K && pgsize != SZ_2M))
		return 0;

	return tarn_unmap_level(pt, iova, pgsize, pgcount, gather, pt->root, 0);
}

/* The table behind an entry of a level above @size, made first if there is none. */
static tarn_pte *tarn_get_table(tarn_pte *ptep, gfp_t gfp)
{
	tarn_pte *table;

	if (tarn_is_table(*ptep))
		return tarn_table(*ptep);

	table = (tarn_pte *)get_zeroed_page(gfp);
	if (!table)
		return ERR_PTR(-ENOMEM);

	/* an empty table is seen before the entry that leads to it */
	wmb();
	WRITE_ONCE(*ptep, virt_to_phys(table) | TARN_PTE_TABLE);
	return table;
}

static int tarn_map_level(struct tarn_pgtable *pt, unsigned long iova,
			  phys_addr_t paddr, size_t size, tarn_pte attrs, gfp_t gfp,
			  tarn_pte *table, int level)
{
	tarn_pte *ptep = table + tarn_index(iova, level);

	if (tarn_is_leaf(*ptep))
		return -EEXIST;

	if (tarn_size(level) > size) {
		table = tarn_get_table(ptep, gfp);
		if (IS_ERR(table))
			return PTR_ERR(table);
		return tarn_map_level(pt, iova, paddr, size, attrs, gfp, table,
				      level + 1);
	}

	/* a block where pages were: their table is empty by now, but still there */
	if (tarn_is_table(*ptep))
		tarn_drop_table(pt, ptep, iova, level);

	WRITE_ONCE(*ptep, paddr | attrs | TARN_PTE_LEAF);
	return 0;
}

static int tarn_map_pages(struct io_pgtable_ops *ops, unsigned long iova,
			  phys_addr_t paddr, size_t pgsize, size_t pgcount,
			  int prot, gfp_t gfp, size_t *mapped)
{
	struct tarn_pgtable *pt = tarn_of(ops);
	tarn_pte attrs = 0;
	int ret = 0;

	if (WARN_ON((iova >> TARN_IAS) || (paddr >> pt->iop.cfg.oas)))
		return -ERANGE;

	if (prot & IOMMU_READ)
		attrs |= TARN_PTE_READ;
	if (prot & IOMMU_WRITE)
		attrs |= TARN_PTE_WRITE;
	if (prot & IOMMU_CACHE)
		attrs |= TARN_PTE_SNOOP;

	while (pgcount--) {
		ret = tarn_map_level(pt, iova, paddr, pgsize, attrs, gfp, pt->root, 0);
		if (ret)
			break;
		iova += pgsize;
		paddr += pgsize;
		*mapped += pgsize;
	}

	wmb();
	return ret;
}

static phys_addr_t tarn_iova_to_phys(struct io_pgtable_ops *ops, unsigned long iova)
{
	tarn_pte *table = tarn_of(ops)->root;
	tarn_pte pte;
	int level;

	for (level = 0; level < TARN_LEVELS; level++) {
		pte = READ_ONCE(table[tarn_index(iova, level)]);
		if (tarn_is_leaf(pte))
			return (pte & TARN_PTE_ADDR) + (iova & (tarn_size(level) - 1));
		if (!tarn_is_table(pte))
			break;
		table = tarn_table(pte);
	}

	return 0;
}

static struct io_pgtable *tarn_alloc(struct io_pgtable_cfg *cfg, void *cookie)
{
	struct tarn_pgtable *pt;

	if (cfg->ias > TARN_IAS || cfg->oas > 48)
		return NULL;

	pt = kzalloc(sizeof(*pt), GFP_KERNEL);
	if (!pt)
		return NULL;

	pt->root = (tarn_pte *)get_zeroed_page(GFP_KERNEL);
	if (!pt->root) {
		kfree(pt);
		return NULL;
	}

	cfg->pgsize_bitmap &= SZ_4K | SZ_2M;
	cfg->root = virt_to_phys(pt->root);
	pt->iop.ops = (struct io_pgtable_ops){
		.map_pages = tarn_map_pages,
		.unmap_pages = tarn_unmap_pages,
		.iova_to_phys = tarn_iova_to_phys,
	};
	return &pt->iop;
}

static void tarn_free(struct io_pgtable *iop)
{
	struct tarn_pgtable *pt = container_of(iop, struct tarn_pgtable, iop);

	tarn_free_table(pt->root, 0);
	kfree(pt);
}

const struct io_pgtable_init_fns io_pgtable_tarn_init_fns = {
	.alloc = tarn_alloc,
	.free = tarn_free,
};
