// SPDX-License-Identifier: GPL-2.0-only

import Proposals
import Testing

@Suite struct PatchSubjectTests {
    /// A subject, and what it says: reply, patch, revision, position, title.
    struct Row: Sendable, CustomTestStringConvertible {
        let subject: String
        var isReply = false
        var isPatch = true
        var revision = 1
        var position: SeriesPosition?
        var title = "a: B"

        var testDescription: String { subject }
    }

    @Test(arguments: [
        Row(subject: "a: B", isPatch: false),
        Row(subject: "[PATCH] a: B"),
        Row(subject: "[patch] a: B"),
        Row(subject: "  [PATCH]   a: B  "),
        Row(subject: "[PATCH]a: B"),
        Row(subject: "[RFC] a: B"),
        Row(subject: "[RFC PATCH] a: B"),
        Row(subject: "[PATCH RFC v3] a: B", revision: 3),
        Row(subject: "[PATCH v2] a: B", revision: 2),
        Row(subject: "[PATCHv2] a: B", revision: 2),
        Row(subject: "[PATCH V12] a: B", revision: 12),
        Row(subject: "[RFCv4 1/2] a: B", revision: 4, position: .init(number: 1, count: 2)),
        Row(subject: "[v2 PATCH 1/3] a: B", revision: 2, position: .init(number: 1, count: 3)),
        Row(subject: "[PATCH rc 1/2] a: B", position: .init(number: 1, count: 2)),
        Row(subject: "[PATCH 00/12] a: B", position: .init(number: 0, count: 12)),
        Row(
            subject: "[PATCH net-next v3 02/10] a: B", revision: 3,
            position: .init(number: 2, count: 10)),
        Row(subject: "[a-list] [PATCH 2/2] a: B", position: .init(number: 2, count: 2)),
        Row(subject: "[PATCH] [RESEND] a: B"),
        Row(subject: "Re: a: B", isReply: true, isPatch: false),
        Row(
            subject: "Re: [PATCH v2 1/3] a: B", isReply: true, revision: 2,
            position: .init(number: 1, count: 3)),
        Row(subject: "RE: Re: [PATCH] a: B", isReply: true),
        Row(subject: "[a-list] Re: [PATCH] a: B", isReply: true),
        Row(subject: "Aw: [PATCH] a: B", isReply: true),
        Row(subject: "Antw: [PATCH] a: B", isReply: true),
        Row(subject: "Fwd: [PATCH] a: B", isReply: true),
        // What is no number of a series, and no revision.
        Row(subject: "[PATCH 3/2] a: B"),
        Row(subject: "[PATCH 1/0] a: B"),
        Row(subject: "[PATCH -1/2] a: B"),
        Row(subject: "[PATCH 1/2/3] a: B"),
        Row(subject: "[PATCH 1/] a: B"),
        Row(subject: "[PATCH 1/99999999999999999999] a: B"),
        Row(subject: "[PATCH +1/2] a: B"),
        Row(subject: "[PATCH vfio] a: B"),
        Row(subject: "[PATCH v-5] a: B"),
        Row(subject: "[PATCH v99999999999999999999] a: B"),
        Row(subject: "a: B [PATCH v2 1/2]", isPatch: false, title: "a: B [PATCH v2 1/2]"),
        Row(subject: "[PATCH a: B", isPatch: false, title: "[PATCH a: B"),
        Row(subject: "", isPatch: false, title: ""),
        Row(subject: "Re:", isReply: true, isPatch: false, title: ""),
        Row(subject: "[]", isPatch: false, title: ""),
    ])
    func `a subject says what its mail is`(_ row: Row) {
        let subject = PatchSubject(row.subject)
        #expect(subject.isReply == row.isReply)
        #expect(subject.isPatch == row.isPatch)
        #expect(subject.revision == row.revision)
        #expect(subject.position == row.position)
        #expect(subject.title == row.title)
    }

    @Test func `number 0 is the cover letter`() {
        #expect(PatchSubject("[PATCH 0/2] a: B").isCoverLetter)
        #expect(PatchSubject("Re: [PATCH 0/2] a: B").isCoverLetter)
        #expect(!PatchSubject("[PATCH 1/2] a: B").isCoverLetter)
        #expect(!PatchSubject("[PATCH] a: B").isCoverLetter)
    }
}
