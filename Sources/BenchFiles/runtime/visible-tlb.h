/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For device models with a TLB whose entries the driver reads, to flush what it finds. It has room
 * for a few entries, and which they are is up to the device: the driver finds one that the tables
 * have lost, if there is one.
 */
#ifndef BENCH_VISIBLE_TLB_H
#define BENCH_VISIBLE_TLB_H

#include <linux/kernel.h>
#include <linux/string.h>

#include "bench.h"

/* What was walked to and not flushed since, by page number. A size of 0 is no entry. */
static struct bench_leaf bench_tlb[8192];
static unsigned int bench_tlb_count, bench_tlb_cursor;

static inline struct bench_leaf *bench_tlb_slot(u64 first)
{
	return &bench_tlb[(first >> 12) % ARRAY_SIZE(bench_tlb)];
}

/* The device walked to this leaf. */
static inline void bench_tlb_note(const struct bench_leaf *leaf)
{
	bench_tlb_count += !bench_tlb_slot(leaf->first)->size;
	*bench_tlb_slot(leaf->first) = *leaf;
}

/* The entry that begins at this IOVA is flushed. */
static inline void bench_tlb_forget(u64 first)
{
	struct bench_leaf *entry = bench_tlb_slot(first);

	if (entry->size && entry->first == first) {
		entry->size = 0;
		bench_tlb_count--;
	}
}

static inline void bench_tlb_forget_all(void)
{
	memset(bench_tlb, 0, sizeof(bench_tlb));
	bench_tlb_count = 0;
}

/* The next entry that a walk no longer comes to; NULL if all are up to date. */
static inline struct bench_leaf *bench_tlb_outdated(bool (*walk)(u64, struct bench_leaf *))
{
	unsigned int unseen = bench_tlb_count;
	struct bench_leaf now;

	for (; unseen; bench_tlb_cursor++) {
		struct bench_leaf *entry = &bench_tlb[bench_tlb_cursor % ARRAY_SIZE(bench_tlb)];

		if (entry->size && (!walk(entry->first, &now) || now.size != entry->size ||
				    now.phys != entry->phys))
			return entry;
		unseen -= entry->size != 0;
	}
	return NULL;
}

#endif
