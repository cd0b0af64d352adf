// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import GatherSimulation
internal import Reports
internal import Reviews

/// `review-thread simulate`: patches on a tree, without any mail around them.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run drivers with and without some patches.",
        discussion: """
            Puts the patches on top of each other and on --under, builds each driver that has a \
            bench, and runs the scenarios. Without a patch the tree itself is run. The exit status \
            is 1 if the patches make a driver worse than it is without them, and of a tree alone \
            if a driver has a defect.

            With --exhaustive no scenario is run, but every short sequence of operations; with \
            patches only defects that the tree does not have without them are shown. What is \
            printed can be saved, from its title: on, and be run by --scenario.
            """)

    @Argument(
        help: ArgumentHelp(
            "Patches: diffs or mail, FILE#N/M for one of a series.", valueName: "patch"))
    var patches: [String] = []

    @Flag(help: "Show what happened in each run, event by event.")
    var trace = false

    @Flag(
        help: ArgumentHelp(
            "Tell no findings, but how long each bench takes: to build with nothing known, to build "
                + "again, and to run."))
    var timings = false

    @OptionGroup var search: SearchOptions
    @OptionGroup(title: "Tree") var tree: TreeOptions
    @OptionGroup(title: "Simulation") var simulation: SimulationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if search.exhaustive != nil, !simulation.scenario.isEmpty || trace {
            throw ValidationError("--exhaustive goes without --scenario and --trace")
        }
        if timings, !patches.isEmpty || search.exhaustive != nil || trace || output.json {
            throw ValidationError(
                "--timings goes without patches, --exhaustive, --trace and --json")
        }
        if tree.tree == nil { throw ValidationError("simulate needs a tree: give it with --tree") }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        try output.check()
        try InputReading.checkStandardInput(patches + tree.files)
        let files = try TreeOptions.layers(patches)
        guard
            let request = try await TreeRequest(tree, simulation, environment: environment)
        else { throw CommandFailure(status: .usage, message: "simulate needs a tree") }
        if timings {
            let start = ContinuousClock.now
            let times = try await ProgressLine.during(isShown: !output.quiet) {
                show throws(ReviewError) in
                try await BenchTimer(request, now: { start.duration(to: .now) }, progress: show)
                    .measure()
            }
            try output.write(
                TimesPage(times, style: output.style(environment: environment)).text)
            throw ExitCode(
                (times.contains { $0.obstacle == nil } ? ExitStatus.ready : .incomplete).rawValue)
        }
        if let bounds = search.bounds {
            let result = try await ProgressLine.during(isShown: !output.quiet) {
                show throws(ReviewError) in
                try await TreeSearcher(request, bounds: bounds, progress: show).search(files)
            }
            try output.write(
                output.json ? JSONReport.text(of: result) : SearchReport(result).text)
            throw ExitCode(status(of: result).rawValue)
        }
        let comparison = try await ProgressLine.during(isShown: !output.quiet) {
            show throws(ReviewError) in
            try await TreeReviewer(request, progress: show).compare(files)
        }
        try output.write(
            output.json
                ? JSONReport.text(of: comparison)
                : ComparisonReport(comparison, style: output.style(environment: environment))
                    .text(isVerbose: output.verbose, hasTrace: trace))
        throw ExitCode(status(of: comparison).rawValue)
    }

    /// Ready where everything was tried and nothing found.
    private func status(of search: TreeSearch) -> ExitStatus {
        if search.drivers.contains(where: { $0.result?.counterexamples.isEmpty == false }) {
            return .needsAttention
        }
        let isComplete = !search.drivers.isEmpty && search.drivers.allSatisfy(\.isComplete)
        return isComplete ? .ready : .incomplete
    }

    /// Ready where everything ran and the patches make nothing worse than the base; a tree alone
    /// counts for itself.
    private func status(of comparison: TreeComparison) -> ExitStatus {
        guard let last = comparison.variants.last, comparison.notSimulated == nil else {
            return .incomplete
        }
        guard last.applies, !last.build.isFailure else { return .needsAttention }
        let isWorse =
            patches.isEmpty
            ? last.drivers.contains { $0.verdict.isDefect }
            : last.drivers.contains(where: \.isWorseThanBase)
        if isWorse { return .needsAttention }
        return last.drivers.allSatisfy { $0.verdict.isKnown } ? .ready : .incomplete
    }
}
