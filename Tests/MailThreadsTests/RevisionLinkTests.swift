// SPDX-License-Identifier: GPL-2.0-only

import Mail
import MailThreads
import Testing

@Suite struct RevisionLinkTests {
    private func links(_ drafts: [Draft]) -> [String] {
        let threads = readThreads(drafts)
        return MailThread.revisionLinks(among: threads).map {
            "\(threads[$0.later].root.id.text) revises \(threads[$0.earlier].root.id.text): "
                + $0.reason.rawValue
        }
    }

    @Test func theNewestOfAChainIsFound() {
        let threads = readThreads([
            Draft(id: "1", subject: "[PATCH] widget: Count"),
            Draft(id: "2", subject: "[PATCH v2] widget: Count", minute: 1),
            Draft(id: "3", subject: "[PATCH v3] widget: Count", minute: 2),
            Draft(id: "4", subject: "[PATCH] gadget: Count", minute: 3),
        ])
        let newest = MailThread.newestRevisions(among: threads)
        let names = newest.map { "\(threads[$0].root.id.text) -> \(threads[$1].root.id.text)" }
        #expect(Set(names) == ["1 -> 3", "2 -> 3"])
    }

    @Test func theSameAuthorAndSubjectIsAGuess() {
        #expect(
            links([
                Draft(id: "1", subject: "[PATCH 0/2] widget: Count"),
                Draft(id: "2", subject: "[PATCH v2 0/3] widget: count", minute: 1),
                Draft(id: "3", subject: "[PATCH RESEND v2 0/3] widget: count", minute: 2),
                Draft(id: "4", subject: "[PATCH v4 0/3] widget: count", minute: 3),
                Draft(
                    id: "5", from: "Bob <bob@example.org>", subject: "[PATCH v2] widget: Count",
                    minute: 4),
                Draft(id: "6", subject: "widget: Count", minute: 5),
            ]) == [
                "2 revises 1: author-and-subject", "3 revises 2: author-and-subject",
                "4 revises 3: author-and-subject",
            ])
    }

    @Test func aChangeIDOutweighsSubjects() {
        #expect(
            links([
                Draft(id: "1", subject: "[PATCH] widget: Count", body: "change-id: 2026-a\n"),
                Draft(id: "2", subject: "[PATCH] gadget: Count", body: "change-id: 2026-b\n"),
                Draft(
                    id: "3", subject: "[PATCH v2] gadget: Count", minute: 1,
                    body: "change-id: 2026-a\n"),
            ]) == ["3 revises 1: change-id"])
    }

    @Test func aLinkToTheEarlierThreadCounts() {
        let first = Draft(id: "1@x", subject: "[RFC PATCH] old words")
        for body in ["Link: https://archive.example.org/r/1@x\n", "since <1@x>:\n"] {
            #expect(
                links([
                    first, Draft(id: "2", subject: "[PATCH v2] new words", minute: 1, body: body),
                ]) == ["2 revises 1@x: named-message"])
            // What fixes something names it as well, and revises nothing.
            #expect(
                links([
                    first, Draft(id: "2", subject: "[PATCH] new words", minute: 1, body: body),
                ]).isEmpty)
        }
    }

    @Test func nothingRevisesWhatCameLater() {
        #expect(
            links([
                Draft(id: "1", subject: "[PATCH v2] widget: Count", minute: 1),
                Draft(id: "2", subject: "[PATCH] widget: Count", minute: 2),
                Draft(id: "3", subject: "Re: [PATCH v3] widget: Count", minute: 3),
            ]).isEmpty)
    }
}
