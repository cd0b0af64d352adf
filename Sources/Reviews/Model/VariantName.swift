// SPDX-License-Identifier: GPL-2.0-only

/// The name of one form of the kernel tree that a review compares: `reference`, `base`, `P1`,
/// `P1+P3`, `P2 (fix-it)`.
public struct VariantName: Hashable, Sendable, CustomStringConvertible {
    /// The name, for people and for data.
    public let description: String

    /// The tree as it was given.
    public static let reference = VariantName("reference")

    /// The reference with what lies under every proposal.
    public static let base = VariantName("base")

    /// The base with the proposals of these labels, in order.
    public init(proposals: [String], hasFixIts: Bool = false) {
        self.init(proposals.joined(separator: "+") + (hasFixIts ? " (fix-it)" : ""))
    }

    /// The base with these proposals, of the last one the patches up to that number.
    init(proposals: [String], patch number: Int, of count: Int) {
        self.init("\(proposals.joined(separator: "+")) \(number)/\(count)")
    }

    private init(_ description: String) {
        self.description = description
    }
}
