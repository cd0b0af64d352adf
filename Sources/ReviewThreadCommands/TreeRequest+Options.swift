// SPDX-License-Identifier: GPL-2.0-only

internal import Reviews

extension TreeRequest {
    /// What the options ask for; nil without `--tree`. Their values are checked in any case.
    ///
    /// - Throws: ``CommandFailure`` for a tree, patch file, bench folder, driver or scenario that
    ///   is not to be had.
    init?(
        _ options: TreeOptions, _ simulation: SimulationOptions, environment: [String: String]
    ) async throws {
        let catalogue = try simulation.catalogue()
        let drivers = try simulation.drivers(of: catalogue)
        let scenarios = try simulation.scenarios(of: catalogue)
        guard let tree = try options.open() else { return nil }
        self.init(tree, catalogue: catalogue)
        reverts = try options.layers(options.revert)
        unders = try options.layers(options.under)
        self.drivers = drivers
        self.scenarios = scenarios
        builder = await simulation.builder(catalogue: catalogue, environment: environment)
    }
}
