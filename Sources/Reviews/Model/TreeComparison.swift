// SPDX-License-Identifier: GPL-2.0-only

/// What was found out on the kernel tree.
public struct TreeComparison: Hashable, Sendable {
    /// The kernel tree; nil if none was given.
    public internal(set) var tree: TreeReview?

    /// The forms of the tree that were compared: reference, base, then the proposals. Empty
    /// without a tree.
    public internal(set) var variants: [VariantReview] = []

    /// The drivers that have a bench, by name, and whether they could be simulated on this tree.
    public internal(set) var drivers: [DriverAvailability] = []

    /// Why nothing was simulated, or nil if something was to be.
    public internal(set) var notSimulated: String? = "no kernel tree was given"

    /// The proposals from best to worst; empty without a tree.
    public internal(set) var ranking: [RankedVariant] = []

    /// The variant of that name.
    public func variant(_ name: VariantName) -> VariantReview? {
        variants.first { $0.name == name }
    }
}
