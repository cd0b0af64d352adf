// SPDX-License-Identifier: GPL-2.0-only

public import Mail
public import MailThreads

/// A trailer that somebody gave in a reply, and the proposal that it was given for.
public struct PlacedTrailer: Hashable, Sendable {
    /// The trailer.
    public let trailer: Trailer

    /// Who sent the message that holds it.
    public let giver: Mailbox

    /// The label of the proposal, nil where none is above the message in the thread.
    public let proposal: String?

    /// The 1-based number of the patch within the proposal; nil for all of its patches.
    public let patchNumber: Int?

    /// The 1-based line of the input where it stands, nil where the encoding does not keep lines.
    public let inputLine: Int?

    /// Why it is placed there, as a sentence without a full stop.
    public let reason: String
}

/// Places the trailers of replies: each goes to what its message answers.
///
/// In-Reply-To is walked up from the message. The first message on the way that holds a proposal
/// is the one the trailer is for: a patch of a series gets it alone, a message with several diffs
/// gives it to the last one. A cover letter passes it on to every patch. The trailers of a
/// patch's own commit message are not among these; they are in ``ProposedPatch/trailers``.
public struct TrailerPlacement: Hashable, Sendable {
    /// The proposals of the thread.
    public let proposals: [Proposal]

    /// A placement onto these proposals.
    public init(proposals: [Proposal]) {
        self.proposals = proposals
    }

    /// The trailers of all replies, in order of date.
    public func trailers(of contents: ThreadContents) -> [PlacedTrailer] {
        contents.entries.flatMap { place($0, in: contents.thread) }
    }

    private func place(
        _ entry: ThreadContents.Entry, in thread: MailThread
    ) -> [PlacedTrailer] {
        let given = entry.trailers.filter { $0.place == .reply }
        guard !given.isEmpty else { return [] }
        let above = thread.ancestors(of: entry.message.id)
        let target = above.lazy.compactMap { self.target(at: $0.id) }.first
        return given.map { trailer in
            PlacedTrailer(
                trailer: trailer, giver: entry.message.author, proposal: target?.label,
                patchNumber: target?.patchNumber,
                inputLine: entry.message.text.inputLine(of: trailer.line),
                reason: target?.reason ?? "no message above it in the thread holds a proposal")
        }
    }

    private struct Target {
        let label: String
        let patchNumber: Int?
        let reason: String
    }

    private func target(at id: MessageID) -> Target? {
        if let proposal = proposals.last(where: { $0.coverLetter == id }) {
            return Target(
                label: proposal.label, patchNumber: nil,
                reason: "given in answer to the cover letter of \(proposal.label)")
        }
        for proposal in proposals.reversed() {
            guard let index = proposal.patches.lastIndex(where: { $0.message == id }) else {
                continue
            }
            let isOnly = proposal.patches.count == 1
            return Target(
                label: proposal.label, patchNumber: isOnly ? nil : index + 1,
                reason: isOnly
                    ? "given in answer to \(proposal.label)"
                    : "given in answer to patch \(index + 1) of \(proposal.label)")
        }
        return nil
    }
}
