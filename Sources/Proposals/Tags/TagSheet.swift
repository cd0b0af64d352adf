// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText
internal import Mail
internal import MailThreads

/// The trailers that a patch is to be applied with.
///
/// First those of its commit message, as their author ordered them. Behind them what counts from
/// replies, in the order of the kernel's handbook for maintainers (maintainer-tip): `Fixes`,
/// `Reported-by`, `Closes`, `Suggested-by`, `Co-developed-by`, `Signed-off-by`, `Tested-by`,
/// `Reviewed-by`, `Acked-by`, others, `Cc`, `Link`; of one kind by date.
public struct TagSheet: Hashable, Sendable {
    /// Those of the commit message.
    public let own: [WeighedTag]

    /// Those that are added.
    public let added: [WeighedTag]

    /// The sheet of a patch.
    public init(of place: PatchPlace, tags: [WeighedTag]) {
        own = tags.filter { $0.verdict == .own && $0.places.contains(place) }
        var seen: [Trailer] = own.map(\.trailer)
        var taken: [WeighedTag] = []
        for tag in tags where tag.verdict.isTaken && tag.places.contains(place) {
            let isKnown = seen.contains { other in
                other.kind == tag.trailer.kind
                    && (other.value == tag.trailer.value
                        || other.person.map { person in
                            tag.trailer.person.map(person.hasSameAddress) ?? false
                        } ?? false)
            }
            if isKnown { continue }
            seen.append(tag.trailer)
            taken.append(tag)
        }
        added = taken.enumerated().sorted {
            (Self.rank($0.element.trailer.kind), $0.offset)
                < (Self.rank($1.element.trailer.kind), $1.offset)
        }.map(\.element)
    }

    /// The lines to add: `Reviewed-by: Ann Example <ann@example.org> # on arm64`.
    public var addedLines: [String] {
        added.map { tag in
            let trailer = tag.trailer
            let note = trailer.note.map { " # \($0)" } ?? ""
            return "\(trailer.kind.name): \(trailer.value)\(note)"
        }
    }

    private static func rank(_ kind: TrailerKind) -> Int {
        switch kind {
        case .fixes: 0
        case .reportedBy: 1
        case .closes: 2
        case .suggestedBy: 3
        case .coDevelopedBy: 4
        case .signedOffBy: 5
        case .testedBy: 6
        case .reviewedBy: 7
        case .ackedBy: 8
        case .other, .nackedBy: 9
        case .cc: 10
        case .link: 11
        }
    }
}
