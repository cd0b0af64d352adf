// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import GitObjects
internal import HunkMatching
public import Reviews
internal import UnifiedDiffs

extension JSONReport {
    /// Proposals on trees, as a document.
    public static func text(of reviews: [ApplyReview]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return JSONLayout.lines(
                of: try encoder.encode(ApplyDocument(reviews)))
        } catch {
            preconditionFailure("records hold strings, integers and truth values only: \(error)")
        }
    }
}

/// The document of `review-thread apply --json`.
struct ApplyDocument: Codable, Hashable {
    /// Always `"review-thread-apply"`.
    let format: String

    /// The version of the format, 1.
    let version: Int

    /// The proposals, or the files with diffs, in the order of the input.
    let proposals: [ApplyRecord]

    init(_ reviews: [ApplyReview]) {
        format = "review-thread-apply"
        version = 1
        proposals = reviews.map(ApplyRecord.init)
    }
}

/// One proposal on several trees.
struct ApplyRecord: Codable, Hashable {
    /// What reports call it, and the titles of its patches.
    let label: String
    let titles: [String]

    /// The trees in the order in which they were named.
    let trees: [TrialRecord]

    /// The index of the tree that fits best.
    let best: Int?

    /// The posted patches against the commit that was made of them.
    let merged: MergedRecord?

    /// The commits that the patches may have been made on.
    let bases: [BaseRecord]

    /// The patches that these stand on.
    let prerequisites: PrerequisitesRecord?

    init(_ review: ApplyReview) {
        label = review.label
        titles = review.titles
        best = review.best
        trees = review.trials.indices.map { index in
            let trial = review.trials[index]
            return TrialRecord(
                trial,
                reason: review.best.flatMap { best in
                    index == best ? nil : trial.effort.reason(against: review.trials[best].effort)
                })
        }
        merged = review.merged.map(MergedRecord.init)
        bases = review.bases.map(BaseRecord.init)
        prerequisites = review.prerequisites.map(PrerequisitesRecord.init)
    }
}

/// A commit that patches may have been made on.
struct BaseRecord: Codable, Hashable {
    let commit: String
    let subject: String
    /// `stated` in the mail, or found by `blobs`.
    let evidence: String
    /// How many files have the blob id which the patches state, and for how many they state one.
    let matchingFiles: Int
    let statedFiles: Int

    init(_ base: FoundBase) {
        commit = base.commit.id.hex
        subject = base.commit.subject
        evidence = base.evidence == .stated ? "stated" : "blobs"
        matchingFiles = base.matchingFiles
        statedFiles = base.statedFiles
    }
}

/// The patches that others stand on.
struct PrerequisitesRecord: Codable, Hashable {
    /// One of them.
    struct Patch: Codable, Hashable {
        let patchID: String
        /// The commit of the history that makes the same change, and its subject.
        let commit: String?
        let subject: String?
        /// The label of the proposal of the input that has it, and its index there.
        let proposal: String?
        let patch: Int?
    }

    let patches: [Patch]
    /// How many commits were looked at, and how many of them could not be read.
    let looked: Int
    let unread: Int

    init(_ prerequisites: Prerequisites) {
        patches = prerequisites.patches.map {
            Patch(
                patchID: $0.id.digits, commit: $0.commit?.id.hex, subject: $0.commit?.subject,
                proposal: $0.posted?.label, patch: $0.posted?.index)
        }
        looked = prerequisites.looked
        unread = prerequisites.unread
    }
}

/// One proposal on one tree.
struct TrialRecord: Codable, Hashable {
    /// A hunk that stands on an earlier patch of the series; indices from 0, the hunk from 1.
    struct Need: Codable, Hashable {
        let file: Int
        let hunk: Int
        let patch: Int
    }

    /// One patch.
    struct Patch: Codable, Hashable {
        /// As that of the proposal.
        let status: String
        let outcome: AppliedPatchRecord
        let needs: [Need]
        /// What lies behind conflicts, in words; hunk 0 is the file as a whole.
        let causes: [Cause]
        /// The files in conflict merged by three ways.
        let merges: [Merge]
        /// For each file, whether the result has the blob id that the patch states.
        let isPostimageEqual: [String]
    }

    struct Cause: Codable, Hashable {
        let file: Int
        let hunk: Int
        let text: String
    }

    struct Merge: Codable, Hashable {
        let file: Int
        let isClean: Bool
        /// Whether it counts as applied: with `--3way`.
        let isTaken: Bool
        /// The merged file, with markers where it is in conflict.
        let contents: TextRecord
    }

    /// The tree, its identity, and the id of the tree object with the patches.
    let tree: String
    let identity: String?
    let treeID: String?

    /// `applies`, `merged`, `already-applied`, `partly-applied` or `fails`.
    let status: String

    /// Why another tree fits better.
    let reason: String?

    let patches: [Patch]

    init(_ trial: TreeTrial, reason: String?) {
        tree = trial.tree
        identity = trial.identity
        treeID = trial.treeID?.hex
        status = trial.status.rawValue
        self.reason = reason
        patches = trial.patches.map { patch in
            Patch(
                status: patch.status.rawValue, outcome: AppliedPatchRecord(patch.outcome),
                needs: patch.needs.map {
                    Need(file: $0.fileIndex, hunk: $0.hunkNumber, patch: $0.patchIndex)
                },
                causes: patch.causes.sorted { $0.key < $1.key }.flatMap { file, hunks in
                    hunks.sorted { $0.key < $1.key }.flatMap { hunk, causes in
                        causes.map { Cause(file: file, hunk: hunk, text: Wording.cause($0)) }
                    }
                },
                merges: patch.merges.sorted { $0.key < $1.key }.map {
                    Merge(
                        file: $0, isClean: $1.isClean, isTaken: patch.mergedFiles.contains($0),
                        contents: TextRecord($1.bytes))
                },
                isPostimageEqual: patch.postimages.map { equal in
                    equal.map { $0 ? "equal" : "different" } ?? "unknown"
                })
        }
    }
}

/// The posted patches against a commit.
struct MergedRecord: Codable, Hashable {
    let commit: String
    let subject: String
    /// The posted patches taken out of the commit's tree.
    let files: [MergedFileRecord]
    /// The files that the commit alone changes.
    let otherPaths: [String]

    init(_ merged: MergedComparison) {
        commit = merged.commit.id.hex
        subject = merged.commit.subject
        files = merged.files.map(MergedFileRecord.init)
        otherPaths = merged.otherPaths.map(\.string)
    }
}

/// One file against a commit; a hunk with a `conflict` was changed on the way in.
struct MergedFileRecord: Codable, Hashable {
    let path: String?
    let problem: String?
    let hunks: [HunkOutcomeRecord]

    init(_ file: FileOutcome) {
        path = (file.sourcePath ?? file.path)?.string
        problem = file.problem.map { "\($0)" }
        hunks = file.hunks.map { HunkOutcomeRecord($0) }
    }
}
