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
    /// Reading every message of a mailbox on all processors, and building the threads; of the
    /// messages their envelopes are kept, and how much text they have.
    case parse
    /// As `parse`, of a repository.
    case repository
    /// Reading every message and keeping all of it, and building the threads.
    case keep
    /// As `keep`, and what was odd.
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
        case .parse, .repository, .keep, .problems: return nil
        }
        return "\(messages) messages, \(bytes) bytes"
    }

    /// Does work on all processors; gives a line that says what was found.
    func run(_ path: String) async throws -> String {
        if self == .parse || self == .repository { return try await parse(path) }
        let input = try await MailFanOut.read(MailIntake(path: path))
        let threads = MailThread.threads(from: input.messages)
        let summary = "\(input.messages.count) messages, \(Self.count(threads))"
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

    private func parse(_ path: String) async throws -> String {
        var limits = MailLimits.standard
        limits.collectedBytes = .max
        var envelopes: [Envelope] = []
        var lines = 0
        var bytes = 0
        _ = try await MailFanOut.read(
            MailIntake(path: path, limits: limits),
            keeping: { ($0.envelope, $0.text.text.lines.count, $0.text.text.bytes.count) },
            into: { kept in
                for (envelope, lineCount, byteCount) in kept {
                    envelopes.append(envelope)
                    lines += lineCount
                    bytes += byteCount
                }
            })
        let threads = ThreadTree.threads(from: envelopes)
        // What is in memory goes with the process, as in the program itself.
        print(
            "\(envelopes.count) messages, \(lines) lines, \(bytes) bytes, \(Self.count(threads))")
        exit(0)
    }

    private static func count<Entry>(_ threads: [ThreadTree<Entry>]) -> String {
        func count(_ kind: ThreadProblem.Kind) -> Int {
            threads.reduce(0) { $0 + $1.problems.count { $0.kind == kind } }
        }
        return "\(threads.count) threads, \(count(.duplicateMessage)) copies, "
            + "\(count(.conflictingMessageID)) conflicts"
    }
}
