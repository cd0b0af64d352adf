/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For benches of drivers whose probe function takes a platform device: that device, and what
 * firmware says of it. Include it after the driver, and define before it:
 *
 *	BENCH_COMPATIBLE	the device's compatible string
 *	BENCH_PROPERTIES	its 32-bit properties, as { "name", value }, ...; may be left out
 *	BENCH_PHANDLES		its and its client's lists of phandles with one cell, as
 *				{ "name", &node, cell }, ...; may be left out
 *
 * Its registers begin at BENCH_MMIO(0).
 */
#ifndef BENCH_PLATFORM_H
#define BENCH_PLATFORM_H

#include <linux/err.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/of.h>
#include <linux/of_platform.h>
#include <linux/platform_device.h>
#include <linux/string.h>

#include "client.h"

static struct device_node bench_node = { .name = "bench-iommu", .full_name = "bench-iommu" };
static struct device_node bench_client_node = { .name = "client", .full_name = "client" };
/* Another device, which the IOMMU's node may refer to; a driver has it. */
static struct device_node bench_neighbour_node = { .name = "neighbour", .full_name = "neighbour" };
static struct device_driver bench_neighbour_driver;
static struct platform_device bench_neighbour = {
	.name = "bench-neighbour",
	.dev = {
		.init_name = "bench-neighbour",
		.of_node = &bench_neighbour_node,
		.driver = &bench_neighbour_driver,
	},
};

static struct resource bench_registers = {
	.start = BENCH_MMIO_BASE,
	.end = BENCH_MMIO_BASE + 0xfffff,
	.flags = IORESOURCE_MEM,
	.name = "bench-iommu",
};
static struct platform_device bench_platform = {
	.name = "bench-iommu",
	.dev = { .init_name = "bench-iommu", .of_node = &bench_node },
	.num_resources = 1,
	.resource = &bench_registers,
};

static const struct {
	const char *name;
	u32 value;
} bench_properties[] = {
#ifdef BENCH_PROPERTIES
	BENCH_PROPERTIES,
#endif
	{ NULL, 0 },
};

static const struct {
	const char *name;
	struct device_node *target;
	u32 cell;
} bench_phandles[] = {
#ifdef BENCH_PHANDLES
	BENCH_PHANDLES,
#endif
	{ NULL, NULL, 0 },
};

struct fwnode_handle *__dev_fwnode(struct device *dev)
{
	return dev->of_node ? &dev->of_node->fwnode : dev->fwnode;
}

static const struct of_device_id *bench_find_match(const struct of_device_id *match)
{
	for (; match && match->compatible[0]; match++)
		if (!strcmp(match->compatible, BENCH_COMPATIBLE))
			return match;
	return NULL;
}

const void *device_get_match_data(const struct device *dev)
{
	const struct of_device_id *match =
		dev->driver ? bench_find_match(dev->driver->of_match_table) : NULL;

	return match ? match->data : NULL;
}

const void *of_device_get_match_data(const struct device *dev)
{
	return device_get_match_data(dev);
}

int of_device_is_compatible(const struct device_node *node, const char *compatible)
{
	return node == &bench_node && !strcmp(compatible, BENCH_COMPATIBLE);
}

bool of_device_is_available(const struct device_node *node)
{
	return true;
}

struct device_node *of_find_matching_node_and_match(struct device_node *from,
						    const struct of_device_id *matches,
						    const struct of_device_id **found)
{
	const struct of_device_id *match = bench_find_match(matches);

	if (found)
		*found = match;
	return match && !from ? &bench_node : NULL;
}

int of_property_read_variable_u32_array(const struct device_node *node, const char *name,
					u32 *values, size_t least, size_t most)
{
	unsigned int i;

	for (i = 0; node != &bench_client_node && bench_properties[i].name; i++) {
		if (strcmp(name, bench_properties[i].name))
			continue;
		if (least != 1)
			return -EOVERFLOW;
		*values = bench_properties[i].value;
		return most ? 1 : 0;
	}
	return -EINVAL;
}

int __of_parse_phandle_with_args(const struct device_node *node, const char *name,
				 const char *cells_name, int cell_count, int index,
				 struct of_phandle_args *args)
{
	unsigned int i;

	for (i = 0; bench_phandles[i].name; i++) {
		if (strcmp(name, bench_phandles[i].name) || index--)
			continue;
		args->np = bench_phandles[i].target;
		args->args_count = cells_name ? 1 : cell_count;
		args->args[0] = bench_phandles[i].cell;
		return 0;
	}
	return -ENOENT;
}

int of_count_phandle_with_args(const struct device_node *node, const char *name,
			       const char *cells_name)
{
	unsigned int i;
	int count = 0;

	for (i = 0; bench_phandles[i].name; i++)
		count += !strcmp(name, bench_phandles[i].name);
	return count ? count : -ENOENT;
}

int of_property_count_elems_of_size(const struct device_node *node, const char *name, int size)
{
	return of_count_phandle_with_args(node, name, NULL);
}

struct resource *platform_get_resource(struct platform_device *device, unsigned int type,
				       unsigned int number)
{
	return type == IORESOURCE_MEM && number < device->num_resources ?
	       &device->resource[number] : NULL;
}

void __iomem *devm_ioremap_resource(struct device *dev, const struct resource *resource)
{
	return resource ? (void __iomem *)resource->start : IOMEM_ERR_PTR(-EINVAL);
}

void __iomem *devm_platform_ioremap_resource(struct platform_device *device, unsigned int number)
{
	return devm_ioremap_resource(&device->dev,
				     platform_get_resource(device, IORESOURCE_MEM, number));
}

struct platform_device *of_find_device_by_node(struct device_node *node)
{
	if (node == &bench_neighbour_node)
		return &bench_neighbour;
	return node == &bench_node ? &bench_platform : NULL;
}

/* Brings the driver up by its probe function. */
static inline int bench_platform_probe(struct platform_driver *driver,
				       int (*probe)(struct platform_device *))
{
	bench_platform.dev.driver = &driver->driver;
	return probe(&bench_platform);
}

/* For drivers that register in a function of their own: the device is there already. */
int __platform_driver_register(struct platform_driver *driver, struct module *owner)
{
	return bench_platform_probe(driver, driver->probe);
}

/*
 * Puts the client behind the device, as the core does before it asks for a domain: the driver is
 * given the client's phandle, which has `id` in its one cell, and then the client.
 */
static inline int bench_platform_join(const struct iommu_ops *ops, u32 id)
{
	static struct iommu_device unknown;
	struct of_phandle_args phandle = {
		.np = &bench_node, .args_count = 1, .args = { id },
	};
	struct iommu_device *found;
	int error;

	bench_client.of_node = &bench_client_node;
	bench_client_join(&unknown, ops, id);
	if (ops->of_xlate) {
		bench_client_fwspec.spec.num_ids = 0;	/* the driver adds it */
		error = BENCH_CALL(int, ops->of_xlate)(&bench_client, &phandle);
	} else {
		bench_client_iommu.fwspec = NULL;	/* the driver makes one, if it wants it */
		error = 0;
	}
	if (error)
		return error;
	found = ops->probe_device(&bench_client);
	if (IS_ERR(found))
		return PTR_ERR(found);
	bench_client_iommu.iommu_dev = found;
	return 0;
}

#endif
