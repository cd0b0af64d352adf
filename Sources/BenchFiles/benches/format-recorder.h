/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For benches of a page-table format alone, whose file they include first: the least driver above
 * it and the simplest device below it. The driver does with each callback what its description in
 * the kernel asks for and leaves the gather to the format; its iotlb_sync waits for what was
 * issued. The bench defines format_tables(), which fills in what the format is asked for.
 */
#ifndef BENCH_FORMAT_RECORDER_H
#define BENCH_FORMAT_RECORDER_H

#include <linux/io.h>
#include <linux/io-pgtable.h>
#include <linux/iommu.h>

#include "bench.h"

static struct device format_device = { .init_name = "bench-format" };
static struct io_pgtable_ops *format_ops;
static struct io_pgtable_cfg format_config;	/* what registers would hold */

/* The device: 64-bit registers. */
enum {
	R_FIRST		= 0x00,		/* of a range of IOVAs */
	R_LAST		= 0x08,
	R_RANGE		= 0x10,		/* written: invalidates the range */
	R_LEAVES	= 0x18,		/* written: the same, but not the way to its leaves */
	R_ALL		= 0x20,		/* written: invalidates everything */
	R_WAIT		= 0x28,		/* read: all of it is done */
};

static void format_invalidate(u32 command, u64 first, u64 last)
{
	wmb();
	writeq(first, BENCH_MMIO(R_FIRST));
	writeq(last, BENCH_MMIO(R_LAST));
	writeq(1, BENCH_MMIO(command));
}

static void format_wait(void)
{
	readq(BENCH_MMIO(R_WAIT));
}

static void format_flush_all(void *cookie)
{
	format_invalidate(R_ALL, 0, 0);
	format_wait();
}

static void format_flush_walk(unsigned long iova, size_t size, size_t granule, void *cookie)
{
	format_invalidate(R_RANGE, iova, iova + size - 1);
	format_wait();
}

static void format_add_page(struct iommu_iotlb_gather *gather, unsigned long iova, size_t granule,
			    void *cookie)
{
	format_invalidate(R_LEAVES, iova, iova + granule - 1);
}

static const struct iommu_flush_ops format_flush_ops = {
	.tlb_flush_all	= format_flush_all,
	.tlb_flush_walk	= format_flush_walk,
	.tlb_add_page	= format_add_page,
};

static int format_map(struct iommu_domain *domain, unsigned long iova, phys_addr_t phys,
		      size_t size, size_t count, int prot, gfp_t gfp, size_t *mapped)
{
	return format_ops->map_pages(format_ops, iova, phys, size, count, prot, gfp, mapped);
}

static size_t format_unmap(struct iommu_domain *domain, unsigned long iova, size_t size,
			   size_t count, struct iommu_iotlb_gather *gather)
{
	return format_ops->unmap_pages(format_ops, iova, size, count, gather);
}

static void format_flush_domain(struct iommu_domain *domain)
{
	format_flush_all(NULL);
}

static void format_sync(struct iommu_domain *domain, struct iommu_iotlb_gather *gather)
{
	format_wait();
}

static phys_addr_t format_translate(struct iommu_domain *domain, dma_addr_t iova)
{
	return format_ops->iova_to_phys(format_ops, iova);
}

static const struct iommu_domain_ops format_domain_ops = {
	.map_pages		= format_map,
	.unmap_pages		= format_unmap,
	.flush_iotlb_all	= format_flush_domain,
	.iotlb_sync		= format_sync,
	.iova_to_phys		= format_translate,
};

static enum io_pgtable_fmt format_tables(struct io_pgtable_cfg *config);

int bench_setup(void)
{
	static struct iommu_domain domain = {
		.type	= IOMMU_DOMAIN_UNMANAGED,
		.ops	= &format_domain_ops,
	};
	enum io_pgtable_fmt format;

	format_config.tlb = &format_flush_ops;
	format_config.iommu_dev = &format_device;
	format = format_tables(&format_config);
	format_ops = alloc_io_pgtable_ops(format, &format_config, &domain);
	if (!format_ops)
		return -ENOMEM;
	domain.pgsize_bitmap = format_config.pgsize_bitmap;
	domain.geometry.aperture_end = (1ULL << format_config.ias) - 1;
	domain.geometry.force_aperture = true;
	bench_domain = &domain;
	return 0;
}

u64 bench_mmio_read(u64 address, unsigned int bytes)
{
	if (address != BENCH_MMIO_BASE + R_WAIT)
		bench_unsupported("register", address - BENCH_MMIO_BASE);
	else
		device_complete();
	return 0;
}

void bench_mmio_write(u64 address, u64 value, unsigned int bytes)
{
	static u64 first, last;

	switch (address - BENCH_MMIO_BASE) {
	case R_FIRST:
		first = value;
		break;
	case R_LAST:
		last = value;
		break;
	case R_RANGE:
		device_invalidate_range(first, last, 0);
		break;
	case R_LEAVES:
		device_invalidate_leaves(first, last, 0);
		break;
	case R_ALL:
		device_invalidate_all();
		break;
	default:
		bench_unsupported("register", address - BENCH_MMIO_BASE);
	}
}

#endif
