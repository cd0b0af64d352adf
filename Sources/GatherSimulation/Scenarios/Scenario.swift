// SPDX-License-Identifier: GPL-2.0-only

/// What a driver of the kernel's IOMMU interface is asked to do, as data.
///
/// The text form is one operation a line; `docs/scenarios.md` describes it.
public struct Scenario: Hashable, Sendable {
    /// The name in tables, for example `disjoint-unmaps`.
    public let name: String

    /// What the scenario shows, in one sentence.
    public let title: String

    /// IOVAs count from the first multiple of this many bytes in the bench's window; 1 for the
    /// start of the window itself.
    public let alignment: UInt64

    /// Whether the scenario is run again and again, each time with another allocation that fails,
    /// until a run asks for fewer allocations than that.
    public let failsAllocations: Bool

    /// Whether wrong results and warnings count only where they differ from the reference's:
    /// the scenario asks for what callers should not ask for.
    public let judgesDifferences: Bool

    /// The scenario is about a leaf of this many bytes, and about nothing where the page-table
    /// format has none; nil for one that any format can do.
    public let leafSize: UInt64?

    /// How often all operations are done, one time behind the other, at least once. Only the last
    /// time is told, unless an earlier one shows something: then it is the last.
    public let repetitions: Int

    /// What is done, in order.
    public let operations: [ScenarioOperation]

    /// A scenario made by the program.
    public init(
        name: String, title: String, alignment: UInt64 = 1, failsAllocations: Bool = false,
        judgesDifferences: Bool = false, leafSize: UInt64? = nil, repetitions: Int = 1,
        operations: [ScenarioOperation]
    ) {
        self.name = name
        self.title = title
        self.alignment = alignment
        self.failsAllocations = failsAllocations
        self.judgesDifferences = judgesDifferences
        self.leafSize = leafSize
        self.repetitions = max(1, repetitions)
        self.operations = operations
    }
}

/// One line of a scenario.
public struct ScenarioOperation: Hashable, Sendable {
    /// What is asked of the driver.
    public let action: ScenarioAction

    /// The 1-based line of the scenario's file; 0 for a scenario that comes from no file.
    public let lineNumber: Int

    /// Names an operation.
    public init(_ action: ScenarioAction, lineNumber: Int = 0) {
        self.action = action
        self.lineNumber = lineNumber
    }
}

/// A call of the kernel's IOMMU interface, or something to look at; IOVAs count from the start of
/// the bench's window.
public enum ScenarioAction: Hashable, Sendable {
    /// `iommu_map()` of memory that nothing else is mapped to.
    case map(iova: ScenarioQuantity, length: ScenarioQuantity)

    /// The same of memory so placed that no leaf larger than `pageSize` fits.
    case mapInPages(
        iova: ScenarioQuantity, length: ScenarioQuantity, pageSize: ScenarioQuantity)

    /// `iommu_unmap()`: the IOTLB has to be clean when it returns.
    case unmap(iova: ScenarioQuantity, length: ScenarioQuantity)

    /// `iommu_unmap_fast()`: the IOTLB has to be clean at the return of the next sync.
    case unmapFast(iova: ScenarioQuantity, length: ScenarioQuantity)

    /// `iommu_unmap_fast()` into a gather that a flush queue holds: the IOTLB has to be clean at
    /// the return of the next flush of everything.
    case unmapQueued(iova: ScenarioQuantity, length: ScenarioQuantity)

    /// `iommu_iotlb_sync()` of everything gathered since the last one.
    case sync

    /// `iommu_flush_iotlb_all()`.
    case flushAll

    /// Every IOVA is in the page table.
    case expectMapped(iova: ScenarioQuantity, length: ScenarioQuantity)

    /// No IOVA is in the page table.
    case expectUnmapped(iova: ScenarioQuantity, length: ScenarioQuantity)

    /// The last unmap returned so many bytes.
    case expectReturned(ScenarioQuantity)
}

extension ScenarioAction: CustomStringConvertible {
    /// The operation as a scenario file has it, for example `unmap_fast 8p 1p`.
    public var description: String {
        switch self {
        case .map(let iova, let length): "map \(iova) \(length)"
        case .mapInPages(let iova, let length, let pageSize):
            "map \(iova) \(length) page \(pageSize)"
        case .unmap(let iova, let length): "unmap \(iova) \(length)"
        case .unmapFast(let iova, let length): "unmap_fast \(iova) \(length)"
        case .unmapQueued(let iova, let length): "unmap_queued \(iova) \(length)"
        case .sync: "sync"
        case .flushAll: "flush_all"
        case .expectMapped(let iova, let length): "expect mapped \(iova) \(length)"
        case .expectUnmapped(let iova, let length): "expect unmapped \(iova) \(length)"
        case .expectReturned(let length): "expect returned \(length)"
        }
    }
}

extension Scenario {
    /// The text form, which reads as an equal scenario but for the lines' numbers.
    public var text: String {
        var lines = ["title: \(title)"]
        if alignment > 1 {
            lines.append("align: \(ScenarioQuantity.bytes(alignment))")
        }
        if failsAllocations {
            lines.append("fail: allocations")
        }
        if judgesDifferences {
            lines.append("judge: differences")
        }
        if repetitions > 1 {
            lines.append("repeat: \(repetitions)")
        }
        lines += operations.map(\.action.description)
        return lines.joined(separator: "\n") + "\n"
    }
}
