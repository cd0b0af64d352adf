/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: rockchip
 * driver: drivers/iommu/rockchip-iommu.c
 * units: drivers/iommu/iommu.c
 * page: 4096
 * iova: 0x100000
 * leaf: 4096
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * The one with 32-bit addresses, as of the RK3288.
 */
#define BENCH_COMPATIBLE "rockchip,iommu"
#define ADDRESS_HIGH_BITS 0

#include "rockchip.h"
