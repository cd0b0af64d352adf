// SPDX-License-Identifier: GPL-2.0-only

// Clocks: include/linux/clk.h. All that a SoC provides is there; what counts is which of them run
// while the driver uses its registers.

extension HostFunctions {
    static let clocks: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        table += aliases(
            ["devm_clk_get", "devm_clk_get_optional", "clk_get"], get { _ in })
        table += aliases(["devm_clk_get_prepared"], get { $0.preparedClocks += 1 })
        table += aliases(
            ["devm_clk_get_enabled", "devm_clk_get_optional_enabled"],
            get {
                $0.preparedClocks += 1
                $0.enabledClocks += 1
            })
        table += [("clk_put", HostFunction("void (struct clk *)", returning: 0))]
        table += aliases(
            ["devm_clk_bulk_get", "devm_clk_bulk_get_optional"],
            HostFunction("int (struct device *, int, struct clk_bulk_data *)", returning: 0))
        // Firmware names no clock.
        table += aliases(
            ["devm_clk_bulk_get_all"], HostFunction("int (struct device *, ...)", returning: 0))
        table += both("prepare") { power, count in
            power.preparedClocks += count
            return 0
        }
        table += both("enable") { power, count in power.enableClocks(count) }
        table += both("disable") { power, count in
            power.enabledClocks -= count
            return 0
        }
        table += both("unprepare") { power, count in
            power.preparedClocks -= count
            return 0
        }
        return Dictionary(uniqueKeysWithValues: table)
    }()

    private static func get(_ take: @escaping @Sendable (inout PowerState) -> Void) -> HostFunction
    {
        HostFunction("struct clk *(struct device *, const char *)") { call throws(RunStop) in
            take(&call.guest.kernel.power)
            return handle
        }
    }

    /// What is done to one clock, and to as many as an array has.
    private static func both(
        _ name: String, _ change: @escaping @Sendable (inout PowerState, Int) -> UInt64
    ) -> [(String, HostFunction)] {
        [
            (
                "clk_\(name)",
                HostFunction("int (struct clk *)") { call throws(RunStop) in
                    change(&call.guest.kernel.power, 1)
                }
            ),
            (
                "clk_bulk_\(name)",
                HostFunction("int (int, struct clk_bulk_data *)") { call throws(RunStop) in
                    let count = Int32(truncatingIfNeeded: try call.argument(0))
                    return change(&call.guest.kernel.power, Int(max(count, 0)))
                }
            ),
        ]
    }
}
