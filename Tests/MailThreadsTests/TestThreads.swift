// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import Mail
import MailThreads
import Testing

/// One message of a made thread.
struct Draft {
    var id: String
    var from = "Ann Example <ann@example.org>"
    var subject = "Re: [PATCH] one"
    var minute: Int? = 0
    var inReplyTo: String?
    var references: [String] = []
    var body = "Text.\n"

    var text: String {
        var text =
            "From x@example.org Tue Mar 31 19:56:22 2026\nFrom: \(from)\nSubject: \(subject)\n"
        text += "Message-ID: <\(id)>\n"
        if let minute {
            text += "Date: Tue, 31 Mar 2026 10:\(minute / 10)\(minute % 10):00 +0000\n"
        }
        if let inReplyTo { text += "In-Reply-To: <\(inReplyTo)>\n" }
        if !references.isEmpty {
            text += "References: " + references.map { "<\($0)>" }.joined(separator: " ") + "\n"
        }
        return text + "\n" + body + "\n"
    }
}

func readThreads(_ drafts: [Draft]) -> [MailThread] {
    let bytes = Array(drafts.map(\.text).joined().utf8)
    return MailThread.threads(from: MailInput(name: "test.mbox", bytes: bytes).messages)
}

func readThread(_ drafts: [Draft]) throws -> MailThread {
    let threads = readThreads(drafts)
    try #require(threads.count == 1)
    return threads[0]
}

extension ThreadTree {
    /// The tree as indented identifiers; missing messages in brackets.
    var outline: [String] {
        nodes.map { node in
            let name = node.isPlaceholder ? "[\(node.id.text)]" : node.id.text
            return String(repeating: ".", count: node.depth) + name
        }
    }
}

/// Real mail, where the environment says that it is.
enum RealThreads {
    static let folder = ProcessInfo.processInfo.environment["REVIEW_THREAD_DATA"]

    static func read(_ name: String) throws -> MailThread {
        let folder = try #require(folder)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
        let threads = MailThread.threads(from: MailInput(name: name, bytes: bytes).messages)
        try #require(threads.count == 1)
        return threads[0]
    }
}
