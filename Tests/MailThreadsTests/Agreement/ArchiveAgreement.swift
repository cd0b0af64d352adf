// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import GitObjects
import Mail
import Testing

/// Reads all mail of an archive by our reader, and compares it with what the peers made of it.
struct ArchiveAgreement {
    static let path = ProcessInfo.processInfo.environment["REVIEW_THREAD_AGREEMENT"]

    private(set) var table = AgreementTable()
    /// Commits of which our reader gave a mail.
    private(set) var commits: Set<String> = []
    /// Commits of which it gave more than one.
    private(set) var repeated: Set<String> = []
    /// Commits that our reader says have no mail.
    private(set) var withoutMail: Set<String> = []
    /// What else it says of the input.
    private(set) var problems: [MailProblem] = []

    init(of path: String, _ records: PeerRecords) throws {
        var limits = MailLimits.standard
        limits.collectedBytes = .max
        var intake = try MailIntake(path: path, limits: limits)
        try #require(intake.isNewestFirst, "\(path) is no archive")
        while let batch = try intake.nextBatch() {
            let repository = try GitRepository.open(path)
            let contents = try batch.read { mail in
                Result { try Self.compare(mail, records, in: repository) }
            }
            for outcome in intake.add(contents) {
                let (commit, agreement) = try outcome.get()
                if !commits.insert(commit).inserted { repeated.insert(commit) }
                table.add(agreement)
            }
        }
        for problem in intake.problems {
            let commit = problem.detail.split(separator: " ").dropFirst().first.map(String.init)
            if problem.kind == .commitWithoutMessage, let commit {
                withoutMail.insert(commit)
            } else {
                problems.append(problem)
            }
        }
    }

    private static func compare(
        _ mail: Message, _ records: PeerRecords, in repository: borrowing GitRepository
    ) throws -> (commit: String, agreement: Agreement) {
        let commit = String(mail.source.inputName.suffix(40))
        let record = try #require(records[commit], "\(mail.source.inputName)")
        var agreement = Agreement(index: record.index, id: mail.id)
        for scissors in [false, true] {
            try agreement.compare(
                mail, with: scissors ? record.scissors : record.plain, scissors: scissors
            ) { try Self.bytes(of: commit, in: repository) }
        }
        try agreement.compare(mail, with: record) { try Self.bytes(of: commit, in: repository) }
        return (commit, agreement)
    }

    private static func bytes(
        of commit: String, in repository: borrowing GitRepository
    ) throws -> [UInt8] {
        let tree = try repository.resolve(commit).tree
        let entry = try #require(try repository.entry(at: Array("m".utf8), in: tree))
        return try repository.blob(entry.id, limit: .max)
    }
}
