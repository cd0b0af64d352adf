// SPDX-License-Identifier: GPL-2.0-only

public import HunkMatching
internal import UnifiedDiffs

/// A tree in which the compiler's own fix-its, and nothing else, were applied.
public struct FixItRepair: Sendable {
    /// The repaired tree.
    public let snapshot: TreeSnapshot

    /// What was done, in the order of path and line.
    public let changes: [Change]

    /// One fix-it as it was applied.
    public struct Change: Hashable, Sendable {
        /// The path in the tree.
        public let path: String

        /// The line of the first byte, 1-based.
        public let line: Int

        /// The error that the fix-it belongs to.
        public let error: String

        /// The lines which the fix-it touched as they were, without the last newline.
        public let before: String

        /// The same lines afterwards, with the other fix-its in them as well.
        public let after: String
    }

    /// The repair that the compiler offers for units that failed.
    ///
    /// There is one only if every failed unit failed by errors, every error has fix-its (its own,
    /// else those of the only note that has any), and all of these lie in files which `snapshot`
    /// changed, at a place where path, line, column and offset agree. Whether the repaired tree
    /// compiles is for the next build to say.
    ///
    /// - Parameters:
    ///   - units: the reports of the failed build.
    ///   - snapshot: the tree that was built.
    public static func offered(
        for units: [UnitReport], on snapshot: TreeSnapshot
    ) -> FixItRepair? {
        var wanted: [FixIt: String] = [:]
        for unit in units {
            switch unit.verdict {
            case .compiled: continue
            case .failed(let messages):
                for error in messages where error.severity == .error || error.severity == .fatal {
                    guard let fixIts = fixIts(of: error) else { return nil }
                    for fixIt in fixIts { wanted[fixIt] = error.text }
                }
            default: return nil
            }
        }
        guard !wanted.isEmpty else { return nil }
        var repaired = snapshot
        var changes: [Change] = []
        let byPath = Dictionary(grouping: wanted.keys, by: \.start.path)
        for path in byPath.keys.sorted() {
            guard let treePath = try? TreePath(validating: path),
                let bytes = snapshot.overlay[treePath] ?? nil,
                let text = RepairedText(bytes, fixIts: byPath[path] ?? [])
            else { return nil }
            repaired.setContents(text.bytes, of: treePath)
            for (fixIt, before, after) in text.applied {
                changes.append(
                    Change(
                        path: path, line: fixIt.start.line, error: wanted[fixIt] ?? "",
                        before: before, after: after))
            }
        }
        return FixItRepair(snapshot: repaired, changes: changes)
    }

    private static func fixIts(of error: CompilerMessage) -> [FixIt]? {
        // A guess at a name is no correction.
        let isGuess = ([error] + error.notes).contains { $0.text.contains("did you mean") }
        if isGuess { return nil }
        if !error.fixIts.isEmpty { return error.fixIts }
        let suggestions = error.notes.map(\.fixIts).filter { !$0.isEmpty }
        return suggestions.count == 1 ? suggestions[0] : nil
    }
}

/// A file with fix-its applied.
private struct RepairedText {
    private(set) var bytes: [UInt8]
    private(set) var applied: [(FixIt, before: String, after: String)] = []

    private static let newline = UInt8(ascii: "\n")

    /// Nil when a fix-it does not fit the file, or two of them meet.
    init?(_ original: [UInt8], fixIts: [FixIt]) {
        let ordered = fixIts.sorted { $0.start.byteOffset < $1.start.byteOffset }
        bytes = []
        var position = 0
        var spans: [(FixIt, old: Range<Int>, new: Range<Int>)] = []
        for fixIt in ordered {
            guard Self.fits(fixIt.start, original), Self.fits(fixIt.end, original),
                fixIt.start.path == fixIt.end.path,
                position <= fixIt.start.byteOffset, fixIt.start.byteOffset <= fixIt.end.byteOffset
            else { return nil }
            bytes += original[position..<fixIt.start.byteOffset]
            let start = bytes.count
            bytes += Array(fixIt.replacement.utf8)
            position = fixIt.end.byteOffset
            let old = fixIt.start.byteOffset..<fixIt.end.byteOffset
            spans.append((fixIt, old, start..<bytes.count))
        }
        bytes += original[position...]
        for (fixIt, old, new) in spans {
            applied.append(
                (fixIt, Self.lines(around: old, in: original), Self.lines(around: new, in: bytes)))
        }
    }

    /// Whether the line and column are those of the offset.
    private static func fits(_ place: CodeLocation, _ bytes: [UInt8]) -> Bool {
        guard place.origin == .tree, (0...bytes.count).contains(place.byteOffset) else {
            return false
        }
        let before = bytes[..<place.byteOffset]
        let line = before.count { $0 == newline } + 1
        let start = (before.lastIndex(of: newline) ?? -1) + 1
        return place.line == line && place.column == place.byteOffset - start + 1
    }

    private static func lines(around span: Range<Int>, in bytes: [UInt8]) -> String {
        let start = (bytes[..<span.lowerBound].lastIndex(of: newline) ?? -1) + 1
        let end = bytes[span.upperBound...].firstIndex(of: newline) ?? bytes.count
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
