// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import GitObjects
import HunkMatching
import Testing
import UnifiedDiffs

/// Real patches on a real kernel, forward and taken out, with and without fuzz: the verdict of each
/// patch, those of its hunks with their offsets, and the trees that come of it are git's.
///
/// `REVIEW_THREAD_PATCHES` names a folder of patches (`extract-patches.sh` makes one),
/// `REVIEW_THREAD_KERNEL` a kernel, best a repository with its files, and
/// `REVIEW_THREAD_PATCH_COUNT` how many to take; docs/leniencies.md has the last figures.
@Suite(
    .enabled(if: CommandLineGit.isInstalled, "skipped: git is not installed"),
    .enabled(
        if: PatchArchive.kernel != nil && PatchArchive.folder != nil,
        "skipped: REVIEW_THREAD_KERNEL names no kernel, or REVIEW_THREAD_PATCHES no folder"))
struct PatchArchiveTests {
    /// One patch of so many that apply has its tree compared, which takes git a second.
    private static let treesEvery = 20

    enum Way: String, CaseIterable {
        case forward
        case reverse
        case forwardFuzz = "forward, -C1"
        case reverseFuzz = "reverse, -C1"

        var isReverse: Bool { self == .reverse || self == .reverseFuzz }
        var leastContext: Int? { self == .forwardFuzz || self == .reverseFuzz ? 1 : nil }
        var words: [String] {
            (isReverse ? ["-R"] : []) + (leastContext.map { ["-C\($0)"] } ?? [])
        }
    }

    @Test(arguments: Way.allCases)
    func `verdicts, offsets and trees are git's`(way: Way) async throws {
        let folder = try #require(PatchArchive.folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .prefix(PatchArchive.count).map { "\(folder)/\($0)" }
        let tasks = ProcessInfo.processInfo.activeProcessorCount
        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            for task in 0..<tasks {
                let own = stride(from: task, to: names.count, by: tasks).map { names[$0] }
                group.addTask { try compare(own, way) }
            }
            return try await group.reduce(into: Tally()) { $0.add($1) }
        }
        print("| \(way.rawValue) | \(tally) |")
        for (reason, names) in tally.explained.sorted(by: { $0.key < $1.key }) {
            print("    \(reason): \(names.sorted().prefix(5).joined(separator: ", "))")
        }
        #expect(tally.unexplained == [])
        #expect(tally.counts["apply", default: 0] + tally.counts["do not", default: 0] > 0)
    }

    private func compare(_ names: [String], _ way: Way) throws -> Tally {
        let kernel = try #require(PatchArchive.kernel)
        let tree = try FolderTree(folder: kernel)
        let (snapshot, reader) = (TreeSnapshot(tree), TreeReader(tree))
        let options = MatchOptions(
            isReverse: way.isReverse, repairsWhitespace: false, leastContext: way.leastContext)
        var tally = Tally()
        for name in names {
            let text = ByteText([UInt8](try Data(contentsOf: URL(fileURLWithPath: name))))
            let patches = DiffFinder().diffs(in: text).flatMap(\.patches)
            let outcome = snapshot.applying(patches, options: options, reader: reader)
            let own = GitVerdict(of: outcome, patches, isReverse: way.isReverse)
            let git = try GitVerdict(ofGit: name, in: kernel, options: way.words)
            tally.counts[git.applies ? "apply" : "do not", default: 0] += 1
            tally.counts["hunks", default: 0] +=
                git.files == nil ? 0 : outcome.files.reduce(0) { $0 + $1.hunks.count }
            if let difference = own.difference(from: git) {
                let reason = KnownDifference(
                    difference, own, git, outcome, patches: patches,
                    isFuzzy: way.leastContext != nil)
                tally.note(name, difference, reason)
            } else if git.applies, tally.counts["apply", default: 0] % Self.treesEvery == 0,
                FileManager.default.fileExists(atPath: "\(kernel)/.git")
            {
                let id = try GitTree(repository: kernel, revision: "HEAD")
                    .treeID(with: patches, options)
                let same = try id == gitTreeID(of: name, in: kernel, way)
                tally.counts[same ? "trees alike" : "trees differ", default: 0] += 1
                if !same { tally.note(name, "another tree", nil) }
            }
        }
        return tally
    }

    /// The id of the tree that `git apply --cached` and `git write-tree` make, in an index and an
    /// object database of their own.
    private func gitTreeID(of patch: String, in kernel: String, _ way: Way) throws -> String {
        let scratch = try TemporaryFolder()
        let script = """
            export GIT_OBJECT_DIRECTORY="$1" GIT_INDEX_FILE="$1/index"
            export GIT_ALTERNATE_OBJECT_DIRECTORIES="$PWD/.git/objects"
            cp .git/index "$GIT_INDEX_FILE"
            patch=$2; shift 2
            git apply --cached "$@" "$patch" && git write-tree --missing-ok
            """
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", script, "sh", scratch.path, patch] + way.words
        shell.currentDirectoryURL = URL(fileURLWithPath: kernel)
        shell.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        shell.standardOutput = pipe
        try shell.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}

/// Where the patches and the kernel are.
private enum PatchArchive {
    private static let environment = ProcessInfo.processInfo.environment
    static let kernel = environment["REVIEW_THREAD_KERNEL"]
    static let folder = environment["REVIEW_THREAD_PATCHES"]
    static let count = Int(environment["REVIEW_THREAD_PATCH_COUNT"] ?? "") ?? 100
}

extension GitTree {
    /// The id of the tree with patches applied.
    fileprivate func treeID(with patches: [FilePatch], _ options: MatchOptions) throws -> String? {
        let outcome = TreeSnapshot(self).applying(patches, options: options)
        return try outcome.result?.treeID()?.hex
    }
}

extension GitVerdict {
    /// What differs, nil if nothing does. Of a patch that git cannot read only whether it applies.
    fileprivate func difference(from git: GitVerdict) -> String? {
        if applies != git.applies { return git.applies ? "git applies it" : "git refuses it" }
        guard let expected = git.files, expected != files else { return nil }
        guard let files, files.count == expected.count else {
            return "\(files?.count ?? 0) files, git \(expected.count)"
        }
        let index = files.indices.first { files[$0] != expected[$0] } ?? 0
        return "file \(index + 1): \(files[index]), git \(expected[index])"
    }
}

/// Why a patch's verdict may be another than git's; docs/leniencies.md has each.
private enum KnownDifference: String {
    case brokenOff = "breaks off within its last context"
    case wrappedHeader = "its `diff --git` line is wrapped"
    case noPrefix = "its names have no `a/` and `b/`"
    case appliedTwice = "with less context git applies again what is there"

    init?(
        _ difference: String, _ own: GitVerdict, _ git: GitVerdict, _ outcome: PatchOutcome,
        patches: [FilePatch], isFuzzy: Bool
    ) {
        let problems = patches.flatMap(\.problems)
        let isRefused = difference == "git refuses it"
        if isRefused, outcome.files.flatMap(\.hunks).contains(where: \.isCountedAnew) {
            self = .brokenOff
        } else if isRefused, problems.contains(where: { $0.kind == .namesDisagree }) {
            self = .wrappedHeader
        } else if let own = own.files, let git = git.files, own.count == git.count {
            let different = outcome.files.indices.filter { own[$0] != git[$0] }
            if different.allSatisfy({ git[$0].isRefused && patches[$0].strippedComponents == 0 }) {
                self = .noPrefix
                return
            }
            guard isFuzzy else { return nil }
            let isThere = { (index: Int) in
                outcome.files[index].hunks.contains(where: \.verdict.isAlreadyApplied)
            }
            guard !different.isEmpty, different.allSatisfy(isThere) else { return nil }
            self = .appliedTwice
        } else {
            return nil
        }
    }
}

extension HunkOutcome {
    fileprivate var isCountedAnew: Bool { repairs.contains(.headerCounts) }
}

/// What was compared.
private struct Tally: CustomStringConvertible {
    var counts: [String: Int] = [:]
    /// The patches by why they differ.
    private(set) var explained: [String: [String]] = [:]
    private(set) var unexplained: [String] = []

    mutating func note(_ patch: String, _ difference: String, _ reason: KnownDifference?) {
        counts[reason?.rawValue ?? "not explained", default: 0] += 1
        if let reason {
            explained[reason.rawValue, default: []].append(patch)
        } else {
            unexplained.append("\(patch): \(difference)")
        }
    }

    mutating func add(_ other: Tally) {
        counts.merge(other.counts, uniquingKeysWith: +)
        explained.merge(other.explained, uniquingKeysWith: +)
        unexplained += other.unexplained
    }

    var description: String {
        counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
}
