// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Benches
internal import Foundation
internal import GatherSimulation
internal import KernelBuild
internal import Reviews

/// What is run, and where builds are kept.
struct SimulationOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Simulate this driver only. Repeatable.", valueName: "name"))
    var driver: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Run this scenario only: a name, or a file. Repeatable.", valueName: "name"))
    var scenario: [String] = []

    @Flag(name: .customLong("no-simulate"), help: "Apply only; compile and run nothing.")
    var isSimulationOff = false

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A folder with further benches and scenarios. Repeatable.", valueName: "folder"))
    var benchPath: [String] = []

    @Option(
        help: ArgumentHelp(
            "Where builds are kept (default: review-thread in $XDG_CACHE_HOME or ~/.cache).",
            valueName: "folder"))
    var cache: String?

    @Flag(name: .customLong("no-cache"), help: "Keep no builds, and use none.")
    var isCacheOff = false

    @Option(
        help: ArgumentHelp(
            "Compilations at a time (default: one a processor).", valueName: "number"))
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
        if cache != nil, isCacheOff {
            throw ValidationError("--cache and --no-cache exclude each other")
        }
    }

    /// The program's benches with those of `--bench-path` over them.
    func catalogue() throws(CommandFailure) -> BenchCatalogue {
        do {
            return try BenchCatalogue(folders: benchPath)
        } catch {
            throw CommandFailure(status: .badInput, message: "\(error)")
        }
    }

    /// The drivers to simulate; nil for all.
    func drivers(of catalogue: BenchCatalogue) throws(CommandFailure) -> Set<String>? {
        guard !driver.isEmpty else { return nil }
        for name in driver where catalogue.bench(named: name) == nil {
            let known = catalogue.benches.map(\.name).joined(separator: ", ")
            throw CommandFailure(
                status: .usage,
                message: "--driver \(name): there is no such bench; there are \(known)")
        }
        return Set(driver)
    }

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

    /// What builds the benches, or why nothing can be built.
    func builder(
        catalogue: BenchCatalogue, environment: [String: String]
    ) async -> TreeRequest.Builder {
        guard !isSimulationOff else { return .notWanted }
        let folder = cacheFolder(environment)
        do {
            let toolchain = try await Toolchain.find(
                searchPath: environment["PATH"] ?? "/usr/bin:/bin", cacheFolder: folder)
            return .ready(
                try KernelBuilder(
                    toolchain: toolchain, catalogue: catalogue, cacheFolder: folder,
                    temporaryFolder: environment["TMPDIR"] ?? "/tmp",
                    jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount))
        } catch {
            return .missing("\(error)")
        }
    }

    /// The folder for builds; nil for none.
    private func cacheFolder(_ environment: [String: String]) -> String? {
        if isCacheOff { return nil }
        if let cache { return URL(fileURLWithPath: cache).path }
        if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
            return base + "/review-thread"
        }
        return environment["HOME"].map { $0 + "/.cache/review-thread" }
    }
}
