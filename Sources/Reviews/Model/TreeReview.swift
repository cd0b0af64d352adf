// SPDX-License-Identifier: GPL-2.0-only

/// The kernel tree of a review and what was put under every proposal.
public struct TreeReview: Hashable, Sendable {
    /// The tree as the user named it.
    public let name: String

    /// The id of the tree object, or what stands for it with a plain folder.
    public let identity: String

    /// The patches of `--under` and `--revert`, in order.
    public let layers: [LayerReview]
}

/// One patch put under every proposal, or taken out.
public struct LayerReview: Hashable, Sendable {
    /// The patch as the user named it: the file, and which patch of a series.
    public let name: String

    /// The patch's subject.
    public let title: String

    /// Whether it was taken out.
    public let isReverted: Bool

    /// How it went on.
    public let outcome: AppliedPatch
}

/// Whether the driver of a bench can be simulated on a tree.
public struct DriverAvailability: Hashable, Sendable {
    /// The bench's name.
    public let driver: String

    /// The driver's source.
    public let path: String

    /// Why not, or nil if it can: for example that the tree has no such file.
    public let obstacle: String?
}
