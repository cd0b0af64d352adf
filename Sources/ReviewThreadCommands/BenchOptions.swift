// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Benches
internal import Foundation
internal import KernelBuild
internal import Reviews

/// Which drivers are built, from which benches, and where builds are kept.
struct BenchOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Simulate this driver only. Repeatable.", valueName: "name"))
    var driver: [String] = []

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
            let status: ExitStatus =
                if case .unreadable = error { .noInput } else { .badInput }
            throw CommandFailure(status: status, message: "--bench-path \(error)")
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

    /// What builds the benches, or why nothing can be built.
    func builder(
        catalogue: BenchCatalogue, environment: [String: String]
    ) async -> TreeRequest.Builder {
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
        CacheFolder.path(cache, isOff: isCacheOff, environment)
    }
}
