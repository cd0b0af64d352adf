// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// Files of every type in repositories of our own: the patched tree has the id that git gave it.
@Suite(.enabled(if: CommandLineGit.isInstalled, "skipped: git is not installed"))
struct FileTypeTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try git("init", "-q", ".")
    }

    private func git(_ arguments: String...) throws {
        let outcome = try CommandLineGit.run(arguments, in: folder.path)
        try #require(outcome.status == 0, "\(arguments) \(outcome.errors)")
    }

    private func output(_ arguments: String...) throws -> [UInt8] {
        try CommandLineGit.run(arguments, in: folder.path).output
    }

    private func commit() throws {
        try git("add", "-A")
        try git("commit", "-q", "-m", "step")
    }

    private func link(_ name: String, to target: String) throws {
        let path = folder.path + "/" + name
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }

    private func tree(_ revision: String) throws -> String {
        String(decoding: try output("rev-parse", revision + "^{tree}"), as: UTF8.self)
            .trimmingCharacters(in: .newlines)
    }

    /// Applies the difference of the last two commits to the one, and takes it out of the other.
    private func checkLastStep(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let diff = try output("diff", "--binary", "--full-index", "-M", "HEAD~", "HEAD")
        let patches = DiffFinder().diffs(in: ByteText(diff)).flatMap(\.patches)
        let steps = [("HEAD~", "HEAD", false), ("HEAD", "HEAD~", true)]
        for (start, end, isReverse) in steps {
            let before = TreeSnapshot(try GitTree(repository: folder.path, revision: start))
            let outcome = before.applying(patches, options: MatchOptions(isReverse: isReverse))
            let words = Comment(
                rawValue: "\(outcome.files) \(String(decoding: diff, as: UTF8.self))")
            let result = try #require(outcome.result, words, sourceLocation: sourceLocation)
            #expect(
                try result.treeID()?.hex == tree(end), words, sourceLocation: sourceLocation)
        }
    }

    @Test func linksProgramsAndRenamesGiveTheTreeOfGit() throws {
        try folder.write("one\ntwo\nthree\n", to: "a/file")
        try folder.write("#!/bin/sh\n", to: "run")
        try folder.write("x\n", to: "a.c")
        try folder.write("", to: "empty")
        try link("link", to: "a/file")
        try commit()
        try folder.write("one\n2\nthree\n", to: "a/file")
        try git("update-index", "--add", "--chmod=+x", "run")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/run")
        try link("link", to: "run")
        try link("new", to: "nowhere")
        try git("mv", "a.c", "a/b.c")
        try git("rm", "-q", "empty")
        try folder.write("in a folder\n", to: "a-b/c/d")
        try folder.write("", to: "nothing")
        try folder.write("tür\n", to: "tür \"und\" tor")
        try commit()
        try checkLastStep()
    }

    @Test func aFileThatBecomesALinkGivesTheTreeOfGit() throws {
        try folder.write("text\n", to: "f")
        try link("g", to: "f")
        try commit()
        try link("f", to: "elsewhere")
        try FileManager.default.removeItem(atPath: folder.path + "/g")
        try folder.write("text\n", to: "g")
        try commit()
        try checkLastStep()
    }

    @Test func submodulesGiveTheTreeOfGit() throws {
        try folder.write("x\n", to: "f")
        try git("add", "f")
        let first = String(repeating: "1", count: 40)
        let second = String(repeating: "2", count: 40)
        try git("update-index", "--add", "--cacheinfo", "160000,\(first),module")
        try git("commit", "-q", "-m", "one")
        try git("update-index", "--add", "--cacheinfo", "160000,\(second),module")
        try git("update-index", "--add", "--cacheinfo", "160000,\(first),other")
        try git("commit", "-q", "-m", "two")
        try checkLastStep()
    }

    @Test func binaryFilesGiveTheTreeOfGit() throws {
        let old = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
        try folder.write(old, to: "changed.bin")
        try folder.write([0, 1, 2, 255], to: "gone.bin")
        try commit()
        try folder.write(
            Array(old[..<2_000]) + [0, 7, 7, 7] + Array(old[2_000...]), to: "changed.bin")
        try FileManager.default.removeItem(atPath: folder.path + "/gone.bin")
        try folder.write([0, 9, 8, 7], to: "made.bin")
        try commit()
        try checkLastStep()
    }

    @Test func aBinaryPatchForAnotherFileIsRefused() throws {
        try folder.write([0, 1, 2], to: "f")
        try commit()
        try folder.write([0, 1, 3], to: "f")
        try commit()
        let diff = try output("diff", "--binary", "--full-index", "HEAD~", "HEAD")
        try folder.write([0, 5], to: "f")
        try commit()
        let now = TreeSnapshot(try GitTree(repository: folder.path, revision: "HEAD"))
        let outcome = now.applying(DiffFinder().diffs(in: ByteText(diff)).flatMap(\.patches))
        let found = try #require(try now.blobID(of: TreePath(validating: "f")))
        #expect(outcome.problems == [.binaryMadeOnOther(found: found)])
    }

    @Test func damagedBinaryDataAreRefused() throws {
        try folder.write([0, 1, 2], to: "f")
        try commit()
        try folder.write((0..<200).map { UInt8($0) }, to: "f")
        try commit()
        let diff = try output("diff", "--binary", "--full-index", "HEAD~", "HEAD")
        let text = String(decoding: diff, as: UTF8.self)
        let old = TreeSnapshot(try GitTree(repository: folder.path, revision: "HEAD~"))
        let start = try #require(text.range(of: "literal 200\n"))
        for offset in 1..<60 {
            var bytes = Array(text.utf8)
            let place = text[..<start.upperBound].utf8.count + offset
            bytes[place] = bytes[place] == 0x41 ? 0x42 : 0x41
            let patches = DiffFinder().diffs(in: ByteText(bytes)).flatMap(\.patches)
            let outcome = old.applying(patches)
            #expect(outcome.result == nil, "changed byte \(offset)")
        }
    }

    @Test func theRepositoryIsLeftAsItIs() throws {
        try folder.write("one\ntwo\n", to: "a/f")
        try commit()
        try folder.write("one\n2\n", to: "a/f")
        try commit()
        try git("gc", "-q")
        let before = try states()
        try checkLastStep()
        let after = try states()
        #expect(before == after)
    }

    /// Size and times of everything in the repository, its folders included.
    private func states() throws -> [String: String] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
        return Dictionary(
            uniqueKeysWithValues: try paths.compactMap { $0 as? String }.map { path in
                let attributes = try FileManager.default.attributesOfItem(
                    atPath: folder.path + "/" + path)
                let date = attributes[.modificationDate] as? Date
                return (path, "\(attributes[.size] ?? 0) \(date?.timeIntervalSince1970 ?? 0)")
            })
    }
}
