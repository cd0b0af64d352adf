// SPDX-License-Identifier: GPL-2.0-only

/// The locks that are held and what may not be done meanwhile. One instruction stream runs, so a
/// lock that is taken while it is held never becomes free.
struct LockState {
    /// What a holder may do.
    enum Sort {
        /// Must not sleep: spinlocks and their kin.
        case spinning
        /// Mutexes and semaphores.
        case sleeping
    }

    private struct Hold {
        let sort: Sort
        let isShared: Bool
        var count = 1
    }

    private var holds: [UInt64: Hold] = [:]
    private var readSections = 0

    /// Whether interrupts are off: what the shim calls flags, 1 for off.
    var interruptFlags: UInt64 = 0

    /// Whether the running code must not sleep.
    var isAtomic: Bool {
        interruptFlags != 0 || readSections > 0
            || holds.values.contains { $0.sort == .spinning }
    }

    var isAnyHeld: Bool { !holds.isEmpty }

    func isHeld(_ address: UInt64) -> Bool { holds[address] != nil }

    /// Takes a lock.
    ///
    /// - Returns: Whether it was free for that.
    mutating func take(_ address: UInt64, _ sort: Sort, isShared: Bool) -> Bool {
        guard var hold = holds[address] else {
            holds[address] = Hold(sort: sort, isShared: isShared)
            return true
        }
        guard hold.isShared, isShared else { return false }
        hold.count += 1
        holds[address] = hold
        return true
    }

    /// Gives a lock back.
    ///
    /// - Returns: Whether it was held.
    mutating func release(_ address: UInt64) -> Bool {
        guard var hold = holds[address] else { return false }
        hold.count -= 1
        holds[address] = hold.count > 0 ? hold : nil
        return true
    }

    mutating func beginReadSection() {
        readSections += 1
    }

    /// - Returns: Whether there was one to end.
    mutating func endReadSection() -> Bool {
        guard readSections > 0 else { return false }
        readSections -= 1
        return true
    }

    /// What an operation left behind is that operation's defect and no other's.
    mutating func forgetAll() {
        self = LockState()
    }
}
