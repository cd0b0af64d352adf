// SPDX-License-Identifier: GPL-2.0-only

public import GatherSimulation
public import KernelBuild

/// What a search through all short sequences of operations has found.
public struct TreeSearch: Hashable, Sendable {
    /// The tree, with the patches put under it and taken out of it.
    public let tree: TreeReview

    /// How far it went.
    public let bounds: SearchBounds

    /// The drivers, in the catalogue's order.
    public let drivers: [DriverSearch]
}

/// The search of one driver.
public struct DriverSearch: Hashable, Sendable {
    /// The bench's name.
    public let driver: String

    /// What was found; nil if nothing was tried.
    public let result: SearchResult?

    /// Why nothing was tried.
    public let obstacle: String?

    /// Where the program counters of the findings lie in the source.
    public let lines: SourceLines

    /// Whether everything that the bounds allow was tried. A patch that does not change a program
    /// leaves nothing to try.
    public let isComplete: Bool
}
