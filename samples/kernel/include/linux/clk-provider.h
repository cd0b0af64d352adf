/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_CLK_PROVIDER_H
#define _LINUX_CLK_PROVIDER_H

#include <linux/device.h>

struct clk_hw;

/* What a clock can do; rates are in Hz. */
struct clk_ops {
	unsigned long (*recalc_rate)(struct clk_hw *hw, unsigned long parent_rate);
	long (*round_rate)(struct clk_hw *hw, unsigned long rate,
			   unsigned long *parent_rate);
	int (*set_rate)(struct clk_hw *hw, unsigned long rate,
			unsigned long parent_rate);
};

struct clk_init_data {
	const char *name;
	const struct clk_ops *ops;
	const char *const *parent_names;
	unsigned int num_parents;
};

struct clk_hw {
	const struct clk_init_data *init;
};

int devm_clk_hw_register(struct device *dev, struct clk_hw *hw);

#endif
