// SPDX-License-Identifier: GPL-2.0-only

/// How long one bench takes.
public struct BenchTime: Hashable, Sendable {
    /// The bench's name.
    public let driver: String

    /// Why it has no times; nil where it has.
    public let obstacle: String?

    /// The units of its program, the bench's own file included.
    public let units: Int

    /// The scenarios that were run.
    public let scenarios: Int

    /// From the first unit to the program, with nothing known beforehand.
    public let coldBuild: Duration

    /// The same once more: what is known is looked up.
    public let warmBuild: Duration

    /// All scenarios, one behind the other.
    public let run: Duration
}
