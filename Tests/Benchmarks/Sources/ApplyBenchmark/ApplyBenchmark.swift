// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation
import HunkMatching

/// `ApplyBenchmark [--tree REPOSITORY --patches FOLDER [--take N]] [--rounds N] [--gate]`
///
/// Checks patches against a tree by the applier and by its peers, in turn. The repository must have
/// its files checked out; libgit2 writes into it, so give one that you can spare. `--take` picks so
/// many patches, a third of which apply. Without a tree, one is made up. `--gate` counts host
/// instructions on the made-up tree instead, and fails where they are too many.
@main
enum ApplyBenchmark {
    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "--run", arguments.count == 4, let count = Int(arguments[3]) {
            let corpus = try PatchCorpus(tree: arguments[1], patches: arguments[2])
            _ = try Applier(corpus).applying(of: 0..<count, from: corpus.repository)
            return
        }
        var rounds = 3
        var (tree, patches): (String?, String?)
        var taken: Int?
        var isGate = false
        while let argument = arguments.first {
            arguments.removeFirst()
            guard argument == "--gate" || !arguments.isEmpty else {
                throw BenchmarkFailure("\(argument) needs a value")
            }
            switch argument {
            case "--gate": isGate = true
            case "--rounds": rounds = Int(arguments.removeFirst()) ?? rounds
            case "--take": taken = Int(arguments.removeFirst())
            case "--tree": tree = arguments.removeFirst()
            case "--patches": patches = arguments.removeFirst()
            default: throw BenchmarkFailure("no option \(argument)")
            }
        }
        if isGate {
            guard try ApplyGate.passes() else { exit(1) }
            return
        }
        var corpus: PatchCorpus
        if let tree, let patches {
            corpus = try PatchCorpus(tree: tree, patches: patches)
        } else {
            corpus = try MadeUpTree.corpus()
        }
        if let taken { corpus = try corpus.taking(taken) }
        try await ApplyTable(corpus, rounds: rounds).print()
    }
}
