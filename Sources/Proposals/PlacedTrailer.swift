// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
public import Mail
public import MailThreads
internal import UnifiedDiffs

/// A trailer that somebody gave in a reply, and the proposal that it was given for.
public struct PlacedTrailer: Hashable, Sendable {
    /// The trailer.
    public let trailer: Trailer

    /// Who sent the message that holds it.
    public let giver: Mailbox

    /// The label of the proposal, nil where none is above the message in the thread.
    public let proposal: String?

    /// The 1-based number of the patch within the proposal; nil for several patches.
    public let patchNumber: Int?

    /// The patches that it is for; empty where its words name none of the proposal's.
    public let places: [PatchPlace]

    /// The 1-based line of the input where it stands, nil where the encoding does not keep lines.
    public let inputLine: Int?

    /// Why it is placed there, as a sentence without a full stop.
    public let reason: String
}

/// Places the trailers of replies: each goes to what its message answers.
///
/// In-Reply-To is walked up from the message. The first message on the way that holds a proposal
/// is the one the trailer is for: a patch of a series gets it alone, a message with several diffs
/// gives it to the last one. A cover letter passes it on to every patch. Words that name patches of
/// the series ("for patch 2", "patches 1-3") go before that; a note that names none ("# clk") limits
/// a trailer on a cover letter to the patches with that word in their titles or paths. The trailers
/// of a patch's own commit message are not among these; they are in ``ProposedPatch/trailers``.
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
            let scoped = target?.limited(by: trailer.meaning)
            return PlacedTrailer(
                trailer: trailer, giver: entry.message.author, proposal: target?.proposal.label,
                patchNumber: scoped?.patchNumber, places: scoped?.places ?? [],
                inputLine: entry.message.text.inputLine(of: trailer.line),
                reason: scoped?.reason ?? "no message above it in the thread holds a proposal")
        }
    }

    private func target(at id: MessageID) -> Target? {
        if let proposal = proposals.last(where: { $0.coverLetter == id }) {
            return Target(
                proposal: proposal, indices: Array(proposal.patches.indices),
                reason: "given in answer to the cover letter of \(proposal.label)")
        }
        for proposal in proposals.reversed() {
            guard let index = proposal.patches.lastIndex(where: { $0.message == id }) else {
                continue
            }
            let number = PatchPlace(proposal, index).number
            return Target(
                proposal: proposal, indices: [index],
                reason: proposal.patches.count == 1
                    ? "given in answer to \(proposal.label)"
                    : "given in answer to patch \(number) of \(proposal.label)")
        }
        return nil
    }
}

/// The patches that a message answers.
private struct Target {
    let proposal: Proposal
    var indices: [Int]
    var reason: String

    var places: [PatchPlace] { indices.map { PatchPlace(proposal, $0) } }

    /// The number of the only patch of several.
    var patchNumber: Int? {
        guard proposal.patches.count > 1, let index = indices.first, indices.count == 1 else {
            return nil
        }
        return PatchPlace(proposal, index).number
    }

    /// Without the patches that the trailer's own words leave out.
    func limited(by meaning: TrailerMeaning) -> Target {
        guard case .scoped(let scope) = meaning else { return self }
        var target = self
        if !scope.patches.isEmpty {
            target.indices = proposal.patches.indices.filter {
                scope.includes(patch: PatchPlace(proposal, $0).number)
            }
            target.reason += ", for the patches that its words name: “\(scope.text)”"
        } else if indices.count > 1 {
            target.indices = indices.filter { proposal.patches[$0].mentions(scope.text) }
            target.reason += ", for the patches of “\(scope.text)”"
        }
        return target
    }
}

extension ProposedPatch {
    /// Whether a word of a scope is one of the title or a component of a path; words such as `for`
    /// and `part` name nothing.
    fileprivate func mentions(_ scope: String) -> Bool {
        func words(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
            text.split { !($0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2d || $0 == 0x5f) }
        }
        let names = words(scope.utf8.asciiLowercased()).filter { word in
            !["for", "the", "part", "parts", "bits", "side", "of", "only", "on", "changes"]
                .contains(word.lossyString)
        }
        let texts =
            files.compactMap { $0.path?.bytes.asciiLowercased() }
            + [title.utf8.asciiLowercased()]
        return texts.flatMap(words).contains { word in
            names.contains { name in
                word.elementsEqual(name)
                    || word.split(whereSeparator: { $0 == 0x2d || $0 == 0x5f })
                        .contains { $0.elementsEqual(name) }
            }
        }
    }
}
