// SPDX-License-Identifier: GPL-2.0-only

internal import ArgumentParser
internal import Foundation
internal import HunkMatching
internal import Mail
internal import Proposals
internal import Reports
internal import Reviews

/// `review-thread apply`: each hunk of each proposal on one or several trees.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Tell where each hunk applies, on several trees at once, and why it does not.")

    @Argument(
        help: ArgumentHelp("Mailboxes, messages or diffs; - is standard input.", valueName: "input")
    )
    var inputs: [String]

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A source folder, or a git repository (at HEAD without a revision). Repeatable.",
            valueName: "path[@rev]"))
    var tree: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Try this proposal only, as P1. Repeatable.", valueName: "label"))
    var proposal: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Put patches under every proposal. Repeatable.", valueName: "file[#n/m]")
    )
    var under: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Take a patch out of every tree first. Repeatable.", valueName: "file[#n/m]"))
    var revert: [String] = []

    @Option(
        help: ArgumentHelp(
            "Lines of context before and after a change that have to match, as git apply -C "
                + "(default: all).", valueName: "lines"))
    var fuzz: Int?

    @Flag(
        name: .customLong("3way"),
        help: """
            Merge a patch that does not apply by three ways, as git am --3way, where the repository \
            has the versions of the files that it was made on.
            """)
    var mergesThreeWays = false

    @Flag(help: "Print the patches as mail for git am, written anew for the best tree.")
    var emit = false

    @Option(
        help: ArgumentHelp(
            "Compare with what was merged as this commit of the first tree.", valueName: "commit"))
    var merged: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Look in the history of this branch or tag of the first tree for the commit that the "
                + "patches were made on, and for those that they stand on. Repeatable.",
            valueName: "revision"))
    var baseIn: [String] = []

    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if tree.isEmpty { throw ValidationError("apply needs a tree: give it with --tree") }
        if let fuzz, fuzz < 0 { throw ValidationError("--fuzz must be at least 0") }
        if emit, output.json { throw ValidationError("--emit and --json exclude each other") }
    }

    func run() async throws {
        try output.check()
        try InputReading.checkStandardInput(inputs + under + revert)
        let posted = try await ApplyInput(inputs, labels: proposal)
        let trees = try tree.map(TreeOptions.open)
        var trier = TreeTrier()
        trier.unders = try TreeOptions.layers(under)
        trier.reverts = try TreeOptions.layers(revert)
        trier.leastContext = fuzz
        trier.isMerging = mergesThreeWays
        if mergesThreeWays, !trees.contains(where: { $0 is GitTree }) {
            throw CommandFailure(
                status: .usage,
                message: "--3way needs a git repository as a tree: it has the files' versions")
        }
        var reviews: [ApplyReview] = []
        do {
            for subject in posted.subjects {
                let trials = try await trials(of: subject, on: trees, with: trier)
                reviews.append(
                    ApplyReview(
                        label: subject.label, titles: subject.patches.map(\.title),
                        trials: trials, merged: try comparison(subject, trees, trier),
                        bases: try bases(subject, trees, trier),
                        prerequisites: try prerequisites(subject, posted, trees, trier)))
            }
        } catch let error as ReviewError {
            throw CommandFailure(status: error.exitStatus, message: error.description)
        }
        try output.write(
            emit
                ? try mail(posted, reviews, trees, trier)
                : output.json
                    ? JSONReport.text(of: reviews)
                    : ApplyPage(
                        reviews,
                        style: output.style(environment: ProcessInfo.processInfo.environment)
                    ).text(isVerbose: output.verbose))
        let isReady = reviews.contains { review in
            review.trials.contains { $0.status.isInTree }
        }
        throw ExitCode((isReady ? ExitStatus.ready : .needsAttention).rawValue)
    }

    /// One task a tree.
    private func trials(
        of subject: ApplyReview.Subject, on trees: [any SourceTree], with trier: TreeTrier
    ) async throws -> [TreeTrial] {
        try await withThrowingTaskGroup(of: (Int, TreeTrial).self) { group in
            for (index, tree) in trees.enumerated() {
                group.addTask { (index, try trier.trial(of: subject, on: tree)) }
            }
            var found: [(Int, TreeTrial)] = []
            for try await trial in group { found.append(trial) }
            return found.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func comparison(
        _ subject: ApplyReview.Subject, _ trees: [any SourceTree], _ trier: TreeTrier
    ) throws -> MergedComparison? {
        guard let merged else { return nil }
        guard let tree = trees.first as? GitTree else {
            throw CommandFailure(
                status: .usage, message: "--merged needs a git repository as the first tree")
        }
        return try trier.comparison(of: subject, withCommit: merged, in: tree)
    }

    private func bases(
        _ subject: ApplyReview.Subject, _ trees: [any SourceTree], _ trier: TreeTrier
    ) throws -> [FoundBase] {
        guard !baseIn.isEmpty else { return [] }
        guard let tree = trees.first as? GitTree else {
            throw CommandFailure(
                status: .usage, message: "--base-in needs a git repository as the first tree")
        }
        return try trier.bases(of: subject, in: tree, revisions: baseIn)
    }

    private func prerequisites(
        _ subject: ApplyReview.Subject, _ posted: ApplyInput, _ trees: [any SourceTree],
        _ trier: TreeTrier
    ) throws -> Prerequisites? {
        guard !baseIn.isEmpty, let tree = trees.first as? GitTree else { return nil }
        return try trier.prerequisites(
            of: subject, among: posted.all, in: tree, revisions: baseIn)
    }

    /// The mail of the first proposal, for the tree that it fits best.
    private func mail(
        _ posted: ApplyInput, _ reviews: [ApplyReview], _ trees: [any SourceTree],
        _ trier: TreeTrier
    ) throws -> String {
        guard posted.subjects.count == 1, let subject = posted.subjects.first else {
            throw CommandFailure(
                status: .usage,
                message: "--emit writes one proposal; name it with --proposal: "
                    + posted.subjects.map(\.label).joined(separator: ", "))
        }
        guard let best = reviews.first?.best,
            let diffs = try trier.diffs(of: subject, on: trees[best])
        else {
            throw CommandFailure(
                status: .badLayer,
                message: "\(subject.label) does not apply to any tree; nothing is written")
        }
        return String(decoding: posted.mail(diffs), as: UTF8.self)
    }
}
