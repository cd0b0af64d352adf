// SPDX-License-Identifier: GPL-2.0-only

public import Benches
public import GatherSimulation
public import HunkMatching
public import KernelBuild

/// The kernel tree on which patches are tried, and with what.
public struct TreeRequest: Sendable {
    /// The tree.
    public var tree: any SourceTree

    /// The patches to take out of the tree, in order, before anything else.
    public var reverts: [LayerFile.Patch]

    /// The patches to put under every proposal, in order.
    public var unders: [LayerFile.Patch]

    /// The benches and scenarios at hand.
    public var catalogue: BenchCatalogue

    /// The drivers to simulate, by the names of their benches; nil for all.
    public var drivers: Set<String>?

    /// The scenarios to run, in order.
    public var scenarios: [Scenario]

    /// What builds the benches, or why nothing can be built.
    public var builder: Builder

    /// How long and how much a simulation may run.
    public var limits: SimulationLimits

    /// Whether there is a compiler.
    public enum Builder: Sendable {
        /// There is.
        case ready(KernelBuilder)
        /// There is none, and why; everything but the simulation is done.
        case missing(String)
        /// The user does not want it.
        case notWanted
    }

    /// Patches are applied to the tree, and nothing is simulated before `builder` is set.
    public init(_ tree: any SourceTree, catalogue: BenchCatalogue) {
        self.tree = tree
        reverts = []
        unders = []
        self.catalogue = catalogue
        drivers = nil
        scenarios = []
        builder = .notWanted
        limits = SimulationLimits()
    }
}
