// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import HunkMatching
import UnifiedDiffs

/// What `git apply` says of a patch, or what we say in its terms.
struct GitVerdict: Equatable {
    /// Of one file of the patch, in the order of the patch.
    struct File: Equatable {
        /// The offsets of hunks that are not where they say, by their 1-based number.
        var offsets: [Int: Int] = [:]
        /// Where hunks that do not apply say that they are.
        var rejected: Set<Int> = []
        /// The file cannot be changed at all: it is missing, there already, of another type.
        var isRefused = false
    }

    /// Whether all of it applies.
    var applies: Bool
    /// Nil where git cannot read the patch.
    var files: [File]?

    /// Asks git.
    init(ofGit patch: String, in tree: String, options: [String]) throws {
        let check = try CommandLineGit.run(["apply", "--check"] + options + [patch], in: tree)
        applies = check.status == 0
        let told = try CommandLineGit.run(
            ["apply", "--check", "--reject", "-v"] + options + [patch], in: tree)
        var files: [File] = []
        for line in told.errors.split(separator: "\n") {
            if line.hasPrefix("Checking patch ") {
                files.append(File())
            } else if files.isEmpty {
                continue
            } else if let match = line.wholeMatch(
                of: /Hunk #(\d+) succeeded at \d+ \(offset (-?\d+) lines?\)\./)
            {
                files[files.count - 1].offsets[Int(match.1) ?? 0] = Int(match.2) ?? 0
            } else if let match = line.wholeMatch(of: /error: patch failed: .*:(\d+)/) {
                files[files.count - 1].rejected.insert(Int(match.1) ?? 0)
            } else if line.hasPrefix("error: "), !line.hasPrefix("error: while searching for:") {
                // A removed file keeps what a rejected hunk would have taken from it.
                let isConsequence = files.last?.rejected.isEmpty == false
                files[files.count - 1].isRefused = !isConsequence
            }
        }
        // Patches are taken out from the last one on.
        let isReverse = options.contains("-R")
        self.files = files.isEmpty ? nil : isReverse ? files.reversed() : files
    }

    /// Says of an outcome what git would say of it.
    init(of outcome: PatchOutcome, _ patches: [FilePatch], isReverse: Bool) {
        applies = outcome.status == .applies
        files = zip(outcome.files, patches).map { outcome, patch in
            var file = File()
            guard outcome.problem == nil else {
                file.isRefused = true
                return file
            }
            for (hunk, source) in zip(outcome.hunks, patch.hunks) {
                switch hunk.verdict {
                case .exact: break
                case .offset(let offset): file.offsets[hunk.number] = offset
                case .fuzz(let offset, let ignored):
                    // git takes the ignored lines off the line that it counts from.
                    let gap = 2 * ignored.leadingLines
                    let asGit = isReverse ? offset - gap : offset + gap
                    if asGit != 0 { file.offsets[hunk.number] = asGit }
                case .alreadyApplied, .conflict, .notTried:
                    file.rejected.insert(isReverse ? source.newStart : source.oldStart)
                }
            }
            return file
        }
    }
}
