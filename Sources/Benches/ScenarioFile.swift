// SPDX-License-Identifier: GPL-2.0-only

/// A scenario as text; the simulation parses it.
public struct ScenarioFile: Hashable, Sendable {
    /// The file's name without its ending, for example `disjoint-unmaps`.
    public let name: String

    /// The file.
    public let file: BenchFile
}
