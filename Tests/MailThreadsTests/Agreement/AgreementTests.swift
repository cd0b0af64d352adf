// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import GitObjects
import Testing

/// All mail of a list's archive, as we, `git mailinfo` and Python's `email` read it.
///
/// `REVIEW_THREAD_AGREEMENT` names a public-inbox repository. What came of it is in
/// `Figures/COMMIT.tsv`, by the first digits of its newest commit; `RECORD_GOLDEN=1` writes it anew.
/// docs/leniencies.md says how to run this, and shows the figures.
@Suite(.enabled(if: ArchiveAgreement.path != nil, "skipped: REVIEW_THREAD_AGREEMENT is not set"))
struct AgreementTests {
    @Test func `every mail is read as by git and Python, or otherwise by a rule`() throws {
        let path = try #require(ArchiveAgreement.path)
        let newest = try #require(try GitRepository.open(path).resolve("HEAD").commit).hex
        let records = try PeerRecords(of: path)
        let agreement = try ArchiveAgreement(of: path, records)
        for finding in agreement.table.findings.prefix(40) { print(finding) }
        #expect(agreement.table.unexplained == 0)

        #expect(agreement.commits == records.commits.subtracting(records.withoutMail))
        #expect(agreement.repeated.isEmpty)
        #expect(agreement.withoutMail == records.withoutMail)
        #expect(agreement.problems.isEmpty)
        #expect(agreement.table.messages + agreement.withoutMail.count == records.commits.count)
        try compare(agreement.table.text(newest: newest, commits: records.commits.count), newest)
    }

    private func compare(_ text: String, _ newest: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Figures/\(newest.prefix(12)).tsv")
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(file.lastPathComponent)")
        } else if !FileManager.default.fileExists(atPath: file.path) {
            Issue.record("no figures of \(newest); RECORD_GOLDEN=1 writes them")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}
