// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// Input that was made to cost time or memory, or to reach what is none of a patch's business.
@Suite struct HostileInputTests {
    private func outcome(
        _ text: [UInt8], on files: [String: String], limits: MatchLimits = .standard
    ) throws -> PatchOutcome {
        let patches = DiffFinder().diffs(in: ByteText(text)).flatMap(\.patches)
        return TreeSnapshot(try MemoryTree(files)).applying(
            patches, options: MatchOptions(limits: limits))
    }

    @Test func hunksBeyondTheLimitAreNotRead() throws {
        let limits = DiffLimits(
            filePatches: 10, hunks: 1_000, headerLines: 16, largestLineNumber: 1_000_000)
        let hunks = String(repeating: "@@ -1 +1 @@\n-a\n+b\n", count: 20_000)
        let diffs = DiffFinder(limits: limits).diffs(in: ByteText(patch(hunks)))
        #expect(diffs.flatMap(\.patches).reduce(0) { $0 + $1.hunks.count } == 1_000)
        #expect(diffs.flatMap(\.patches).last?.problems.last?.kind == .limitReached)
    }

    @Test func manyHunksOnALongFileEndAtTheBudget() throws {
        let hunks = (0..<2_000).map { "@@ -\($0 + 5),3 +\($0 + 5),3 @@\n x\n-gone\n+new\n x\n" }
        let limits = MatchLimits(
            searchedLines: 100_000, weighedPlaces: 1_000, locatedFiles: 10, candidates: 8)
        let file = String(repeating: "x\n", count: 1_000)
        let found = try outcome(
            Array(patch(hunks.joined()).utf8), on: ["f": file], limits: limits)
        let reasons = found.verdicts.map { verdict -> Bool in
            guard case .conflict(let conflict) = verdict else { return false }
            return conflict.reason == .notSearched
        }
        #expect(reasons.count(where: \.self) > 1_800)
        #expect(found.status == .fails)
    }

    @Test func blankLinesOnBlankLinesTakeOnePass() throws {
        let context = String(repeating: " \n", count: 4_000)
        let hunk = "@@ -9,8001 +9,8001 @@\n\(context)-x\n+y\n\(context)"
        let file = String(repeating: "\n", count: 60_000) + "x\n"
        guard
            case .conflict(let conflict)? = try outcome(
                Array(patch(hunk).utf8), on: ["f": file]
            ).verdicts.first
        else {
            Issue.record("it must not apply")
            return
        }
        #expect(conflict.oldLines == 8_001)
        #expect(conflict.reason != .notSearched)
    }

    @Test func aLineOfAHundredMegabytesIsALine() throws {
        let size = 100 << 20
        let head =
            "diff --git a/f b/f\nnew file mode 100644\n--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+"
        var text = Array(head.utf8)
        text += [UInt8](repeating: 0x61, count: size)
        text.append(0x0a)
        let found = try outcome(text, on: [:])
        #expect(found.status == .applies)
        let path = try TreePath(validating: "f")
        #expect(try found.result?.contents(of: path)?.count == size + 1)
    }

    @Test func aThousandRenamesAreMade() throws {
        var files: [String: String] = [:]
        var text = ""
        for number in 0..<1_000 {
            files["old/\(number)"] = "x\n"
            text +=
                "diff --git a/old/\(number) b/new/\(number)\nsimilarity index 100%\n"
                + "rename from old/\(number)\nrename to new/\(number)\n"
        }
        let found = try outcome(Array(text.utf8), on: files)
        #expect(found.status == .applies)
        #expect(found.result?.changedPaths.count == 2_000)
    }

    @Test(arguments: [
        ("../x", PathProblem.parentFolder), ("d/../../x", .parentFolder), ("/etc/x", .absolute),
        (".git/config", .gitFolder), ("d/.GIT/config", .gitFolder), ("git~1/config", .gitFolder),
    ])
    func pathsOutOfTheTreeAreRefused(name: String, reason: PathProblem) throws {
        let written = name.hasPrefix("/") ? name : "b/" + name
        let text = "--- /dev/null\n+++ \(written)\n@@ -0,0 +1 @@\n+x\n"
        let found = try outcome(Array(text.utf8), on: [:])
        guard case .pathRefused(let paths)? = found.files.first?.problem else {
            Issue.record("\(name) must be refused")
            return
        }
        #expect(paths.contains { $0.reason == reason })
    }

    @Test func nothingIsMadeBelowALinkOfARepository() throws {
        let folder = try TemporaryFolder()
        try folder.write("x\n", to: "d/f")
        for command in [["init", "-q"], ["add", "."]] {
            try CommandLineGit.run(command, in: folder.path)
        }
        let blob = try CommandLineGit.run(
            ["hash-object", "-w", "--stdin"], in: folder.path)
        let id = String(decoding: blob.output, as: UTF8.self).trimmingPrefix("\n").prefix(40)
        try CommandLineGit.run(
            ["update-index", "--add", "--cacheinfo", "120000,\(id),link"], in: folder.path)
        try CommandLineGit.run(["commit", "-q", "-m", "x"], in: folder.path)
        let tree = try GitTree(repository: folder.path, revision: "HEAD")
        let text = "--- /dev/null\n+++ b/link/g\n@@ -0,0 +1 @@\n+x\n"
        let patches = DiffFinder().diffs(in: ByteText(text)).flatMap(\.patches)
        let path = try TreePath(validating: "link/g")
        #expect(TreeSnapshot(tree).applying(patches).problems == [.belowFile(path)])
    }
}
