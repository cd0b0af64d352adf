// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import HunkMatching
internal import KernelBuild
internal import UnifiedDiffs

/// What came of building one variant.
struct VariantBuild {
    let draft: VariantDraft

    /// The outcome for each bench, by name.
    var outcomes: [String: BuildOutcome] = [:]

    /// Whether it compiles.
    var review: BuildReview = .notTried("no patched tree")

    /// The builds of ``VariantDraft/rungs``.
    var rungs: [VariantBuild] = []

    /// The compiler's corrections, where they are all that is wrong.
    var offeredRepair: FixItRepair?
}

/// Builds benches on variants, and tells what a patch breaks from what did not build before.
struct DriverBuilds {
    let builder: KernelBuilder
    let benches: [Bench]
    let prepared: PreparedTree
    let progress: @Sendable (ReviewProgress) -> Void

    /// Looks through the tree once for all builds.
    init(
        builder: KernelBuilder, benches: [Bench], tree: TreeSnapshot,
        progress: @escaping @Sendable (ReviewProgress) -> Void
    ) throws(ReviewError) {
        self.builder = builder
        self.benches = benches
        self.progress = progress
        do {
            prepared = try builder.prepare(tree.base, for: benches)
        } catch {
            throw .build(error)
        }
    }

    /// Builds every bench on a variant.
    ///
    /// - Parameter base: the build of the base, or nil for the base and the reference themselves:
    ///   what fails there is nobody's fault.
    func build(
        _ draft: VariantDraft, base: VariantBuild?
    ) async throws(ReviewError) -> VariantBuild {
        var build = VariantBuild(draft: draft)
        guard let tree = draft.tree else { return build }
        var reports: [UnitReport] = []
        var misfits: Set<String> = []
        let outcomes: [BuildOutcome]
        do {
            outcomes = try await builder.build(benches, on: tree, prepared: prepared) {
                [progress] step in
                progress(.building(variant: draft.name, step))
            }
        } catch {
            throw .build(error)
        }
        for (bench, outcome) in zip(benches, outcomes) {
            build.outcomes[bench.name] = outcome
            if outcome.misfit != nil { misfits.insert(bench.driver) }
            reports += outcome.units.compactMap(\.withoutErrorsOfTheBench)
                .filter { !fails($0.path, in: base?.outcomes[bench.name]) }
        }
        let (others, unchecked) = try await checkOthers(
            of: draft, base: base, built: reports, misfits: misfits)
        reports += others
        build.review = review(reports, unchecked: unchecked)
        if case .fails = build.review {
            build.offeredRepair = FixItRepair.offered(for: reports, on: tree)
        }
        return build
    }

    private func fails(_ path: String, in outcome: BuildOutcome?) -> Bool {
        outcome?.units.contains { $0.path == path && $0.verdict != .compiled } ?? false
    }

    /// Compiles the changed sources that no bench links, if they compile without the change; of
    /// drivers those whose benches do not fit.
    private func checkOthers(
        of draft: VariantDraft, base: VariantBuild?, built: [UnitReport], misfits: Set<String>
    ) async throws(ReviewError) -> (reports: [UnitReport], unchecked: [String]) {
        guard let tree = draft.tree, let below = base?.draft.tree else { return ([], []) }
        let known = Set(built.map(\.path) + benches.map(\.driver)).subtracting(misfits)
        let changed = draft.addedLines.keys.sorted().map(\.string)
            .filter { $0.hasSuffix(".c") && !known.contains($0) }
        guard !changed.isEmpty else { return ([], []) }
        do {
            let before = try await builder.check(units: changed, on: below, prepared: prepared)
            let able = before.filter { $0.verdict == .compiled || $0.verdict == .absent }.map(
                \.path)
            let reports = try await builder.check(units: able, on: tree, prepared: prepared)
            return (reports, changed.filter { !able.contains($0) })
        } catch {
            throw .build(error)
        }
    }

    /// The driver behind a bench, which includes it; other units as they are.
    private func sourcePath(_ path: String) -> String {
        benches.first { path == "bench/\($0.file.name)" }?.driver ?? path
    }

    private func review(_ reports: [UnitReport], unchecked: [String]) -> BuildReview {
        var messages: [CompilerMessage] = []
        var refusals: [String] = []
        for report in reports {
            switch report.verdict {
            case .compiled, .absent: continue
            case .failed(let all):
                for message in all where message.isError && !messages.contains(message) {
                    messages.append(message)
                }
            case .refused(let refusal, _):
                refusals.append("\(sourcePath(report.path)) \(refusal.words)")
            case .cutOff(let cutOff): refusals.append("\(sourcePath(report.path)) \(cutOff.words)")
            case .compilerBroke(let words):
                refusals.append("\(report.path): the compiler broke: \(words)")
            }
        }
        if !messages.isEmpty { return .fails(messages) }
        if let first = refusals.first { return .refused(first) }
        return .compiles(unchecked: unchecked)
    }
}

extension CompilerMessage {
    /// Whether there is no object because of it.
    fileprivate var isError: Bool { severity == .error || severity == .fatal }
}

extension UnitReport {
    /// The report without errors in the bench's own lines: where these are all there are, the bench
    /// does not fit the tree, which is not the patch's fault. Nil if nothing is left.
    fileprivate var withoutErrorsOfTheBench: UnitReport? {
        guard case .failed(let messages) = verdict else { return self }
        let others = messages.filter { $0.location?.origin != .bench }
        guard others.contains(where: \.isError) else { return nil }
        return UnitReport(path: path, verdict: .failed(others), isFromCache: isFromCache)
    }
}

extension BuildOutcome {
    /// What the compiler says against the bench alone, where nothing else keeps it from an object:
    /// a name that the bench uses is gone, or the driver's file is.
    var misfit: CompilerMessage? {
        for unit in units {
            guard case .failed(let messages) = unit.verdict else { continue }
            let errors = messages.filter(\.isError)
            if let first = errors.first, errors.allSatisfy({ $0.location?.origin == .bench }) {
                return first
            }
        }
        return nil
    }

}

extension CutOff {
    /// Which limit ended the compiler or linker, behind the name of its file.
    var words: String {
        switch self {
        case .processorTime: "takes the compiler too much processor time"
        case .wallTime: "takes the compiler too long"
        case .memory: "takes the compiler too much memory"
        case .output: "makes the compiler write too much"
        }
    }
}

extension Refusal {
    /// What keeps the code from being run, behind the name of its file.
    var words: String {
        switch self {
        case .inlineAssembly: "has inline assembly, which the sandbox does not run"
        case .linkerInstruction: "gives instructions to the linker"
        case .symbolName: "has a symbol whose name is no C name"
        case .reservedSection: "puts something into a section that tools read by name"
        case .imageSize: "needs more memory than the sandbox has"
        case .hostSymbols: "calls too many functions that are not there"
        case .deviceModel: "changes what its device does"
        case .duplicateFunction: "defines a function that the kernel has already"
        }
    }
}
