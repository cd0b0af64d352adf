// SPDX-License-Identifier: GPL-2.0-only

/// Which line of the input each line of a decoded text comes from.
struct LineOrigins: Hashable, Sendable {
    /// Consecutive lines of a text and where they come from.
    struct Run: Hashable, Sendable {
        /// 1-based first line of the run in the text.
        var firstLine: Int
        var source: Source
    }

    enum Source: Hashable, Sendable {
        /// Line for line from this 1-based input line on.
        case consecutive(from: Int)
        /// The 1-based input line of each line.
        case listed([Int])
        /// The encoding keeps no lines.
        case none
    }

    private var runs: [Run] = []

    init() {}

    init(_ source: Source) { runs = [Run(firstLine: 1, source: source)] }

    mutating func append(_ other: LineOrigins, shiftedBy lines: Int) {
        runs += other.runs.map { Run(firstLine: $0.firstLine + lines, source: $0.source) }
    }

    func inputLine(of line: Int) -> Int? {
        guard let run = runs.last(where: { $0.firstLine <= line }) else { return nil }
        let offset = line - run.firstLine
        switch run.source {
        case .consecutive(let first): return first + offset
        case .listed(let lines): return offset < lines.count ? lines[offset] : nil
        case .none: return nil
        }
    }
}
