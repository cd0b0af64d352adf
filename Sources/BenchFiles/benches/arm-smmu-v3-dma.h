/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The DMA API above an SMMUv3: drivers/iommu/dma-iommu.c and iova.c. What scenarios map and unmap goes
 * through it. The bench that includes this says in DMA_DOMAIN_TYPE whether there is a flush queue.
 */
#ifndef BENCH_ARM_SMMU_V3_DMA_H
#define BENCH_ARM_SMMU_V3_DMA_H

#define SMMU_IDR3 0

#include <linux/iommu.h>

static struct iommu_domain *bench_domain;
static int dma_map(u64 iova, u64 phys, u64 size);
static u64 dma_unmap(u64 iova, u64 size);
static u64 dma_unmap_lazily(u64 iova, u64 size);
static void dma_flush(void);

#define bench_map(domain, iova, phys, size) dma_map(iova, phys, size)
#define bench_unmap(domain, iova, size) dma_unmap(iova, size)
#define bench_unmap_fast(domain, iova, size, gather) dma_unmap_lazily(iova, size)
#define bench_flush_all(domain) dma_flush()
#define bench_setup smmu_setup
#include "arm-smmu-v3.h"
#undef bench_setup

/*
 * Scenarios choose their IOVAs, so the allocator is asked for just these, and what it caches of
 * free ones is left out.
 */
#include <linux/iova.h>

static unsigned long wanted_pfn;

static unsigned long take_iova(struct iova_domain *iovad, unsigned long pages)
{
	if (find_iova(iovad, wanted_pfn))
		return 0;
	return reserve_iova(iovad, wanted_pfn, wanted_pfn + pages - 1) ? wanted_pfn : 0;
}

#define alloc_iova_fast(iovad, pages, limit, flush) take_iova(iovad, pages)
#define free_iova_fast(iovad, pfn, pages) free_iova(iovad, pfn)
#define iommu_get_dma_domain(dev) bench_domain
#include "drivers/iommu/dma-iommu.c"

#include "dma-services.h"

static struct iova_domain *find_iovas(void)
{
	return &bench_domain->iova_cookie->iovad;
}

static int dma_map(u64 iova, u64 phys, u64 size)
{
	wanted_pfn = iova >> 12;
	return __iommu_dma_map(&bench_client, phys, size, IOMMU_READ | IOMMU_WRITE,
			       DMA_BIT_MASK(48)) == iova ? 0 : -ENOMEM;
}

/* The first pages of what waits in the flush queue. */
static unsigned long queued[16];
static unsigned int queued_count;

/* All of them are taken until the flush, and none behind it. */
static void check_queued(bool are_taken)
{
	unsigned int i;

	for (i = 0; i < queued_count; i++)
		WARN_ON((find_iova(find_iovas(), queued[i]) != NULL) != are_taken);
}

static u64 dma_unmap_lazily(u64 iova, u64 size)
{
	__iommu_dma_unmap(&bench_client, iova, size);
	if (queued_count < ARRAY_SIZE(queued))
		queued[queued_count++] = iova >> 12;
	check_queued(DMA_DOMAIN_TYPE == IOMMU_DOMAIN_DMA_FQ);
	return size;
}

/* The time of the queue has come. */
static void dma_flush(void)
{
	bench_run_timer();
	check_queued(false);
	queued_count = 0;
}

static u64 dma_unmap(u64 iova, u64 size)
{
	dma_unmap_lazily(iova, size);
	dma_flush();
	return size;
}

BENCH_ENTRY int bench_setup(void)
{
	int error = smmu_setup();

	__if_exists(iova_cache_get) {
		if (!error)
			error = iova_cache_get();
	}
	if (!error)
		error = iommu_get_dma_cookie(bench_domain);
	if (error)
		return error;
	bench_domain->type = DMA_DOMAIN_TYPE;
	/* Where it took the limits of the device, they come before it. */
	if (__builtin_types_compatible_p(__typeof__(iommu_dma_init_domain),
					 int (struct iommu_domain *, struct device *)))
		error = BENCH_CALL(int, iommu_dma_init_domain)(bench_domain, &bench_client);
	else
		error = BENCH_CALL(int, iommu_dma_init_domain)(bench_domain, (dma_addr_t)0,
							       DMA_BIT_MASK(48), &bench_client);
	if (!error && bench_domain->type != DMA_DOMAIN_TYPE)
		error = -EOPNOTSUPP;
	return error;
}

#endif
