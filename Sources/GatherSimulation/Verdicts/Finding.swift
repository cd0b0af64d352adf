// SPDX-License-Identifier: GPL-2.0-only

/// A defect of the code under test, seen while it ran.
public struct Finding: Hashable, Sendable {
    /// What is wrong.
    public let kind: FindingKind

    /// The index in ``ScenarioRun/operations`` of the operation in which it was seen; nil while
    /// the bench was set up.
    public let operation: Int?

    /// The program counters of the calls that led there, innermost first; empty where the defect
    /// is known only from what the operation left behind.
    public let stack: [UInt64]

    /// Names a defect.
    public init(_ kind: FindingKind, operation: Int?, stack: [UInt64] = []) {
        self.kind = kind
        self.operation = operation
        self.stack = stack
    }
}

/// The kinds of defects. Addresses are IOVAs unless they say otherwise.
public enum FindingKind: Hashable, Sendable {
    /// Unmapped, and never invalidated since: the device may go on using it.
    case stale(AddressRangeSet)

    /// Unmapped and invalidated in the IOMMU, but not in the device's own cache (ATC), or there
    /// before the IOMMU had forgotten them: the device may go on using it.
    case staleInATC(AddressRangeSet)

    /// Unmapped and invalidated, but the call returned before that was known to be complete.
    case unsynced(AddressRangeSet)

    /// Reported as unmapped, and still in the page table.
    case stillMapped(AddressRangeSet)

    /// Reported as mapped, and not in the page table.
    case notMapped(AddressRangeSet)

    /// Mapped to another physical address than the one asked for, then or by an earlier map.
    case wrongTranslation(AddressRangeSet)

    /// Outside of what the operation was about, and gone from the page table.
    case lostMapping(AddressRangeSet)

    /// Mapping failed, and left this in the page table.
    case leftBehind(AddressRangeSet)

    /// The driver's `iova_to_phys` does not say what the device's walk finds. Which of the two is
    /// wrong is not known from that alone; that the walk is right is what all else stands on.
    case disagreement(AddressRangeSet)

    /// Mapping failed with `-errno`.
    case mapFailed(errno: Int32)

    /// Unmapping returned another number of bytes than it may.
    case wrongReturn(returned: UInt64, allowed: ClosedRange<UInt64>)

    /// The kernel warned about itself; the file and line are those of the warning.
    case warning(file: String, line: Int, message: String)

    /// The kernel printed an error (`KERN_ERR` or worse) that it does not print on the reference:
    /// the message's format.
    case complaint(String)

    /// The code under test did what ends a kernel.
    case crash(Crash)

    /// The device followed an address that the driver gave it into memory that is not there:
    /// physical address.
    case wildDeviceAccess(physicalAddress: UInt64)

    /// The driver freed a table which the device may still walk: it is in the page table, or the
    /// device may have cached the way to it: physical address.
    case freedTooEarly(physicalAddress: UInt64)

    /// Memory was freed that is not allocated: virtual address.
    case badFree(address: UInt64, BadFree)

    /// A lock was used as no kernel may; the function is the one that was called, or the operation
    /// that returned.
    case locking(LockDefect, function: String)

    /// What the scenario expects is not so: the line without `expect`.
    case unmetExpectation(String)

    /// What the code under test does hangs on memory that was allocated and never written: the
    /// words say what it does differently with other bytes there, as in "runs other instructions".
    case uninitialised(String)
}

/// What is wrong with the use of a lock, or of something else that is taken and given back.
public enum LockDefect: String, Hashable, Sendable {
    /// Taken by who holds it already: the kernel stands still.
    case alreadyHeld
    /// Given back by who does not hold it.
    case notHeld
    /// Something that may sleep was called with a spinlock held, in a read-side section of RCU, or
    /// with interrupts off.
    case sleepsWhileAtomic
    /// Held at the return of the operation.
    case heldAtReturn
    /// Interrupts were off at the return of the operation.
    case interruptsOffAtReturn
    /// At the return of the operation, clocks or runtime power had been taken more often than given
    /// back, or the other way round.
    case powerUnbalancedAtReturn
}

/// What ended the kernel.
public enum Crash: Hashable, Sendable {
    /// An access below the first 4096 bytes: virtual address.
    case nullAccess(MemoryAccess, address: UInt64)

    /// An access to memory that was freed: virtual address.
    case useAfterFree(MemoryAccess, address: UInt64)

    /// An access just beyond an allocation, or just before it: virtual address.
    case outOfBounds(MemoryAccess, address: UInt64)

    /// An access to memory that is not there or not for this use: virtual address.
    case wildAccess(MemoryAccess, address: UInt64)

    /// The stack ran into its guard.
    case stackOverflow

    /// An instruction which the machine does not have; where a compiler puts one, it has proven
    /// that the place cannot be reached in a correct program.
    case illegalInstruction(word: UInt32)

    /// `BUG()` or `panic()`, with its message.
    case panic(String)
}

/// What an access to memory was for.
public enum MemoryAccess: String, Hashable, Sendable {
    /// Reading.
    case load
    /// Writing.
    case store
    /// Executing.
    case fetch
}

/// Why memory could not be freed.
public enum BadFree: String, Hashable, Sendable {
    /// It has been freed before.
    case alreadyFree
    /// No allocation starts there.
    case neverAllocated
    /// It was allocated by another family of functions.
    case otherAllocator
    /// More or less of it was allocated.
    case otherSize
}
