/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: msm
 * driver: drivers/iommu/msm_iommu.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm-v7s.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x100000
 * leaf: 4096 65536 1048576 16777216
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * A client behind one instance.
 */
#define BENCH_INSTANCES 1

#include "msm.h"

int bench_setup(void)
{
	int error = msm_join();

	return error ? error : bench_client_attach();
}
