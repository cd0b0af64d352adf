// SPDX-License-Identifier: GPL-2.0-only

// Barriers, read-copy-update and the places at which code may sleep: include/linux/rcupdate.h,
// include/linux/sched.h. One instruction stream runs: barriers order nothing.

extension HostFunctions {
    static let concurrency: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        table += aliases(
            [
                "shim_mb", "shim_rmb", "shim_wmb", "shim_dma_rmb", "shim_dma_wmb", "shim_barrier",
                "__local_bh_enable_ip",
            ],
            HostFunction("void (void)", returning: 0))
        table += aliases(
            ["__cond_resched", "__might_sleep", "__might_resched"],
            HostFunction("int (...)") { call throws(RunStop) in
                try call.noteSleep()
                return 0
            })
        table += [
            (
                "__rcu_read_lock",
                HostFunction("void (void)") { call throws(RunStop) in
                    call.guest.kernel.locks.beginReadSection()
                    return 0
                }
            ),
            (
                "__rcu_read_unlock",
                HostFunction("void (void)") { call throws(RunStop) in
                    if !call.guest.kernel.locks.endReadSection() {
                        try call.find(.notHeld)
                    }
                    return 0
                }
            ),
            ("call_rcu", putOff), ("call_rcu_hurry", putOff),
            ("synchronize_rcu", endGracePeriod), ("synchronize_rcu_expedited", endGracePeriod),
            ("rcu_barrier", endGracePeriod),
        ]
        return Dictionary(uniqueKeysWithValues: table)
    }()

    /// The grace period ends when somebody waits for it, or behind the operation in progress.
    private static let putOff = HostFunction("void (struct rcu_head *, rcu_callback_t)") {
        call throws(RunStop) in
        call.guest.kernel.deferredCalls.append(
            KernelState.DeferredCall(
                function: try call.argument(1), argument: try call.argument(0)))
        return 0
    }

    private static let endGracePeriod = HostFunction("void (void)") { call throws(RunStop) in
        try call.noteSleep()
        try call.guest.runDeferredCalls()
        return 0
    }
}
