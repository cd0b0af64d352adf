// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Benches
internal import Foundation
internal import GatherSimulation

/// What is run, on which drivers.
struct SimulationOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Run this scenario only: a name, or a file. Repeatable.", valueName: "name"))
    var scenario: [String] = []

    @Flag(name: .customLong("no-simulate"), help: "Apply only; compile and run nothing.")
    var isSimulationOff = false

    @OptionGroup var benches: BenchOptions

    @Flag(
        help: ArgumentHelp(
            "Also report what hangs on memory that was allocated and never written: three times "
                + "the work."))
    var uninitialised = false

    /// The scenarios to run.
    func scenarios(of catalogue: BenchCatalogue) throws(CommandFailure) -> [Scenario] {
        var scenarios: [Scenario] = []
        do {
            guard !scenario.isEmpty else {
                return try catalogue.scenarios.map { try Scenario($0) }
            }
            for name in scenario {
                if let file = catalogue.scenario(named: name) {
                    scenarios.append(try Scenario(file))
                } else if FileManager.default.fileExists(atPath: name) {
                    let title = URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent
                    scenarios.append(
                        try Scenario(
                            name: title, path: name, bytes: try InputReading.bytes(of: name)))
                } else {
                    let known = catalogue.scenarios.map(\.name).joined(separator: ", ")
                    throw CommandFailure(
                        status: .usage,
                        message: "--scenario \(name): no such scenario or file; there are \(known)")
                }
            }
            return scenarios
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            // A scenario may have several mistakes, a line each.
            let mistakes = "\(error)".split(separator: "\n")
            let more = mistakes.count > 1 ? " (and \(mistakes.count - 1) more)" : ""
            throw CommandFailure(status: .badInput, message: "\(mistakes.first ?? "")\(more)")
        }
    }
}
