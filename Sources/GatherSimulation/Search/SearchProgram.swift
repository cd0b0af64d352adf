// SPDX-License-Identifier: GPL-2.0-only

/// An executable to search, as ``Simulation`` takes it.
public struct SearchProgram: Hashable, Sendable {
    /// The linked executable, an ELF file.
    public let image: [UInt8]

    /// Its undefined symbols, each with the address that the linker was told.
    public let hostSymbols: [String: UInt64]

    /// Names an executable.
    public init(image: [UInt8], hostSymbols: [String: UInt64]) {
        self.image = image
        self.hostSymbols = hostSymbols
    }
}

/// What an exhaustive search has found.
public struct SearchResult: Hashable, Sendable {
    /// How many sequences were run.
    public let sequences: Int

    /// Whether each of these came to its end or to a defect, and they were all that the bounds on operations and leaves allow.
    public let isComplete: Bool

    /// How sequences ended that did not come to their end, each sort once: what lies behind them
    /// was not tried.
    public let endings: [RunOutcome]

    /// The shortest sequence for each sort of defect, in the order of their lengths.
    public let counterexamples: [Counterexample]

    /// Why nothing could be tried; nil where something was.
    public let obstacle: RunOutcome?
}

/// A sequence of operations that shows a defect; none that is shorter shows the same.
public struct Counterexample: Hashable, Sendable {
    /// The sequence; its ``Scenario/text`` is a file that can be run again.
    public let scenario: Scenario

    /// The run that shows the defect.
    public let run: ScenarioRun

    /// The defects that the reference does not show in the same place.
    public let findings: [Finding]
}
