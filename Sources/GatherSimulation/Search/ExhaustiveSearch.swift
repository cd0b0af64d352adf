// SPDX-License-Identifier: GPL-2.0-only

public import Benches

/// Runs every sequence of a few maps, unmaps and syncs in a small window, and keeps the shortest
/// that show a defect.
///
/// The window has two places for the smallest leaf, one behind the other, and one place from the
/// same IOVA on for each larger leaf: enough for neighbours, for parts of larger leaves, and for a
/// table where a leaf was. A sequence does only what callers may do: it maps what is not mapped and
/// waits for no sync, and unmaps what is mapped. Sequences are tried by their length, and among
/// equals by the size of their leaves, so that the first that shows a defect is the smallest.
public struct ExhaustiveSearch: Sendable {
    private let window: ScenarioWindow
    private let leafSizes: [UInt64]
    private let bounds: SearchBounds
    private let limits: SimulationLimits

    /// A search in the window of a bench.
    public init(
        bench: Bench, bounds: SearchBounds = SearchBounds(),
        limits: SimulationLimits = SimulationLimits()
    ) {
        self.init(
            window: ScenarioWindow(bench), leafSizes: bench.leafSizes, bounds: bounds,
            limits: limits)
    }

    /// A search where `window` says.
    ///
    /// - Parameter leafSizes: The sizes of a leaf in bytes, ascending; the first one is the page.
    public init(
        window: ScenarioWindow, leafSizes: [UInt64], bounds: SearchBounds = SearchBounds(),
        limits: SimulationLimits = SimulationLimits()
    ) {
        self.window = window
        self.leafSizes = leafSizes.filter { $0 <= bounds.largestLeaf }
        self.bounds = bounds
        self.limits = limits
    }

    /// Searches a program.
    ///
    /// - Parameter reference: A program that does the same operations beside it: a defect that it
    ///   shows as well is no counterexample, and the search goes on behind it.
    /// - Parameter progress: Called with the number of sequences tried, every hundred of them.
    public func run(
        _ program: SearchProgram, reference: SearchProgram? = nil,
        progress: (Int) -> Void = { _ in }
    ) -> SearchResult {
        do throws(BootFailure) {
            let subject = try boot(program)
            let other: BootedBench?
            if let reference {
                other = try boot(reference)
            } else {
                other = nil
            }
            var walk = SequenceWalk(
                subject: subject, reference: other, actions: actions,
                alignment: leafSizes.last ?? 1, watched: watched, bounds: bounds)
            return walk.run(progress)
        } catch {
            return SearchResult(
                sequences: 0, isComplete: false, endings: [], counterexamples: [],
                obstacle: error.outcome)
        }
    }

    private func boot(_ program: SearchProgram) throws(BootFailure) -> BootedBench {
        try BootedBench(
            image: program.image, symbols: program.hostSymbols, window: window, limits: limits)
    }

    /// Small leaves first.
    private var actions: [ScenarioAction] {
        guard let page = leafSizes.first else { return [] }
        let places =
            [
                (ScenarioQuantity.bytes(0), ScenarioQuantity.bytes(page)),
                (.bytes(page), .bytes(page)),
            ]
            + leafSizes.dropFirst().map { (.bytes(0), .bytes($0)) }
        return places.map { .map(iova: $0, length: $1) }
            + places.map { .unmap(iova: $0, length: $1) }
            + places.map { .unmapFast(iova: $0, length: $1) } + [.sync]
    }

    /// The window from the first multiple of the largest leaf, and a page behind it.
    private var watched: AddressRangeSet {
        let size = leafSizes.last ?? window.pageSize
        let (sum, overflow) = window.iovaBase.addingReportingOverflow(size - 1)
        guard !overflow else { return AddressRangeSet() }
        return AddressRangeSet(
            [AddressRange(first: sum & ~(size - 1), byteCount: size + 2 * window.pageSize)]
                .compactMap { $0 })
    }
}
