// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import MailThreads
import Proposals
import Testing

/// The newest messages of a list's archive, as threads.
///
/// A clone of an archive in public-inbox form has one commit a message, which is the file `m`.
struct ArchiveThreads {
    /// A clone of `linux-mailinglist-archives/linux-tegra.vger.kernel.org.0` (GitHub).
    static let path = ProcessInfo.processInfo.environment["REVIEW_THREAD_ARCHIVE"]

    private var mails: [(id: String, bytes: [UInt8])] = []
    private var parents: [String: String] = [:]
    private var members: [String: [Int]] = [:]

    /// The threads among the newest `count` messages up to a commit: what any message names in
    /// `References` or `In-Reply-To` belongs together, whether it is there or not.
    init(path: String, commit: String, count: Int) throws {
        let commits = try Self.git(path, ["log", "--format=%H:m", "-\(count)", commit], input: [])
        var seen: Set<String> = []
        for bytes in Self.objects(try Self.git(path, ["cat-file", "--batch"], input: commits)) {
            let names = Self.names(in: bytes)
            guard let id = names.id, seen.insert(id).inserted else { continue }
            mails.append((id, bytes))
            for other in names.others { join(id, other) }
        }
        for index in mails.indices {
            members[root(of: mails[index].id), default: []].append(index)
        }
    }

    /// The thread of a message; nil where the archive does not have it. Of several threads that
    /// only a missing message joins, that with most messages.
    func contents(of messageID: String) -> ThreadContents? {
        guard let indices = members[root(of: messageID)] else { return nil }
        var text: [UInt8] = []
        for index in indices.reversed() {
            text += Array("From mboxrd@z Thu Jan  1 00:00:00 1970\n".utf8)
            text += Self.escaped(mails[index].bytes) + [0x0a]
        }
        let threads = MailThread.threads(from: MailInput(name: "archive", bytes: text).messages)
        let best = threads.reduce(nil as MailThread?) { best, next in
            (best?.messages.count ?? 0) < next.messages.count ? next : best
        }
        return best.map { ThreadContents($0) }
    }

    // MARK: - Threads

    private func root(of id: String) -> String {
        var id = id
        while let parent = parents[id] { id = parent }
        return id
    }

    private mutating func join(_ one: String, _ other: String) {
        let (first, second) = (root(of: one), root(of: other))
        if first != second { parents[first] = second }
    }

    // MARK: - Mail

    /// The identifiers of a header: its own, and those that it answers.
    private static func names(in bytes: [UInt8]) -> (id: String?, others: [String]) {
        var id: String?
        var others: [String] = []
        var field = ""
        let end = bytes.indices.first { bytes[$0...].starts(with: [0x0a, 0x0a]) } ?? bytes.count
        for line in String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n") {
            var rest = line[...]
            if line.first != " ", line.first != "\t" {
                field = line.prefix { $0 != ":" }.lowercased()
                rest = line.dropFirst(field.count + 1)
            }
            let found = rest.split(separator: "<").dropFirst(rest.first == "<" ? 0 : 1)
                .compactMap { part in
                    part.firstIndex(of: ">").map { "<\(part[..<$0])>" }
                }
            switch field {
            case "message-id": id = id ?? found.first
            case "references", "in-reply-to": others += found
            default: continue
            }
        }
        return (id, others)
    }

    /// With `>` before lines that begin with `From `, as mboxrd has it.
    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var escaped: [UInt8] = []
        for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
            if line.drop(while: { $0 == 0x3e }).starts(with: Array("From ".utf8)) {
                escaped.append(0x3e)
            }
            escaped += line + [0x0a]
        }
        return escaped
    }

    // MARK: - git

    /// The contents in the output of `git cat-file --batch`: `<id> blob <size>` above each.
    private static func objects(_ output: [UInt8]) -> [[UInt8]] {
        var objects: [[UInt8]] = []
        var index = 0
        while let end = output[index...].firstIndex(of: 0x0a) {
            let words = String(decoding: output[index..<end], as: UTF8.self).split(separator: " ")
            index = end + 1
            guard words.count == 3, let size = Int(words[2]), index + size < output.count else {
                continue
            }
            objects.append(Array(output[index..<(index + size)]))
            index += size + 1
        }
        return objects
    }

    private static func git(_ path: String, _ words: [String], input: [UInt8]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("archive-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appendingPathComponent("in")
        let target = folder.appendingPathComponent("out")
        try Data(input).write(to: source)
        try Data().write(to: target)
        let git = Process()
        git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        git.arguments = ["git", "-C", path] + words
        git.standardInput = try FileHandle(forReadingFrom: source)
        git.standardOutput = try FileHandle(forWritingTo: target)
        try git.run()
        git.waitUntilExit()
        try #require(git.terminationStatus == 0)
        return Array(try Data(contentsOf: target))
    }
}
