// SPDX-License-Identifier: GPL-2.0-only

/// Bounds on one run, and how thorough it is. Each bound that is passed ends the run as ``RunOutcome/outOfBudget(what:stack:)``,
/// but for the trace, which is cut.
public struct SimulationLimits: Hashable, Sendable {
    /// Instructions to set the bench up. As in the three below, what the host does for the guest
    /// counts as the instructions that take as long (``HostWork``).
    public var setupInstructions: UInt64 = 100_000_000

    /// Instructions of the code under test in one operation.
    public var operationInstructions: UInt64 = 50_000_000

    /// Instructions of the device model in one run, its walks of the page table included.
    public var deviceInstructions: UInt64 = 500_000_000

    /// Instructions of everybody in one scenario, all of its runs with failing allocations
    /// together.
    public var scenarioInstructions: UInt64 = 1_500_000_000

    /// Calls of host functions in one run, by the code under test and by the device model.
    public var hostCalls = 3_000_000

    /// Bytes of stack that a kernel gives to the code under test.
    public var stackBytes: UInt64 = 16 << 10

    /// Calls kept of a stack, the innermost ones.
    public var stackFrames = 64

    /// Bytes that may be allocated in one run; freed memory is not used again.
    public var heapBytes: UInt64 = 40 << 20

    /// Pages looked up in one walk over the scenario's IOVAs.
    public var pagesPerWalk: UInt64 = 1 << 16

    /// Guest calls inside of guest calls: the driver, its device, the device's walk.
    public var nestedCalls = 8

    /// Events kept in the trace.
    public var traceEvents = 20_000

    /// Findings kept; the run ends when there are as many.
    public var findings = 1000

    /// Whether each scenario is run with several contents of memory that was allocated and not
    /// written, to see what hangs on it (``FindingKind/uninitialised(_:)``): three times the work.
    public var comparesFreshMemory = false

    /// Allocations that are made to fail, each in a run of its own, in a scenario that wants that.
    public var failedAllocations = 200

    /// Bytes of one message of the kernel; the rest is cut off.
    public var messageBytes = 1024

    /// The default bounds.
    public init() {}
}
