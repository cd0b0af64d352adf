// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// Host instructions for each patch of the made-up tree, which is the same in every run.
enum ApplyGate {
    /// The greatest number allowed. A change that needs more has to say why and raise it here.
    private static let limit = 850_000.0

    /// Counts, prints and compares.
    static func passes() throws -> Bool {
        let corpus = try MadeUpTree.corpus()
        let patches = URL(filePath: corpus.names[0]).deletingLastPathComponent().path
        let count = corpus.names.count
        // The difference of two runs is free of what starting and opening costs; each patch is for
        // files of its own, so that both halves cost the same.
        let half = try instructions(corpus.tree, patches, count / 2)
        let all = try instructions(corpus.tree, patches, count)
        let found = (all - half) / Double(count - count / 2)
        let verdict = found > limit ? "more than" : "at most"
        print("\(Int(found)) instructions for each patch, \(verdict) \(Int(limit))")
        return found <= limit
    }

    private static func instructions(
        _ tree: String, _ patches: String, _ count: Int
    ) throws -> Double {
        try Callgrind.instructions(["--run", tree, patches, "\(count)"])
    }
}
