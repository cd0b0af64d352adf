// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import HunkMatching
import Testing
import UnifiedDiffs

/// Random edits and random drift of the tree, judged by `git apply`.
@Suite(.enabled(if: CommandLineGit.isInstalled, "skipped: git is not installed"))
struct GitApplyTests {
    /// Numbers that are the same in every run (SplitMix64).
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    /// What git says of one file: for each hunk its offset, or that it is rejected.
    private struct GitVerdicts: Equatable {
        var offsets: [Int: Int] = [:]
        var rejected: Set<Int> = []
        var isApplied: Bool
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func verdictsOffsetsAndBytesAreThoseOfGit(seed: UInt64) throws {
        var generator = Generator(state: seed)
        var appliedCount = 0
        for _ in 0..<30 {
            let folder = try TemporaryFolder()
            let isReverse = Int.random(in: 0..<5, using: &generator) == 0
            let leastContext = [nil, nil, 0, 1, 2].randomElement(using: &generator) ?? nil
            let patch = try makeCase(in: folder, using: &generator)
            let patches = DiffFinder().diffs(in: ByteText(patch)).flatMap(\.patches)
            guard !patches.isEmpty else { continue }
            let tree = try FolderTree(folder: folder.path + "/tree")
            let outcome = TreeSnapshot(tree).applying(
                patches,
                options: MatchOptions(
                    isReverse: isReverse, repairsWhitespace: false, leastContext: leastContext))
            let expected = try gitVerdicts(
                in: folder, isReverse: isReverse, leastContext: leastContext)
            let fileOutcome = try #require(outcome.files.first)
            // With less context git adds a line a second time (docs/leniencies.md).
            if leastContext != nil, fileOutcome.hunks.contains(where: \.verdict.isAlreadyApplied) {
                continue
            }
            var found = GitVerdicts(isApplied: outcome.status == .applies)
            for hunk in fileOutcome.hunks {
                switch hunk.verdict {
                case .exact: break
                case .offset(let offset): found.offsets[hunk.number] = offset
                case .fuzz(let offset, let ignored):
                    // Git takes the ignored lines off the line that it counts from.
                    let gap = 2 * ignored.leadingLines
                    let asGit = isReverse ? offset - gap : offset + gap
                    if asGit != 0 { found.offsets[hunk.number] = asGit }
                case .alreadyApplied, .conflict, .notTried: found.rejected.insert(hunk.number)
                }
            }
            let words = Comment(rawValue: String(decoding: patch, as: UTF8.self))
            #expect(found == expected, words)
            if let result = outcome.result, expected.isApplied {
                appliedCount += 1
                let contents = try result.contents(of: TreePath(validating: "f.c"))
                #expect(try contents == folder.read("tree/f.c"), words)
            }
        }
        #expect(appliedCount > 5)
    }

    /// Writes `tree/f.c` and `patch`, and gives the patch.
    private func makeCase(
        in folder: TemporaryFolder, using generator: inout Generator
    ) throws -> [UInt8] {
        // Few different lines make places that are hard to tell apart.
        let kinds = [2, 3, 6, 20, 1_000].randomElement(using: &generator) ?? 6
        let count = [1, 3, 8, 20, 60].randomElement(using: &generator) ?? 8
        let old = (0..<count).map { _ in Int.random(in: 0..<kinds, using: &generator) }
        let new = edited(old, kinds, using: &generator)
        let drifted =
            switch Int.random(in: 0..<10, using: &generator) {
            case 0..<5: edited(old, kinds, using: &generator)
            case 5: new
            default: old
            }
        let endsInNewline = Int.random(in: 0..<8, using: &generator) > 0
        try folder.write(text(old, endsInNewline), to: "a/f.c")
        try folder.write(text(new, endsInNewline), to: "b/f.c")
        try folder.write(text(drifted, true), to: "tree/f.c")
        let context = [3, 3, 3, 0, 1, 2, 8].randomElement(using: &generator) ?? 3
        let patch = try CommandLineGit.run(
            ["diff", "--no-index", "--no-prefix", "-U\(context)", "a", "b"], in: folder.path)
        try folder.write(patch.output, to: "patch")
        return patch.output
    }

    private func edited(
        _ lines: [Int], _ kinds: Int, using generator: inout Generator
    ) -> [Int] {
        var lines = lines
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let line = Int.random(in: 0..<kinds, using: &generator)
            let place = Int.random(in: 0...lines.count, using: &generator)
            if Bool.random(using: &generator) || place == lines.count {
                lines.insert(line, at: place)
            } else if Bool.random(using: &generator) {
                lines.remove(at: place)
            } else {
                lines[place] = line
            }
        }
        return lines
    }

    private func text(_ lines: [Int], _ endsInNewline: Bool) -> String {
        let text = lines.map { $0 == 0 ? "\n" : $0 == 1 ? "}\n" : "line \($0)\n" }.joined()
        // A file without a newline at its end has a last line of its own, which no other line is
        // equal to: git joins lines otherwise (docs/leniencies.md).
        return endsInNewline ? text : text + "the end"
    }

    private func gitVerdicts(
        in folder: TemporaryFolder, isReverse: Bool, leastContext: Int?
    ) throws -> GitVerdicts {
        let reverse = (isReverse ? ["--reverse"] : []) + (leastContext.map { ["-C\($0)"] } ?? [])
        let check = try CommandLineGit.run(
            ["apply", "--check", "-v"] + reverse + ["../patch"], in: folder.path + "/tree")
        let before = try folder.read("tree/f.c")
        let reject = try CommandLineGit.run(
            ["apply", "--reject", "-v"] + reverse + ["../patch"], in: folder.path + "/tree")
        var verdicts = GitVerdicts(isApplied: check.status == 0)
        for line in reject.errors.split(separator: "\n") {
            if let match = line.wholeMatch(
                of: /Hunk #(\d+) succeeded at \d+ \(offset (-?\d+) lines?\)\./)
            {
                verdicts.offsets[try #require(Int(match.1))] = Int(match.2)
            } else if let match = line.wholeMatch(of: /Rejected hunk #(\d+)\./) {
                verdicts.rejected.insert(try #require(Int(match.1)))
            }
        }
        if check.status != 0 { try folder.write(before, to: "tree/f.c") }
        return verdicts
    }
}
