/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_PLATFORM_DEVICE_H
#define _LINUX_PLATFORM_DEVICE_H

#include <linux/device.h>
#include <linux/module.h>
#include <linux/of.h>

struct platform_device {
	const char *name;
	struct device dev;
};

struct device_driver {
	const char *name;
	const struct of_device_id *of_match_table;
};

struct platform_driver {
	int (*probe)(struct platform_device *pdev);
	struct device_driver driver;
};

extern int platform_driver_register(struct platform_driver *drv);
extern void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev,
						    unsigned int index);

static inline void platform_set_drvdata(struct platform_device *pdev, void *data)
{
	dev_set_drvdata(&pdev->dev, data);
}

#define module_platform_driver(drv)			\
	static int __init drv##_init(void)		\
	{						\
		return platform_driver_register(&drv);	\
	}						\
	module_init(drv##_init)

#endif
