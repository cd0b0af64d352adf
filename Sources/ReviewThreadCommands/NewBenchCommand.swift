// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Benches
internal import Foundation
internal import KernelBuild
internal import Reviews

/// `review-thread new-bench`: the beginning of a bench for a driver.
struct NewBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new-bench",
        abstract: "Write the beginning of a bench for a driver.",
        discussion: """
            Reads the driver's source, and writes a C file with what can be read off it: its \
            operations, page-table formats and leaf sizes, and the functions that it calls and \
            nobody has. docs/benches.md says how to go on; --bench-path runs the result.
            """)

    @Argument(help: ArgumentHelp("The driver: a path in the tree.", valueName: "source"))
    var source: String

    @Option(help: ArgumentHelp("The kernel tree.", valueName: "path[@rev]"))
    var tree: String

    @OptionGroup(title: "Benches") var benches: BenchOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write to a file instead of standard output; one that exists is left alone.",
            valueName: "file"))
    var output: String?

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        if let output, FileManager.default.fileExists(atPath: output) {
            throw CommandFailure(
                status: .cannotWrite, message: "\(output) exists already; name another file")
        }
        let catalogue = try benches.catalogue()
        let place = try TreeOptions.open(tree)
        var builder: KernelBuilder?
        switch await benches.builder(catalogue: catalogue, environment: environment) {
        case .ready(let ready): builder = ready
        case .missing(let why): note("the draft was not built: \(why)")
        case .notWanted: break
        }
        let result: BenchDrafter.Result
        do {
            result = try await BenchDrafter(place, catalogue: catalogue, builder: builder)
                .draft(source)
        } catch {
            throw CommandFailure(status: error.exitStatus, message: error.description)
        }
        for problem in result.problems.prefix(10) { note("the draft does not build: \(problem)") }
        try ReportFile(path: output ?? "-").write(result.draft.text)
        throw ExitCode((result.problems.isEmpty ? ExitStatus.ready : .incomplete).rawValue)
    }

    private func note(_ text: String) {
        FileHandle.standardError.write(Data("review-thread: \(text)\n".utf8))
    }
}
