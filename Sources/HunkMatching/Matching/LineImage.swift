// SPDX-License-Identifier: GPL-2.0-only

/// A file's lines while hunks are applied to it.
struct LineImage {
    /// One line of the file.
    struct Line {
        /// The bytes with LF, if the line has one.
        let bytes: ArraySlice<UInt8>
        /// 0-based number of the line in the tree's file, nil for an added one.
        let origin: Int?
        /// Whether a hunk was applied over the line: no further hunk may then match it, as for git.
        let isPatched: Bool
    }

    private let table: LineTable
    /// For each line its index in the table or, as its complement, in `patched`.
    private var sources: [Int32]
    /// The lines that hunks have put in.
    private var patched: [Line] = []
    /// For each line a number that equal lines share, `patched` for a patched line; empty before
    /// ``prepareIDs()``.
    private(set) var ids: [Int32] = []
    private var hasIDs = false
    /// The same for lines as ``Whitespace/normalized(_:)`` has them; made on demand.
    private var looseIDs: [Int32]?
    /// For each line of the table its number in the tree's file, -1 for an added one; nil if that
    /// is its index.
    private let origins: [Int]?

    /// The number of a patched line, and that of a line which the file never had.
    static let patched: Int32 = -1
    static let unknown: Int32 = -2

    /// The lines of a file.
    init(_ bytes: [UInt8]) {
        self.init(LineTable(bytes))
    }

    /// The lines of a file; those with 1-based numbers in `addedLines` count as added.
    init(_ table: LineTable, addedLines: Set<Int> = []) {
        self.table = table
        sources = (0..<Int32(truncatingIfNeeded: table.count)).map { $0 }
        if addedLines.isEmpty {
            origins = nil
            return
        }
        var origins: [Int] = []
        var treeLine = 0
        for line in 0..<table.count {
            let isAdded = addedLines.contains(line + 1)
            origins.append(isAdded ? -1 : treeLine)
            treeLine += isAdded ? 0 : 1
        }
        self.origins = origins
    }

    var count: Int { sources.count }

    /// Number of numbers that the lines have, which are all below it.
    var idCount: Int { table.index.idCount }

    /// Numbers the lines: needed to find lines, not to look whether they are at a place.
    mutating func prepareIDs() {
        guard !hasIDs else { return }
        hasIDs = true
        let all = table.index.ids
        ids = patched.isEmpty ? all : sources.map { $0 >= 0 ? all[Int($0)] : LineImage.patched }
    }

    /// The line at a 0-based position.
    subscript(position: Int) -> Line {
        let source = sources[position]
        guard source >= 0 else { return patched[Int(~source)] }
        return Line(
            bytes: table.line(Int(source)), origin: origin(ofSource: Int(source)),
            isPatched: false)
    }

    private func origin(ofSource source: Int) -> Int? {
        guard let origins else { return source }
        return origins[source] < 0 ? nil : origins[source]
    }

    /// The number in the tree's file of the line at a position, nil for an added one.
    func origin(at position: Int) -> Int? {
        let source = sources[position]
        return source >= 0 ? origin(ofSource: Int(source)) : patched[Int(~source)].origin
    }

    /// Whether a hunk was applied over the line at a position.
    func isPatched(at position: Int) -> Bool { sources[position] < 0 }

    /// The bytes of the whole file.
    var bytes: [UInt8] {
        guard !patched.isEmpty else { return table.bytes }
        var output: [UInt8] = []
        output.reserveCapacity(table.bytes.count + 64 * patched.count)
        var position = 0
        while position < sources.count {
            let source = Int(sources[position])
            guard source >= 0 else {
                output += patched[~source].bytes
                position += 1
                continue
            }
            var end = position + 1
            while end < sources.count, Int(sources[end]) == source + end - position { end += 1 }
            output += table.lines(source..<(source + end - position))
            position = end
        }
        return output
    }

    /// 1-based numbers of the added lines among the lines of `bytes`.
    var addedLineNumbers: Set<Int> {
        var numbers: Set<Int> = []
        guard origins != nil || !patched.isEmpty else { return numbers }
        var number = 1
        for position in sources.indices {
            if origin(at: position) == nil { numbers.insert(number) }
            // A line without LF that is not the last one runs into the next.
            let source = sources[position]
            let endsInNewline =
                source >= 0
                ? Int(source) < table.count - 1 || table.endsInNewline
                : patched[Int(~source)].bytes.last == 0x0a
            if endsInNewline { number += 1 }
        }
        return numbers
    }

    /// The number of the file's lines that are equal to one of a hunk.
    func id(of line: SidedHunk.Line) -> Int32 {
        table.id(of: line.content, hasNewline: line.hasNewline)
    }

    /// The number of the lines that are equal to one of a hunk but for white space.
    private func looseID(of line: SidedHunk.Line) -> Int32 {
        table.loose().id(of: Whitespace.normalized(line.content[...]), hasNewline: true)
    }

    /// The numbers of the lines by which lines that differ in white space alone are equal.
    private mutating func preparedLooseIDs() -> [Int32] {
        if let looseIDs { return looseIDs }
        let loose = table.loose()
        let all = loose.index.ids
        let made = sources.map { $0 >= 0 ? all[Int($0)] : LineImage.patched }
        looseIDs = made
        return made
    }

    /// Whether lines of a hunk stand at a place, none of them patched.
    func has(_ lines: [SidedHunk.Line], at place: Int) -> Bool {
        guard place >= 0, place + lines.count <= count else { return false }
        for (index, line) in lines.enumerated() {
            let source = sources[place + index]
            guard source >= 0,
                table.isEqual(Int(source), to: line.content, hasNewline: line.hasNewline)
            else { return false }
        }
        return true
    }

    /// The 0-based places where lines of a hunk stand, nearest to `expected` first; none but
    /// `expected` itself if they stand there.
    mutating func places(
        of lines: [SidedHunk.Line], expected: Int, anchors: Anchors
    ) -> [Int] {
        guard lines.count <= count else { return [] }
        if anchors.atStart || anchors.atEnd {
            let place = anchors.atStart ? 0 : count - lines.count
            if anchors.atEnd, place + lines.count != count { return [] }
            return has(lines, at: place) ? [place] : []
        }
        // Git's number has no sign: a line before the first one counts as behind the last.
        let start = expected < 0 ? count : min(expected, count)
        if lines.isEmpty || has(lines, at: start) { return [start] }
        prepareIDs()
        return HunkSearch.places(of: lines.map(id), in: ids, start: start)
    }

    /// The same for lines that may differ in white space.
    mutating func loosePlaces(
        of lines: [SidedHunk.Line], expected: Int, anchors: Anchors
    ) -> [Int] {
        guard lines.count <= count else { return [] }
        let ids = preparedLooseIDs()
        let pattern = lines.map(looseID)
        if anchors.atStart || anchors.atEnd {
            let place = anchors.atStart ? 0 : count - lines.count
            if anchors.atEnd, place + lines.count != count { return [] }
            return ids[place..<(place + lines.count)].elementsEqual(pattern) ? [place] : []
        }
        let start = expected < 0 ? count : min(expected, count)
        if ids[start...].starts(with: pattern) { return [start] }
        return HunkSearch.places(of: pattern, in: ids, start: start)
    }

    /// Replaces `count` lines from `position` by new ones, which no further hunk matches.
    mutating func replace(_ position: Int, count: Int, by new: [Line]) {
        let range = position..<(position + count)
        let first = ~Int32(truncatingIfNeeded: patched.count)
        sources.replaceSubrange(
            range, with: new.indices.lazy.map { first - Int32(truncatingIfNeeded: $0) })
        patched += new
        let newIDs = repeatElement(LineImage.patched, count: new.count)
        if hasIDs { ids.replaceSubrange(range, with: newIDs) }
        looseIDs?.replaceSubrange(range, with: newIDs)
    }

    /// 1-based number, in the tree's file, of the line at `position` or the next one of that file.
    func treeLine(at position: Int) -> Int {
        for index in min(max(position, 0), count)..<count {
            if let origin = origin(at: index) { return origin + 1 }
        }
        for index in stride(from: count - 1, through: 0, by: -1) {
            if let origin = origin(at: index) { return origin + 2 }
        }
        return 1
    }
}
