// SPDX-License-Identifier: GPL-2.0-only

internal import Benches
internal import GatherSimulation
internal import Reviews

extension TreeRequest {
    /// What the options ask for; nil without `--tree`. Their values are checked in any case.
    ///
    /// - Throws: ``CommandFailure`` for a tree, patch file, bench folder, driver or scenario that
    ///   is not to be had.
    init?(
        _ options: TreeOptions, _ simulation: SimulationOptions, environment: [String: String]
    ) async throws {
        let catalogue = try simulation.benches.catalogue()
        let scenarios = try simulation.scenarios(of: catalogue)
        try await self.init(
            options, simulation.benches, catalogue: catalogue,
            isSimulationOff: simulation.isSimulationOff, environment: environment)
        self.scenarios = scenarios
        limits.comparesFreshMemory = simulation.uninitialised
    }

    /// The same without scenarios.
    init?(
        _ options: TreeOptions, _ benches: BenchOptions, environment: [String: String]
    ) async throws {
        try await self.init(
            options, benches, catalogue: try benches.catalogue(), isSimulationOff: false,
            environment: environment)
    }

    private init?(
        _ options: TreeOptions, _ benches: BenchOptions, catalogue: BenchCatalogue,
        isSimulationOff: Bool, environment: [String: String]
    ) async throws {
        let drivers = try benches.drivers(of: catalogue)
        guard let tree = try options.open() else { return nil }
        self.init(tree, catalogue: catalogue)
        reverts = try TreeOptions.layers(options.revert)
        unders = try TreeOptions.layers(options.under)
        self.drivers = drivers
        builder =
            isSimulationOff
            ? .notWanted : await benches.builder(catalogue: catalogue, environment: environment)
    }
}
