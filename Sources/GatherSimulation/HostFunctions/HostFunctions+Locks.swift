// SPDX-License-Identifier: GPL-2.0-only

// Locks, barriers and read-copy-update. One instruction stream runs, so that no lock is ever
// contended: taking one is counted and does nothing else.

extension HostFunctions {
    static let locks: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        table += aliases(
            [
                "_raw_spin_lock", "_raw_spin_lock_bh", "_raw_spin_lock_irq",
                "_raw_spin_lock_irqsave",
                "_raw_spin_lock_nested", "_raw_spin_lock_irqsave_nested", "_raw_read_lock",
                "_raw_read_lock_bh", "_raw_read_lock_irq", "_raw_read_lock_irqsave",
                "_raw_write_lock", "_raw_write_lock_bh", "_raw_write_lock_irq",
                "_raw_write_lock_irqsave", "arch_spin_lock", "arch_read_lock", "arch_write_lock",
                "mutex_lock", "mutex_lock_nested", "down_read", "down_write",
            ],
            HostFunction("unsigned long (lock *, ...)") { call throws(RunStop) in
                call.guest.log.cost.locks += 1
                return 0
            })
        table += aliases(
            [
                "_raw_spin_trylock", "_raw_spin_trylock_bh", "_raw_spin_trylock_irqsave",
                "_raw_read_trylock", "_raw_write_trylock", "arch_spin_trylock", "mutex_trylock",
                "down_read_trylock", "down_write_trylock",
            ],
            HostFunction("int (lock *)") { call throws(RunStop) in
                call.guest.log.cost.locks += 1
                return 1
            })
        table += aliases(
            [
                "mutex_lock_interruptible", "mutex_lock_killable", "down_write_killable",
                "down_read_interruptible",
            ],
            HostFunction("int (lock *)") { call throws(RunStop) in
                call.guest.log.cost.locks += 1
                return 0
            })
        table += aliases(
            [
                "_raw_spin_unlock", "_raw_spin_unlock_bh", "_raw_spin_unlock_irq",
                "_raw_spin_unlock_irqrestore", "_raw_read_unlock", "_raw_read_unlock_bh",
                "_raw_read_unlock_irq", "_raw_read_unlock_irqrestore", "_raw_write_unlock",
                "_raw_write_unlock_bh", "_raw_write_unlock_irq", "_raw_write_unlock_irqrestore",
                "arch_spin_unlock", "arch_read_unlock", "arch_write_unlock", "mutex_unlock",
                "up_read", "up_write",
            ],
            HostFunction("void (lock *, ...)", returning: 0))
        table += aliases(
            [
                "__mutex_init", "mutex_init_generic", "__mutex_rt_init", "__init_rwsem",
                "__raw_spin_lock_init", "__rwlock_init", "__init_waitqueue_head",
                "__init_swait_queue_head",
            ],
            HostFunction("void (lock *, const char *, struct lock_class_key *)", returning: 0))
        table += aliases(
            [
                "shim_mb", "shim_rmb", "shim_wmb", "shim_dma_rmb", "shim_dma_wmb", "shim_barrier",
                "cpu_relax", "__cond_resched", "__rcu_read_lock", "__rcu_read_unlock",
                "__might_sleep", "__might_resched", "__local_bh_enable_ip",
            ],
            HostFunction("int (void)", returning: 0))
        table += [
            ("arch_local_save_flags", HostFunction("unsigned long (void)", returning: 0)),
            ("arch_local_irq_restore", HostFunction("void (unsigned long)", returning: 0)),
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
        try call.guest.runDeferredCalls()
        return 0
    }
}
