// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import HunkMatching
import UnifiedDiffs

/// The applier as a contestant: what it reads is parsed and matched, every hunk of every file.
struct Applier {
    private let corpus: PatchCorpus

    init(_ corpus: PatchCorpus) {
        self.corpus = corpus
    }

    /// The patches that apply, by one task.
    func applying(of patches: Range<Int>, from tree: any SourceTree) throws -> Set<Int> {
        applying(of: Array(patches), from: tree)
    }

    /// The patches that apply, by several tasks, which take them in turn.
    func applying(from tree: any SourceTree, tasks: Int) async -> Set<Int> {
        await withTaskGroup(of: Set<Int>.self) { group in
            for task in 0..<tasks {
                let own = Array(stride(from: task, to: corpus.names.count, by: tasks))
                group.addTask { applying(of: own, from: tree) }
            }
            var all: Set<Int> = []
            for await part in group { all.formUnion(part) }
            return all
        }
    }

    private func applying(of patches: [Int], from tree: any SourceTree) -> Set<Int> {
        let snapshot = TreeSnapshot(tree)
        let reader = TreeReader(tree)
        // As git has it: without what a report finds out beyond that.
        let options = MatchOptions(repairsWhitespace: false)
        return Set(
            patches.filter { index in
                let diffs = DiffFinder().diffs(in: ByteText(corpus.texts[index]))
                let outcome = snapshot.applying(
                    diffs.flatMap(\.patches), options: options, reader: reader)
                return outcome.status == .applies
            })
    }
}
