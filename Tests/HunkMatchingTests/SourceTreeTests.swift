// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

@Suite struct FolderTreeTests {
    private func path(_ string: String) throws -> TreePath { try TreePath(validating: string) }

    private func link(_ folder: TemporaryFolder, _ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/" + name, withDestinationPath: target)
    }

    @Test func filesAreReadAndListedInOrder() throws {
        let folder = try TemporaryFolder()
        try folder.write("b\n", to: "x/b.c")
        try folder.write("a\n", to: "x/y/a.c")
        try folder.write("hidden\n", to: ".git/config")
        let tree = try FolderTree(folder: folder.path)
        #expect(try tree.paths(under: nil).map(\.string) == ["x/b.c", "x/y/a.c"])
        #expect(try tree.paths(under: path("x/y")).map(\.string) == ["x/y/a.c"])
        #expect(try tree.paths(under: path("none")).isEmpty)
        #expect(try tree.contents(of: path("x/b.c")) == Array("b\n".utf8))
        #expect(try tree.contents(of: path("x/c.c")) == nil)
        #expect(try tree.kind(of: path("x")) == .folder)
        #expect(try tree.kind(of: path("x/b.c")) == .file)
        #expect(try tree.kind(of: path("x/c.c")) == nil)
        #expect(
            try tree.blobID(of: path("x/b.c"))?.hex == "61780798228d17af2d34fce4cfbdf35556832472")
        #expect(throws: TreeError.notRegularFile(try path("x"), .folder)) {
            try tree.contents(of: path("x"))
        }
    }

    @Test func linksInsideAreFollowedAndLinksOutsideAreRefused() throws {
        let outside = try TemporaryFolder()
        try outside.write("secret\n", to: "secret")
        let folder = try TemporaryFolder()
        try folder.write("b\n", to: "x/b.c")
        try link(folder, "inside.c", to: "x/b.c")
        try link(folder, "alias", to: folder.path + "/x")
        try link(folder, "x/up.c", to: "../x/../x/b.c")
        try link(folder, "away", to: outside.path)
        try link(folder, "over", to: "../../../../../../../../etc")
        try link(folder, "loop", to: "loop")
        let tree = try FolderTree(folder: folder.path)
        for name in ["inside.c", "alias/b.c", "x/up.c"] {
            #expect(try tree.contents(of: path(name)) == Array("b\n".utf8))
        }
        for name in ["away/secret", "over/passwd"] {
            #expect(throws: TreeError.linkLeavesTree(try path(name))) {
                try tree.contents(of: path(name))
            }
        }
        #expect(throws: TreeError.tooManyLinks(try path("loop"))) {
            try tree.contents(of: path("loop"))
        }
        #expect(try tree.paths(under: nil).map(\.string) == ["x/b.c"])
        #expect(throws: TreeError.linkLeavesTree(try path("away"))) {
            try tree.paths(under: path("away"))
        }
    }

    @Test func largeFilesAndLongListingsAreRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("12345", to: "f")
        try folder.write("1", to: "g")
        var limits = TreeLimits.standard
        limits.fileBytes = 4
        limits.files = 1
        let tree = try FolderTree(folder: folder.path, limits: limits)
        #expect(throws: TreeError.tooLarge(try path("f"), bytes: 5, limit: 4)) {
            try tree.contents(of: path("f"))
        }
        #expect(throws: TreeError.tooManyFiles(limit: 1)) { try tree.paths(under: nil) }
    }

    @Test func theIdentityIsThatOfTheContents() throws {
        let one = try TemporaryFolder()
        let other = try TemporaryFolder()
        for folder in [one, other] { try folder.write("b\n", to: "x/b.c") }
        let identity = try FolderTree(folder: one.path).identity()
        #expect(try FolderTree(folder: other.path).identity() == identity)
        try other.write("c\n", to: "x/b.c")
        #expect(try FolderTree(folder: other.path).identity() != identity)
    }

    @Test func onlyAFolderIsATree() throws {
        let folder = try TemporaryFolder()
        try folder.write("1", to: "f")
        #expect(throws: TreeError.notAFolder(folder.path + "/f")) {
            try TreeLocation.open(folder.path + "/f")
        }
        #expect(throws: TreeError.noSuchPath(folder.path + "/g")) {
            try TreeLocation.open(folder.path + "/g")
        }
    }
}

@Suite(.enabled(if: CommandLineGit.isInstalled, "skipped: git is not installed"))
struct GitTreeTests {
    private func path(_ string: String) throws -> TreePath { try TreePath(validating: string) }

    /// A repository with two commits, the first tagged `one`, and an uncommitted change.
    private func repository() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let top = folder.path
        try CommandLineGit.run(["init", "-q", "-b", "main"], in: top)
        try folder.write("one\n", to: "x/f.c")
        try FileManager.default.createSymbolicLink(
            atPath: top + "/link", withDestinationPath: "x/f.c")
        try CommandLineGit.run(["add", "."], in: top)
        try CommandLineGit.run(["commit", "-q", "-m", "First"], in: top)
        try CommandLineGit.run(["tag", "one"], in: top)
        try folder.write("two\n", to: "x/f.c")
        try CommandLineGit.run(["commit", "-q", "-a", "-m", "Second"], in: top)
        try folder.write("not committed\n", to: "x/f.c")
        return folder
    }

    @Test func aRepositoryIsReadAtARevisionOrAtItsHead() throws {
        let folder = try repository()
        for (argument, text) in [
            (folder.path, "two\n"), (folder.path + "/.git", "two\n"),
            (folder.path + "@one", "one\n"), (folder.path + "@HEAD@{0}", "two\n"),
            (folder.path + "@main~1", "one\n"),
        ] {
            let tree = try TreeLocation.open(argument)
            #expect(try tree.contents(of: path("x/f.c")) == Array(text.utf8), "\(argument)")
            #expect(tree.folderOnDisk == nil)
        }
        let tree = try TreeLocation.open(folder.path + "@one")
        let id = try CommandLineGit.run(["rev-parse", "one^{tree}"], in: folder.path).output
        #expect(try tree.identity() == String(decoding: id.dropLast(), as: UTF8.self))
        #expect(tree.name.hasSuffix("@one"))
        #expect(try tree.paths(under: nil).map(\.string) == ["x/f.c"])
        #expect(try tree.kind(of: path("link")) == .symbolicLink)
        #expect(throws: TreeError.notRegularFile(try path("link"), .symbolicLink)) {
            try tree.contents(of: path("link"))
        }
        #expect(try tree.contents(of: path("x/g.c")) == nil)
    }

    @Test func anExistingPathWinsOverTheAt() throws {
        let folder = try TemporaryFolder()
        try folder.write("plain\n", to: "tree@one/f")
        let tree = try TreeLocation.open(folder.path + "/tree@one")
        #expect(tree.folderOnDisk == folder.path + "/tree@one")
    }

    @Test func whatIsNotThereIsSaidClearly() throws {
        let folder = try repository()
        let top = folder.path
        #expect(throws: TreeError.repository(.noRevision("two", path: top))) {
            try TreeLocation.open(top + "@two")
        }
        #expect(throws: TreeError.emptyRevision(top + "@")) { try TreeLocation.open(top + "@") }
        #expect(throws: TreeError.repository(.noRepository(path: top + "/x"))) {
            try TreeLocation.open(top + "/x@one")
        }
        #expect(throws: TreeError.noSuchPath(top + "y@one")) {
            try TreeLocation.open(top + "y@one")
        }
    }

    @Test func readingLeavesEveryTimeStamp() throws {
        let folder = try repository()
        try CommandLineGit.run(["gc", "-q"], in: folder.path)
        func stamps() throws -> [String: Date] {
            var stamps: [String: Date] = [:]
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                let attributes = try FileManager.default.attributesOfItem(
                    atPath: folder.path + "/" + name)
                stamps[name] = attributes[.modificationDate] as? Date
            }
            return stamps
        }
        let before = try stamps()
        let tree = try TreeLocation.open(folder.path + "@one")
        _ = try tree.contents(of: path("x/f.c"))
        _ = try tree.paths(under: nil)
        _ = try tree.blobID(of: path("x/f.c"))
        #expect(try stamps() == before)
    }
}

@Suite struct TreeSnapshotTests {
    private func path(_ string: String) throws -> TreePath { try TreePath(validating: string) }

    @Test func changesLieOverTheTree() throws {
        var snapshot = TreeSnapshot(try MemoryTree(["a": "1", "b": "2"]))
        #expect(snapshot.changesDigest.isEmpty)
        snapshot.setContents(nil, of: try path("a"))
        snapshot.setContents(Array("3".utf8), of: try path("c/d"))
        #expect(try snapshot.contents(of: path("a")) == nil)
        #expect(try snapshot.contents(of: path("b")) == Array("2".utf8))
        #expect(try snapshot.contents(of: path("c/d")) == Array("3".utf8))
        #expect(try snapshot.kind(of: path("a")) == nil)
        #expect(try snapshot.kind(of: path("c/d")) == .file)
        #expect(try snapshot.paths(under: nil).map(\.string) == ["b", "c/d"])
        #expect(snapshot.changedPaths.map(\.string) == ["a", "c/d"])
        #expect(try snapshot.identity() == "memory+" + snapshot.changesDigest)
    }

    @Test func theDigestIsThatOfTheContents() throws {
        var one = TreeSnapshot(try MemoryTree(["a": "1"]))
        var other = one
        one.setContents([1], of: try path("x"))
        one.setContents([2], of: try path("y"))
        other.setContents([2], of: try path("y"))
        #expect(one.changesDigest != other.changesDigest)
        other.setContents([1], of: try path("x"))
        #expect(one.changesDigest == other.changesDigest)
    }

    @Test func aChangeBackIsNoChange() throws {
        var snapshot = TreeSnapshot(try MemoryTree(["a": "1"]))
        snapshot.setContents([2], of: try path("a"))
        snapshot.setContents([2], of: try path("b"))
        snapshot.setContents(Array("1".utf8), of: try path("a"))
        snapshot.setContents(nil, of: try path("b"))
        #expect(snapshot.overlay.isEmpty)
    }
}
