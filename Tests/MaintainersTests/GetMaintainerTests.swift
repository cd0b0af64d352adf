// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import Testing

@testable import Maintainers

/// The people and lists are those that the kernel's own script names.
struct GetMaintainerTests {
    private static let environment = ProcessInfo.processInfo.environment

    /// A whole kernel: the script wants to see its top.
    private static let tree = environment["REVIEW_THREAD_KERNEL"]

    /// Files with one patch each, as git format-patch or a list has them.
    private static let patches = environment["REVIEW_THREAD_PATCHES"]

    @Test(
        .enabled(
            if: tree != nil && patches != nil,
            "skipped: REVIEW_THREAD_KERNEL names no whole kernel, or REVIEW_THREAD_PATCHES no folder"
        ))
    func theScriptNamesTheSame() throws {
        let tree = try #require(Self.tree)
        let folder = try #require(Self.patches)
        let count = Int(Self.environment["REVIEW_THREAD_PATCH_COUNT"] ?? "") ?? 100
        let file = MaintainersFile(
            String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: "\(tree)/MAINTAINERS")),
                as: UTF8.self))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        var alike = 0
        for name in names.prefix(count) {
            let path = "\(folder)/\(name)"
            let patch = PatchText(try Data(contentsOf: URL(fileURLWithPath: path)))
            let own = file.responsibility(
                for: patch.paths, text: patch.text,
                isFolder: { FileManager.default.fileExists(atPath: "\(tree)/\($0)/.") },
                contents: { try? String(contentsOfFile: "\(tree)/\($0)", encoding: .utf8) })
            let addresses = own.people.map(\.mailbox.address) + own.lists.map(\.address)
            let expected = try script(tree, path)
            #expect(Set(addresses.map { $0.lowercased() }) == expected, "\(name)")
            alike += 1
        }
        print("\(alike) patches compared with get_maintainer.pl")
    }

    /// The addresses that the script prints.
    private func script(_ tree: String, _ patch: String) throws -> Set<String> {
        let run = Process()
        run.executableURL = URL(fileURLWithPath: "/usr/bin/perl")
        run.arguments = [
            "scripts/get_maintainer.pl", "--no-git", "--no-git-fallback", "--no-fixes",
            "--no-rolestats", "--no-roles", "--no-mailmap", "--no-substatus", patch,
        ]
        run.currentDirectoryURL = URL(fileURLWithPath: tree)
        let pipe = Pipe()
        run.standardOutput = pipe
        run.standardError = FileHandle.nullDevice
        try run.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        run.waitUntilExit()
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        return Set(
            lines.compactMap { line in
                let open = line.lastIndex(of: "<").map(line.index(after:)) ?? line.startIndex
                let address = line[open...].prefix { $0 != ">" }
                return address.contains("@") ? address.lowercased() : nil
            })
    }
}

/// What the script reads of a patch: names, and the lines in which keywords count.
private struct PatchText {
    var paths: [String] = []
    var text = ""

    init(_ data: Data) {
        var isDiff = false
        for line in String(decoding: data, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            let words = line.split(whereSeparator: \.isWhitespace)
            if line.hasPrefix("diff --git a/"), words.count == 4 {
                paths += [String(words[2].dropFirst(2)), String(words[3].dropFirst(2))]
            } else if line.hasPrefix("rename from ") || line.hasPrefix("rename to ") {
                paths.append(String(words[2]))
            } else if line.hasPrefix("--- ") || line.hasPrefix("+++ "), words.count > 1 {
                let name = words[1]
                let slash = name.firstIndex(of: "/").map(name.index(after:)) ?? name.startIndex
                paths.append(String(name[slash...]))
                isDiff = true
            } else if !isDiff || line.hasPrefix("+") || line.hasPrefix("-") {
                text += (isDiff ? line.dropFirst() : line) + "\n"
            }
        }
    }
}
