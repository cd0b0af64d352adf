// SPDX-License-Identifier: GPL-2.0-only

internal import ByteText

/// What a trailer says, by its name: `Reviewed-by`.
public enum TrailerKind: Hashable, Sendable {
    /// `Signed-off-by`
    case signedOffBy
    /// `Acked-by`
    case ackedBy
    /// `Reviewed-by`
    case reviewedBy
    /// `Tested-by`
    case testedBy
    /// `Reported-by`
    case reportedBy
    /// `Suggested-by`
    case suggestedBy
    /// `Co-developed-by`
    case coDevelopedBy
    /// `Nacked-by`, and a bare `NAK`
    case nackedBy
    /// `Fixes`
    case fixes
    /// `Closes`
    case closes
    /// `Link`
    case link
    /// `Cc`
    case cc
    /// Any other name, as written.
    case other(String)

    private static let names: [String: TrailerKind] = [
        "signed-off-by": .signedOffBy, "acked-by": .ackedBy, "reviewed-by": .reviewedBy,
        "tested-by": .testedBy, "reported-by": .reportedBy, "suggested-by": .suggestedBy,
        "co-developed-by": .coDevelopedBy, "nacked-by": .nackedBy, "naked-by": .nackedBy,
        "nak-by": .nackedBy, "nack-by": .nackedBy, "fixes": .fixes, "closes": .closes,
        "link": .link, "cc": .cc,
    ]

    /// Words before `Acked-by` and the like that take most of it back.
    private static let weakening: Set<String> = [
        "not", "not-yet", "reluctantly", "hopefully", "mostly", "weakly", "grudgingly",
        "begrudgingly", "half", "semi", "almost", "maybe", "tentatively", "partially", "kinda",
        "sort-of", "soon-to-be", "would-be",
    ]

    /// The kind of a name in either case, and whether a word before it weakens it.
    static func named(_ name: ArraySlice<UInt8>) -> (kind: TrailerKind, isWeak: Bool) {
        let lowered = name.asciiLowercased().lossyString
        if let kind = names[lowered] { return (kind, false) }
        for (suffix, kind) in names where kind.isTestimony {
            guard lowered.utf8.count > suffix.utf8.count + 1, lowered.hasSuffix("-" + suffix)
            else { continue }
            let prefix = String(
                decoding: lowered.utf8.dropLast(suffix.utf8.count + 1), as: UTF8.self)
            if weakening.contains(prefix) { return (kind, true) }
        }
        return (.other(name.lossyString), false)
    }

    /// Whether a reviewer gives it to somebody else's patch: Acked-, Reviewed-, Tested-, Nacked-by.
    public var isTestimony: Bool {
        switch self {
        case .ackedBy, .reviewedBy, .testedBy, .nackedBy: true
        default: false
        }
    }

    /// Whether its value is a person.
    public var namesPerson: Bool {
        switch self {
        case .signedOffBy, .ackedBy, .reviewedBy, .testedBy, .reportedBy, .suggestedBy,
            .coDevelopedBy, .nackedBy, .cc:
            true
        case .fixes, .closes, .link: false
        case .other(let name): name.utf8.asciiLowercased().hasSuffix("-by")
        }
    }

    /// The name in its usual spelling: `Reviewed-by`.
    public var name: String {
        switch self {
        case .signedOffBy: "Signed-off-by"
        case .ackedBy: "Acked-by"
        case .reviewedBy: "Reviewed-by"
        case .testedBy: "Tested-by"
        case .reportedBy: "Reported-by"
        case .suggestedBy: "Suggested-by"
        case .coDevelopedBy: "Co-developed-by"
        case .nackedBy: "Nacked-by"
        case .fixes: "Fixes"
        case .closes: "Closes"
        case .link: "Link"
        case .cc: "Cc"
        case .other(let name): name
        }
    }
}
