// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import Reports
internal import Reviews

/// `review-thread mutants`: what a clean verdict is worth.
struct MutantsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mutants",
        abstract: "Plant slips in drivers and tell which of them the scenarios see.",
        discussion: """
            Changes the unmap and sync paths of each driver in one place at a time, as a \
            programmer's slip would, builds the result and runs every scenario. What no scenario \
            sees is listed: there the driver's bench, or the scenarios, are blind.
            """)

    @Option(help: ArgumentHelp("Mutants of each driver that build.", valueName: "number"))
    var count = 10

    @Option(help: ArgumentHelp("Draw other mutants.", valueName: "number"))
    var seed: UInt64 = 1

    @OptionGroup(title: "Tree") var tree: TreeOptions
    @OptionGroup(title: "Simulation") var simulation: SimulationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if tree.tree == nil { throw ValidationError("mutants needs a tree: give it with --tree") }
        if count < 1 { throw ValidationError("--count must be at least 1") }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        try output.check()
        try InputReading.checkStandardInput(tree.files)
        guard
            let request = try await TreeRequest(tree, simulation, environment: environment)
        else { throw CommandFailure(status: .usage, message: "mutants needs a tree") }
        let review = try await ProgressLine.during(isShown: !output.quiet) {
            show throws(ReviewError) in
            try await MutationTester(request, perDriver: count, seed: seed, progress: show).test()
        }
        try output.write(
            output.json
                ? JSONReport.text(of: review)
                : MutationPage(review, style: output.style(environment: environment))
                    .text(isVerbose: output.verbose))
        let status: ExitStatus =
            review.count(.killed) + review.count(.killedByCost) + review.count(.survived) == 0
            ? .incomplete : review.count(.survived) > 0 ? .needsAttention : .ready
        throw ExitCode(status.rawValue)
    }
}
