// SPDX-License-Identifier: GPL-2.0-only

/// One thing that happened in a run.
public struct TraceEvent: Hashable, Sendable {
    /// What happened.
    public let kind: TraceEventKind

    /// The index in ``ScenarioRun/operations`` of the operation in which it happened; nil while
    /// the bench was set up.
    public let operation: Int?

    /// The program counters of the code under test at that moment, innermost first; empty where
    /// no code was running.
    public let stack: [UInt64]
}

/// The things that can happen.
public enum TraceEventKind: Hashable, Sendable {
    /// An operation begins; `iovas` is nil for a length of zero and for a sync.
    case operationStarted(ScenarioAction, iovas: AddressRange?)

    /// An operation ends with a value, which a sync has not.
    case operationReturned(UInt64?)

    /// What the gather holds after an `unmap_fast`: its first and last IOVA and page size in
    /// bytes. An empty gather has its first IOVA above its last.
    case gather(first: UInt64, last: UInt64, pageSize: UInt64)

    /// The driver issued an invalidation, which reached so many leaves that are mapped.
    case invalidation(Invalidation, refetchedLeaves: Int)

    /// The driver knows that what it issued is complete.
    case completion

    /// The driver wrote a register: physical address, value, and size in bytes.
    case registerWrite(address: UInt64, value: UInt64, byteCount: Int)

    /// The driver read a register.
    case registerRead(address: UInt64, value: UInt64, byteCount: Int)

    /// An allocation of so many bytes was made to fail.
    case allocationFailed(byteCount: UInt64)

    /// The kernel printed a line.
    case message(String)

    /// Something was found wrong: an index in ``ScenarioRun/findings``.
    case finding(Int)
}
