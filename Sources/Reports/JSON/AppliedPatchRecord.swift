// SPDX-License-Identifier: GPL-2.0-only

internal import HunkMatching
internal import Reviews
internal import UnifiedDiffs

/// How a patch went on a tree.
struct AppliedPatchRecord: Codable, Hashable {
    /// `applies`, `already-applied`, `partly-applied` or `fails`.
    let status: String

    /// How the file of each bare hunk was found, or why it was not.
    let notes: [String]

    /// One outcome for each file, in the order of the patch.
    let files: [FileOutcomeRecord]

    init(_ outcome: AppliedPatch) {
        status = outcome.status.rawValue
        notes = outcome.notes
        files = outcome.files.map { FileOutcomeRecord($0, outcome) }
    }
}

/// How the patch of one file went.
struct FileOutcomeRecord: Codable, Hashable {
    /// The path of the result, of a removed file the old one; absent if the patch has none. Of a
    /// bare hunk it is the path that was found.
    let path: String?
    let pathBytes: String?

    /// The path in the tree that the hunks were matched against, where it is another one.
    let sourcePath: String?

    /// What happens to the file, as in the patch; the opposite for a patch that is taken out.
    let kind: String

    /// As of the whole patch.
    let status: String

    /// Why the file as a whole cannot be patched.
    let problem: String?

    /// Whether the tree's file is the one the patch was made on: `equal`, `different`, `unstated`,
    /// `absent`.
    let preimage: String

    /// Of `different`: the blob id that the tree has.
    let foundBlob: String?

    /// One outcome for each hunk, in order.
    let hunks: [HunkOutcomeRecord]

    /// The lines of the patched file that were added or changed, ascending.
    let addedLines: [Int]

    init(_ file: FileOutcome, _ outcome: AppliedPatch) {
        path = file.path?.string
        pathBytes = file.path.flatMap { TextRecord.base64(of: $0.bytes) }
        sourcePath = file.sourcePath == file.path ? nil : file.sourcePath?.string
        kind = file.kind.rawValue
        status = file.status.rawValue
        problem = file.problem.map { "\($0)" }
        var found: String?
        switch file.preimage {
        case .equal: preimage = "equal"
        case .different(let id):
            preimage = "different"
            found = "\(id)"
        case .unstated: preimage = "unstated"
        case .absent: preimage = "absent"
        }
        foundBlob = found
        hunks = file.hunks.map(HunkOutcomeRecord.init)
        addedLines = file.path.flatMap { outcome.addedLines[$0] }?.sorted() ?? []
    }
}
