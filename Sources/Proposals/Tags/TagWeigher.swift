// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
public import MailThreads
internal import UnifiedDiffs

/// Weighs every trailer of a thread: who gave it, for which patches, and whether it counts.
///
/// The rules, first that fits: malformed, against, weak or taken back by its own words; no proposal
/// above; a robot's report; on a condition; sent by somebody else than its person; by the patch's
/// author; limited to a part that is no patch of the series; taken back later; there already;
/// else it counts. What counts for a revision counts for the next one where the patch did not
/// change, and is stale where hunks did.
public struct TagWeigher: Sendable {
    private let contents: ThreadContents
    private let proposals: [Proposal]
    private let known: Mailmap
    private let chain: RevisionChain

    /// A weigher of the trailers of a thread.
    ///
    /// - Parameter known: which addresses belong to one person.
    public init(_ contents: ThreadContents, proposals: [Proposal], known: Mailmap = Mailmap()) {
        self.contents = contents
        self.proposals = proposals
        self.known = known
        chain = RevisionChain(proposals: proposals)
    }

    /// All trailers: those of commit messages by proposal, then those of replies by date, each
    /// followed by what became of it in later revisions.
    public func tags() -> [WeighedTag] {
        var tags = proposals.flatMap(ownTags)
        let placed = TrailerPlacement(proposals: proposals).trailers(of: contents)
        for one in placed {
            let verdict = verdict(of: one, all: placed, before: tags)
            tags.append(tag(one, verdict.0, verdict.1))
            if verdict.0 == .counts || verdict.0 == .duplicate { tags += carriedTags(one) }
        }
        return tags
    }

    /// The lines that look like trailers and were not taken for any, by message: testimony within
    /// quotes, and prose.
    public func lookalikes() -> [WeighedTag] {
        contents.entries.flatMap { entry in
            entry.body.trailerLookalikes(of: entry.message).map { found in
                WeighedTag(
                    trailer: found.trailer, messageNumber: entry.number,
                    giver: entry.message.author, date: entry.message.date,
                    verdict: found.isQuoted ? .quoted : .prose, places: [],
                    reason: found.isQuoted
                        ? "quoted, and not written by the sender"
                        : "the words behind the name are no person: prose")
            }
        }
    }

    // MARK: - Own trailers

    private func ownTags(_ proposal: Proposal) -> [WeighedTag] {
        proposal.patches.enumerated().flatMap { index, patch in
            patch.trailers.map { trailer in
                WeighedTag(
                    trailer: trailer, messageNumber: patch.messageNumber, giver: patch.sender,
                    date: patch.date, verdict: .own,
                    places: [PatchPlace(proposal, index)],
                    reason: ownReason(trailer, proposal, patch))
            }
        }
    }

    /// Where testimony in a commit message comes from.
    private func ownReason(
        _ trailer: Trailer, _ proposal: Proposal, _ patch: ProposedPatch
    ) -> String {
        guard trailer.kind.isTestimony else { return "in the commit message" }
        for earlier in proposals where earlier.label != proposal.label {
            guard chain.successors(of: earlier.label).contains(proposal),
                let index = earlier.patches.indices.last(where: {
                    chain.index(of: earlier.patches[$0], in: proposal) != nil
                        && proposal.patches[
                            chain.index(of: earlier.patches[$0], in: proposal) ?? 0
                        ].title
                            == patch.title
                })
            else { continue }
            let changed = PatchChange.changedHunks(
                from: earlier.patches[index].files, to: patch.files)
            if changed.isEmpty {
                return "kept by the author; the patch is the one of \(earlier.label)"
            }
            return "kept by the author from \(earlier.label), though hunks changed: "
                + changed.prefix(4).joined(separator: "; ")
        }
        return "in the commit message; where it was given is not in this thread"
    }

    // MARK: - Trailers of replies

    private func tag(
        _ placed: PlacedTrailer, _ verdict: WeighedTag.Verdict, _ reason: String
    ) -> WeighedTag {
        WeighedTag(
            trailer: placed.trailer, messageNumber: number(of: placed.trailer),
            giver: placed.giver, date: date(of: placed.trailer),
            verdict: verdict, places: placed.places, reason: reason)
    }

    private func number(of trailer: Trailer) -> Int {
        contents.entry(trailer.message)?.number ?? 0
    }

    private func date(of trailer: Trailer) -> MailDate? {
        contents.entry(trailer.message)?.message.date
    }

    private func verdict(
        of placed: PlacedTrailer, all: [PlacedTrailer], before: [WeighedTag]
    ) -> (WeighedTag.Verdict, String) {
        let trailer = placed.trailer
        switch trailer.meaning {
        case .malformed(let flaw): return (.malformed, "no tool reads it: \(flaw.words)")
        case .negative: return (.negative, negativeReason(placed, all))
        case .withdrawn: return (.negative, "takes an earlier \(trailer.kind.name) back")
        case .weak: return (.weak, "given with too much reservation to count")
        case .given, .conditional, .scoped: break
        }
        guard placed.proposal != nil else { return (.withoutProposal, placed.reason) }
        if placed.giver.isRobot, [.reportedBy, .closes, .link].contains(trailer.kind) {
            return (
                .robot, "a robot asks for it in a fix of what it reports; no word for this patch"
            )
        }
        if case .conditional(let words) = trailer.meaning {
            return (.conditional, "on condition: “\(words)”")
        }
        if let refusal = identityRefusal(placed) { return refusal }
        if trailer.kind.isTestimony, isByAuthor(placed) {
            return (.byAuthor, "its giver is the author of the patch")
        }
        if placed.places.isEmpty {
            return (.scopeUnknown, "\(placed.reason), limited to what is no patch of it")
        }
        if let revocation = revocation(of: placed, all) { return (.takenBack, revocation) }
        let free = placed.places.filter { place in
            !before.contains { tag in
                (tag.verdict == .own || tag.verdict == .counts) && tag.places.contains(place)
                    && isSame(tag.trailer, trailer)
            }
        }
        if free.isEmpty { return (.duplicate, "the patch has it already") }
        return (.counts, placed.reason + identityReason(placed))
    }

    private func negativeReason(_ placed: PlacedTrailer, _ all: [PlacedTrailer]) -> String {
        let later = all.drop { $0 != placed }.dropFirst().first { other in
            other.giver.isSamePerson(as: placed.giver) && other.proposal == placed.proposal
                && other.trailer.meaning == .given
                && [.ackedBy, .reviewedBy].contains(other.trailer.kind)
        }
        let number = later.flatMap { contents.entry($0.trailer.message)?.number }
        return number.map { "against the patch, until message \($0) of the same person" }
            ?? "against the patch"
    }

    private func identityRefusal(_ placed: PlacedTrailer) -> (WeighedTag.Verdict, String)? {
        let trailer = placed.trailer
        let isPersonal = trailer.kind.isTestimony || trailer.kind == .signedOffBy
        guard isPersonal else { return nil }
        let verdict = trailer.isGiven(by: placed.giver, known: known)
        switch verdict {
        case .sameAddress, .sameWithoutTag, .sameOrganisation, .mailmap: return nil
        case .nameOnly:
            let isPage = contents.entry(trailer.message)?.message.isArchivePage ?? false
            return isPage ? nil : (.unproven, verdict.reason)
        case .sameName: return (.unproven, verdict.reason)
        case .noAddress, .different: return (.otherPerson, verdict.reason)
        }
    }

    private func identityReason(_ placed: PlacedTrailer) -> String {
        guard placed.trailer.kind.isTestimony else { return "" }
        let verdict = placed.trailer.isGiven(by: placed.giver, known: known)
        return verdict == .sameAddress ? "" : "; \(verdict.reason)"
    }

    private func isByAuthor(_ placed: PlacedTrailer) -> Bool {
        guard let proposal = proposals.first(where: { $0.label == placed.proposal }) else {
            return false
        }
        let patches = placed.places.map { proposal.patches[$0.index] }
        return !patches.isEmpty
            && patches.allSatisfy {
                $0.author.isSamePerson(as: placed.giver) && $0.sender.isSamePerson(as: placed.giver)
            }
    }

    /// The later words of the same person that take this trailer back.
    private func revocation(of placed: PlacedTrailer, _ all: [PlacedTrailer]) -> String? {
        let later = all.drop { $0 != placed }.dropFirst()
        let back = later.first { other in
            other.trailer.meaning == .withdrawn && other.trailer.kind == placed.trailer.kind
                && other.giver.isSamePerson(as: placed.giver) && other.proposal == placed.proposal
        }
        return back.map {
            "taken back in message \(contents.entry($0.trailer.message)?.number ?? 0)"
        }
    }

    private func isSame(_ one: Trailer, _ other: Trailer) -> Bool {
        guard one.kind == other.kind else { return false }
        if let first = one.person, let second = other.person {
            return first.hasSameAddress(as: second)
        }
        return one.value == other.value
    }

    // MARK: - Later revisions

    private func carriedTags(_ placed: PlacedTrailer) -> [WeighedTag] {
        guard let label = placed.proposal,
            let proposal = proposals.first(where: { $0.label == label })
        else { return [] }
        return chain.successors(of: label).flatMap { later in
            placed.places.compactMap { place -> WeighedTag? in
                let patch = proposal.patches[place.index]
                guard let index = chain.index(of: patch, in: later) else { return nil }
                let target = later.patches[index]
                let isKept = target.trailers.contains { isSame($0, placed.trailer) }
                if isKept { return nil }
                let changed = PatchChange.changedHunks(from: patch.files, to: target.files)
                return WeighedTag(
                    trailer: placed.trailer, messageNumber: number(of: placed.trailer),
                    giver: placed.giver, date: date(of: placed.trailer),
                    verdict: changed.isEmpty ? .carried : .stale,
                    places: [PatchPlace(later, index)],
                    reason: changed.isEmpty
                        ? "given for \(label), and the patch did not change since"
                        : "given for \(label); changed since: "
                            + changed.prefix(4).joined(separator: "; ")
                            + (changed.count > 4 ? " and \(changed.count - 4) more" : ""))
            }
        }
    }
}

extension TrailerFlaw {
    /// The flaw in words.
    var words: String {
        switch self {
        case .missingColon: "it has no colon"
        case .unclosedBracket: "its bracket is not closed"
        case .missingAddress: "it has no address"
        case .unreadableValue: "its value is not of the usual form"
        case .wordsBefore: "words stand before its name"
        }
    }
}
