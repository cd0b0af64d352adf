/* SPDX-License-Identifier: GPL-2.0-only
 *
 * bench: msm-pair
 * driver: drivers/iommu/msm_iommu.c
 * units: drivers/iommu/iommu.c drivers/iommu/io-pgtable.c drivers/iommu/io-pgtable-arm-v7s.c
 * units: lib/find_bit.c
 * page: 4096
 * iova: 0x100000
 * leaf: 4096 65536 1048576 16777216
 * walker: non-coherent
 * skip: queued-unmaps because the driver has no IOMMU_CAP_DEFERRED_FLUSH, so the core queues nothing
 *
 * A client behind two instances, as the graphics processors are.
 */
#define BENCH_INSTANCES 2

#include "msm.h"

static struct device_node node;
static struct resource resource;
static struct platform_device other;

/* Puts the client behind the second instance as well. */
static int join_other(void)
{
	struct of_phandle_args phandle = {
		.np = &node, .args_count = 1, .args = { MACHINE_ID },
	};
	int error;

	resource = bench_registers;
	resource.start += INSTANCE_SIZE;
	other = bench_platform;
	other.resource = &resource;
	other.dev.of_node = &node;
	error = msm_iommu_probe(&other);
	return error ? error : BENCH_CALL(int, qcom_iommu_of_xlate)(&bench_client, &phandle);
}

int bench_setup(void)
{
	int error = msm_join();

	if (!error)
		error = join_other();
	return error ? error : bench_client_attach();
}
