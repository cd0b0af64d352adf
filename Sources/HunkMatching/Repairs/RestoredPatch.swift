// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import GitObjects
public import UnifiedDiffs

/// A patch that lost its leading white space and its empty lines, as on an archive's page, written
/// anew from the lines of the tree.
public struct RestoredPatch: Hashable, Sendable {
    /// The patch with the tree's own lines and with indented added lines.
    public let patch: FilePatch

    /// Whether the result is the blob that the patch's `index` line names; else the indentation of
    /// the added lines is a guess.
    public let isProven: Bool
}

extension TreeSnapshot {
    /// Restores a patch by the tree; nil where it keeps its white space, or does not fit.
    ///
    /// The old lines of each hunk have to stand in the file in a row, white space and empty lines
    /// not counted; of several places the nearest to the header's number is taken. Up to three
    /// context lines at the end of a hunk that has not the lines it counts may be text that followed
    /// it in the mail. Added lines are indented as C is, by what stands above them. Whether empty
    /// lines of the tree stand above or below added lines is tried both ways; the result that the
    /// `index` line names is proof.
    public func restoringWhiteSpace(of patch: FilePatch) -> RestoredPatch? {
        guard patch.kind == .modify, let path = patch.path, !patch.hunks.isEmpty,
            patch.hunks.allSatisfy(\.hasLostIndentation),
            let contents = try? contents(of: path)
        else { return nil }
        let file = contents.split(separator: 0x0a, omittingEmptySubsequences: false).map(Array.init)
        var first: RestoredPatch?
        for hasBlanksFirst in [true, false] {
            var restored = patch
            restored.problems = []
            for index in patch.hunks.indices {
                guard
                    let hunk = HunkRestoration(
                        patch.hunks[index], over: file, hasBlanksFirst: hasBlanksFirst)?.hunk
                else { return nil }
                restored.hunks[index] = hunk
            }
            if isNamedByIndex(restored) { return RestoredPatch(patch: restored, isProven: true) }
            if first == nil { first = RestoredPatch(patch: restored, isProven: false) }
        }
        return first
    }

    private func isNamedByIndex(_ patch: FilePatch) -> Bool {
        guard let id = patch.postimageID, let path = patch.path,
            let result = applying([patch], options: MatchOptions()).result,
            let blob = try? result.blobID(of: path)
        else { return false }
        return id.isPrefix(of: blob.hex)
    }
}

extension Hunk {
    /// Whether no line has more than the one blank that is left of its indentation.
    fileprivate var hasLostIndentation: Bool {
        let texts = lines.map(\.content).filter { !$0.allSatisfy(\.isASCIIWhitespace) }
        return texts.count > 1
            && texts.allSatisfy { $0.prefix(while: \.isASCIIBlank).count <= 1 && $0.first != 0x09 }
    }
}

/// One hunk with the lines of a file in place of its own old ones.
private struct HunkRestoration {
    private(set) var hunk: Hunk

    init?(_ damaged: Hunk, over file: [[UInt8]], hasBlanksFirst: Bool) {
        let most = damaged.areCountsTrue ? 0 : 3
        for dropped in 0...most {
            let lines = damaged.lines.dropLast(dropped)
            guard damaged.lines.suffix(dropped).allSatisfy({ $0.origin == .context }) else { break }
            if let hunk = Self.restored(
                damaged, Array(lines), over: file, hasBlanksFirst: hasBlanksFirst)
            {
                self.hunk = hunk
                return
            }
        }
        return nil
    }

    private static func restored(
        _ damaged: Hunk, _ lines: [HunkLine], over file: [[UInt8]], hasBlanksFirst: Bool
    ) -> Hunk? {
        let old = lines.filter { $0.origin.isOld && !isBlank($0.content) }.map { key($0.content) }
        guard old.count > 1 else { return nil }
        let solid = file.indices.filter { !isBlank(file[$0]) }
        let keys = solid.map { key(file[$0]) }
        guard keys.count >= old.count else { return nil }
        let places = (0...(keys.count - old.count)).filter { start in
            keys[start] == old[0] && keys[start..<(start + old.count)].elementsEqual(old)
        }
        guard
            let place = places.min(by: {
                abs(solid[$0] + 1 - damaged.oldStart) < abs(solid[$1] + 1 - damaged.oldStart)
            })
        else { return nil }
        var writer = HunkWriter(file: file, next: solid[place])
        // An empty first line of context stands above the first that is not.
        if let first = lines.first, first.origin == .context, isBlank(first.content),
            solid[place] > 0, isBlank(file[solid[place] - 1])
        {
            writer = HunkWriter(file: file, next: solid[place] - 1)
        }
        let start = writer.next
        var index = place
        for line in lines {
            if line.origin == .added {
                if hasBlanksFirst { writer.takeBlanks() }
                writer.add(line)
            } else if isBlank(line.content) {
                writer.takeBlank(line)
            } else {
                writer.take(line, at: solid[index])
                index += 1
            }
        }
        var hunk = damaged
        hunk.lines = writer.lines
        hunk.oldStart = start + 1
        hunk.oldCount = hunk.oldLineCount
        hunk.newStart = max(1, start + 1 + damaged.newStart - damaged.oldStart)
        hunk.newCount = hunk.newLineCount
        let heading = damaged.sectionHeading.isEmpty ? [] : [0x20] + damaged.sectionHeading
        hunk.header =
            Array(
                "@@ -\(hunk.oldStart),\(hunk.oldCount) +\(hunk.newStart),\(hunk.newCount) @@".utf8)
            + heading
        return hunk
    }

    private static func isBlank(_ line: [UInt8]) -> Bool { line.allSatisfy(\.isASCIIWhitespace) }

    private static func key(_ line: [UInt8]) -> [UInt8] { line.filter { !$0.isASCIIWhitespace } }
}

/// Writes the lines of a hunk, the old ones from the file.
private struct HunkWriter {
    let file: [[UInt8]]
    /// Index of the file's next line.
    private(set) var next: Int
    private(set) var lines: [HunkLine] = []
    private var indentation = Indentation()

    init(file: [[UInt8]], next: Int) {
        self.file = file
        self.next = next
        for line in file[..<next].suffix(8) { indentation.pass(line) }
    }

    mutating func take(_ line: HunkLine, at index: Int) {
        while next < index { put(.context, line.lineNumber) }
        put(line.origin, line.lineNumber)
    }

    mutating func takeBlanks() {
        while next < file.count, file[next].allSatisfy(\.isASCIIWhitespace), !lines.isEmpty {
            put(.context, lines[lines.count - 1].lineNumber)
        }
    }

    mutating func takeBlank(_ line: HunkLine) {
        if next < file.count, file[next].allSatisfy(\.isASCIIWhitespace) {
            put(line.origin, line.lineNumber)
        }
    }

    mutating func add(_ line: HunkLine) {
        let text = Array(line.content.trimmingWhitespace())
        let content = text.isEmpty ? [] : indentation.of(text) + text
        indentation.pass(content)
        lines.append(HunkLine(origin: .added, content: content, lineNumber: line.lineNumber))
    }

    private mutating func put(_ origin: HunkLine.Origin, _ number: Int) {
        lines.append(HunkLine(origin: origin, content: file[next], lineNumber: number))
        if origin != .deleted { indentation.pass(file[next]) }
        next += 1
    }
}
