// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
public import MailThreads

/// What is to be said of a thread beside others: which revises which.
public struct ThreadNotes {
    private let links: [Int: [RevisionLink]]
    private let threads: [MailThread]

    /// Takes the links among these threads.
    public init(_ links: [RevisionLink], threads: [MailThread]) {
        var byThread: [Int: [RevisionLink]] = [:]
        for link in links {
            byThread[link.later, default: []].append(link)
            byThread[link.earlier, default: []].append(link)
        }
        self.links = byThread
        self.threads = threads
    }

    /// The notes on the thread with this index, safe to show.
    public func notes(of index: Int) -> [String] {
        (links[index] ?? []).map { link in
            link.later == index
                ? "revises: \(name(link.earlier)) [\(link.reason.rawValue)]"
                : "revised by: \(name(link.later)) [\(link.reason.rawValue)]"
        }
    }

    private func name(_ index: Int) -> String {
        let thread = threads[index]
        let message = thread.messages.first
        return DisplayText.safe(
            "\(message?.subject ?? "") (\(Wording.day(message?.date)), \(thread.root.id))")
    }
}
