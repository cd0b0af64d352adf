// SPDX-License-Identifier: GPL-2.0-only

// Time: include/linux/delay.h, include/linux/timekeeping.h. While the driver waits, the device works.

extension HostFunctions {
    static let time: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        table += aliases(
            [
                "ktime_get", "ktime_get_raw", "ktime_get_mono_fast_ns", "sched_clock",
                "local_clock",
                "ktime_get_with_offset",
            ],
            HostFunction("ktime_t (...)") { call throws(RunStop) in
                call.guest.clock.nanoseconds
            })
        table += [
            (
                "cpu_relax",
                HostFunction("void (void)") { call throws(RunStop) in
                    try call.letDeviceWork()
                    return 0
                }
            ),
            ("__udelay", delay("void (unsigned long microseconds)", nanoseconds: 1000)),
            ("__ndelay", delay("void (unsigned long nanoseconds)", nanoseconds: 1)),
            (
                "usleep_range_state",
                delay("void (unsigned long, ...)", nanoseconds: 1000, sleeps: true)
            ),
            (
                "msleep",
                delay("void (unsigned int milliseconds)", nanoseconds: 1_000_000, sleeps: true)
            ),
            (
                "__const_udelay",
                HostFunction("void (unsigned long)") { call throws(RunStop) in
                    // In units of 2**-32 seconds.
                    let product = (try call.argument(0)).multipliedFullWidth(by: 1_000_000_000)
                    call.guest.clock.wait(product.high << 32 | product.low >> 32)
                    try call.letDeviceWork()
                    return 0
                }
            ),
        ]
        return Dictionary(uniqueKeysWithValues: table)
    }()

    private static func delay(
        _ signature: String, nanoseconds unit: UInt64, sleeps: Bool = false
    ) -> HostFunction {
        HostFunction(signature) { call throws(RunStop) in
            if sleeps {
                try call.noteSleep()
            }
            let (duration, overflow) = (try call.argument(0)).multipliedReportingOverflow(by: unit)
            call.guest.clock.wait(overflow ? .max : duration)
            try call.letDeviceWork()
            return 0
        }
    }
}

extension HostCall {
    /// Gives a device model that has `bench_poll()` its turn, as the device.
    fileprivate func letDeviceWork() throws(RunStop) {
        guard let poll = guest.entries.poll, guest.role != .device else { return }
        _ = try guest.callDevice(poll, [])
    }
}
