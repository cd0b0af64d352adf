// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation

/// What happened in a run, in order. Runs that did the same at the same places share one.
struct TraceRecord: Codable, Hashable {
    let events: [EventRecord]
}

/// One thing that happened. `kind` says which of the other fields are there.
struct EventRecord: Codable, Hashable {
    /// `operation-started`, `operation-returned`, `gather` (what the gather holds after an
    /// `unmap_fast`), `invalidation`, `completion` (the driver knows that what it issued is
    /// complete), `register-write`, `register-read`, `message` (the kernel printed a line),
    /// `allocation-failed` (it was made to), `finding`.
    var kind: String

    /// The index of the operation in the run's `operations`; absent while the bench was set up.
    var operation: Int?

    /// Where the code was, innermost first, inlined functions included: indices into `frames`.
    var stack: [Int]

    /// Of `operation-started`: what is asked, as a scenario has it.
    var action: String?

    /// Of `operation-started` the IOVAs it is about; of an `invalidation` those it names, absent
    /// if it names everything.
    var iovas: RangeRecord?

    /// Of `operation-returned`, `register-write` and `register-read`: the value.
    var value: String?

    /// Of `gather`: its first and last IOVA, an empty one has the first above the last; and its
    /// page size in bytes.
    var gatherFirst: String?
    var gatherLast: String?
    var pageSize: UInt64?

    /// Of `invalidation`: the size of the only leaves that it reaches, absent if it reaches all.
    var leafSize: UInt64?

    /// Of `invalidation`: whose cache it names, `iotlb` or `atc` (the device's own).
    var cache: String?

    /// Of `invalidation`: how many leaves it reached that are mapped.
    var refetchedLeaves: Int?

    /// Of the register accesses: the physical address, and the bytes accessed. Of
    /// `allocation-failed`: the bytes asked for.
    var address: String?
    var byteCount: Int?

    /// Of `message`: the line.
    var message: String?

    /// Of `finding`: the index in the run's `findings`.
    var finding: Int?

    init(_ event: TraceEvent, stack: [Int]) {
        kind = ""
        operation = event.operation
        self.stack = stack
        switch event.kind {
        case .operationStarted(let action, let range):
            kind = "operation-started"
            self.action = "\(action)"
            iovas = range.map(RangeRecord.init)
        case .operationReturned(let returned):
            (kind, value) = ("operation-returned", returned.map(Wording.hex))
        case .gather(let first, let last, let size):
            kind = "gather"
            (gatherFirst, gatherLast, pageSize) = (Wording.hex(first), Wording.hex(last), size)
        case .invalidation(let invalidation, let leaves):
            kind = "invalidation"
            refetchedLeaves = leaves
            cache = invalidation.cache == .atc ? "atc" : "iotlb"
            if case .range(let range, let size) = invalidation.scope {
                (iovas, leafSize) = (RangeRecord(range), size)
            }
        case .completion: kind = "completion"
        case .registerWrite(let place, let written, let bytes):
            kind = "register-write"
            (address, value, byteCount) = (Wording.hex(place), Wording.hex(written), bytes)
        case .registerRead(let place, let read, let bytes):
            kind = "register-read"
            (address, value, byteCount) = (Wording.hex(place), Wording.hex(read), bytes)
        case .allocationFailed(let bytes):
            kind = "allocation-failed"
            byteCount = Int(clamping: bytes)
        case .message(let line): (kind, message) = ("message", line)
        case .finding(let index): (kind, finding) = ("finding", index)
        }
    }
}
