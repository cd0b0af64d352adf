// SPDX-License-Identifier: GPL-2.0-only

internal import Proposals
internal import UnifiedDiffs

/// The change of one file as the patch has it. Body lines are those of the patch's message.
struct FilePatchRecord: Codable, Hashable {
    /// What happens to the file: `modify`, `create`, `delete`, `rename`, `copy`, `mode-change`.
    let kind: String

    /// The path by which people call the file; absent for a bare hunk. Not UTF-8: `pathBytes`.
    let path: String?
    let pathBytes: String?

    /// The path in the old tree, where it is another one.
    let oldPath: String?

    /// The modes which the header states, as `100644`.
    let oldMode: String?
    let newMode: String?

    /// The abbreviated blob ids of the `index` line.
    let preimage: String?
    let postimage: String?

    /// Whether the change is of bytes, not lines.
    let isBinary: Bool

    /// Whether the patch is hunks alone, which name no file.
    let isBareHunk: Bool

    /// Names that are no paths inside a tree, with the reason.
    let refusedPaths: [RefusedPathRecord]

    /// The body lines which the diff takes up.
    let bodyLines: LinesRecord

    /// The hunks in order.
    let hunks: [HunkRecord]

    /// What is odd.
    let problems: [DiffProblemRecord]

    init(_ patch: FilePatch, in message: ProposedPatch) {
        kind = patch.kind.rawValue
        path = patch.path?.string
        pathBytes = patch.path.flatMap { TextRecord.base64(of: $0.bytes) }
        oldPath = patch.oldPath == patch.path ? nil : patch.oldPath?.string
        oldMode = patch.oldMode?.description
        newMode = patch.newMode?.description
        preimage = patch.preimageID?.digits
        postimage = patch.postimageID?.digits
        isBinary = patch.isBinary
        isBareHunk = patch.isBareHunk
        refusedPaths = patch.refusedPaths.map(RefusedPathRecord.init)
        bodyLines = LinesRecord(
            patch.firstLineNumber...max(patch.firstLineNumber, patch.lastLineNumber))
        hunks = patch.hunks.map { HunkRecord($0, in: message) }
        problems = patch.problems.map(DiffProblemRecord.init)
    }
}

/// A name in a patch that is no path inside a tree.
struct RefusedPathRecord: Codable, Hashable {
    /// The name as the patch has it.
    let written: TextRecord

    /// Why it is refused.
    let reason: String

    init(_ refused: RefusedPath) {
        written = TextRecord(refused.written)
        reason = "\(refused.reason)"
    }
}

/// One hunk as the patch has it.
struct HunkRecord: Codable, Hashable {
    /// The body line of its header, and the input line where that can be told.
    let bodyLine: Int
    let inputLine: Int?

    /// The numbers of its header, as written.
    let oldStart: Int
    let oldCount: Int
    let newStart: Int
    let newCount: Int

    /// What stands behind the second `@@`.
    let heading: TextRecord

    /// The lines in order.
    let lines: [HunkLineRecord]

    init(_ hunk: Hunk, in message: ProposedPatch) {
        bodyLine = hunk.firstLineNumber
        inputLine = message.inputLine(of: hunk.firstLineNumber)
        oldStart = hunk.oldStart
        oldCount = hunk.oldCount
        newStart = hunk.newStart
        newCount = hunk.newCount
        heading = TextRecord(hunk.sectionHeading)
        lines = hunk.lines.map(HunkLineRecord.init)
    }
}

/// One line of a hunk.
struct HunkLineRecord: Codable, Hashable {
    /// `context`, `added` or `deleted`.
    let origin: String

    /// The line without its mark; `bytes` as in a text.
    let text: String
    let bytes: String?

    /// The body line.
    let bodyLine: Int

    /// Whether the file's line ends in a newline.
    let hasNewline: Bool

    init(_ line: HunkLine) {
        origin =
            switch line.origin {
            case .context: "context"
            case .added: "added"
            case .deleted: "deleted"
            }
        let content = TextRecord(line.content)
        text = content.text
        bytes = content.bytes
        bodyLine = line.lineNumber
        hasNewline = line.hasNewline
    }
}

/// Something odd in a diff.
struct DiffProblemRecord: Codable, Hashable {
    /// What is odd, for example `hunk-ends-early`.
    let kind: String

    /// The body line.
    let bodyLine: Int

    init(_ problem: DiffProblem) {
        kind = problem.kind.rawValue
        bodyLine = problem.lineNumber
    }
}
