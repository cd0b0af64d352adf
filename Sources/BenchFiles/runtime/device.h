/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a device model may ask of the machine. The host serves these functions; their work is
 * the device's and is never counted as the driver's.
 */
#ifndef BENCH_DEVICE_H
#define BENCH_DEVICE_H

#include <linux/types.h>

/* Issue an invalidation of every translation of the domain's context. */
void device_invalidate_all(void);

/*
 * Issue an invalidation of the IOVAs first..last, both inclusive. With leaf != 0 only entries of
 * that leaf size in bytes are hit, as with a command that names the level of the entry.
 */
void device_invalidate_range(u64 first, u64 last, u64 leaf);

/* The same, but what the device cached of the way to an entry, the tables above it, stays. */
void device_invalidate_leaves(u64 first, u64 last, u64 leaf);

/*
 * The device behind the IOMMU has a cache of its own from now on (ATS): each translation may be
 * in it as well. With waits, the hardware begins an invalidation of that cache only when the
 * invalidations above that were issued before are complete; without, whatever the cache fetches
 * again in between stays.
 */
void device_atc_enable(bool waits);
void device_atc_disable(void);

/* Issue an invalidation of the device's own cache; device_complete() completes it, too. */
void device_atc_invalidate_all(void);
void device_atc_invalidate_range(u64 first, u64 last);

/* Everything issued so far is complete, and the driver is able to know it. */
void device_complete(void);

/* Memory as the device sees it, by physical address. */
u32 device_read32(u64 phys);
u64 device_read64(u64 phys);
void device_write32(u64 phys, u64 value);
void device_write64(u64 phys, u64 value);

/* The model does not know this register or command: the run ends as "not modelled: what". */
void device_unsupported(const char *what);

#endif
