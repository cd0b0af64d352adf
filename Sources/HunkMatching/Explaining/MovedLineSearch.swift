// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import UnifiedDiffs

/// Looks for the lines of a hunk in other functions than its own: of its file, and of the other
/// files of its folder. Indentation does not count.
struct MovedLineSearch {
    private let explainer: ConflictExplainer
    private let path: TreePath
    /// The old lines of the hunk, white space made equal.
    private let old: [[UInt8]]
    /// The functions that the hunk is in.
    private let own: Set<[UInt8]>

    /// A run of old lines that a file has.
    private struct Run {
        let start: Int
        let count: Int
        var places: [ConflictCause.FunctionPlace]
        /// Whether the file has it in the hunk's own function, too.
        var isAtHome: Bool
    }

    /// Lines of so many bytes, white space apart, say something.
    private static let tellingBytes = 8

    /// Nil for a hunk that names no function.
    init?(_ explainer: ConflictExplainer, hunk: Hunk, at path: TreePath) {
        let heading = SectionHeading(hunk.sectionHeading)
        guard heading.isCode, let name = heading.name else { return nil }
        self.explainer = explainer
        self.path = path
        let lines = hunk.lines.filter(\.origin.isOld).prefix(explainer.limits.movedLines)
        old = lines.map { Whitespace.normalized($0.content[...]) }
        own = Set([name] + lines.compactMap { Self.function(startingAt: $0.content[...]) })
    }

    /// The moved lines, longest runs first chosen, in the order of the hunk; empty where all that
    /// is found is in the hunk's own function.
    ///
    /// - Parameter inFolder: whether the function is not in the file, so that the other files are
    ///   looked at; shorter runs count then.
    func found(inFolder: Bool) -> [ConflictCause.MovedLines] {
        var runs: [Int: Run] = [:]
        var budget = explainer.limits.comparisons
        search(path, least: inFolder ? 2 : 3, &runs, &budget)
        if inFolder {
            let others = (try? explainer.snapshot.paths(under: path.folder)) ?? []
            for other in others.prefix(explainer.limits.files) where other != path {
                guard budget > 0 else { break }
                search(other, least: 2, &runs, &budget)
            }
        }
        var chosen: [Run] = []
        let order = runs.values.sorted { ($1.count, $0.start) < ($0.count, $1.start) }
        for run in order
        where !chosen.contains(where: {
            $0.start < run.start + run.count && run.start < $0.start + $0.count
        }) {
            chosen.append(run)
        }
        guard chosen.contains(where: { !$0.isAtHome }) else { return [] }
        return chosen.sorted { $0.start < $1.start }.map { run in
            ConflictCause.MovedLines(
                oldLines: run.start + 1...run.start + run.count, places: run.places)
        }
    }

    /// Notes for each old line the longest run that begins there.
    private func search(
        _ file: TreePath, least: Int, _ runs: inout [Int: Run], _ budget: inout Int
    ) {
        guard let bytes = (try? explainer.snapshot.contents(of: file)) ?? nil else { return }
        let contents = LineTable(bytes)
        let table = contents.loose()
        let numbers = old.map {
            $0.isEmpty ? LineImage.unknown : table.id(of: $0, hasNewline: true)
        }
        guard
            zip(old, numbers).contains(where: { $0.count >= Self.tellingBytes && $1 >= 0 })
        else { return }
        let ids = table.index.ids
        var lines: [Int32: [Int]] = [:]
        for number in Set(numbers) where number >= 0 { lines[number] = [] }
        for (line, id) in ids.enumerated() { lines[id]?.append(line) }
        budget -= ids.count
        let blank = table.id(of: [], hasNewline: true)
        for start in old.indices where numbers[start] >= 0 {
            for line in lines[numbers[start]] ?? [] {
                var count = 0
                while start + count < old.count, line + count < ids.count,
                    ids[line + count]
                        == (old[start + count].isEmpty ? blank : numbers[start + count])
                {
                    count += 1
                }
                budget -= count + 1
                guard budget > 0 else { return }
                while count > 0, old[start + count - 1].isEmpty { count -= 1 }
                let run = old[start..<start + count]
                guard run.count(where: { !$0.isEmpty }) >= least,
                    run.count(where: { $0.count >= Self.tellingBytes }) >= 2
                else { continue }
                note(start, count, file, line, contents, &runs)
            }
        }
    }

    private func note(
        _ start: Int, _ count: Int, _ file: TreePath, _ line: Int, _ contents: LineTable,
        _ runs: inout [Int: Run]
    ) {
        let known = runs[start]
        if let known, known.count > count { return }
        let function = Self.function(around: line, of: contents)
        let isAtHome = file == path && function.map(own.contains) == true
        let place = ConflictCause.FunctionPlace(
            place: .init(path: file, line: line + 1),
            function: function.map { String(decoding: $0, as: UTF8.self) })
        guard var known, known.count == count else {
            runs[start] = Run(start: start, count: count, places: [place], isAtHome: isAtHome)
            return
        }
        known.isAtHome = known.isAtHome || isAtHome
        if known.places.count < explainer.options.limits.candidates { known.places.append(place) }
        runs[start] = known
    }

    /// The function that git would name in the heading of a hunk behind a line.
    private static func function(around line: Int, of contents: LineTable) -> [UInt8]? {
        for index in stride(from: line, through: 0, by: -1) {
            if let name = function(startingAt: contents.line(index)) { return name }
        }
        return nil
    }

    /// The name in a line that begins with an identifier and is no label.
    private static func function(startingAt line: ArraySlice<UInt8>) -> [UInt8]? {
        let text = line.trimmingWhitespace()
        guard let first = line.first, first.isASCIILetter || first == 0x5f, text.last != 0x3a
        else { return nil }
        return SectionHeading(Array(text)).name
    }
}
