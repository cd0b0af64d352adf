// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Mail
import MailThreads
import Proposals
import Testing

/// On every thread of a list's archive, which `REVIEW_THREAD_WHOLE_ARCHIVE` names; the counts are
/// printed, and are those of docs/ledger.md.
@Suite(.enabled(if: WholeArchive.path != nil, "skipped: REVIEW_THREAD_WHOLE_ARCHIVE is not set"))
struct WholeArchiveTests {
    @Test func `every thread has a state, and proof that is in it`() throws {
        let path = try #require(WholeArchive.path)
        let threads = MailThread.threads(from: try MailInput(path: path).messages)
        let revised = Set(MailThread.revisionLinks(among: threads).map(\.earlier))
        var counts: [String: Int] = ["0 threads": threads.count]
        for (index, thread) in threads.enumerated() {
            let contents = ThreadContents(thread)
            let proposals = ProposalFinder().proposals(in: contents)
            let tags = TagWeigher(contents, proposals: proposals).tags()
            let ledger = Ledger(contents, proposals: proposals, tags: tags)
            let state = StateReader(
                contents, proposals: proposals, tags: tags, ledger: ledger,
                supersededBy: revised.contains(index) ? "a later revision" : nil
            ).state()
            // A patch that is only quoted is proven by the message that is missing.
            if let proof = state.proof { #expect(thread.nodes.contains { $0.id == proof }) }
            let labels = Set(proposals.map(\.label))
            #expect(tags.flatMap(\.places).allSatisfy { labels.contains($0.proposal) })
            let names =
                contents.entries.map { _ in "0 messages" }
                + proposals.map { "1 proposal \($0.form.rawValue)" }
                + proposals.flatMap(\.patches).map { "2 patch \($0.form.rawValue)" }
                + tags.map { "3 tag \($0.verdict.rawValue)" }
                + ledger.remarks.map { "4 remark \($0.status.rawValue)" }
                + ["5 state \(state.phase.rawValue)"]
            for name in names { counts[name, default: 0] += 1 }
        }
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) { print("\(name)\t\(count)") }
    }
}

enum WholeArchive {
    static let path = ProcessInfo.processInfo.environment["REVIEW_THREAD_WHOLE_ARCHIVE"]
}
