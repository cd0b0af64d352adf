// SPDX-License-Identifier: GPL-2.0-only

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

    init(
        _ scenario: Scenario, in window: ScenarioWindow, of aperture: Aperture = Aperture()
    ) throws(PlanError) {
        let place = try Place(scenario, in: window, of: aperture)
        var planned: [PlannedOperation] = []
        for operation in scenario.operations {
            planned.append(try place.plan(operation, after: planned))
        }
        operations = planned
        watched = AddressRangeSet(
            planned.compactMap(\.iovas).map { iovas in
                AddressRange(
                    first: iovas.first - min(iovas.first, window.pageSize),
                    last: iovas.last + min(.max - iovas.last, window.pageSize))
            })
    }

    /// Where a scenario's numbers count from.
    private struct Place {
        let pageSize: UInt64
        let base: UInt64

        /// Bytes from the base to the first and to the end of the domain's IOVAs; the first lies
        /// before it, and is reached by wrapping around.
        let start: UInt64?
        let end: UInt64?

        init(
            _ scenario: Scenario, in window: ScenarioWindow, of aperture: Aperture
        ) throws(PlanError) {
            pageSize = window.pageSize
            let mask = max(scenario.alignment, 1) - 1
            let (sum, overflow) = window.iovaBase.addingReportingOverflow(mask)
            guard !overflow else {
                throw PlanError(advice: "no IOVA of the window is aligned as the scenario wants")
            }
            let base = sum & ~mask
            self.base = base
            start = aperture.first.map { $0 &- base }
            // The end of the whole address space is reached by wrapping around.
            end = aperture.last.flatMap { $0 < base ? nil : $0 &+ 1 &- base }
        }

        func plan(
            _ operation: ScenarioOperation, after earlier: [PlannedOperation]
        ) throws(PlanError) -> PlannedOperation {
            switch operation.action {
            case .sync, .flushAll:
                return PlannedOperation(
                    operation: operation, iova: 0, byteCount: 0, physicalAddress: 0)
            case .expectReturned(let length):
                return PlannedOperation(
                    operation: operation, iova: 0, byteCount: try bytes(length, operation),
                    physicalAddress: 0)
            case .unmap(let iova, let length), .unmapFast(let iova, let length),
                .unmapQueued(let iova, let length), .expectMapped(let iova, let length),
                .expectUnmapped(let iova, let length):
                return try plan(operation, iova, length)
            case .map(let iova, let length):
                return try plan(operation, iova, length, mappedAfter: earlier)
            case .mapInPages(let iova, let length, let leaf):
                let leafSize = try bytes(leaf, operation)
                guard leafSize >= pageSize, leafSize.nonzeroBitCount == 1,
                    leafSize < ScenarioPlan.physicalStride
                else {
                    throw PlanError(
                        advice: "'\(operation.action)' wants leaves of \(leafSize) bytes; the "
                            + "bench's pages have \(pageSize)")
                }
                // An address that differs from the IOVA in this bit fits no larger leaf.
                return try plan(
                    operation, iova, length, mappedAfter: earlier, displacement: leafSize)
            }
        }

        private func plan(
            _ operation: ScenarioOperation, _ iova: ScenarioQuantity, _ length: ScenarioQuantity,
            mappedAfter earlier: [PlannedOperation]? = nil, displacement: UInt64 = 0
        ) throws(PlanError) -> PlannedOperation {
            let offset = try bytes(iova, operation)
            let byteCount = try bytes(length, operation)
            let first = base &+ offset
            guard first >= base || iova.isOfDomain,
                byteCount == 0 || byteCount - 1 <= .max - first
            else { throw PlanError(advice: "'\(operation.action)' goes beyond the last IOVA") }
            guard first % pageSize == 0, byteCount % pageSize == 0 else {
                throw PlanError(
                    advice: "'\(operation.action)' is no multiple of the bench's pages of "
                        + "\(pageSize) bytes")
            }
            var physicalAddress: UInt64 = 0
            if let earlier {
                let stride = ScenarioPlan.physicalStride
                let generation = generation(
                    of: AddressRange(first: first, byteCount: byteCount), after: earlier)
                physicalAddress =
                    ScenarioPlan.firstPhysicalAddress
                    + generation % ScenarioPlan.generations * stride + first % stride + displacement
            }
            return PlannedOperation(
                operation: operation, iova: first, byteCount: byteCount,
                physicalAddress: physicalAddress)
        }

        /// How often the IOVAs were mapped before.
        private func generation(
            of iovas: AddressRange?, after earlier: [PlannedOperation]
        ) -> UInt64 {
            let count = earlier.count { other in
                switch other.operation.action {
                case .map, .mapInPages:
                    guard let mapped = other.iovas, let iovas else { return false }
                    return mapped.overlaps(iovas)
                default:
                    return false
                }
            }
            return UInt64(count)
        }

        private func bytes(
            _ quantity: ScenarioQuantity, _ operation: ScenarioOperation
        ) throws(PlanError) -> UInt64 {
            if let count = quantity.byteCount(pageSize: pageSize, start: start, end: end) {
                return count
            }
            throw PlanError(
                advice: quantity.isOfDomain && (start == nil || end == nil)
                    ? "'\(operation.action)': the bench does not say which IOVAs the domain has"
                    : "'\(operation.action)' goes beyond the last IOVA")
        }
    }
}
