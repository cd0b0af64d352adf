// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

@Suite(.enabled(if: CommandLineGit.isInstalled, "skipped: git is not installed"))
struct BaseFinderTests {
    private let folder: TemporaryFolder

    /// Five commits, each with another `f`; `g` changes with the third one alone.
    init() throws {
        folder = try TemporaryFolder()
        try CommandLineGit.run(["init", "-q", "-b", "main"], in: folder.path)
        for number in 1...5 {
            try folder.write("one\ntwo\nthree \(number)\n", to: "f")
            try folder.write("g \(number < 3 ? 1 : 3)\n", to: "g")
            try CommandLineGit.run(["add", "."], in: folder.path)
            try CommandLineGit.run(["commit", "-q", "-m", "Change \(number)"], in: folder.path)
        }
    }

    /// What changes `f` and `g`, made on a commit.
    private func patches(on commit: String) throws -> [FilePatch] {
        let old = try ["f", "g"].map { name in
            let id = try CommandLineGit.run(["rev-parse", "\(commit):\(name)"], in: folder.path)
            return String(decoding: id.output, as: UTF8.self).prefix(12)
        }
        let text = zip(["f", "g"], old).map { name, id in
            "diff --git a/\(name) b/\(name)\nindex \(id)..000000000001 100644\n"
                + "--- a/\(name)\n+++ b/\(name)\n@@ -1 +1,2 @@\n+x\n one\n"
        }
        return DiffFinder().diffs(in: ByteText(text.joined())).flatMap(\.patches)
    }

    private func bases(
        of patches: [FilePatch], baseCommit: String? = nil, revisions: [String] = ["main"]
    ) throws -> [FoundBase] {
        try BaseFinder().bases(
            of: patches, baseCommit: baseCommit, in: folder.path, revisions: revisions)
    }

    @Test func theBlobIDsTellTheCommit() throws {
        let found = try bases(of: try patches(on: "main~1"))
        #expect(found.map(\.commit.subject) == ["Change 4"])
        #expect(found.map(\.evidence) == [.blobs])
        #expect(found.map(\.isWhole) == [true])
    }

    @Test func aBaseCommitThatFitsSettlesIt() throws {
        let id = try CommandLineGit.run(["rev-parse", "main~3"], in: folder.path).output
        let base = String(decoding: id.prefix(40), as: UTF8.self)
        let found = try bases(of: try patches(on: "main~3"), baseCommit: base)
        #expect(found.map(\.evidence) == [.stated])
        #expect(found.map(\.matchingFiles) == [2])
        let wrong = try bases(of: try patches(on: "main"), baseCommit: base)
        #expect(wrong.map(\.evidence) == [.stated, .blobs])
        #expect(wrong.map(\.matchingFiles) == [0, 2])
    }

    @Test func withoutAFullMatchTheNewestOfTheBestIsNamed() throws {
        let mixed = [try patches(on: "main~4")[0], try patches(on: "main")[1]]
        let found = try bases(of: mixed)
        #expect(found.map(\.commit.subject) == ["Change 5"])
        #expect(found.map(\.matchingFiles) == [1])
        #expect(found.map(\.isWhole) == [false])
    }

    @Test func onlyTheNamedHistoryIsLookedAt() throws {
        try CommandLineGit.run(["branch", "old", "main~3"], in: folder.path)
        let found = try bases(of: try patches(on: "main"), revisions: ["old"])
        #expect(found.isEmpty)
        #expect(throws: TreeError.self) { try bases(of: patches(on: "main"), revisions: ["none"]) }
    }
}
