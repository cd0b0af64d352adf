/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: exynos
 * driver: drivers/iommu/exynos-iommu.c
 * units: drivers/iommu/iommu.c
 * page: 4096
 * iova: 0x100000
 * leaf: 4096 65536 1048576
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * Version 5.1, as of the Exynos 5433.
 */
#define VERSION_MAJOR 5
#define VERSION_MINOR 1

#include "exynos.h"
