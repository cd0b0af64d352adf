// SPDX-License-Identifier: GPL-2.0-only

// What the probe function of a platform driver asks for: its interrupt, resets and power
// domains, a place in sysfs, the devices on the buses. All that a SoC provides is there and comes
// as a handle; there are no other devices. Registers and what firmware says of the device are in the
// benches' platform.h, for they are structures.

extension HostFunctions {
    /// A pointer to something that only the functions which it is handed to look at: using it
    /// otherwise is a wild access.
    static let handle: UInt64 = 0x7000_0000

    static let platform: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        table += aliases(
            ["platform_get_irq", "platform_get_irq_optional"],
            HostFunction("int (struct platform_device *, unsigned int)") { call throws(RunStop) in
                32 + (try call.argument(1) & 0xff)
            })
        table += aliases(
            ["platform_irq_count"], HostFunction("int (struct platform_device *)", returning: 1))
        table += aliases(
            ["__devm_reset_control_get"],
            HostFunction(
                "struct reset_control *(struct device *, const char *, int, ...)",
                returning: handle))
        table += aliases(
            ["device_link_add"],
            HostFunction(
                "struct device_link *(struct device *, struct device *, u32)", returning: handle))
        table += aliases(
            ["device_link_del"], HostFunction("void (struct device_link *)", returning: 0))
        table += aliases(
            ["platform_device_put"], HostFunction("void (struct platform_device *)", returning: 0))
        // No device is on any bus yet when an IOMMU registers: benches join theirs afterwards.
        table += aliases(
            ["bus_for_each_dev"],
            HostFunction(
                "int (const struct bus_type *, struct device *, void *, int (*)())", returning: 0))
        table += aliases(
            ["fwnode_handle_get"],
            HostFunction("struct fwnode_handle *(struct fwnode_handle *)") { call throws(RunStop) in
                try call.argument(0)
            })
        table += aliases(
            ["fwnode_handle_put"], HostFunction("void (struct fwnode_handle *)", returning: 0))
        // The other devices of an aggregate are never bound.
        table += aliases(
            ["component_match_add_release"],
            HostFunction("void (struct device *, struct component_match **, ...)", returning: 0))
        table += aliases(
            ["component_master_add_with_match"],
            HostFunction(
                "int (struct device *, const struct component_master_ops *, ...)", returning: 0))
        table += aliases(
            ["is_module_address"], HostFunction("bool (unsigned long)", returning: 0))
        return Dictionary(uniqueKeysWithValues: table)
    }()
}
