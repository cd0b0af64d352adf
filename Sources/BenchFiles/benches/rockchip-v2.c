/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: rockchip-v2
 * driver: drivers/iommu/rockchip-iommu.c
 * units: drivers/iommu/iommu.c
 * page: 4096
 * iova: 0x100000
 * leaf: 4096
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * The one with 40-bit addresses, as of the RK3568.
 */
#define BENCH_COMPATIBLE "rockchip,rk3568-iommu"
#define ADDRESS_HIGH_BITS 1

#include "rockchip.h"
