// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import GitObjects
internal import HunkMatching
internal import Mail
internal import MailThreads
internal import Maintainers
internal import Proposals
internal import UnifiedDiffs

extension Audience {
    /// Whom a tree names for the proposals of a thread; nil for a tree without MAINTAINERS.
    init?(of proposals: [Proposal], in thread: MailThread, on tree: any SourceTree) {
        guard !proposals.isEmpty, let maintainers = MaintainersFile(in: tree) else { return nil }
        let patches = proposals.flatMap(\.patches)
        let files = patches.flatMap(\.files)
        let responsibility = maintainers.responsibility(
            for: files.flatMap(\.paths).map(\.string),
            text: Self.text(of: patches, in: thread),
            isFolder: { name in
                guard let path = try? TreePath(validating: name) else { return false }
                return (try? tree.kind(of: path)) == .folder
            },
            contents: { name in
                guard let path = try? TreePath(validating: name),
                    let bytes = try? tree.contents(of: path)
                else { return nil }
                return String(decoding: bytes, as: UTF8.self)
            })
        let mail = Correspondents(thread)
        parts = responsibility.parts
        people = responsibility.people.map { person in
            Person(
                mailbox: person.mailbox, role: person.role, section: person.section,
                isAddressed: mail.reaches(person.mailbox), hasWritten: mail.wrote(person.mailbox))
        }
        lists = responsibility.lists.map { list in
            List(
                address: list.address,
                isAddressed: mail.reaches(Mailbox(name: nil, address: list.address)))
        }
    }

    /// The lines in which keywords count: the commit messages, and what is added and deleted.
    private static func text(of patches: [ProposedPatch], in thread: MailThread) -> String {
        let messages = Dictionary(thread.messages.map { ($0.id, $0) }) { first, _ in first }
        var text = ""
        for patch in patches {
            text += patch.title + "\n"
            if let body = messages[patch.message]?.text.text {
                for line in body.lines where line.number < patch.bodyLines.lowerBound {
                    text += String(decoding: body[line], as: UTF8.self) + "\n"
                }
            }
            for line in patch.files.flatMap(\.hunks).flatMap(\.lines)
            where line.origin != .context {
                text += String(decoding: line.content, as: UTF8.self) + "\n"
            }
        }
        return text
    }
}

/// To whom the messages of a thread went, and who wrote them.
private struct Correspondents {
    private var authors: Set<String> = []
    private var names: Set<String> = []
    private var addressed: Set<String> = []
    /// Whether every message is there and says whom it went to.
    private let isWhole: Bool

    init(_ thread: MailThread) {
        isWhole = thread.nodes.allSatisfy { node in
            node.message.map { !($0.to + $0.cc).isEmpty } ?? false
        }
        for message in thread.messages {
            for mailbox in [message.from, message.author] {
                authors.insert(mailbox.address.lowercased())
                if mailbox.address.isEmpty, let name = mailbox.name { names.insert(name) }
            }
            addressed.formUnion((message.to + message.cc).map { $0.address.lowercased() })
        }
        addressed.remove("")
        authors.remove("")
    }

    func wrote(_ mailbox: Mailbox) -> Bool {
        authors.contains(mailbox.address.lowercased())
            || mailbox.name.map(names.contains) ?? false
    }

    func reaches(_ mailbox: Mailbox) -> Bool? {
        if addressed.contains(mailbox.address.lowercased()) || wrote(mailbox) { return true }
        return isWhole ? false : nil
    }
}
