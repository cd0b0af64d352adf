// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// Each contestant in turn, several times; the least time counts, for what else the host does only
/// adds to it.
struct ApplyTable {
    private let corpus: PatchCorpus
    private var rows: [Row]

    private struct Row {
        let name: String
        var applying: Set<Int> = []
        var seconds = Double.infinity
        var processorSeconds = Double.infinity
    }

    init(_ corpus: PatchCorpus, rounds: Int) async throws {
        self.corpus = corpus
        let names = [
            "git apply --check", "review-thread, repository", "the same, two tasks",
            "review-thread, folder", "the same, two tasks", "libgit2 CHECK", "patch --dry-run",
        ]
        rows = names.map { Row(name: $0) }
        let applier = Applier(corpus)
        let all = corpus.names.indices
        for _ in 0..<max(1, rounds) {
            try await measure(0) { try Peers.git(corpus) }
            try await measure(1) { try applier.applying(of: all, from: corpus.repository) }
            try await measure(2) { await applier.applying(from: corpus.repository, tasks: 2) }
            try await measure(3) { try applier.applying(of: all, from: corpus.folder) }
            try await measure(4) { await applier.applying(from: corpus.folder, tasks: 2) }
            try await measure(5) { try Peers.libgit2(corpus) }
            try await measure(6) { try Peers.patch(corpus) }
        }
    }

    private mutating func measure(
        _ row: Int, _ run: () async throws -> Set<Int>
    ) async throws {
        let clock = ContinuousClock()
        let (start, processorStart) = (clock.now, processorTime)
        rows[row].applying = try await run()
        let seconds = (clock.now - start) / .seconds(1)
        rows[row].seconds = min(rows[row].seconds, seconds)
        rows[row].processorSeconds = min(
            rows[row].processorSeconds, processorTime - processorStart)
    }

    private var processorTime: Double { ProcessorTime.ofThisProcess + ProcessorTime.ofChildren }

    /// One line a contestant: patches a second, microseconds of processor time a patch, both
    /// relative to git's, and how many patches apply.
    func print() throws {
        let count = Double(corpus.names.count)
        Swift.print("\(corpus.names.count) patches")
        Swift.print(line(["contestant", "a second", "ratio", "us each", "ratio", "apply"]))
        for row in rows {
            Swift.print(
                line([
                    row.name, String(Int(count / row.seconds)),
                    String(format: "%.2f", rows[0].seconds / row.seconds),
                    String(Int(row.processorSeconds / count * 1e6)),
                    String(format: "%.2f", rows[0].processorSeconds / row.processorSeconds),
                    String(row.applying.count),
                ]))
        }
        let different = rows[0].applying.symmetricDifference(rows[1].applying).sorted()
        Swift.print("verdicts other than git's: \(different.count)")
        for index in different { Swift.print("    \(corpus.names[index])") }
        if let load = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8) {
            Swift.print("load: \(load.split(separator: " ").prefix(3).joined(separator: " "))")
        }
    }

    private func line(_ cells: [String]) -> String {
        cells.enumerated().map { index, cell in
            let blanks = String(repeating: " ", count: max(0, (index == 0 ? 26 : 9) - cell.count))
            return index == 0 ? cell + blanks : blanks + cell
        }.joined(separator: " ")
    }
}
