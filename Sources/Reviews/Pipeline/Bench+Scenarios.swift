// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation

extension Bench {
    /// The scenarios that make no sense for the driver, each with the reason: those which the bench
    /// names, and those about a leaf that its page-table format does not have.
    func leftOut(of scenarios: [Scenario]) -> [String: String] {
        scenarios.reduce(into: skippedScenarios) { reasons, scenario in
            guard let size = scenario.leafSize, !leafSizes.contains(size) else { return }
            reasons[scenario.name] = "the format has no leaf of \(size >> 10) KiB"
        }
    }

    /// The others, in their order.
    func fitting(_ scenarios: [Scenario]) -> [Scenario] {
        let leftOut = leftOut(of: scenarios)
        return scenarios.filter { leftOut[$0.name] == nil }
    }
}
