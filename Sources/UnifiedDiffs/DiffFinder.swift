// SPDX-License-Identifier: GPL-2.0-only

public import ByteText

/// Finds the diffs in a text such as a mail's body.
///
/// Found are git diffs (`diff --git`), diffs that start at `index` or at `--- old` and `+++ new`,
/// and bare hunks, `@@ -1,2 +1,3 @@` with no header above. A diff ends at the first line that is no
/// part of it, so that the signature and the `base-commit:` of `git format-patch` are outside.
/// Quote marks must have been taken off by the caller. One pass; any bytes are accepted.
public struct DiffFinder: Hashable, Sendable {
    /// How much is read.
    public let limits: DiffLimits

    /// A finder within `limits`.
    public init(limits: DiffLimits = .standard) {
        self.limits = limits
    }

    /// The diffs of `text` in order; empty if there is none.
    ///
    /// What is odd in a diff is in the `problems` of its patches. When a limit is reached the last
    /// patch says so and the rest of the text is not read.
    public func diffs(in text: ByteText) -> [FoundDiff] {
        var groups: [[FilePatch]] = []
        var reader = DiffReader(text: text, limits: limits)
        var lastLine = 0
        while let patch = reader.nextPatch() {
            let isNext = !groups.isEmpty && reader.areBlank(lastLine + 1..<patch.firstLineNumber)
            if isNext {
                groups[groups.count - 1].append(patch)
            } else {
                groups.append([patch])
            }
            lastLine = patch.lastLineNumber
        }
        return DiffFinder.diffs(of: groups, in: text)
    }

    private static func diffs(of groups: [[FilePatch]], in text: ByteText) -> [FoundDiff] {
        let spans = groups.map { group in
            group[0].firstLineNumber...group[group.count - 1].lastLineNumber
        }
        return groups.indices.map { index in
            let start = index == 0 ? 1 : spans[index - 1].upperBound + 1
            let next = index + 1 < spans.count ? spans[index + 1].lowerBound : text.lines.count + 1
            let after = spans[index].upperBound + 1..<next
            return FoundDiff(
                patches: groups[index], lines: spans[index],
                linesBefore: start..<spans[index].lowerBound, linesAfter: after,
                trailer: PatchTrailer(in: after, of: text))
        }
    }
}

extension PatchTrailer {
    /// Reads the lines of `format-patch` at the start of `lines`; any other line ends them.
    init(in lines: Range<Int>, of text: ByteText) {
        var signatureLine: Int?
        var base = StatedBase()
        var baseCommitLine: Int?
        for number in lines {
            guard let line = text.line(number) else { break }
            let bytes = text[line]
            if bytes.elementsEqual("-- ".utf8) || bytes.elementsEqual("--".utf8) {
                signatureLine = number
                break
            }
            if base.take(bytes) {
                if bytes.hasPrefix("base-commit: ") { baseCommitLine = number }
            } else if !bytes.trimmingBlanks().isEmpty {
                break
            }
        }
        self.init(
            signatureLine: signatureLine, baseCommit: base.commit, baseCommitLine: baseCommitLine,
            prerequisitePatchIDs: base.prerequisites)
    }
}
