// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// What is told behind a conflict, on repositories of our own.
@Suite(.enabled(if: CommandLineGit.isInstalled, "skipped: git is not installed"))
struct ConflictExplainerTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try git("init", "-q", ".")
    }

    private func git(_ arguments: String...) throws {
        let outcome = try CommandLineGit.run(arguments, in: folder.path)
        try #require(outcome.status == 0, "\(arguments) \(outcome.errors)")
    }

    private func commit(_ subject: String, _ files: [String: String]) throws {
        for (name, text) in files { try folder.write(text, to: name) }
        try git("add", "-A")
        try git("commit", "-q", "-m", subject)
    }

    private func tree(_ revision: String = "HEAD") throws -> TreeSnapshot {
        TreeSnapshot(try GitTree(repository: folder.path, revision: revision))
    }

    private func onlyHunk() throws -> (FilePatch, Hunk) {
        let text = patch("@@ -2,3 +2,4 @@ f()\n b\n+new\n c\n d\n")
        let found = try #require(DiffFinder().diffs(in: ByteText(text)).first?.patches.first)
        return (found, try #require(found.hunks.first))
    }

    private func subject(_ cause: ConflictCause?) -> String? {
        switch cause {
        case .changedBy(let commit): "changed by " + commit.subject
        case .needs(let commit): "needs " + commit.subject
        case .fileRenamed(let path, let commit): "renamed to \(path) by " + commit.subject
        case .fileRemoved(let commit): "removed by " + commit.subject
        default: cause.map { "\($0)" }
        }
    }

    @Test func theCommitThatChangedTheContextIsNamed() throws {
        try commit("one", ["f": lines("a b c d e")])
        try commit("two", ["f": lines("a b c d e x"), "g": "g\n"])
        try commit("three", ["f": lines("a b C d e x")])
        try commit("four", ["f": lines("0 a b C d e x")])
        let (_, hunk) = try onlyHunk()
        let causes = ConflictExplainer(try tree()).causes(of: hunk, at: try path("f"))
        #expect(causes.map(subject) == ["changed by three"])
    }

    @Test func aFileThatGotAnotherNameAndOtherLinesIsFoundByItsLines() throws {
        try commit("one", ["f": lines("a b c d e"), "g": "g\n"])
        try git("rm", "-q", "f")
        try commit("two", ["d/new": lines("a b C d e"), "other": lines("x y z")])
        let (patch, _) = try onlyHunk()
        let causes = ConflictExplainer(try tree()).causes(ofMissing: patch)
        #expect(causes.map(subject) == ["renamed to d/new by two"])
    }

    @Test func theCommitThatTheTreeLacksIsNamed() throws {
        try commit("one", ["f": lines("a B c d e")])
        try git("tag", "old")
        try commit("two", ["f": lines("a b c d e")])
        try commit("three", ["f": lines("a b c d e x")])
        let (_, hunk) = try onlyHunk()
        let head = String(
            decoding: try CommandLineGit.run(["rev-parse", "HEAD"], in: folder.path).output,
            as: UTF8.self
        ).trimmingCharacters(in: .newlines)
        let causes = ConflictExplainer(try tree("old"), baseCommit: head)
            .causes(of: hunk, at: try path("f"))
        #expect(causes.map(subject) == ["needs two"])
    }

    @Test func aRenamedFileIsFollowedToItsCommit() throws {
        try commit("one", ["f": lines("a b c d e"), "g": "g\n"])
        try FileManager.default.createDirectory(
            atPath: folder.path + "/deep", withIntermediateDirectories: true)
        try git("mv", "f", "deep/other")
        try commit("two", [:])
        try commit("three", ["g": "G\n"])
        let (patch, _) = try onlyHunk()
        let causes = ConflictExplainer(try tree()).causes(ofMissing: patch)
        #expect(causes.map(subject) == ["renamed to deep/other by two"])
    }

    @Test func aRemovedFileNamesTheCommitAndItsNamesakes() throws {
        try commit("one", ["f": lines("a b c d e"), "x/f": lines("a b c d e")])
        try git("rm", "-q", "f")
        try commit("two", [:])
        let (patch, _) = try onlyHunk()
        let causes = ConflictExplainer(try tree()).causes(ofMissing: patch)
        #expect(causes.map(subject).first == "removed by two")
        #expect(causes.last == .fileElsewhere([try path("x/f")], fits: [try path("x/f")]))
    }

    @Test func aFunctionInAnotherFileOfTheFolderIsFound() throws {
        let tree = TreeSnapshot(
            try MemoryTree([
                "d/f": "int g(void)\n{\n}\n", "d/h": "int x;\nint f(void)\n{\n\treturn 1;\n}\n",
            ]))
        let text = "--- a/d/f\n+++ b/d/f\n@@ -2,3 +2,4 @@ int f(void)\n b\n+new\n c\n d\n"
        let patch = try #require(DiffFinder().diffs(in: ByteText(text)).first?.patches.first)
        let causes = ConflictExplainer(tree).causes(
            of: try #require(patch.hunks.first), at: try path("d/f"))
        #expect(
            causes == [.functionElsewhere(name: "f", [.init(path: try path("d/h"), line: 2)])])
    }

    private func splitCauses(_ files: [String: String]) throws -> [ConflictCause] {
        let text = """
            --- a/d/f.c
            +++ b/d/f.c
            @@ -3,7 +3,8 @@ int old(struct thing *thing)
             \tint first = thing_first(thing);
             \tint second = thing_second(thing);
             \tint third = thing_third(thing);
            +\tint new = 1;
             
             \tthing_lock(thing);
             \tthing_work(thing, first, second);
             \tthing_unlock(thing);

            """
        let patch = try #require(DiffFinder().diffs(in: ByteText(text)).first?.patches.first)
        return ConflictExplainer(TreeSnapshot(try MemoryTree(files))).causes(
            of: try #require(patch.hunks.first), at: try path("d/f.c"))
    }

    private let top = """
        int prepare(struct thing *thing)
        {
        \t\tint first = thing_first(thing);
        \t\tint second = thing_second(thing);
        \t\tint third = thing_third(thing);
        }

        """
    private let bottom = """
        static void work(struct thing *thing)
        {
        \tthing_lock(thing);
        \tthing_work(thing, first, second);
        \tthing_unlock(thing);
        }

        """

    private func place(
        _ file: String, _ line: Int, _ function: String
    ) throws -> ConflictCause.FunctionPlace {
        .init(place: .init(path: try path(file), line: line), function: function)
    }

    @Test func aFunctionThatWasSplitIsFoundInItsParts() throws {
        let causes = try splitCauses(["d/f.c": "int x;\n" + top + bottom])
        #expect(
            causes == [
                .functionGone(name: "old"),
                .linesMoved([
                    .init(oldLines: 1...3, places: [try place("d/f.c", 4, "prepare")]),
                    .init(oldLines: 5...7, places: [try place("d/f.c", 10, "work")]),
                ]),
            ])
    }

    @Test func partsInOtherFilesAreFoundAndSeveralPlacesListed() throws {
        let causes = try splitCauses([
            "d/f.c": bottom, "d/g.c": top, "d/h.c": top.replacing("prepare", with: "again"),
        ])
        #expect(
            causes.last
                == .linesMoved([
                    .init(
                        oldLines: 1...3,
                        places: [try place("d/g.c", 3, "prepare"), try place("d/h.c", 3, "again")]),
                    .init(oldLines: 5...7, places: [try place("d/f.c", 3, "work")]),
                ]))
    }

    @Test func linesInTheirOwnFunctionHaveNotMoved() throws {
        let own = top.replacing("prepare", with: "old")
        #expect(try splitCauses(["d/f.c": own]) == [.functionDiffers(name: "old", line: 1)])
        // A part that left is told, with what stayed.
        let causes = try splitCauses(["d/f.c": own + bottom])
        #expect(
            causes.last
                == .linesMoved([
                    .init(oldLines: 1...3, places: [try place("d/f.c", 3, "old")]),
                    .init(oldLines: 5...7, places: [try place("d/f.c", 9, "work")]),
                ]))
    }

    @Test func aFewCommonLinesAreNoPart() throws {
        let causes = try splitCauses([
            "d/f.c": "int other(void)\n{\n\tthing_unlock(thing);\n}\n"
        ])
        #expect(causes == [.functionGone(name: "old")])
    }

    @Test func aFileThatNoTreeHasIsGone() throws {
        let (patch, _) = try onlyHunk()
        let causes = ConflictExplainer(TreeSnapshot(try MemoryTree(["g": "g\n"])))
            .causes(ofMissing: patch)
        #expect(causes == [.fileGone])
    }

    @Test func twoChangesOfOneFileAreMergedOrMarked() throws {
        let base = lines("a b c d e f g")
        let clean = try #require(
            MergedFile(
                ancestor: Array(base.utf8), ours: Array(lines("A b c d e f g").utf8),
                theirs: Array(lines("a b c d e f G").utf8), names: ("base", "tree", "patch")))
        #expect(clean.isClean)
        #expect(clean.bytes == Array(lines("A b c d e f G").utf8))
        let marked = try #require(
            MergedFile(
                ancestor: Array(base.utf8), ours: Array(lines("1 b c d e f g").utf8),
                theirs: Array(lines("2 b c d e f g").utf8), names: ("base", "tree", "patch")))
        #expect(!marked.isClean)
        #expect(
            String(decoding: marked.bytes, as: UTF8.self)
                == "<<<<<<< tree\n1\n||||||| base\na\n=======\n2\n>>>>>>> patch\n"
                + lines("b c d e f g"))
    }

    private func path(_ text: String) throws -> TreePath { try TreePath(validating: text) }
}
