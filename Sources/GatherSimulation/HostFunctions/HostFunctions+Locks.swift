// SPDX-License-Identifier: GPL-2.0-only

// Locks: include/linux/spinlock.h, mutex.h, rwsem.h, irqflags.h. Taking one is counted, and what no
// kernel may do with it is found; it does nothing else.

extension HostFunctions {
    static let locks: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        for (suffix, effect) in [
            ("", Effect.none), ("_bh", .none), ("_irq", .setsOff), ("_irqsave", .savesAndSetsOff),
        ] {
            table.append(("_raw_spin_lock\(suffix)", take(.spinning, effect: effect)))
            table.append(
                ("_raw_read_lock\(suffix)", take(.spinning, isShared: true, effect: effect)))
            table.append(("_raw_write_lock\(suffix)", take(.spinning, effect: effect)))
            table.append(("_raw_spin_trylock\(suffix)", tryToTake(.spinning)))
        }
        for (suffix, effect) in [
            ("", Effect.none), ("_bh", .none), ("_irq", .setsOn), ("_irqrestore", .restores),
        ] {
            for kind in ["spin", "read", "write"] {
                table.append(("_raw_\(kind)_unlock\(suffix)", release(effect: effect)))
            }
        }
        table += [
            ("_raw_spin_lock_nested", take(.spinning)),
            ("_raw_spin_lock_irqsave_nested", take(.spinning, effect: .savesAndSetsOff)),
            ("_raw_read_trylock", tryToTake(.spinning, isShared: true)),
            ("_raw_write_trylock", tryToTake(.spinning)),
            ("arch_spin_lock", take(.spinning)),
            ("arch_read_lock", take(.spinning, isShared: true)),
            ("arch_write_lock", take(.spinning)),
            ("arch_spin_trylock", tryToTake(.spinning)),
            ("mutex_trylock", tryToTake(.sleeping)),
            ("down_read_trylock", tryToTake(.sleeping, isShared: true)),
            ("down_write_trylock", tryToTake(.sleeping)),
        ]
        table += aliases(
            [
                "mutex_lock", "mutex_lock_nested", "mutex_lock_interruptible",
                "mutex_lock_killable", "down_write", "down_write_killable",
            ],
            take(.sleeping))
        table += aliases(
            ["down_read", "down_read_interruptible"], take(.sleeping, isShared: true))
        table += aliases(
            [
                "arch_spin_unlock", "arch_read_unlock", "arch_write_unlock", "mutex_unlock",
                "up_read", "up_write",
            ],
            release())
        table += aliases(
            [
                "__mutex_init", "mutex_init_generic", "__mutex_rt_init", "__init_rwsem",
                "__raw_spin_lock_init", "__rwlock_init", "__init_waitqueue_head",
                "__init_swait_queue_head",
            ],
            HostFunction("void (lock *, const char *, struct lock_class_key *)", returning: 0))
        table += aliases(
            ["arch_spin_is_locked", "mutex_is_locked"],
            HostFunction("int (lock *)") { call throws(RunStop) in
                call.guest.kernel.locks.isHeld(try call.argument(0)) ? 1 : 0
            })
        table += [
            (
                "arch_local_save_flags",
                HostFunction("unsigned long (void)") { call throws(RunStop) in
                    call.guest.kernel.locks.interruptFlags
                }
            ),
            (
                "arch_local_irq_restore",
                HostFunction("void (unsigned long flags)") { call throws(RunStop) in
                    call.guest.kernel.locks.interruptFlags = try call.argument(0) & 1
                    return 0
                }
            ),
        ]
        return Dictionary(uniqueKeysWithValues: table)
    }()

    /// What a lock does to interrupts.
    private enum Effect {
        case none
        case setsOff
        case savesAndSetsOff
        case setsOn
        case restores
    }

    /// The result is the flags as they were, which those that save them return.
    private static func take(
        _ sort: LockState.Sort, isShared: Bool = false, effect: Effect = .none
    ) -> HostFunction {
        HostFunction("unsigned long (lock *, ...)") { call throws(RunStop) in
            call.guest.log.cost.locks += 1
            if sort == .sleeping {
                try call.noteSleep()
            }
            let flags = call.guest.kernel.locks.interruptFlags
            if effect == .setsOff || effect == .savesAndSetsOff {
                call.guest.kernel.locks.interruptFlags = 1
            }
            if !call.guest.kernel.locks.take(try call.argument(0), sort, isShared: isShared) {
                try call.find(.alreadyHeld)
            }
            return effect == .savesAndSetsOff ? flags : 0
        }
    }

    /// Fails where it is held; of those that turn interrupts off the shim knows none.
    private static func tryToTake(
        _ sort: LockState.Sort, isShared: Bool = false
    ) -> HostFunction {
        HostFunction("int (lock *)") { call throws(RunStop) in
            call.guest.log.cost.locks += 1
            return call.guest.kernel.locks.take(try call.argument(0), sort, isShared: isShared)
                ? 1 : 0
        }
    }

    private static func release(effect: Effect = .none) -> HostFunction {
        HostFunction("void (lock *, ...)") { call throws(RunStop) in
            if !call.guest.kernel.locks.release(try call.argument(0)) {
                try call.find(.notHeld)
            }
            switch effect {
            case .setsOn: call.guest.kernel.locks.interruptFlags = 0
            case .restores: call.guest.kernel.locks.interruptFlags = try call.argument(1) & 1
            case .none, .setsOff, .savesAndSetsOff: break
            }
            return 0
        }
    }
}

extension HostCall {
    /// The function may sleep, whether it does so this time or not.
    func noteSleep() throws(RunStop) {
        if guest.role == .driver, guest.kernel.locks.isAtomic {
            try find(.sleepsWhileAtomic)
        }
    }

    /// An allocation with these flags.
    func noteFlags(_ flags: UInt64) throws(RunStop) {
        if flags & guest.entries.sleepFlags != 0 {
            try noteSleep()
        }
    }

    /// A defect of locking, after which the kernel goes on.
    func find(_ defect: LockDefect) throws(RunStop) {
        try guest.log.find(.locking(defect, function: function), stack: guest.driverStack)
    }
}
