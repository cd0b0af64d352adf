// SPDX-License-Identifier: GPL-2.0-only

/// How much a trailer's giver meant it.
public enum TrailerMeaning: Hashable, Sendable {
    /// Without reservation.
    case given
    /// If something is done first; the words that say what.
    case conditional(String)
    /// For a part of the series or of the patch only.
    case scoped(TrailerScope)
    /// Given before, and taken back here.
    case withdrawn
    /// Against the patch.
    case negative
    /// With so much reservation that it does not count: `Reluctantly-Acked-by`.
    case weak
    /// Meant as a trailer, but no tool reads it as one.
    case malformed(TrailerFlaw)
}

/// The part that a trailer was given for.
public struct TrailerScope: Hashable, Sendable {
    /// The words: `for patch 2`, `clk`.
    public let text: String
    /// The numbers of the patches that the words name; empty when they name none.
    public let patches: [ClosedRange<Int>]

    /// Makes a scope from its words and the patches that they name.
    public init(text: String, patches: [ClosedRange<Int>]) {
        self.text = text
        self.patches = patches
    }

    /// Whether the words name this patch of a series; true for all when they name no number.
    public func includes(patch number: Int) -> Bool {
        patches.isEmpty || patches.contains { $0.contains(number) }
    }
}

/// What is wrong with a malformed trailer.
public enum TrailerFlaw: String, Hashable, Sendable {
    /// `Reviewed-by Ann Example <ann@example.org>`
    case missingColon = "missing-colon"
    /// `Reviewed-by: Ann Example <ann@example.org`
    case unclosedBracket = "unclosed-bracket"
    /// `Reviewed-by: Ann Example`
    case missingAddress = "missing-address"
    /// `Series are Reviewed-by: Ann Example <ann@example.org>`
    case wordsBefore = "words-before"
    /// `Fixes: the crash`, in a commit message
    case unreadableValue = "unreadable-value"
}
