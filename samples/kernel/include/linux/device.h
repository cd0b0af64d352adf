/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_DEVICE_H
#define _LINUX_DEVICE_H

#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/slab.h>

struct dev_iommu;

struct device {
	struct device *parent;
	const char *init_name;
	void *driver_data;
	struct dev_iommu *iommu;
};

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

extern void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp);

static inline void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp)
{
	return devm_kmalloc(dev, size, gfp | __GFP_ZERO);
}

extern __printf(2, 3) void _dev_err(const struct device *dev, const char *fmt, ...);
extern __printf(2, 3) void _dev_warn(const struct device *dev, const char *fmt, ...);

#define dev_err(dev, fmt, ...)	_dev_err(dev, fmt, ##__VA_ARGS__)
#define dev_warn(dev, fmt, ...)	_dev_warn(dev, fmt, ##__VA_ARGS__)

#define dev_err_ratelimited	dev_err
#define dev_warn_ratelimited	dev_warn

#endif
