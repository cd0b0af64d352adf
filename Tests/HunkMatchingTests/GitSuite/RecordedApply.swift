// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import HunkMatching
import UnifiedDiffs

/// One call of `git apply` in a test of git's suite.
struct RecordedApply {
    /// How the call and ours compare.
    enum Comparison: Equatable {
        /// The same verdict and, where it applies and files are written, the same files.
        case same
        /// The call asks for something that we do not offer.
        case outOfScope(String)
        /// What is different.
        case different(String)
    }

    let folder: String
    /// 1-based number of the call in its script.
    let number: Int
    let arguments: [String]
    let isApplied: Bool

    init(folder: String, number: Int) throws {
        self.folder = folder
        self.number = number
        arguments = try Self.text(folder + "/arguments").split(separator: "\n").map(String.init)
        isApplied = try Self.text(folder + "/status") == "0\n"
    }

    private static func text(_ path: String) throws -> String {
        guard FileManager.default.fileExists(atPath: path) else { return "" }
        return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    /// Makes the same call here.
    func comparison() throws -> Comparison {
        if let reason = try outOfScope() { return .outOfScope(reason) }
        var options = MatchOptions(repairsWhitespace: false)
        options.isReverse = arguments.contains { ["-R", "--reverse"].contains($0) }
        options.leastContext =
            arguments.lazy.compactMap { argument in
                argument.hasPrefix("-C") ? Int(argument.dropFirst(2)) : nil
            }.first
        let prefix = try Self.text(folder + "/prefix").trimmingCharacters(in: .newlines)
        let base = arguments.contains("--cached") ? "/index/" : "/before/"
        var tree = TreeSnapshot(try FolderTree(folder: folder + base + prefix))
        var isInTree = true
        for number in 1... {
            let path = folder + "/patch.\(number)"
            guard FileManager.default.fileExists(atPath: path) else { break }
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let patches = DiffFinder().diffs(in: ByteText(bytes)).flatMap(\.patches)
            if patches.contains(where: { $0.newMode?.description == "160000" || isSubmodule($0) }) {
                return .outOfScope("submodule in a folder")
            }
            let outcome = tree.applying(patches, options: options)
            if outcome.status == .applies, let result = outcome.result {
                tree = result
            } else {
                isInTree = false
            }
        }
        guard isInTree == isApplied else {
            return .different(isInTree ? "git refuses it" : "git applies it")
        }
        let isWritten = !arguments.contains { ["--check", "--cached"].contains($0) }
        guard isApplied, isWritten else { return .same }
        let after = try FolderTree(folder: folder + "/after/" + prefix)
        for path in tree.changedPaths where try tree.file(at: path) != after.file(at: path) {
            return .different("other contents of \(path)")
        }
        return .same
    }

    private func isSubmodule(_ patch: FilePatch) -> Bool {
        patch.oldMode?.description == "160000"
            || patch.hunks.first?.lines.contains {
                $0.content.starts(with: "Subproject commit ".utf8)
            } == true
    }

    /// What the call asks for and we do not offer, nil if we offer all of it.
    private func outOfScope() throws -> String? {
        let prints = ["--stat", "--numstat", "--summary"]
        let applies = ["--check", "--apply", "--index", "--cached"]
        if arguments.contains(where: prints.contains), !arguments.contains(where: applies.contains)
        {
            return "prints only"
        }
        let configured = try Self.text(folder + "/whitespace").trimmingCharacters(in: .newlines)
        let isOverridden = arguments.contains { $0.hasPrefix("--whitespace=") }
        if !isOverridden, !["", "nowarn", "warn"].contains(configured) {
            return "apply.whitespace=\(configured)"
        }
        if try !Self.text(folder + "/ignored-whitespace").isEmpty {
            return "apply.ignorewhitespace"
        }
        let isInIndexAlone =
            try arguments.contains("--cached")
            && FileManager.default.contentsOfDirectory(atPath: folder + "/index").isEmpty
        if isInIndexAlone { return "index of a bare repository" }
        for argument in arguments where argument.hasPrefix("-") && argument != "-" {
            let known =
                prints + applies + [
                    "-R", "--reverse", "-v", "--verbose", "-q", "--quiet", "-p1", "-z", "--binary",
                    "--allow-binary-replacement", "--whitespace=nowarn", "--whitespace=warn", "-N",
                    "--intent-to-add", "--reject", "--",
                ]
            let isLeastContext = argument.hasPrefix("-C") && Int(argument.dropFirst(2)) != nil
            if !known.contains(argument), !isLeastContext {
                return argument.split(separator: "=").first.map(String.init) ?? argument
            }
        }
        let errors = try Self.text(folder + "/errors")
        if errors.contains("does not match index") || errors.contains("does not exist in index") {
            return "compares with the index"
        }
        return nil
    }
}
