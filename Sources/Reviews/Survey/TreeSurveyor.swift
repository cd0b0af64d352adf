// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import HunkMatching
internal import KernelBuild

/// Asks each driver of a tree how it uses the gather.
public struct TreeSurveyor: Sendable {
    private let request: TreeRequest
    private let progress: @Sendable (ReviewProgress) -> Void

    /// Sets up; `progress` is called from time to time, possibly from several threads.
    public init(
        _ request: TreeRequest, progress: @escaping @Sendable (ReviewProgress) -> Void = { _ in }
    ) {
        self.request = request
        self.progress = progress
    }

    /// Builds every bench on the tree, with the request's patches, and runs what was built.
    ///
    /// - Throws: ``ReviewError``
    public func survey() async throws(ReviewError) -> TreeSurvey {
        let layered = try LayeredTree(
            request.tree, reverts: request.reverts, unders: request.unders)
        let draft = VariantDraft.base(layered)
        guard let tree = draft.tree else { throw .noSimulation("the patches do not apply") }
        let available = try request.availability(on: tree)
        let benches = request.benches(available)
        let builder: KernelBuilder
        switch request.builder {
        case .ready(let ready): builder = ready
        case .missing(let why): throw .noSimulation(why)
        case .notWanted: throw .noSimulation("--no-simulate was given")
        }
        let build = try await DriverBuilds(
            builder: builder, benches: benches, tree: layered.reference, progress: progress
        ).build(draft, base: nil)
        let drivers = try await available.mapInParallel(
            tasks: builder.jobs,
            progress: { [progress] done in
                progress(.simulating(done: done, total: available.count))
            },
            { driver throws(ReviewError) in
                let bench = benches.first { $0.name == driver.driver }
                return try await surveyed(driver, bench, build, builder)
            })
        return TreeSurvey(tree: try layered.review(), drivers: drivers)
    }

    private func surveyed(
        _ driver: DriverAvailability, _ bench: Bench?, _ build: VariantBuild,
        _ builder: KernelBuilder
    ) async throws(ReviewError) -> SurveyedDriver {
        func result(
            _ result: SurveyedDriver.Result, _ lines: SourceLines = SourceLines(frames: [:])
        ) -> SurveyedDriver {
            SurveyedDriver(
                driver: driver.driver, path: driver.path, isInTree: driver.obstacle == nil,
                result: result, lines: lines)
        }
        guard let bench else { return result(.notRun(driver.obstacle ?? "there is no bench")) }
        guard let executable = build.outcomes[bench.name]?.executable else {
            return result(.notRun(build.obstacle(to: bench)))
        }
        let survey = Simulation.survey(
            image: executable.elf, hostSymbols: executable.hostSymbols, bench: bench,
            limits: request.limits)
        do {
            return result(
                .seen(survey), try await builder.sourceLines(of: survey.addresses, in: executable))
        } catch {
            throw .build(error)
        }
    }
}

extension DriverSurvey {
    /// Every program counter that a report may have to name.
    fileprivate var addresses: [UInt64] {
        (filled?.stack ?? []) + fieldsRead.flatMap(\.stack) + atUnmap.stack + inSync.stack
            + outcome.stack
    }
}
