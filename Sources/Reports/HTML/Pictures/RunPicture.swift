// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import Reviews

/// What a picture of a run shows, read off its trace: time goes down, operation by operation, and
/// IOVAs go to the right.
struct RunPicture {
    /// One operation.
    struct Step {
        /// `2  unmap 0 4p, returned 16 KiB`
        let title: String
        /// What is shown of it, from top to bottom.
        var lanes: [Lane]
        /// What was found that is about no IOVA: a crash, a lock.
        var notes: [String]
    }

    /// IOVAs in one of the states that matter.
    struct Lane {
        let kind: Kind
        let iovas: AddressRangeSet
        /// Behind the name: `3 commands`.
        var remark = ""
    }

    /// The states, each with a word of its own, since colour alone says nothing.
    enum Kind: Hashable {
        case mapped, unmapped, gathered, invalidated, over
        case defect(DefectKind)

        var name: String {
            switch self {
            case .mapped: "mapped"
            case .unmapped: "unmapped"
            case .gathered: "gathered"
            case .invalidated: "invalidated"
            case .over: "over"
            case .defect(let kind): kind.rawValue
            }
        }
    }

    /// The operations shown, with their indices in the run.
    let steps: [(index: Int, step: Step)]

    /// More operations than these are left out.
    private static let mostSteps = 12

    /// The operations of runs of one scenario that a picture shows: all, or those around the first
    /// in which something was found.
    static func shownSteps(of runs: [ScenarioRun]) -> Range<Int> {
        let count = runs.map(\.operations.count).max() ?? 0
        guard count > mostSteps else { return 0..<count }
        let first = runs.flatMap(\.findings).compactMap(\.operation).min() ?? 0
        let start = min(max(0, first - mostSteps / 2), count - mostSteps)
        return start..<(start + mostSteps)
    }

    /// Reads a run.
    ///
    /// - Parameter over: what it invalidates beyond the reference.
    init(_ run: ScenarioRun, over: AddressRangeSet, shown: Range<Int>) {
        steps = shown.filter { $0 < run.operations.count }.map { index in
            (index, Self.step(index, of: run, over: over))
        }
    }

    private static func step(_ index: Int, of run: ScenarioRun, over: AddressRangeSet) -> Step {
        let operation = run.operations[index]
        let events = run.trace.filter { $0.operation == index }
        let findings = run.findings.filter { $0.operation == index }
        var lanes: [Lane] = []
        if !operation.unmapped.isEmpty {
            lanes.append(Lane(kind: .unmapped, iovas: operation.unmapped))
        }
        if let gather = gather(in: events) { lanes.append(gather) }
        if let invalidated = invalidated(in: events) { lanes.append(invalidated) }
        let beyond = over.intersection(operation.invalidated)
        if !beyond.isEmpty { lanes.append(Lane(kind: .over, iovas: beyond)) }
        for finding in findings {
            guard let iovas = finding.kind.iovas else { continue }
            let kind = Kind.defect(DefectKind(finding.kind))
            if let same = lanes.firstIndex(where: { $0.kind == kind }) {
                var all = lanes[same].iovas
                all.formUnion(iovas)
                lanes[same] = Lane(kind: kind, iovas: all)
            } else {
                lanes.append(Lane(kind: kind, iovas: iovas))
            }
        }
        lanes.insert(Lane(kind: .mapped, iovas: operation.mapped), at: 0)
        let notes = findings.filter { $0.kind.iovas == nil }.map { Wording.finding($0.kind) }
        return Step(title: title(of: operation, index), lanes: lanes, notes: notes)
    }

    private static func title(of operation: OperationRun, _ index: Int) -> String {
        let returned: String? = operation.returned.map { value in
            switch operation.operation.action {
            case .map, .mapInPages:
                let status = Int32(truncatingIfNeeded: value)
                return status == 0 ? "done" : "failed with \(status)"
            default: return "returned \(ByteCount.text(value))"
            }
        }
        return "\(index + 1)  \(operation.operation.action)" + (returned.map { ", \($0)" } ?? "")
    }

    /// What the gather held last; nil where it was not looked at.
    private static func gather(in events: [TraceEvent]) -> Lane? {
        let held = events.compactMap { event -> (UInt64, UInt64)? in
            if case .gather(let first, let last, _) = event.kind { (first, last) } else { nil }
        }.last
        guard let (first, last) = held else { return nil }
        guard first <= last else {
            return Lane(kind: .gathered, iovas: AddressRangeSet(), remark: "nothing")
        }
        return Lane(
            kind: .gathered, iovas: AddressRangeSet([AddressRange(first: first, last: last)]))
    }

    private static func invalidated(in events: [TraceEvent]) -> Lane? {
        let commands = events.compactMap { event -> Invalidation? in
            if case .invalidation(let command, _) = event.kind { command } else { nil }
        }
        guard !commands.isEmpty else { return nil }
        let isAll = commands.contains { $0.scope == .all }
        let isComplete = events.contains { $0.kind == .completion }
        var remark = "\(commands.count)×"
        if isAll { remark += " all" }
        if !isComplete { remark += ", pending" }
        return Lane(
            kind: .invalidated, iovas: AddressRangeSet(commands.map(\.iovas)), remark: remark)
    }
}

extension RunPicture {
    /// A scale for pictures side by side. What is invalidated only in passing gets no mark of its
    /// own where there is no room.
    static func scale(of pictures: [RunPicture]) -> AddressScale? {
        var wanted: [AddressRange] = []
        var others: [AddressRange] = []
        for lane in pictures.flatMap(\.steps).flatMap(\.step.lanes) {
            switch lane.kind {
            case .mapped, .unmapped, .defect: wanted += lane.iovas.ranges
            case .gathered, .invalidated, .over: others += lane.iovas.ranges
            }
        }
        var ends = AddressRangeSet()
        for range in wanted { ends.insert(range) }
        // Ranges that touch keep their common end as a mark.
        return AddressScale(ends, others: wanted + others)
    }
}
