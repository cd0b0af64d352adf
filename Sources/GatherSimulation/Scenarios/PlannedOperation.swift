// SPDX-License-Identifier: GPL-2.0-only

/// Where a bench wants its scenarios to happen.
public struct ScenarioWindow: Hashable, Sendable {
    /// The smallest page size in bytes; a power of two.
    public let pageSize: UInt64

    /// The IOVA from which the scenario's IOVAs count.
    public let iovaBase: UInt64

    /// Names a window.
    public init(pageSize: UInt64, iovaBase: UInt64) {
        self.pageSize = pageSize
        self.iovaBase = iovaBase
    }
}

/// An operation of a scenario with the numbers of one bench.
struct PlannedOperation: Hashable, Sendable {
    let operation: ScenarioOperation

    /// The first IOVA; 0 for a sync.
    let iova: UInt64

    /// The length in bytes; 0 for a sync.
    let byteCount: UInt64

    /// Where a map goes; 0 for everything else.
    let physicalAddress: UInt64

    var iovas: AddressRange? { AddressRange(first: iova, byteCount: byteCount) }
}

/// Why a scenario makes no sense in a window; the words say where and why.
struct PlanError: Error, Hashable {
    let advice: String
}

/// A scenario with the numbers of one bench.
struct ScenarioPlan: Hashable, Sendable {
    /// Physical memory that scenarios map starts here, beyond the machine's own.
    static let firstPhysicalAddress: UInt64 = 0x8000_0000

    /// Mappings keep the low bits of their IOVA, so that leaves of up to this size fit.
    static let physicalStride: UInt64 = 64 << 20

    /// How often one IOVA is mapped anew before a physical address comes up again.
    static let generations: UInt64 = 16

    /// Mappings of up to the stride end here.
    static let physicalAddressEnd = firstPhysicalAddress + (generations + 1) * physicalStride

    let operations: [PlannedOperation]

    /// Every IOVA that an operation names, and a page on either side.
    let watched: AddressRangeSet

    init(_ scenario: Scenario, in window: ScenarioWindow) throws(PlanError) {
        var planned: [PlannedOperation] = []
        for operation in scenario.operations {
            planned.append(try Self.plan(operation, in: window, after: planned))
        }
        operations = planned
        watched = AddressRangeSet(
            planned.compactMap(\.iovas).map { iovas in
                AddressRange(
                    first: iovas.first - min(iovas.first, window.pageSize),
                    last: iovas.last + min(.max - iovas.last, window.pageSize))
            })
    }

    private static func plan(
        _ operation: ScenarioOperation, in window: ScenarioWindow, after earlier: [PlannedOperation]
    ) throws(PlanError) -> PlannedOperation {
        let offset: ScenarioQuantity
        let length: ScenarioQuantity
        switch operation.action {
        case .map(let iova, let count), .unmap(let iova, let count),
            .unmapFast(let iova, let count):
            (offset, length) = (iova, count)
        case .sync:
            return PlannedOperation(
                operation: operation, iova: 0, byteCount: 0, physicalAddress: 0)
        }
        let name = "'\(operation.action)'"
        guard let offsetBytes = offset.byteCount(pageSize: window.pageSize),
            let byteCount = length.byteCount(pageSize: window.pageSize),
            case let (iova, overflow) = window.iovaBase.addingReportingOverflow(offsetBytes),
            !overflow, byteCount == 0 || byteCount - 1 <= .max - iova
        else { throw PlanError(advice: "\(name) goes beyond the last IOVA") }
        guard iova % window.pageSize == 0, byteCount % window.pageSize == 0 else {
            throw PlanError(
                advice: "\(name) is no multiple of the bench's pages of \(window.pageSize) bytes")
        }
        guard case .map = operation.action else {
            return PlannedOperation(
                operation: operation, iova: iova, byteCount: byteCount, physicalAddress: 0)
        }
        let iovas = AddressRange(first: iova, byteCount: byteCount)
        let generation = earlier.count { other in
            guard case .map = other.operation.action, let mapped = other.iovas, let iovas
            else { return false }
            return mapped.overlaps(iovas)
        }
        return PlannedOperation(
            operation: operation, iova: iova, byteCount: byteCount,
            physicalAddress: firstPhysicalAddress
                + UInt64(generation) % generations * physicalStride + iova % physicalStride)
    }
}
