// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// Patch ids, with `git patch-id --stable` and `git format-patch --base` as oracles.
@Suite(.enabled(if: CommandLineGit.isInstalled, "skipped: git is not installed"))
struct PrerequisiteFinderTests {
    private let folder: TemporaryFolder

    /// Commits that change, make and remove text, the last line without its end too.
    init() throws {
        folder = try TemporaryFolder()
        try git("init", "-q", "-b", "main")
        try commit("one", ["f": "a\nb\nc\nint f(void)\n{\n\treturn 1;\n}\n", "g": "x\n"])
        try commit("two", ["f": "a\nB\nc\nint f(void)\n{\n\treturn  2;\n}\n", "g": "x\ny"])
        try git("rm", "-q", "g")
        try commit("three", ["made": "new\n", "with blank": "1\n2\n"])
        try commit("four", ["f": "0\na\nB\nc\nint f(void)\n{\n\treturn  2;\n}\n"])
    }

    @discardableResult
    private func git(_ arguments: String...) throws -> String {
        let outcome = try CommandLineGit.run(arguments, in: folder.path)
        try #require(outcome.status == 0, "\(arguments) \(outcome.errors)")
        return String(decoding: outcome.output, as: UTF8.self)
    }

    private func commit(_ subject: String, _ files: [String: String]) throws {
        for (name, text) in files { try folder.write(text, to: name) }
        try git("add", "-A")
        try git("commit", "-q", "-m", subject)
    }

    /// What git says of a commit.
    private func id(of revision: String) throws -> String {
        try folder.write(
            "git diff-tree -p \(revision) | git patch-id --stable", to: ".git/command")
        let outcome = try CommandLineGit.run(
            ["-c", "alias.x=!sh .git/command", "x"], in: folder.path)
        return String(decoding: outcome.output.prefix(40), as: UTF8.self)
    }

    @Test(arguments: ["main", "main~1", "main~2"])
    func theIDIsThatOfGit(revision: String) throws {
        let expected = try id(of: revision)
        #expect(expected.count == 40)
        let text = try git("diff-tree", "-p", revision)
        let patches = DiffFinder().diffs(in: ByteText(text)).flatMap(\.patches)
        #expect(PatchID.stable(of: patches)?.hex == expected)
        #expect(PatchID.stable(of: patches.reversed())?.hex == expected)
        let repository = try GitRepository.open(folder.path)
        let commit = try #require(try repository.resolve(revision).commit)
        #expect(try repository.patchID(of: try repository.commit(commit)).hex == expected)
    }

    @Test func withoutGitsHeaderThereIsNoID() throws {
        let patches = DiffFinder().diffs(in: ByteText(patch("@@ -1 +1 @@\n-a\n+b\n")))
            .flatMap(\.patches)
        #expect(patches.count == 1)
        #expect(PatchID.stable(of: patches) == nil)
        #expect(PatchID.stable(of: []) == nil)
    }

    @Test func whatFormatPatchStatesIsReadAndFound() throws {
        let mail = try git("format-patch", "--stdout", "--base=main~3", "-1", "main")
        let stated = StatedBase(in: ByteText(mail))
        #expect(stated.prerequisites.map(\.digits) == [try id(of: "main~2"), try id(of: "main~1")])
        let base = try git("rev-parse", "main~3").trimmingCharacters(in: .newlines)
        #expect(stated.commit?.digits == base)
        let found = try PrerequisiteFinder().found(
            stated.prerequisites, baseCommit: base, in: folder.path, revisions: ["main"])
        #expect(stated.prerequisites.map { found.commits[$0]?.subject } == ["two", "three"])
        #expect(found.looked == 3)
        #expect(found.unread == 0)
    }

    @Test func theHistoryOfTheBaseIsNotLookedAt() throws {
        let wanted = try #require(AbbreviatedID(try id(of: "main~2").utf8))
        let found = try PrerequisiteFinder().found(
            [wanted], baseCommit: "main~1", in: folder.path, revisions: ["main"])
        #expect(found.commits.isEmpty)
        #expect(found.looked == 1)
        var few = PrerequisiteFinder()
        few.commits = 2
        let cut = try few.found(
            [wanted], baseCommit: nil, in: folder.path, revisions: ["main"])
        #expect(cut.commits.isEmpty)
        #expect(cut.looked == 2)
    }

    @Test func whatAPartialCloneLacksIsCounted() throws {
        let wanted = try #require(AbbreviatedID(try id(of: "main~2").utf8))
        try git("config", "uploadpack.allowFilter", "true")
        let clone = try TemporaryFolder()
        try git(
            "clone", "-q", "--bare", "--filter=blob:none", "file://\(folder.path)",
            clone.path + "/c")
        let found = try PrerequisiteFinder().found(
            [wanted], baseCommit: nil, in: clone.path + "/c", revisions: ["main"])
        #expect(found.commits.isEmpty)
        #expect(found.looked == 4)
        #expect(found.unread > 0)
    }
}
