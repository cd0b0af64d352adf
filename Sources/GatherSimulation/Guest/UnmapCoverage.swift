// SPDX-License-Identifier: GPL-2.0-only

public import Benches
internal import RISCVMachine

/// The instructions that unmaps, syncs and flushes reach, and what they leave to be done later;
/// those of maps are not among them.
struct UnmapCoverage {
    private(set) var addresses: Set<UInt64> = []
    private var isOpen = false

    /// From here on, until ``end(_:)``, what is reached counts.
    mutating func begin(_ machine: Machine) {
        machine.clearCoverage()
        isOpen = true
    }

    /// Takes note of what was reached; nothing without a beginning.
    mutating func end(_ machine: Machine) {
        guard isOpen else { return }
        addresses.formUnion(machine.reachedAddresses)
        isOpen = false
    }
}

extension Simulation {
    /// The program counters that the unmaps, syncs and flushes of the scenarios execute, in
    /// ascending order; the device model's are among them. Scenarios that ask for what callers
    /// should not ask for are left out.
    public static func executedByUnmaps(
        image: [UInt8], hostSymbols: [String: UInt64], bench: Bench, scenarios: [Scenario],
        limits: SimulationLimits = SimulationLimits()
    ) -> [UInt64] {
        do throws(BootFailure) {
            let bench = try BootedBench(
                image: image, symbols: hostSymbols, window: ScenarioWindow(bench), limits: limits)
            bench.guest.unmapCoverage = UnmapCoverage()
            for scenario in scenarios where !scenario.judgesDifferences {
                _ = ScenarioRunner.run(scenario, on: bench)
            }
            return (bench.guest.unmapCoverage?.addresses ?? []).sorted()
        } catch {
            return []
        }
    }
}
