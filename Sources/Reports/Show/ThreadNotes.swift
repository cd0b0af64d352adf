// SPDX-License-Identifier: GPL-2.0-only

internal import Mail
public import MailThreads

/// What is to be said of a thread beside others: which revises which.
public struct ThreadNotes {
    private let links: [RevisionLink]
    private let threads: [MailThread]

    /// Takes the links among these threads.
    public init(_ links: [RevisionLink], threads: [MailThread]) {
        self.links = links
        self.threads = threads
    }

    /// The notes on the thread with this index, safe to show.
    public func notes(of index: Int) -> [String] {
        links.compactMap { link in
            if link.later == index {
                return "revises: \(name(link.earlier)) [\(link.reason.rawValue)]"
            }
            if link.earlier == index {
                return "revised by: \(name(link.later)) [\(link.reason.rawValue)]"
            }
            return nil
        }
    }

    private func name(_ index: Int) -> String {
        let thread = threads[index]
        let message = thread.messages.first
        return DisplayText.safe(
            "\(message?.subject ?? "") (\(Wording.day(message?.date)), \(thread.root.id))")
    }
}
