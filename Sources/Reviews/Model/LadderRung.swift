// SPDX-License-Identifier: GPL-2.0-only

public import HunkMatching
internal import KernelBuild
internal import UnifiedDiffs

/// One patch of a series, tried on top of those before it and without those behind it.
public struct LadderRung: Hashable, Sendable {
    /// A driver with which it is otherwise than one rung below.
    public struct Change: Hashable, Sendable {
        /// The bench's name.
        public let driver: String

        /// What it came to one rung below; below the first is the tree without the series.
        public let before: Verdict

        /// What it comes to here.
        public let after: Verdict
    }

    /// The 0-based index of the patch in its proposal.
    public let index: Int

    /// The patch's subject; empty where it has none.
    public let title: String

    /// How it went on the patches before it.
    public let status: PatchOutcome.Status

    /// Whether the tree compiles with it; not tried where it, or one before it, does not apply.
    public let build: BuildReview

    /// The drivers whose programs the patch changes, by name: it cannot affect others.
    public let reached: [String]

    /// The drivers whose verdict it changes, by name.
    public let changes: [Change]

    /// The drivers that are worse than on the base here, by name.
    public let worse: [String]

    /// The measures of the tree up to here, beside the base; nil where nothing was built.
    public let standing: Standing?
}

extension VariantReview {
    /// Whether every step of the ladder applies, compiles and breaks nothing that the whole series
    /// leaves whole; nil without a ladder, and where a step was not tried.
    public var isBisectable: Bool? {
        guard !ladder.isEmpty, applies,
            ladder.allSatisfy({ $0.build.isSuccess || $0.build.isFailure })
        else { return nil }
        return bisectionFaults.isEmpty
    }

    /// What is wrong with the tree between two patches and not behind the last: where `git bisect`
    /// would stop at somebody else's bug.
    public var bisectionFaults: [Statement] {
        guard let top = ladder.last, applies, !top.build.isFailure else { return [] }
        return ladder.dropLast().compactMap { rung in
            let name = "patch \(rung.index + 1) of \(ladder.count)"
            if case .fails(let messages) = rung.build {
                let place = messages.first?.location.map { "\($0.path):\($0.line): " } ?? ""
                return Statement(
                    "\(name) does not compile without what follows it: \(place)"
                        + (messages.first?.text ?? "no message"), files(of: rung))
            }
            let broken = rung.worse.filter { !top.worse.contains($0) }
            guard !broken.isEmpty else { return nil }
            return Statement(
                "\(name) breaks \(NameList.text(broken)), which a later patch repairs",
                files(of: rung))
        }
    }

    /// The files that the patch of a rung changes.
    private func files(of rung: LadderRung) -> [Evidence] {
        patches.filter { $0.proposal == proposals.last && $0.index == rung.index }
            .flatMap(\.outcome.files).compactMap(\.path).map { path in
                .tree(variant: name, path: path.string, line: nil)
            }
    }
}
