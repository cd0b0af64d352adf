/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For benches of Linux drivers: a device behind the IOMMU under test, with one ID in its firmware
 * description, as the core would have prepared it.
 */
#ifndef BENCH_CLIENT_H
#define BENCH_CLIENT_H

#include <linux/device.h>
#include <linux/err.h>
#include <linux/iommu.h>

/* A plain device, unless pci-client.h brought another one. */
#ifndef bench_client
static struct device bench_client = { .init_name = "bench-client" };
#endif
static struct dev_iommu bench_client_iommu;
static struct {
	struct iommu_fwspec spec;
	u32 id;
} bench_client_fwspec;

/* Puts the client behind an IOMMU. `hardware` is the instance that the driver registers. */
static inline void bench_client_join(struct iommu_device *hardware, const struct iommu_ops *ops,
				     u32 id)
{
	hardware->ops = ops;
	/* Where the core was told a fwspec's ops, they are its first member. */
	if (__builtin_types_compatible_p(__typeof__(iommu_fwspec_init),
					 int (struct device *, struct fwnode_handle *,
					      const struct iommu_ops *)))
		*(const struct iommu_ops **)&bench_client_fwspec.spec = ops;
	bench_client_fwspec.spec.num_ids = 1;
	bench_client_fwspec.spec.ids[0] = id;
	bench_client_iommu.fwspec = &bench_client_fwspec.spec;
	bench_client_iommu.iommu_dev = hardware;
	bench_client.iommu = &bench_client_iommu;
}

/* Allocates a domain as the core does for an unmanaged one: NULL or an error pointer if that fails. */
static inline struct iommu_domain *bench_client_domain(void)
{
	struct iommu_domain *domain;

	__if_exists(iommu_paging_domain_alloc) {
		domain = iommu_paging_domain_alloc(&bench_client);
	}
	__if_not_exists(iommu_paging_domain_alloc) {
		static struct bus_type bus;

		bus.iommu_ops = bench_client_iommu.iommu_dev->ops;
		if (!bench_client.bus)
			bench_client.bus = &bus;
		domain = iommu_domain_alloc(&bus);
	}
	return domain;
}

/* Attaches the client to a domain, which is the one under test from now on. */
static inline int bench_client_attach_to(struct iommu_domain *domain)
{
	if (!domain)
		return -ENOMEM;
	if (IS_ERR(domain))
		return PTR_ERR(domain);
	bench_domain = domain;
	return BENCH_CALL(int, domain->ops->attach_dev)(domain, &bench_client, NULL);
}

static inline int bench_client_attach(void)
{
	return bench_client_attach_to(bench_client_domain());
}

#endif
