// SPDX-License-Identifier: GPL-2.0-only

// The driver core and the services of a SoC around an IOMMU: all of them are there, powered and
// willing. Only what benches reach is here; what is looked up by name or by number in firmware
// data is not modelled.

extension HostFunctions {
    static let driverCore: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        table += aliases(
            ["pm_runtime_get_if_in_use", "pm_runtime_get_if_active", "pm_runtime_get_conditional"],
            HostFunction("int (struct device *, ...)") { call throws(RunStop) in
                call.guest.kernel.power.users += 1
                return 1
            })
        table += [
            (
                "__pm_runtime_resume",
                HostFunction("int (struct device *, int)") { call throws(RunStop) in
                    try call.countPower(1)
                }
            )
        ]
        table += aliases(
            ["__pm_runtime_idle", "__pm_runtime_suspend"],
            HostFunction("int (struct device *, int)") { call throws(RunStop) in
                try call.countPower(-1)
            })
        table += aliases(
            ["pm_runtime_barrier"], HostFunction("int (struct device *)", returning: 0))
        table += aliases(
            [
                "pm_runtime_enable", "__pm_runtime_disable", "pm_runtime_set_autosuspend_delay",
                "__pm_runtime_use_autosuspend",
            ],
            HostFunction("void (struct device *, ...)", returning: 0))
        table += aliases(
            ["reset_control_assert", "reset_control_deassert"],
            HostFunction("int (struct reset_control *)", returning: 0))
        table += aliases(
            ["devm_request_threaded_irq", "request_threaded_irq"],
            HostFunction("int (...)", returning: 0))
        table += aliases(
            ["__devm_add_action", "devm_add_action"],
            HostFunction("int (struct device *, void (*)(void *), void *, ...)", returning: 0))
        table += aliases(
            ["get_device"],
            HostFunction("struct device *(struct device *)") { call throws(RunStop) in
                try call.argument(0)
            })
        table += aliases(["put_device"], HostFunction("void (struct device *)", returning: 0))
        // Firmware says nothing about the device beyond what the bench prepared.
        table += aliases(
            [
                "device_property_read_u32_array", "device_property_read_u64_array",
                "device_property_read_string",
            ],
            HostFunction(
                "int (const struct device *, const char *, ...)",
                returning: UInt64(bitPattern: -22)))
        table += aliases(
            [
                "device_property_present", "device_property_read_bool", "of_property_read_bool",
                "of_find_property",
            ],
            HostFunction("bool (const struct device *, const char *, ...)", returning: 0))
        table += aliases(
            ["dev_driver_string"],
            HostFunction("const char *(const struct device *)") { call throws(RunStop) in
                let string = try call.kmalloc(8, flags: call.guest.entries.zeroFlag)
                guard string != 0 else { return call.guest.leafBuffer }
                try call.fill(string, count: 8, with: 0)
                return string
            })
        return Dictionary(uniqueKeysWithValues: table)
    }()
}

extension HostCall {
    /// `RPM_GET_PUT`: the use is counted, too.
    private static let countsUse: UInt64 = 4

    fileprivate func countPower(_ difference: Int) throws(RunStop) -> UInt64 {
        if try argument(1) & Self.countsUse != 0 { guest.kernel.power.users += difference }
        return 0
    }
}
