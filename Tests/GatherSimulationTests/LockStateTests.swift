// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import GatherSimulation

@Suite struct LockStateTests {
    @Test func aLockIsFreeOnce() {
        var locks = LockState()
        #expect(locks.take(1, .spinning, isShared: false) == true)
        #expect(locks.take(1, .spinning, isShared: false) == false)
        #expect(locks.take(1, .spinning, isShared: true) == false)
        #expect(locks.take(2, .sleeping, isShared: false) == true)
        #expect(locks.release(1) == true)
        #expect(locks.release(1) == false)
        #expect(locks.isAnyHeld)
        #expect(locks.release(2) == true)
        #expect(!locks.isAnyHeld)
    }

    @Test func readersShareALock() {
        var locks = LockState()
        #expect(locks.take(1, .spinning, isShared: true) == true)
        #expect(locks.take(1, .spinning, isShared: true) == true)
        #expect(locks.take(1, .spinning, isShared: false) == false)
        #expect(locks.release(1) == true)
        #expect(locks.release(1) == true)
        #expect(locks.take(1, .spinning, isShared: false) == true)
    }

    @Test func whatMustNotSleepIsKnown() {
        var locks = LockState()
        #expect(!locks.isAtomic)
        _ = locks.take(1, .sleeping, isShared: false)
        #expect(!locks.isAtomic)
        _ = locks.take(2, .spinning, isShared: false)
        #expect(locks.isAtomic)
        _ = locks.release(2)
        locks.interruptFlags = 1
        #expect(locks.isAtomic)
        locks.interruptFlags = 0
        locks.beginReadSection()
        #expect(locks.isAtomic)
        #expect(locks.endReadSection() == true)
        #expect(locks.endReadSection() == false)
        #expect(!locks.isAtomic)
    }
}
