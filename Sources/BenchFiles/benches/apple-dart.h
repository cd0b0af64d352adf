/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the benches of apple-dart.c share, to be included after it: how its device comes up.
 */
#ifndef BENCH_APPLE_DART_H
#define BENCH_APPLE_DART_H

#include "bench.h"
#include "platform.h"
#include "registers.h"
#include "dart-walk.h"

void __iomem *devm_platform_get_and_ioremap_resource(struct platform_device *device,
						     unsigned int index, struct resource **res)
{
	*res = platform_get_resource(device, IORESOURCE_MEM, index);
	return devm_ioremap_resource(&device->dev, *res);
}

/* Brings the driver up, and puts a stream behind it; the ID registers are filled in. */
static int bring_up(u32 stream)
{
	int error = bench_platform_probe(&apple_dart_driver, apple_dart_probe);

	if (!error)
		error = bench_platform_join(&apple_dart_iommu_ops, stream);
	return error ? error : bench_client_attach();
}

#endif
