// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// Patches that do not apply, merged by three ways, held to `git am --3way` on repositories of our
/// own.
@Suite(.enabled(if: CommandLineGit.isInstalled, "skipped: git is not installed"))
struct PatchMergeTests {
    private let folder: TemporaryFolder

    /// A commit with files, and a branch `topic` on which the caller changes them.
    init() throws {
        folder = try TemporaryFolder()
        try git("init", "-q", "-b", "main")
        try folder.write(numbered(40), to: "f")
        try folder.write(numbered(20), to: "d/g")
        try folder.write("short\n", to: "h")
        try git("add", "-A")
        try git("commit", "-q", "-m", "base")
        try git("checkout", "-q", "-b", "topic")
    }

    @discardableResult
    private func git(_ arguments: String...) throws -> String {
        let outcome = try CommandLineGit.run(arguments, in: folder.path)
        try #require(outcome.status == 0, "\(arguments) \(outcome.errors)")
        return String(decoding: outcome.output, as: UTF8.self)
    }

    private func numbered(_ count: Int, _ changes: [Int: String] = [:]) -> String {
        (1...count).map { (changes[$0] ?? "line \($0)") + "\n" }.joined()
    }

    private func commit(_ subject: String, _ files: [String: String]) throws {
        for (name, text) in files { try folder.write(text, to: name) }
        try git("add", "-A")
        try git("commit", "-q", "-m", subject)
    }

    /// The mails of the commits of `topic`, which are then put on `main`.
    private func mails() throws -> String {
        let mails = try git("format-patch", "--stdout", "main..topic")
        try git("checkout", "-q", "main")
        return mails
    }

    /// What the mails come to here: the tree's id, nil for a conflict.
    private func merged(_ mails: String) throws -> (id: String?, merges: [PatchMerge]) {
        let tree = try GitTree(repository: folder.path, revision: "main")
        let versions = try #require(KnownVersions(tree))
        let reader = TreeReader(tree)
        var ground = TreeSnapshot(tree)
        var merges: [PatchMerge] = []
        for mail in mails.components(separatedBy: "\nFrom ") {
            let patches = DiffFinder().diffs(in: ByteText(mail)).flatMap(\.patches)
            let outcome = ground.applying(patches, reader: reader)
            if let result = outcome.result {
                ground = result
            } else {
                let merge = PatchMerge(
                    patches, outcome: outcome.files, on: ground, versions: versions,
                    reader: reader)
                merges.append(merge)
                guard let result = merge.result else { return (nil, merges) }
                ground = result
            }
            versions.keep(outcome.files.compactMap(\.path), of: ground)
        }
        return (try ground.treeID()?.hex, merges)
    }

    /// The tree that `git am --3way` makes of the mails, nil where it stops.
    private func treeOfGit(_ mails: String) throws -> String? {
        try folder.write(mails, to: ".git/mails")
        try git("checkout", "-q", "-b", "am", "main")
        let outcome = try CommandLineGit.run(
            ["am", "-q", "--3way", ".git/mails"], in: folder.path)
        guard outcome.status == 0 else { return nil }
        return try git("rev-parse", "HEAD^{tree}").trimmingCharacters(in: .newlines)
    }

    @Test func aSeriesWhoseSecondPatchNeedsTheMergedFirst() throws {
        try commit("first", ["f": numbered(40, [10: "TEN"]), "d/g": numbered(20, [5: "FIVE"])])
        try commit("second", ["f": numbered(40, [10: "TEN", 12: "TWELVE"])])
        let mails = try mails()
        try commit("drift", ["f": numbered(40, [8: "eight"]), "d/g": "zero\n" + numbered(20)])
        let own = try merged(mails)
        #expect(own.merges.count == 1)
        #expect(own.merges.map(\.clean) == [[0, 1]] || own.merges.map(\.clean) == [[1]])
        let expected = try treeOfGit(mails)
        #expect(expected != nil)
        #expect(own.id == expected)
    }

    @Test func theSecondPatchToo() throws {
        try commit("first", ["f": numbered(40, [10: "TEN"])])
        try commit("second", ["f": numbered(40, [10: "TEN", 24: "FOUR", 25: "FIVE"])])
        let mails = try mails()
        try commit("drift", ["f": numbered(40, [8: "eight", 22: "two"])])
        let own = try merged(mails)
        #expect(own.merges.count == 2)
        let expected = try treeOfGit(mails)
        #expect(expected != nil)
        #expect(own.id == expected)
    }

    @Test func aChangeThatIsThereInPart() throws {
        try commit("both", ["f": numbered(40, [10: "TEN", 30: "THIRTY"])])
        let mails = try mails()
        try commit("half", ["f": numbered(40, [10: "TEN"])])
        let own = try merged(mails)
        let expected = try treeOfGit(mails)
        #expect(expected != nil)
        #expect(own.id == expected)
    }

    @Test func namesModesAndNewFiles() throws {
        try git("mv", "f", "renamed")
        try commit("all", ["renamed": numbered(40, [10: "TEN"]), "new": "new\n"])
        try git("update-index", "--chmod=+x", "d/g")
        try git("rm", "-q", "h")
        try git("commit", "-q", "--amend", "-m", "all")
        try git("checkout", "-q", "-f", "topic")
        let mails = try mails()
        try commit("drift", ["f": numbered(40, [8: "eight"]), "new": "new\n"])
        let own = try merged(mails)
        let expected = try treeOfGit(mails)
        #expect(expected != nil)
        #expect(own.id == expected)
    }

    @Test func bothChangedTheSameLine() throws {
        try commit("ours", ["f": numbered(40, [10: "TEN"])])
        let mails = try mails()
        try commit("theirs", ["f": numbered(40, [10: "ten"])])
        let own = try merged(mails)
        #expect(own.id == nil)
        #expect(try treeOfGit(mails) == nil)
        let file = try #require(own.merges.first?.files[0])
        #expect(!file.isClean)
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains("<<<<<<< "))
        #expect(text.contains("\nten\n||||||| "))
        #expect(text.contains("\nTEN\n>>>>>>> the patch\n"))
    }

    @Test func anotherNewFileAtThePath() throws {
        try commit("ours", ["new": "one\n", "f": numbered(40, [10: "TEN"])])
        let mails = try mails()
        try commit("theirs", ["new": "two\n"])
        #expect(try merged(mails).id == nil)
        #expect(try treeOfGit(mails) == nil)
    }

    @Test func withoutTheVersionThatItWasMadeOnThereIsNoMerge() throws {
        try commit("ours", ["f": numbered(40, [10: "TEN"])])
        let mails = try mails().replacing(/index [0-9a-f]+\.\./, with: "index 0123456789ab..")
        try commit("theirs", ["f": numbered(40, [8: "eight"])])
        let own = try merged(mails)
        #expect(own.id == nil)
        #expect(own.merges.map(\.files) == [[:]])
        #expect(try treeOfGit(mails) == nil)
    }

    /// Random changes on both sides: wherever git merges, so does this, to the same tree.
    @Test(arguments: 0..<40)
    func randomChanges(seed: UInt64) throws {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        func edited(_ lines: [String], _ edits: Int, _ word: String) -> [String] {
            var lines = lines
            for number in 0..<edits {
                let place = random(lines.count - 1)
                switch random(3) {
                case 0: lines[place] = "\(word) \(number)"
                case 1: lines.insert("\(word) \(number)", at: place)
                default: lines.remove(at: place)
                }
            }
            return lines
        }
        let base = (1...60).map { "line \($0 % 17)" }
        try git("checkout", "-q", "main")
        try commit("text", ["t": base.joined(separator: "\n") + "\n"])
        try git("checkout", "-q", "-B", "topic")
        let first = edited(base, 3, "ours")
        try commit("first", ["t": first.joined(separator: "\n") + "\n"])
        try commit("second", ["t": edited(first, 2, "more").joined(separator: "\n") + "\n"])
        let mails = try mails()
        try commit("drift", ["t": edited(base, 3, "theirs").joined(separator: "\n") + "\n"])
        let own = try merged(mails)
        #expect(own.id == (try treeOfGit(mails)))
    }
}
