// SPDX-License-Identifier: GPL-2.0-only

/// The IOVAs that a domain can map, as far as the bench says.
struct Aperture: Hashable, Sendable {
    /// The first; nil if the bench does not say.
    var first: UInt64?

    /// The last; nil if the bench does not say.
    var last: UInt64?
}
