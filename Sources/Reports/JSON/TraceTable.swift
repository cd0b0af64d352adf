// SPDX-License-Identifier: GPL-2.0-only

internal import GatherSimulation
internal import KernelBuild
internal import Reviews

/// The distinct traces of a review, and which run has which.
struct TraceTable {
    private struct Run: Hashable {
        let variant: VariantName
        let driver: String
        let scenario: String
    }

    /// The traces in the order in which the variants, drivers and runs come to them.
    private(set) var traces: [TraceRecord] = []

    /// The places which they name, in the order of their first use.
    private(set) var frames: [FrameRecord] = []

    private var traceIndices: [TraceRecord: Int] = [:]
    private var frameIndices: [FrameRecord: Int] = [:]
    private var runs: [Run: Int] = [:]

    init(_ comparison: TreeComparison) {
        for variant in comparison.variants {
            for driver in variant.drivers {
                for run in driver.runs {
                    let key = Run(
                        variant: variant.name, driver: driver.driver, scenario: run.run.scenario)
                    runs[key] = add(run.run.trace, driver.lines)
                }
            }
        }
    }

    /// The index of a run's trace; nil if there is no such run.
    func index(variant: VariantName, driver: String, scenario: String) -> Int? {
        runs[Run(variant: variant, driver: driver, scenario: scenario)]
    }

    private mutating func add(_ events: [TraceEvent], _ lines: SourceLines) -> Int {
        var records: [EventRecord] = []
        for event in events {
            var stack: [Int] = []
            for frame in event.stack.flatMap({ lines.frames[$0] ?? [] }) {
                stack.append(index(of: FrameRecord(frame)))
            }
            records.append(EventRecord(event, stack: stack))
        }
        let trace = TraceRecord(events: records)
        if let index = traceIndices[trace] { return index }
        traces.append(trace)
        traceIndices[trace] = traces.count - 1
        return traces.count - 1
    }

    private mutating func index(of frame: FrameRecord) -> Int {
        if let index = frameIndices[frame] { return index }
        frames.append(frame)
        frameIndices[frame] = frames.count - 1
        return frames.count - 1
    }
}
