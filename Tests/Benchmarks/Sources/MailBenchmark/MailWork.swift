// SPDX-License-Identifier: GPL-2.0-only

import ByteText
import Foundation
import Mail
import MailThreads

/// What is measured: each in a process of its own.
enum MailWork: String {
    /// Finding the messages of a mailbox, with their lines.
    case split
    /// Reading every message of a mailbox one after the other, keeping none.
    case stream
    /// Reading every message on all processors, and building the threads.
    case parse
    /// Reading every message of a repository on all processors, keeping none.
    case repository
    /// As `parse`, and what was odd.
    case problems

    /// Does work that needs one processor; gives a line that says what was found, nil for the other
    /// works.
    func runAlone(_ path: String) throws -> String? {
        var messages = 0
        var bytes = 0
        var reader = try MailReader(path: path)
        switch self {
        case .split:
            while let place = try reader.skip() {
                messages += 1
                bytes += place.span.count
            }
        case .stream:
            while let message = try reader.next() {
                messages += 1
                bytes += message.text.text.bytes.count
            }
        case .parse, .repository, .problems: return nil
        }
        return "\(messages) messages, \(bytes) bytes"
    }

    /// Does work on all processors; gives a line that says what was found.
    func run(_ path: String) async throws -> String {
        if self == .repository {
            var messages = 0
            var bytes = 0
            try await MailFanOut.forEach(MailIntake(path: path)) { contents in
                messages += contents.messages.count
                bytes += contents.messages.reduce(0) { $0 + $1.text.text.bytes.count }
            }
            return "\(messages) messages, \(bytes) bytes"
        }
        let input = try await MailFanOut.read(MailIntake(path: path))
        let threads = MailThread.threads(from: input.messages)
        let summary = "\(input.messages.count) messages, \(threads.count) threads"
        guard self == .problems else {
            // What is in memory goes with the process, as in the program itself.
            print(summary)
            exit(0)
        }
        let kinds =
            input.problems.map(\.kind.rawValue)
            + input.messages.flatMap { $0.problems.map(\.kind.rawValue) }
            + threads.flatMap { $0.problems.map(\.kind.rawValue) }
        return Set(kinds).sorted().joined(separator: " ")
    }
}
