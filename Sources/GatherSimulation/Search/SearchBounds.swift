// SPDX-License-Identifier: GPL-2.0-only

/// How far an exhaustive search goes.
public struct SearchBounds: Hashable, Sendable {
    /// Operations of the longest sequence; a sync at the end of an open gather comes on top.
    public var operations = 4

    /// Sequences tried; the search ends early, and says so, when there are more.
    public var sequences = 20_000

    /// Instructions of each of the two programs; the search ends early, and says so, when they are
    /// used up.
    public var instructions: UInt64 = 50_000_000_000

    /// Counterexamples kept, one for each sort of defect.
    public var counterexamples = 20

    /// Leaves larger than this many bytes are left out: the device's walk over a window of them
    /// takes too long.
    public var largestLeaf: UInt64 = 2 << 20

    /// The default bounds.
    public init() {}
}
