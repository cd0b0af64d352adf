// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import HunkMatching
import Mail
import MailThreads
import Maintainers
import Proposals
import Testing

@testable import Reviews

/// Whom a tree names for a thread, and who was asked.
struct AudienceTests {
    private static let maintainers = """
        HERONS
        M:\tHeron Keeper <heron@example.org>
        R:\tReed Bird <reed@example.org>
        L:\therons@example.org
        S:\tMaintained
        F:\tdrivers/heron/

        WORDS
        M:\tWord Smith <word@example.org>
        S:\tMaintained
        K:\theron_flush

        """

    private func audience(
        to: String = "Heron Keeper <heron@example.org>", path: String = "drivers/heron/a.c",
        without file: Bool = false
    ) throws -> Audience? {
        let mail = """
            From x@example.org Tue Mar 31 19:56:22 2026
            From: Ann Example <ann@example.org>
            To: \(to)
            Date: Tue, 31 Mar 2026 10:00:00 +0000
            Message-ID: <1@example.org>
            Subject: [PATCH] heron: Flush

            Signed-off-by: Ann Example <ann@example.org>
            ---
            diff --git a/\(path) b/\(path)
            --- a/\(path)
            +++ b/\(path)
            @@ -1,2 +1,2 @@
             one
            -two
            +heron_flush();

            From x@example.org Tue Mar 31 19:57:22 2026
            From: Reed Bird <Reed@example.org>
            To: Ann Example <ann@example.org>
            Date: Tue, 31 Mar 2026 11:00:00 +0000
            Message-ID: <2@example.org>
            In-Reply-To: <1@example.org>
            Subject: Re: [PATCH] heron: Flush

            Why?

            """
        let input = MailInput(name: "x.mbox", bytes: Array(mail.utf8))
        let thread = try #require(MailThread.threads(from: input.messages).first)
        let proposals = ThreadReading(ThreadContents(thread)).proposals
        try #require(proposals.count == 1)
        let folder = try TemporaryFolder()
        if !file {
            try Data(Self.maintainers.utf8).write(
                to: URL(fileURLWithPath: "\(folder.path)/MAINTAINERS"))
        }
        return Audience(of: proposals, in: thread, on: try FolderTree(folder: folder.path))
    }

    @Test func whoWroteAndWhoWasAskedAreTold() throws {
        let audience = try #require(try audience())
        #expect(audience.parts.map(\.section.title) == ["HERONS", "WORDS"])
        #expect(audience.people.map(\.isAddressed) == [true, true, false])
        #expect(audience.people.map(\.hasWritten) == [false, true, false])
        #expect(audience.lists.map(\.isAddressed) == [false])
        #expect(audience.leftOut == ["Word Smith", "herons@example.org"])
    }

    @Test func whatNoMessageSaysIsNotKnown() throws {
        let audience = try #require(try audience(to: ""))
        #expect(audience.people.map(\.isAddressed) == [nil, true, nil])
        #expect(audience.leftOut.isEmpty)
    }

    @Test func aFileOfNobodyHasWordsOnly() throws {
        let audience = try #require(try audience(path: "lib/a.c"))
        #expect(audience.parts.map(\.keyword) == ["heron_flush"])
    }

    @Test func aTreeWithoutTheFileHasNoAudience() throws {
        #expect(try audience(without: true) == nil)
    }
}
