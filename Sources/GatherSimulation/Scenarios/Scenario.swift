// SPDX-License-Identifier: GPL-2.0-only

/// What a driver of the kernel's IOMMU interface is asked to do, as data.
///
/// The text form is one operation a line; ``init(_:)`` describes it.
public struct Scenario: Hashable, Sendable {
    /// The name in tables, for example `disjoint-unmaps`.
    public let name: String

    /// What the scenario shows, in one sentence.
    public let title: String

    /// What is done, in order.
    public let operations: [ScenarioOperation]

    /// A scenario made by the program.
    public init(name: String, title: String, operations: [ScenarioOperation]) {
        self.name = name
        self.title = title
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

/// A call of the kernel's IOMMU interface; IOVAs count from the start of the bench's window.
public enum ScenarioAction: Hashable, Sendable {
    /// `iommu_map()` of memory that nothing else is mapped to.
    case map(iova: ScenarioQuantity, length: ScenarioQuantity)

    /// `iommu_unmap()`: the IOTLB has to be clean when it returns.
    case unmap(iova: ScenarioQuantity, length: ScenarioQuantity)

    /// `iommu_unmap_fast()`: the IOTLB has to be clean at the return of the next sync.
    case unmapFast(iova: ScenarioQuantity, length: ScenarioQuantity)

    /// `iommu_iotlb_sync()` of everything gathered since the last one.
    case sync
}

extension ScenarioAction: CustomStringConvertible {
    /// The operation as a scenario file has it, for example `unmap_fast 8p 1p`.
    public var description: String {
        switch self {
        case .map(let iova, let length): "map \(iova) \(length)"
        case .unmap(let iova, let length): "unmap \(iova) \(length)"
        case .unmapFast(let iova, let length): "unmap_fast \(iova) \(length)"
        case .sync: "sync"
        }
    }
}
