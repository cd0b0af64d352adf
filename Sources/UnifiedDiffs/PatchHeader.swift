// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// The lines above the first hunk that say which file a patch is for.
struct PatchHeader {
    private(set) var lineCount = 0
    /// Whether a line that only git writes was seen.
    private(set) var isGitDiff = false
    private(set) var oldMode: FileMode?
    private(set) var newMode: FileMode?
    private(set) var statesBothModes = false
    private(set) var preimageID: AbbreviatedID?
    private(set) var postimageID: AbbreviatedID?
    private(set) var similarity: Int?
    /// Names of `diff --git`, where both sides agree.
    private(set) var defaultNames: (old: PatchName, new: PatchName)?
    /// Names of `---` and `+++`.
    private(set) var oldName: PatchName?
    private(set) var newName: PatchName?
    /// Names of `rename from`, `copy to` and so on, which have no prefix.
    private(set) var sourceName: PatchName?
    private(set) var targetName: PatchName?
    /// Each of create, delete, rename and copy that a line states, once.
    private(set) var stated: [FilePatch.Kind] = []

    /// A header of no lines.
    init() {}

    /// Nil unless a header begins at `start`.
    ///
    /// That is: `diff --git`; or `---` and `+++` with a hunk header below, or these below lines such
    /// as `index`, `diff -u` and `Index:`.
    init?(in reader: DiffReader, at start: Int) {
        let first = reader.line(start)
        var index = start
        if first.hasPrefix("diff --git ") {
            isGitDiff = true
            defaultNames = PatchName.pair(onGitLine: first.dropFirst(11))
            index += 1
        } else {
            guard PatchHeader.mayBegin(first) else { return nil }
        }
        var hasFileLines = false
        let last = min(reader.text.lines.count, start + reader.limits.headerLines)
        while index < last {
            let line = reader.line(index)
            if line.hasPrefix("--- "), reader.line(index + 1).hasPrefix("+++ ") {
                let below = reader.line(index + 2)
                // Without git's line above, only a hunk below tells a header from prose.
                guard isGitDiff || below.hasPrefix("@@ -") else { break }
                oldName = PatchName(onFileLine: line.dropFirst(4))
                newName = PatchName(onFileLine: reader.line(index + 1).dropFirst(4))
                hasFileLines = true
                index += 2
                break
            }
            guard take(line) else { break }
            index += 1
        }
        guard hasFileLines || first.hasPrefix("diff --git ") else { return nil }
        lineCount = index - start
        guard !hasFileLines || oldName != nil && newName != nil else { return nil }
    }

    private static func mayBegin(_ line: ArraySlice<UInt8>) -> Bool {
        switch line.first {
        case 0x2d: line.hasPrefix("--- ")  // -
        case 0x49: line.hasPrefix("Index: ")  // I
        case 0x69: line.hasPrefix("index ")  // i
        case 0x64: line.hasPrefix("diff -") || line.hasPrefix("deleted file mode ")  // d
        case 0x6e: line.hasPrefix("new file mode ") || line.hasPrefix("new mode ")  // n
        case 0x6f: line.hasPrefix("old mode ")  // o
        case 0x73: line.hasPrefix("similarity index ")  // s
        case 0x72: line.hasPrefix("rename from ")  // r
        default: false
        }
    }

    /// Takes one line between `diff --git` and `---`; false if it is none.
    private mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
        for (word, field) in PatchHeader.fields where line.hasPrefix(word) {
            take(field, line.dropFirst(word.utf8.count))
            return true
        }
        // Lines of other tools stand above `---`, and above no line of git.
        guard !isGitDiff else { return false }
        let isRule = line.count >= 3 && line.allSatisfy { $0 == 0x3d }  // ====
        return isRule || line.hasPrefix("Index: ")
            || line.hasPrefix("diff -") && !line.hasPrefix("diff --git ")
    }

    private enum Field {
        case ids, oldMode, newMode, deletedMode, createdMode, similarity
        case source(FilePatch.Kind)
        case target(FilePatch.Kind)
    }

    private static let fields: [(word: String, field: Field)] = [
        ("index ", .ids),
        ("old mode ", .oldMode),
        ("new mode ", .newMode),
        ("deleted file mode ", .deletedMode),
        ("new file mode ", .createdMode),
        ("copy from ", .source(.copy)),
        ("copy to ", .target(.copy)),
        ("rename from ", .source(.rename)),
        ("rename to ", .target(.rename)),
        ("rename old ", .source(.rename)),
        ("rename new ", .target(.rename)),
        ("similarity index ", .similarity),
        ("dissimilarity index ", .similarity),
    ]

    private mutating func take(_ field: Field, _ text: ArraySlice<UInt8>) {
        switch field {
        case .ids:
            takeIDs(text)
        case .oldMode:
            takeMode(text, isOld: true)
        case .newMode:
            takeMode(text, isOld: false)
        case .deletedMode:
            state(.delete)
            takeMode(text, isOld: true)
        case .createdMode:
            state(.create)
            takeMode(text, isOld: false)
        case .similarity:
            takeSimilarity(text)
        case .source(let kind):
            state(kind)
            sourceName = PatchName(onFileLine: text)
        case .target(let kind):
            state(kind)
            targetName = PatchName(onFileLine: text)
        }
    }

    private mutating func state(_ kind: FilePatch.Kind) {
        isGitDiff = true
        if !stated.contains(kind) { stated.append(kind) }
    }

    private mutating func takeMode(_ digits: ArraySlice<UInt8>, isOld: Bool) {
        isGitDiff = true
        let mode = FileMode(octal: digits.trimmingWhitespace())
        if isOld { oldMode = mode } else { newMode = mode }
        statesBothModes = oldMode != nil && newMode != nil
    }

    private mutating func takeSimilarity(_ text: ArraySlice<UInt8>) {
        isGitDiff = true
        guard let value = text.prefix(while: \.isASCIIDigit).decimalValue, value <= 100
        else { return }
        similarity = value
    }

    /// `35db51780954..9ca23f89a279 100644`, the mode only where it does not change.
    private mutating func takeIDs(_ text: ArraySlice<UInt8>) {
        let words = text.split(whereSeparator: \.isASCIIWhitespace)
        guard let ids = words.first, let dots = ids.firstRange(of: "..") else { return }
        guard let old = AbbreviatedID(ids[..<dots.lowerBound]),
            let new = AbbreviatedID(ids[dots.upperBound...])
        else { return }
        isGitDiff = true
        preimageID = old
        postimageID = new
        if words.count > 1, let mode = FileMode(octal: words[1]) {
            oldMode = mode
        }
    }
}
