// SPDX-License-Identifier: GPL-2.0-only

internal import UnifiedDiffs

/// The hunks of one file patch with the lines that the old and the new file have.
struct RewrittenHunks {
    let patch: FilePatch
    let outcome: FileOutcome
    let old: FileLines
    let new: FileLines

    private struct Place {
        let hunk: Hunk
        let oldIndex: Int
    }

    var bytes: [UInt8] {
        let pairs = zip(patch.hunks, outcome.hunks).compactMap { hunk, outcome -> Place? in
            guard outcome.verdict.isApplied, let line = outcome.treeLine else { return nil }
            return Place(hunk: trimmed(hunk, outcome), oldIndex: line - 1)
        }.sorted { $0.oldIndex < $1.oldIndex }
        var output: [UInt8] = []
        var growth = 0
        for place in pairs {
            output += bytes(of: place, growth: &growth)
        }
        return output
    }

    /// The hunk as it was matched: with the lines that its header counts, where these were taken.
    private func trimmed(_ hunk: Hunk, _ outcome: HunkOutcome) -> Hunk {
        var hunk = outcome.repairs.contains(.headerCounts) ? hunk : hunk.counted ?? hunk
        if case .fuzz(_, let ignored) = outcome.verdict {
            hunk.lines = Array(
                hunk.lines.dropFirst(ignored.leadingLines).dropLast(ignored.trailingLines))
        }
        return hunk
    }

    private func bytes(of place: Place, growth: inout Int) -> [UInt8] {
        var body: [UInt8] = []
        var oldCount = 0
        var newCount = 0
        let newStart = place.oldIndex + growth
        for line in place.hunk.lines {
            let content: ArraySlice<UInt8>?
            switch line.origin {
            case .context, .deleted:
                let index = place.oldIndex + oldCount
                content = index < old.lines.count ? old.lines[index] : nil
            case .added:
                let index = newStart + newCount
                content = index < new.lines.count ? new.lines[index] : nil
            }
            oldCount += line.origin.isOld ? 1 : 0
            newCount += line.origin.isNew ? 1 : 0
            body.append(line.origin.mark)
            body += content ?? line.fileBytes[...]
            if body.last != 0x0a { body += Array("\n\\ No newline at end of file\n".utf8) }
        }
        growth += newCount - oldCount
        let header =
            "@@ -\(range(place.oldIndex, oldCount)) +\(range(newStart, newCount)) @@"
        let heading = place.hunk.sectionHeading
        return Array(header.utf8) + (heading.isEmpty ? [] : [0x20]) + heading + [0x0a] + body
    }

    /// A side without lines is named by the line above it.
    private func range(_ index: Int, _ count: Int) -> String {
        let start = count == 0 ? index : index + 1
        return count == 1 ? "\(start)" : "\(start),\(count)"
    }
}
