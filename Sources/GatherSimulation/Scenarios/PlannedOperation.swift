// SPDX-License-Identifier: GPL-2.0-only

/// An operation of a scenario with the numbers of one bench.
struct PlannedOperation: Hashable, Sendable {
    let operation: ScenarioOperation

    /// The first IOVA; 0 for what is about none.
    let iova: UInt64

    /// The length in bytes, or what an unmap is expected to have returned.
    let byteCount: UInt64

    /// Where a map goes; 0 for everything else.
    let physicalAddress: UInt64

    var iovas: AddressRange? {
        switch operation.action {
        case .sync, .flushAll, .expectReturned: nil
        case .map, .mapInPages, .unmap, .unmapFast, .unmapQueued, .expectMapped, .expectUnmapped:
            AddressRange(first: iova, byteCount: byteCount)
        }
    }

    /// The rest of an unmap that came to an end after so many bytes.
    func rest(after done: UInt64) -> PlannedOperation {
        PlannedOperation(
            operation: operation, iova: iova &+ done, byteCount: byteCount &- done,
            physicalAddress: physicalAddress)
    }
}
