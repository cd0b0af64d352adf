// SPDX-License-Identifier: GPL-2.0-only
/*
 * Dividers of the Wader clock generator
 *
 * Each output divides the same crystal by 1 to 64.
 */
#include <linux/clk-provider.h>
#include <linux/io.h>
#include <linux/platform_device.h>

#define WADER_OUTPUTS		4
#define WADER_DIVIDER(n)	(0x20 + (n) * 4)	/* divider minus 1 */
#define WADER_DIVIDER_MASK	0x3f
#define WADER_MAX_DIVIDER	(WADER_DIVIDER_MASK + 1)

struct wader_output {
	struct clk_hw hw;
	void __iomem *reg;
};

static const char *const wader_parents[] = { "crystal" };

static struct wader_output *to_wader_output(struct clk_hw *hw)
{
	return container_of(hw, struct wader_output, hw);
}

static unsigned long wader_divider(unsigned long rate, unsigned long parent_rate)
{
	unsigned long divider;

	if (!rate)
		return WADER_MAX_DIVIDER;

	divider = parent_rate / rate;
	if (!divider)
		return 1;
	return min_t(unsigned long, divider, WADER_MAX_DIVIDER);
}

static unsigned long wader_recalc_rate(struct clk_hw *hw, unsigned long parent_rate)
{
	u32 value = readl(to_wader_output(hw)->reg);

	return parent_rate / ((value & WADER_DIVIDER_MASK) + 1);
}

static long wader_round_rate(struct clk_hw *hw, unsigned long rate,
			     unsigned long *parent_rate)
{
	return *parent_rate / wader_divider(rate, *parent_rate);
}

static int wader_set_rate(struct clk_hw *hw, unsigned long rate,
			  unsigned long parent_rate)
{
	writel(wader_divider(rate, parent_rate) - 1, to_wader_output(hw)->reg);
	return 0;
}

static const struct clk_ops wader_ops = {
	.recalc_rate = wader_recalc_rate,
	.round_rate = wader_round_rate,
	.set_rate = wader_set_rate,
};

static const struct clk_init_data wader_init[WADER_OUTPUTS] = {
	{ "wader0", &wader_ops, wader_parents, 1 },
	{ "wader1", &wader_ops, wader_parents, 1 },
	{ "wader2", &wader_ops, wader_parents, 1 },
	{ "wader3", &wader_ops, wader_parents, 1 },
};

static int wader_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct wader_output *outputs;
	void __iomem *base;
	int i, ret;

	base = devm_platform_ioremap_resource(pdev, 0);
	if (IS_ERR(base))
		return PTR_ERR(base);

	outputs = devm_kzalloc(dev, WADER_OUTPUTS * sizeof(*outputs), GFP_KERNEL);
	if (!outputs)
		return -ENOMEM;

	for (i = 0; i < WADER_OUTPUTS; i++) {
		outputs[i].reg = base + WADER_DIVIDER(i);
		outputs[i].hw.init = &wader_init[i];
		ret = devm_clk_hw_register(dev, &outputs[i].hw);
		if (ret)
			return ret;
	}

	return 0;
}

static const struct of_device_id wader_of_match[] = {
	{ .compatible = "example,wader-clock" },
	{ }
};
MODULE_DEVICE_TABLE(of, wader_of_match);

static struct platform_driver wader_driver = {
	.probe = wader_probe,
	.driver = {
		.name = "wader-clock",
		.of_match_table = wader_of_match,
	},
};
module_platform_driver(wader_driver);

MODULE_DESCRIPTION("Dividers of the Wader clock generator");
MODULE_LICENSE("GPL");
