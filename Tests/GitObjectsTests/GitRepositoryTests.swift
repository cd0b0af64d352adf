// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import GitObjects
import Testing

/// A repository made by `git` in a folder that is removed with the value.
private final class Repository {
    static let isPossible: Bool = (try? Repository()) != nil

    let path: String

    init() throws {
        path =
            URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
            + "/review-thread-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path + "/x/y", withIntermediateDirectories: true)
        try Data("one\n".utf8).write(to: URL(fileURLWithPath: path + "/x/f"))
        try Data("two\n".utf8).write(to: URL(fileURLWithPath: path + "/x/y/g"))
        try Data().write(to: URL(fileURLWithPath: path + "/empty"))
        try FileManager.default.createSymbolicLink(
            atPath: path + "/link", withDestinationPath: "x/f")
        try git("init", "-q", "-b", "main")
        try git("add", ".")
        try git(
            "-c", "user.name=Ada Example", "-c", "user.email=ada@example.org", "commit", "-q",
            "-m", "First")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func git(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("GIT_")
        }
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    func remove(_ id: ObjectID) throws {
        let hex = id.hex
        try FileManager.default.removeItem(
            atPath: path + "/.git/objects/\(hex.prefix(2))/\(hex.dropFirst(2))")
    }
}

@Suite(.enabled(if: Repository.isPossible, "skipped: git is not installed"))
struct GitRepositoryTests {
    private let one = ObjectID.blob(of: Array("one\n".utf8))

    @Test func entriesAreFoundByPath() throws {
        let folder = try Repository()
        let repository = try GitRepository.open(folder.path)
        let tree = try repository.resolve("HEAD").tree
        let file = try repository.entry(at: Array("x/f".utf8), in: tree)
        #expect(file == TreeEntry(path: Array("x/f".utf8), kind: .file, id: one))
        #expect(try repository.entry(at: Array("x/y".utf8), in: tree)?.kind == .folder)
        #expect(try repository.entry(at: Array("link".utf8), in: tree)?.kind == .symbolicLink)
        for missing in ["x/h", "x/f/g", "link/f", "", "x\0"] {
            #expect(try repository.entry(at: Array(missing.utf8), in: tree) == nil)
        }
        #expect(try repository.blob(one, limit: 4) == Array("one\n".utf8))
        #expect(try repository.blob(ObjectID.blob(of: []), limit: 0).isEmpty)
    }

    @Test func entriesAreListedBelowAFolder() throws {
        let folder = try Repository()
        let repository = try GitRepository.open(folder.path)
        let tree = try repository.resolve("main").tree
        func names(_ folder: String, _ limit: Int = 10) throws -> [String] {
            try repository.entries(under: Array(folder.utf8), in: tree, limit: limit).map {
                String(decoding: $0.path, as: UTF8.self)
            }
        }
        #expect(try names("") == ["empty", "link", "x/f", "x/y/g"])
        #expect(try names("x") == ["x/f", "x/y/g"])
        #expect(try names("x/f").isEmpty)
        #expect(try names("none").isEmpty)
        #expect(throws: GitError.tooManyEntries(limit: 2)) { try names("", 2) }
    }

    @Test func revisionsAreResolvedOrTheirFaultIsSaid() throws {
        let folder = try Repository()
        let path = folder.path
        try folder.git("tag", "-a", "v1", "-m", "First")
        let repository = try GitRepository.open(path)
        let head = try repository.resolve("HEAD")
        #expect(try repository.resolve("v1") == head)
        #expect(try repository.resolve("v1^{tree}").commit == nil)
        #expect(try repository.resolve("v1^{tree}").tree == head.tree)
        #expect(throws: GitError.noRevision("v2", path: path)) { try repository.resolve("v2") }
        #expect(throws: GitError.revisionWithoutTree("HEAD:x/f", path: path)) {
            try repository.resolve("HEAD:x/f")
        }
        #expect(throws: GitError.self) { try repository.resolve("HEAD^{nonsense}") }
    }

    @Test func aMissingOrLargeObjectIsSaid() throws {
        let folder = try Repository()
        let repository = try GitRepository.open(folder.path)
        #expect(throws: GitError.tooLarge(one, bytes: 4, limit: 3)) {
            try repository.blob(one, limit: 3)
        }
        try folder.remove(one)
        let again = try GitRepository.open(folder.path)
        #expect(throws: GitError.missingObject(one)) { try again.blob(one, limit: 100) }
        // As in a partial clone: the tree still knows the file.
        let tree = try again.resolve("HEAD").tree
        #expect(try again.entry(at: Array("x/f".utf8), in: tree)?.id == one)
    }

    @Test func aFolderThatIsNoRepositoryIsSaid() throws {
        let folder = try Repository()
        for path in [folder.path + "/x", folder.path + "/none"] {
            #expect(throws: GitError.noRepository(path: path)) {
                _ = try GitRepository.open(path)
            }
        }
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.userName == "root",
            "skipped: only root can give a folder to another user"))
    func aRepositoryOfAnotherUserIsSaid() throws {
        let folder = try Repository()
        for name in ["", "/.git"] {
            try FileManager.default.setAttributes(
                [.ownerAccountID: 12_345], ofItemAtPath: folder.path + name)
        }
        #expect(throws: GitError.otherOwner(path: folder.path)) {
            _ = try GitRepository.open(folder.path)
        }
    }

    @Test func extensionsThatDoNotMatterAreAcceptedAndOthersAreNamed() throws {
        let folder = try Repository()
        try folder.git("config", "core.repositoryFormatVersion", "1")
        try folder.git("config", "extensions.partialClone", "origin")
        _ = try GitRepository.open(folder.path)
        try folder.git("config", "extensions.someday", "true")
        let error = #expect(throws: GitError.self) { _ = try GitRepository.open(folder.path) }
        #expect(error?.description.contains("someday") == true)
        #expect(error?.description.hasPrefix(folder.path + " cannot be opened") == true)
    }
}
