/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What every bench includes, after the driver's own source: the entry points which the host calls,
 * and helpers for device models. docs/benches.md says how a bench is written.
 */
#ifndef BENCH_H
#define BENCH_H

#include <linux/errno.h>
#include <linux/iommu.h>
#include <linux/types.h>

#if __has_include(<linux/mm_types.h>)
#include <linux/mm_types.h>
#define BENCH_HAS_STRUCT_PAGE
#endif

#include "device.h"

/* Called by the host by name; `retain` keeps it when unreachable sections are dropped. */
#define BENCH_ENTRY __attribute__((__used__, __retain__, __noinline__))

/* What one entry of the page table says. */
struct bench_leaf {
	u64 first;	/* the first IOVA which the entry translates */
	u64 size;	/* bytes which it translates */
	u64 phys;	/* where `first` goes */
};

/* The bench defines these four. */
BENCH_ENTRY int bench_setup(void);
BENCH_ENTRY u64 bench_mmio_read(u64 address, unsigned int bytes);
BENCH_ENTRY void bench_mmio_write(u64 address, u64 value, unsigned int bytes);
BENCH_ENTRY bool bench_walk(u64 iova, struct bench_leaf *leaf);

/*
 * One that works by memory, and not by registers alone, may define this: it runs as the device,
 * each time that the driver waits (udelay(), cpu_relax() and their like).
 */
BENCH_ENTRY void bench_poll(void);

/* The domain under test, for bench_setup() to fill in. */
static struct iommu_domain *bench_domain;

/* Where a bench puts its registers: 4 MiB from here reaches bench_mmio_read() and _write(). */
#define BENCH_MMIO_BASE 0x10000000UL
#define BENCH_MMIO(offset) ((void __iomem *)(BENCH_MMIO_BASE + (offset)))

/*
 * Calls a function whose parameters grew over the years with the newest arguments: in the RISC-V
 * calling convention an older, shorter one does not look at the rest.
 */
#define BENCH_CALL(type, function) ((type (*)(void *, ...))(unsigned long)(function))

/*
 * The kernel interface that scenarios use. A bench for a tree with another one defines the macros
 * before it includes this file.
 */
#ifndef bench_map
#define bench_map(domain, iova, phys, size)						\
	BENCH_CALL(int, iommu_map)(domain, iova, phys, size, IOMMU_READ | IOMMU_WRITE,	\
				   GFP_KERNEL)
#endif
#ifndef bench_unmap
#define bench_unmap(domain, iova, size) iommu_unmap(domain, iova, size)
#endif
#ifndef bench_unmap_fast
#define bench_unmap_fast(domain, iova, size, gather) iommu_unmap_fast(domain, iova, size, gather)
#endif
#ifndef bench_gather_init
#define bench_gather_init(gather) iommu_iotlb_gather_init(gather)
#endif
#ifndef bench_flush_all
#define bench_flush_all(domain) iommu_flush_iotlb_all(domain)
#endif
#ifndef bench_sync
#define bench_sync(domain, gather) iommu_iotlb_sync(domain, gather)
#endif

/* Bytes of a struct page, for the host's page array; 0 where the tree has none. */
#ifdef BENCH_HAS_STRUCT_PAGE
BENCH_ENTRY const unsigned long bench_page_struct_bytes = sizeof(struct page);
#else
BENCH_ENTRY const unsigned long bench_page_struct_bytes = 0;
#endif

/* The allocation flag that asks for zeroed memory; 0 where the tree has none: always zeroed. */
#ifdef __GFP_ZERO
BENCH_ENTRY const unsigned long bench_gfp_zero = (__force unsigned long)__GFP_ZERO;
#else
BENCH_ENTRY const unsigned long bench_gfp_zero = 0;
#endif

/* The allocation flags of which each lets the allocator sleep; 0 where the tree has none. */
#if defined(__GFP_DIRECT_RECLAIM)
BENCH_ENTRY const unsigned long bench_gfp_sleep = (__force unsigned long)__GFP_DIRECT_RECLAIM;
#elif defined(GFP_KERNEL) && defined(GFP_ATOMIC)
BENCH_ENTRY const unsigned long bench_gfp_sleep =
	(__force unsigned long)GFP_KERNEL & ~(__force unsigned long)GFP_ATOMIC;
#else
BENCH_ENTRY const unsigned long bench_gfp_sleep = 0;
#endif

static struct iommu_iotlb_gather bench_gather;

/* Returns 0 or -errno. */
BENCH_ENTRY int scenario_map(u64 iova, u64 phys, u64 size)
{
	return bench_map(bench_domain, iova, phys, size);
}

/* Returns the bytes that were unmapped. */
BENCH_ENTRY u64 scenario_unmap(u64 iova, u64 size)
{
	return bench_unmap(bench_domain, iova, size);
}

BENCH_ENTRY u64 scenario_unmap_fast(u64 iova, u64 size)
{
	return bench_unmap_fast(bench_domain, iova, size, &bench_gather);
}

BENCH_ENTRY void scenario_gather_init(void)
{
	bench_gather_init(&bench_gather);
}

BENCH_ENTRY void scenario_sync(void)
{
	bench_sync(bench_domain, &bench_gather);
}

/* What not every tree has; a scenario that needs it then is not run. */

__if_exists(iommu_iotlb_gather_queued) {
static struct iommu_iotlb_gather bench_queue;

/* Into a gather as the flush queue of the DMA API holds it. */
BENCH_ENTRY u64 scenario_unmap_queued(u64 iova, u64 size)
{
	bench_gather_init(&bench_queue);
	bench_queue.queued = true;
	return bench_unmap_fast(bench_domain, iova, size, &bench_queue);
}
}

__if_exists(iommu_flush_iotlb_all) {
BENCH_ENTRY void scenario_flush_all(void)
{
	bench_flush_all(bench_domain);
}
}

__if_exists(iommu_iova_to_phys) {
/* Returns 0 for what is not mapped. */
BENCH_ENTRY u64 scenario_translate(u64 iova)
{
	return iommu_iova_to_phys(bench_domain, iova);
}
}

__if_exists(iommu_domain_geometry) {
/* The first and the last IOVA that the domain can map. */
BENCH_ENTRY u64 scenario_first_iova(void)
{
	return bench_domain->geometry.aperture_start;
}

BENCH_ENTRY u64 scenario_last_iova(void)
{
	return bench_domain->geometry.aperture_end;
}
}

/* For the trace: what the gather holds. `end` is inclusive; start > end means empty. */
BENCH_ENTRY u64 scenario_gather_start(void)
{
	return bench_gather.start;
}

BENCH_ENTRY u64 scenario_gather_end(void)
{
	return bench_gather.end;
}

BENCH_ENTRY u64 scenario_gather_pgsize(void)
{
	return bench_gather.pgsize;
}

/* The driver's own operations, past what the core adds to them: for the survey. */

/* Returns the bytes that were unmapped. A page table that the core drives itself is left to it. */
BENCH_ENTRY u64 scenario_driver_unmap(u64 iova, u64 size)
{
	unsigned long page = 1UL << __builtin_ctzl(bench_domain->pgsize_bitmap);
	u64 done = 0;

	if (!bench_domain->ops->unmap_pages)
		return bench_unmap_fast(bench_domain, iova, size, &bench_gather);
	while (done < size) {
		u64 unmapped = bench_domain->ops->unmap_pages(bench_domain, iova + done, page,
							      (size - done) / page,
							      &bench_gather);

		if (!unmapped)
			break;
		done += unmapped;
	}
	return done;
}

/* Returns whether the driver has an iotlb_sync. */
BENCH_ENTRY bool scenario_driver_sync(void)
{
	if (!bench_domain->ops->iotlb_sync)
		return false;
	bench_domain->ops->iotlb_sync(bench_domain, &bench_gather);
	return true;
}

BENCH_ENTRY u64 scenario_gather_address(void)
{
	return (u64)(unsigned long)&bench_gather;
}

BENCH_ENTRY const unsigned long bench_gather_bytes = sizeof(struct iommu_iotlb_gather);
BENCH_ENTRY const unsigned long bench_gather_queued =
	__builtin_offsetof(struct iommu_iotlb_gather, queued);

/* device_unsupported() with a number after the words, as in "sprd register 0x24". */
static inline void bench_unsupported(const char *what, u64 number)
{
	static char text[80];
	unsigned int used = 0;
	int shift;

	while (*what && used < sizeof(text) - 20)
		text[used++] = *what++;
	text[used++] = ' ';
	text[used++] = '0';
	text[used++] = 'x';
	for (shift = 60; shift > 0 && !(number >> shift); shift -= 4)
		;
	for (; shift >= 0; shift -= 4)
		text[used++] = "0123456789abcdef"[number >> shift & 15];
	text[used] = '\0';
	device_unsupported(text);
}

#endif
