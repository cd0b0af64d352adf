// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import Mail
import Testing

/// Reads text that is one message.
func readMessage(_ text: String, limits: MailLimits = .standard) throws -> Message {
    try readMessage(Array(text.utf8), limits: limits)
}

func readMessage(_ bytes: [UInt8], limits: MailLimits = .standard) throws -> Message {
    let input = MailInput(name: "test.eml", bytes: bytes, limits: limits)
    return try #require(input.messages.first)
}

/// A message with this header field, else complete.
func messageWith(_ field: String, body: String = "Text.\n") throws -> Message {
    let header = ["From: Ann <ann@example.org>", "Message-ID: <1@example.org>"]
        .filter { !field.hasPrefix($0.prefix(5)) }
    return try readMessage((header + [field]).joined(separator: "\n") + "\n\n" + body)
}

extension Message {
    var problemKinds: [MailProblem.Kind] { problems.map(\.kind) }
    var lines: [String] { text.text.lines.map(text.text.string) }
}

/// Real mail, where the environment says that it is.
enum RealMail {
    static let folder = ProcessInfo.processInfo.environment["REVIEW_THREAD_DATA"]

    static func read(_ name: String) throws -> [UInt8] {
        let folder = try #require(folder)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }
}
