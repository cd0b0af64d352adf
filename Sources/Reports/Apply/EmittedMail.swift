// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail
internal import MailThreads
public import Proposals

/// A patch as mail that `git am` takes: the author's words around a diff that was written anew.
public struct EmittedMail {
    private let patch: ProposedPatch
    private let message: Message?
    private let revision: Int
    private let trailers: [String]

    /// The mail of a posted patch.
    ///
    /// - Parameters:
    ///   - message: the message that holds it; without one the commit message is its title.
    ///   - trailers: lines to put below those of the commit message.
    public init(
        _ patch: ProposedPatch, message: Message?, revision: Int, trailers: [String] = []
    ) {
        self.patch = patch
        self.message = message
        self.revision = revision
        self.trailers = trailers
    }

    /// The mail with a diff, as one message of a mailbox.
    public func bytes(diff: [UInt8]) -> [UInt8] {
        var output = Array(
            "From \(String(repeating: "0", count: 40)) Mon Sep 17 00:00:00 2001\n".utf8)
        output += Array("From: \(HeaderWords.address(patch.author))\n".utf8)
        if let date = message?.header("Date") {
            output += Array("Date: \(HeaderWords.oneLine(date.value))\n".utf8)
        }
        output += Array(
            "Subject: [\(prefix)] \(HeaderWords.encoded(HeaderWords.oneLine(patch.title)))\n".utf8)
        output += Array("MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n".utf8)
        output += Array("Content-Transfer-Encoding: 8bit\n\n".utf8)
        output +=
            commitMessage + Array("---\n\n".utf8) + diff + Array("-- \nreview-thread\n\n".utf8)
        return output
    }

    private var prefix: String {
        let version = revision > 1 ? " v\(revision)" : ""
        let place = patch.position.map { " \($0.number)/\($0.count)" } ?? ""
        return "PATCH\(version)\(place)"
    }

    /// The text above the line `---`, or above the diff, without in-body headers, and the trailers;
    /// of a diff in a reply its own trailers alone.
    private var commitMessage: [UInt8] {
        var lines: [[UInt8]] = []
        if let text = message?.text.text, patch.form == .patch {
            for line in text.lines where line.number < patch.bodyLines.lowerBound {
                if text[line].elementsEqual("---".utf8) { break }
                lines.append(Array(text[line]))
            }
            lines = lines.drop { Self.isInBodyHeader($0) }.map(\.self)
        } else {
            lines = patch.trailers.map { Array("\($0.name): \($0.value)".utf8) }
        }
        while lines.last?.allSatisfy(\.isASCIIWhitespace) == true { lines.removeLast() }
        let own = Set(patch.trailers.map(\.line))
        let isBelowTrailer = patch.form != .patch || lines.indices.contains { own.contains($0 + 1) }
        if !trailers.isEmpty, !lines.isEmpty, !isBelowTrailer { lines.append([]) }
        lines += trailers.map { Array(HeaderWords.oneLine($0).utf8) }
        return lines.flatMap { $0 + [0x0a] }
    }

    /// What stands in the header of the mail that is written: `From:`, `Subject:`, `[PATCH] …`.
    private static func isInBodyHeader(_ line: [UInt8]) -> Bool {
        let content = line[...].trimmingWhitespace()
        return content.isEmpty
            || ["From: ", "Subject: ", "Date: ", "[PATCH] "].contains {
                content.hasPrefixIgnoringCase($0)
            }
    }
}
