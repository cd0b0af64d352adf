// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import KernelBuild
internal import Mail
internal import MailThreads
internal import Proposals

/// Who has to do what before the best proposal can be applied.
struct NextSteps {
    let proposals: [Proposal]
    let trailers: [PlacedTrailer]
    let variant: VariantReview
    let best: RankedVariant

    /// The drivers that are broken on the base and that some variant repairs.
    let goals: Set<String>

    /// What keeps the best proposal from being applied, as steps to take.
    var obstacles: [Statement] {
        let labels = variant.proposals
        let parts = labels.compactMap { label in proposals.first { $0.label == label } }
        guard let last = parts.last, let first = parts.first else { return [] }
        let author = last.first.sender.displayName
        let line = last.first.bodyLines.lowerBound
        let proof = Evidence.message(
            last.first.message, bodyLine: line, inputLine: last.first.inputLine(of: line))
        var steps: [Statement] = []
        if variant.isInTree {
            return [
                Statement(
                    "Nothing to do: the tree has it. Give the tree that it was made for to see more.",
                    [proof])
            ]
        }
        if best.standing.conflicts > 0 {
            steps.append(
                Statement(
                    variant.isCutOff
                        ? "Ask \(author) to send \(best.variant) again: the mail breaks off in a hunk."
                        : variant.leavesTree
                            ? "Do not apply \(best.variant) by other means: it names files outside of "
                                + "the tree."
                            : "Ask \(author) to rebase \(best.variant), or give the tree that it was "
                                + "made for.", [proof]))
        } else if best.standing.failsToBuild {
            steps.append(Statement("Ask \(author) to repair \(best.variant).", [proof]))
        }
        if parts.count > 1 {
            steps.append(
                Statement(
                    "Ask \(first.first.sender.displayName) for a new revision of \(first.label) "
                        + "with \(labels.dropFirst().joined(separator: " and ")) in it.", [proof]))
        } else if !last.patches.allSatisfy(\.isSignedOff) {
            steps.append(
                Statement(
                    "Ask \(author) to post \(last.label) as a patch: it is \(last.form.withArticle) "
                        + "without Signed-off-by.", [proof]))
        }
        for fix in variant.fixIts {
            steps.append(
                Statement(
                    "\(last.label) does not compile as posted; the compiler's own correction of "
                        + "\(fix.path):\(fix.line) is: \(fix.afterText)",
                    [proof, .tree(variant: variant.name, path: fix.path, line: fix.line)]))
        }
        if last.isIncomplete {
            steps.append(
                Statement(
                    "Find the rest of \(last.label): \(last.patches.count) of "
                        + "\(last.announcedCount) patches are here.", [proof]))
        }
        for fault in variant.bisectionFaults.prefix(1) {
            steps.append(
                Statement(
                    "Ask \(author) for a series that can be bisected: \(fault.text).",
                    [proof] + fault.evidence))
        }
        return steps + defects
    }

    /// What it breaks, and what it does not repair though a rival does.
    private var defects: [Statement] {
        let broken = variant.drivers.filter { $0.hangs || !$0.newDefects.isEmpty }
        let old = variant.drivers.filter { driver in
            driver.hasOldDefect && goals.contains(driver.driver)
                && !broken.contains { $0.driver == driver.driver }
        }
        let parts = [("breaks", broken), ("does not repair", old)].filter { !$0.1.isEmpty }.map {
            "\($0) \(NameList.text($1.map { "\($0.driver) (\($0.verdict.words))" }))"
        }
        guard !parts.isEmpty else { return [] }
        return [
            Statement(
                "Hold \(best.variant) back: it \(parts.joined(separator: ", and ")).",
                best.reasons.flatMap(\.evidence))
        ]
    }

    /// Tags that were given for another proposal than the best one have to be asked for again.
    var tags: [Statement] {
        let others = trailers.filter { placed in
            guard let label = placed.proposal, placed.trailer.isEndorsement else { return false }
            return !variant.proposals.contains(label)
        }
        guard !others.isEmpty else { return [] }
        let tags = others.map {
            "\($0.trailer.name) \($0.giver.displayName) (\($0.proposal ?? ""))"
        }
        return [
            Statement(
                "Do not carry over \(tags.joined(separator: ", ")) to \(variant.name): "
                    + "given for another proposal.",
                others.map {
                    .message(
                        $0.trailer.message, bodyLine: $0.trailer.line, inputLine: $0.inputLine)
                })
        ]
    }
}

extension ProposalForm {
    /// The form as a sentence needs it.
    fileprivate var withArticle: String {
        switch self {
        case .inlineDiff, .attachment: "an \(rawValue)"
        case .patch, .scissorsDiff, .bareHunk, .quoted: "a \(rawValue)"
        }
    }
}

extension VariantReview {
    /// Whether a hunk ends before the last line that its header counts.
    fileprivate var isCutOff: Bool {
        patches.flatMap(\.outcome.files).flatMap(\.hunks).contains { hunk in
            guard case .conflict(let conflict) = hunk.verdict else { return false }
            return conflict.reason == .brokenOff
        }
    }

    /// Whether a patch of it names a file that no patch may touch.
    fileprivate var leavesTree: Bool {
        patches.contains { patch in
            patch.outcome.files.contains { file in
                if case .pathRefused = file.problem { true } else { false }
            }
        }
    }
}

extension FixItRepair.Change {
    /// The corrected line without its indentation.
    var afterText: String {
        String(after.drop { $0 == " " || $0 == "\t" })
    }
}

extension Trailer {
    /// Whether it speaks for a patch: a test, a review, an acknowledgement, given without
    /// conditions.
    var isEndorsement: Bool {
        guard case .given = meaning else { return false }
        return [.ackedBy, .reviewedBy, .testedBy].contains(kind)
    }
}
