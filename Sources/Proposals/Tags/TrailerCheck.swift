// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
public import MailThreads

/// What is odd about the trailers of a commit message, or true of them.
public struct TrailerCheck: Hashable, Sendable {
    /// What was looked at; the raw value is stable and appears in reports.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// `Fixes:` is not `12 digits ("subject")`.
        case fixesForm = "fixes-form"
        /// The tree's repository has no such commit.
        case fixesUnknown = "fixes-unknown"
        /// The commit has another subject.
        case fixesSubject = "fixes-subject"
        /// The commit is in the tree's repository, and has that subject.
        case fixesFound = "fixes-found"
        /// `Reported-by:` has no `Closes:` or `Link:` on the next line.
        case closesMissing = "closes-missing"
        /// A link names a message of this thread.
        case linkInThread = "link-in-thread"
        /// A link names a message that is not in the input.
        case linkOutside = "link-outside"
        /// Nobody signed the patch off.
        case notSignedOff = "not-signed-off"
        /// The sender did not sign the patch off.
        case senderNotSignedOff = "sender-not-signed-off"
        /// `Co-developed-by:` without the person's `Signed-off-by:` on the next line.
        case coDeveloperNotSignedOff = "co-developer-not-signed-off"
        /// One person's trailer stands there twice.
        case repeated

        /// Whether somebody has to do something about it.
        public var isFault: Bool {
            switch self {
            case .fixesFound, .linkInThread, .linkOutside: false
            default: true
            }
        }
    }

    /// The patch.
    public let place: PatchPlace

    /// What was looked at.
    public let kind: Kind

    /// The trailer; nil for one that is missing.
    public let trailer: Trailer?

    /// One clause for people.
    public let detail: String

    /// What was found.
    public init(place: PatchPlace, kind: Kind, trailer: Trailer?, detail: String) {
        self.place = place
        self.kind = kind
        self.trailer = trailer
        self.detail = detail
    }

    /// What the mail alone tells of the trailers of all proposals.
    public static func checks(
        of proposals: [Proposal], in contents: ThreadContents
    ) -> [TrailerCheck] {
        proposals.flatMap { proposal in
            proposal.patches.indices.flatMap { index in
                checks(of: proposal.patches[index], at: PatchPlace(proposal, index), in: contents)
            }
        }
    }

    /// The abbreviated id and the subject of a `Fixes:` trailer; nil for another form.
    public static func fixes(_ trailer: Trailer) -> (id: String, subject: String)? {
        let words = trailer.value.utf8.split(separator: 0x20, maxSplits: 1)
        guard words.count == 2, words[0].allSatisfy({ $0.hexDigitValue != nil }) else {
            return nil
        }
        let rest = Array(words[1])[...].trimmingBlanks()
        guard rest.hasPrefix("(\""), rest.hasSuffix("\")") else { return nil }
        return (words[0].lossyString, rest.dropFirst(2).dropLast(2).lossyString)
    }

    private static func checks(
        of patch: ProposedPatch, at place: PatchPlace, in contents: ThreadContents
    ) -> [TrailerCheck] {
        var found: [TrailerCheck] = []
        func add(_ kind: Kind, _ trailer: Trailer?, _ detail: String) {
            found.append(TrailerCheck(place: place, kind: kind, trailer: trailer, detail: detail))
        }
        let trailers = patch.trailers
        for (index, trailer) in trailers.enumerated() {
            let next = index + 1 < trailers.count ? trailers[index + 1] : nil
            switch trailer.kind {
            case .fixes:
                let digits = trailer.value.utf8.prefix { $0.hexDigitValue != nil }.count
                if fixes(trailer) == nil || !(12...40).contains(digits) {
                    add(
                        .fixesForm, trailer,
                        "“\(trailer.value)” is not of the form 123456789abc (\"subject\")")
                }
            case .reportedBy where ![.closes, .link].contains(next?.kind):
                add(
                    .closesMissing, trailer,
                    "\(trailer.value) is not followed by Closes: with a link to the report")
            case .closes, .link:
                guard let id = message(in: trailer.value) else { break }
                let entry = contents.entry(id)
                add(
                    entry == nil ? .linkOutside : .linkInThread, trailer,
                    entry.map { "links message \($0.number)" }
                        ?? "links <\(id.text)>, which is not in the input")
            case .coDevelopedBy:
                let isSigned =
                    next?.kind == .signedOffBy
                    && next?.person.map { person in
                        trailer.person.map { $0.hasSameAddress(as: person) } ?? false
                    } ?? false
                if !isSigned {
                    add(
                        .coDeveloperNotSignedOff, trailer,
                        "\(trailer.value) does not sign off on the next line")
                }
            default: break
            }
            let isRepeated = trailers[..<index].contains {
                $0.kind == trailer.kind && $0.value == trailer.value
            }
            if isRepeated { add(.repeated, trailer, "\(trailer.name) stands there twice") }
        }
        let signers = trailers.filter { $0.kind == .signedOffBy }
        if signers.isEmpty {
            add(.notSignedOff, nil, "nobody signed it off: it cannot be applied as it is")
        } else if patch.form == .patch, !patch.sender.address.isEmpty,
            !signers.contains(where: { isSame($0, patch.sender) || isSame($0, patch.author) })
        {
            add(
                .senderNotSignedOff, signers.last,
                "\(patch.sender.displayName) sent it and did not sign it off")
        }
        return found
    }

    private static func isSame(_ trailer: Trailer, _ person: Mailbox) -> Bool {
        switch trailer.isGiven(by: person) {
        case .sameAddress, .sameWithoutTag, .sameOrganisation, .mailmap, .nameOnly, .sameName: true
        case .noAddress, .different: false
        }
    }

    /// The Message-ID in a link to an archive: the last part of the path that has an `@`.
    private static func message(in link: String) -> MessageID? {
        let parts = link.utf8.split(separator: UInt8(ascii: "/"))
        guard let id = parts.last(where: { $0.contains(UInt8(ascii: "@")) }) else { return nil }
        return MessageID(id.lossyString)
    }
}
