// SPDX-License-Identifier: GPL-2.0-only

public import Benches
public import GatherSimulation
public import HunkMatching
public import KernelBuild
public import MailThreads

/// What is to be reviewed, and with what.
public struct ReviewRequest: Sendable {
    /// The thread.
    public var thread: MailThread

    /// What was odd about the input.
    public var inputProblems: [Statement]

    /// The kernel tree; without one nothing is applied or simulated.
    public var tree: (any SourceTree)?

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

    /// A review of a thread alone.
    public init(thread: MailThread, catalogue: BenchCatalogue) {
        self.thread = thread
        inputProblems = []
        tree = nil
        reverts = []
        unders = []
        self.catalogue = catalogue
        drivers = nil
        scenarios = []
        builder = .notWanted
        limits = SimulationLimits()
    }
}
