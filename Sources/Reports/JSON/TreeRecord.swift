// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

/// The kernel tree and what was put under every proposal.
struct TreeRecord: Codable, Hashable {
    /// The tree as the user named it.
    let name: String

    /// The id of the tree object, or what stands for it.
    let identity: String

    /// The patches of `--revert` and `--under`, in order.
    let layers: [LayerRecord]

    init(_ tree: TreeReview) {
        name = tree.name
        identity = tree.identity
        layers = tree.layers.map(LayerRecord.init)
    }
}

/// One patch put under every proposal, or taken out.
struct LayerRecord: Codable, Hashable {
    /// The patch as the user named it.
    let name: String

    /// The patch's subject.
    let title: String

    /// Whether it was taken out.
    let isReverted: Bool

    /// How it went on; body lines are those of the file that holds it.
    let outcome: AppliedPatchRecord

    init(_ layer: LayerReview) {
        name = layer.name
        title = layer.title
        isReverted = layer.isReverted
        outcome = AppliedPatchRecord(layer.outcome)
    }
}

/// A driver that has a bench.
struct AvailabilityRecord: Codable, Hashable {
    /// The bench's name.
    let driver: String

    /// The driver's source in the tree.
    let path: String

    /// Why it cannot be simulated on this tree; absent if it can.
    let obstacle: String?

    init(_ driver: DriverAvailability) {
        self.driver = driver.driver
        path = driver.path
        obstacle = driver.obstacle
    }
}
