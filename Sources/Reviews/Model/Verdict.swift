// SPDX-License-Identifier: GPL-2.0-only

public import GatherSimulation

/// What one run, or all runs of a driver, come to: the word in a table's cell.
///
/// Ordered from best to worst; what is not known stands between what is clean and what is wrong,
/// since a defect that was seen outweighs what was not.
public enum Verdict: Hashable, Sendable {
    /// Nothing wrong, nothing too much.
    case clean

    /// Nothing wrong, but so many bytes of IOVA were invalidated beyond what the reference
    /// invalidates.
    case over(byteCount: UInt64)

    /// Nothing was run, and why.
    case notSimulated(String)

    /// A limit was reached.
    case outOfBudget(String)

    /// It needs something that is not modelled.
    case notModelled(String)

    /// Our own defect.
    case simulatorFault(String)

    /// Wrong: the worst of the defects, with the number of bytes of IOVA concerned, where it is
    /// about IOVAs.
    case defect(DefectKind, byteCount: UInt64?)

    /// Reads the verdict off a run.
    ///
    /// - Parameter overInvalidated: what it invalidates beyond the reference.
    public init(_ run: ScenarioRun, overInvalidated: AddressRangeSet = AddressRangeSet()) {
        let defects = run.findings.map { finding in
            Verdict.defect(DefectKind(finding.kind), byteCount: finding.kind.iovas?.byteCount)
        }
        let ending: Verdict =
            switch run.outcome {
            case .completed, .crashed:
                overInvalidated.isEmpty ? .clean : .over(byteCount: overInvalidated.byteCount)
            case .notModelled(let name, _): .notModelled(name)
            case .outOfBudget(let what, _): .outOfBudget(what)
            case .simulatorFault(let what): .simulatorFault(what)
            case .setupFailed(let what): .notSimulated("the bench could not be set up: \(what)")
            }
        self = defects.reduce(ending) { max($0, $1) }
    }

    /// Whether something is wrong with the code under test.
    public var isDefect: Bool {
        if case .defect = self { true } else { false }
    }

    /// Whether a limit was reached: an endless loop looks like this.
    public var isOutOfBudget: Bool {
        if case .outOfBudget = self { true } else { false }
    }

    /// Whether the code under test was seen to do its work to the end.
    public var isKnown: Bool {
        switch self {
        case .clean, .over, .defect: true
        case .notSimulated, .outOfBudget, .notModelled, .simulatorFault: false
        }
    }
}

extension Verdict: Comparable {
    private var order: (Int, Int, UInt64) {
        switch self {
        case .clean: (0, 0, 0)
        case .over(let byteCount): (1, 0, byteCount)
        case .notSimulated: (2, 0, 0)
        case .outOfBudget: (3, 0, 0)
        case .notModelled: (4, 0, 0)
        case .simulatorFault: (5, 0, 0)
        case .defect(let kind, let byteCount): (6, kind.rank, byteCount ?? 0)
        }
    }

    /// Better before worse.
    public static func < (left: Verdict, right: Verdict) -> Bool { left.order < right.order }
}

/// The kinds of defects, as a table names them; least grave first.
public enum DefectKind: String, Hashable, Sendable, CaseIterable {
    /// Unmapping returned a number of bytes that it may not.
    case wrongReturn = "wrong return"
    /// The driver and its device do not agree on what is mapped where, or the scenario expects
    /// something else.
    case disagreement
    /// The kernel warned about itself, or printed an error that it did not print before.
    case warning
    /// Mapping failed, mapped something else, or left something behind.
    case mapping
    /// The page table still holds what is reported as unmapped.
    case stillMapped = "still mapped"
    /// A page table was freed while the device's walk may still use it.
    case freedEarly = "freed early"
    /// Invalidated, but not known to be complete at the return.
    case unsynced
    /// Never invalidated.
    case stale
    /// A lock was taken twice or kept, or code slept that must not.
    case locking
    /// Memory was freed wrongly, the device was led to where there is none, or what the code does
    /// hangs on memory that nobody wrote.
    case memory
    /// The kernel died.
    case crash

    /// The kind of a finding.
    public init(_ kind: FindingKind) {
        self =
            switch kind {
            case .stale, .staleInATC: .stale
            case .unsynced: .unsynced
            case .stillMapped: .stillMapped
            case .notMapped, .wrongTranslation, .lostMapping, .mapFailed, .leftBehind: .mapping
            case .disagreement, .unmetExpectation: .disagreement
            case .locking: .locking
            case .wrongReturn: .wrongReturn
            case .warning, .complaint: .warning
            case .crash: .crash
            case .freedTooEarly: .freedEarly
            case .wildDeviceAccess, .badFree, .uninitialised: .memory
            }
    }

    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
