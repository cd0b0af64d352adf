// SPDX-License-Identifier: GPL-2.0-only

import Mail
import MailThreads
import Testing

@Suite struct MailThreadTests {
    @Test func answersFollowTheirParentsByDate() throws {
        let thread = try readThread([
            Draft(id: "d", minute: 9, inReplyTo: "b", references: ["a", "b"]),
            Draft(id: "c", minute: 8, inReplyTo: "a", references: ["a"]),
            Draft(id: "b", minute: 5, inReplyTo: "a", references: ["a"]),
            Draft(id: "a", subject: "[PATCH] one", minute: 1),
        ])
        #expect(thread.outline == ["a", ".b", "..d", ".c"])
        #expect(thread.root.id == MessageID("a"))
        #expect(thread.parent(of: MessageID("d"))?.id == MessageID("b"))
        #expect(thread.children(of: MessageID("a")).map(\.id.text) == ["b", "c"])
        #expect(thread.ancestors(of: MessageID("d")).map(\.id.text) == ["b", "a"])
        #expect(thread.parent(of: MessageID("a")) == nil)
        #expect(thread[MessageID("z")] == nil)
        #expect(thread.problems.isEmpty)
    }

    @Test func severalThreadsComeByTheDatesOfTheirRoots() {
        let threads = readThreads([
            Draft(id: "b", subject: "two", minute: 5), Draft(id: "a", subject: "one", minute: 1),
            Draft(id: "b1", minute: 2, inReplyTo: "b"),
        ])
        #expect(threads.map(\.outline) == [["a"], ["b", ".b1"]])
    }

    @Test func answersToAMissingMessageStandTogether() throws {
        let thread = try readThread([
            Draft(id: "b", minute: 2, inReplyTo: "gone", references: ["root", "gone"]),
            Draft(id: "c", minute: 3, inReplyTo: "gone", references: ["root", "gone"]),
        ])
        #expect(thread.outline == ["[gone]", ".b", ".c"])
        #expect(thread.messages.map(\.id.text) == ["b", "c"])
        #expect(thread.problems.map(\.kind) == [.messageMissing])
    }

    @Test func aMissingMessageBetweenOthersKeepsItsPlace() throws {
        let thread = try readThread([
            Draft(id: "a", subject: "[PATCH] one", minute: 1),
            Draft(id: "c", minute: 3, inReplyTo: "b", references: ["a", "b"]),
        ])
        #expect(thread.outline == ["a", ".[b]", "..c"])
    }

    @Test func answersInDifferentBranchesShareAMissingRoot() throws {
        let thread = try readThread([
            Draft(id: "c", minute: 3, inReplyTo: "b", references: ["root", "b"]),
            Draft(id: "e", minute: 4, inReplyTo: "d", references: ["root", "d"]),
        ])
        #expect(thread.outline == ["[root]", ".[b]", "..c", ".[d]", "..e"])
    }

    @Test(arguments: [
        // In-Reply-To is in the input: it wins.
        (["a", "b"], "a", ["a", ".b", ".c"]),
        // Only the last reference is in the input.
        (["a", "b"], "gone", ["a", ".b", "..c"]),
        // Neither is: In-Reply-To wins.
        (["a", "gone1"], "gone2", ["a", ".b", ".[gone1]", "..[gone2]", "...c"]),
    ])
    func disagreeingParentsAreReported(
        _ references: [String], _ inReplyTo: String, _ outline: [String]
    ) throws {
        let thread = try readThread([
            Draft(id: "a", subject: "[PATCH] one", minute: 1),
            Draft(id: "b", minute: 2, inReplyTo: "a"),
            Draft(id: "c", minute: 3, inReplyTo: inReplyTo, references: references),
        ])
        #expect(thread.outline == outline)
        #expect(thread.problems.map(\.kind).contains(.parentsDisagree))
    }

    @Test func circlesAreCutAtTheEarliestMessage() throws {
        let thread = try readThread([
            Draft(id: "a", minute: 3, inReplyTo: "c"), Draft(id: "b", minute: 1, inReplyTo: "a"),
            Draft(id: "c", minute: 2, inReplyTo: "b"), Draft(id: "d", minute: 9, inReplyTo: "a"),
        ])
        #expect(thread.outline == ["b", ".c", "..a", "...d"])
        #expect(thread.problems.map(\.kind) == [.referenceLoop])
        let own = try readThread([Draft(id: "a", inReplyTo: "a", references: ["a"])])
        #expect(own.outline == ["a"])
    }

    @Test func circlesThroughMissingMessagesAreCut() {
        let threads = readThreads([
            Draft(id: "a", inReplyTo: "y", references: ["x", "y"]),
            Draft(id: "b", inReplyTo: "x", references: ["y", "x"]),
        ])
        #expect(threads.flatMap(\.messages).count == 2)
    }

    @Test func longChainsAndCirclesNeedNoStack() throws {
        let chain = (0..<5_000).map {
            Draft(id: "\($0)", minute: nil, inReplyTo: "\($0 + 1)", body: "")
        }
        let thread = try readThread(chain)
        #expect(thread.nodes.count == 5_001)
        #expect(thread.nodes.last?.depth == 5_000)
        #expect(thread.bodies().count == 5_000)
        let circle = try readThread(chain + [Draft(id: "5000", inReplyTo: "0")])
        #expect(circle.nodes.count == 5_001)
        #expect(circle.problems.map(\.kind).contains(.referenceLoop))
    }

    @Test func envelopesHangTogetherAsTheirMessagesDo() {
        let drafts = [
            Draft(id: "d", minute: 9, inReplyTo: "b", references: ["a", "b"]),
            Draft(id: "a", subject: "[PATCH] one", minute: 1),
            Draft(id: "a", subject: "[PATCH] one", minute: 2, body: "Text.\n____\nA footer\n"),
            Draft(id: "a", subject: "[PATCH] other", minute: 3, body: "Another text.\n"),
            Draft(id: "e", subject: "Re: two", minute: 5), Draft(id: "f", subject: "two"),
            Draft(id: "x", minute: 2, inReplyTo: "y"), Draft(id: "y", minute: 1, inReplyTo: "x"),
        ]
        let messages = MailInput(
            name: "test.mbox", bytes: Array(drafts.map(\.text).joined().utf8)
        ).messages
        let whole = MailThread.threads(from: messages)
        let envelopes = ThreadTree.threads(from: messages.map(\.envelope))
        #expect(envelopes.map(\.outline) == whole.map(\.outline))
        #expect(envelopes.map(\.problems) == whole.map(\.problems))
        #expect(envelopes.flatMap(\.messages) == whole.flatMap(\.messages).map(\.envelope))
        #expect(
            Set(whole.flatMap(\.problems).map(\.kind)) == [
                .duplicateMessage, .conflictingMessageID, .referenceLoop, .messageMissing,
                .joinedBySubject,
            ])
    }

    @Test func copiesAreLeftOutAndReported() throws {
        let thread = try readThread([
            Draft(id: "a", subject: "[PATCH] one"), Draft(id: "a", subject: "[PATCH] one"),
            Draft(id: "a", subject: "[PATCH] one", body: "Text.\n____\nA list's footer\n"),
        ])
        #expect(thread.outline == ["a"])
        #expect(thread.problems.map(\.kind) == [.duplicateMessage, .duplicateMessage])
        #expect(thread.problems.map(\.source?.firstLineNumber) == [10, 18])
    }

    @Test func differentMessagesWithOneIdentifierAreKept() throws {
        let threads = readThreads([
            Draft(id: "a", subject: "[PATCH] one"),
            Draft(id: "a", subject: "two", body: "Other.\n"),
            Draft(id: "a", subject: "three", body: "Third.\n"),
        ])
        #expect(threads.map(\.outline) == [["a"], ["a#2"], ["a#3"]])
        #expect(threads[1].messages[0].isIDSynthetic)
        #expect(threads[1].problems.map(\.kind) == [.conflictingMessageID])
    }

    @Test func anAnswerWithoutParentIsJoinedByItsSubject() throws {
        let thread = try readThread([
            Draft(id: "a", subject: "[PATCH] One  thing", minute: 1),
            Draft(id: "b", subject: "RE: Re: [PATCH] one thing", minute: 2),
        ])
        #expect(thread.outline == ["a", ".b"])
        #expect(thread.problems.map(\.kind) == [.joinedBySubject])
        let two = readThreads([
            Draft(id: "a", subject: "one", minute: 1), Draft(id: "b", subject: "one", minute: 2),
            Draft(id: "c", subject: "Re: one", minute: 3),
        ])
        #expect(two.count == 3)
    }

    @Test func messagesWithoutDateGoWithTheirNeighbours() throws {
        let thread = try readThread([
            Draft(id: "a", subject: "one", minute: 1), Draft(id: "b", minute: 5, inReplyTo: "a"),
            Draft(id: "c", minute: nil, inReplyTo: "a"), Draft(id: "d", minute: 4, inReplyTo: "a"),
        ])
        #expect(thread.outline == ["a", ".d", ".b", ".c"])
    }

    @Test func noMessagesGiveNoThread() {
        #expect(MailThread.threads(from: []).isEmpty)
    }
}
