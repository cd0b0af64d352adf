// SPDX-License-Identifier: GPL-2.0-only

public import GatherSimulation

/// What a variant changes in what a driver does, over all scenarios.
public struct DriverChange: Hashable, Sendable {
    /// One of the changed functions that the driver's program holds, and so can reach: what nothing
    /// refers to is dropped when it is linked.
    public struct Function: Hashable, Sendable {
        /// The file.
        public let path: String

        /// The name.
        public let name: String

        /// The scenarios in which any of its lines ran, in their order.
        public let scenarios: [String]
    }

    /// The changed functions within the driver's reach.
    public let functions: [Function]

    /// The runs that differ from those on the base, in the scenarios' order.
    public let runs: [RunChange]

    /// How many scenarios were compared.
    public let scenarioCount: Int

    /// What those of the runs that came to the end here and there cost on the base.
    public var base: Cost { runs.filter(\.isComplete).reduce(Cost()) { $0 + $1.base } }

    /// What the same runs cost here.
    public var cost: Cost { runs.filter(\.isComplete).reduce(Cost()) { $0 + $1.cost } }
}
