// SPDX-License-Identifier: GPL-2.0-only

/// Why a run cannot go on; it unwinds everything between the machine and ``ScenarioRunner``.
enum RunStop: Error {
    /// The code under test did what ends a kernel.
    case defect(FindingKind, stack: [UInt64])

    /// See ``RunOutcome/notModelled(name:stack:)``.
    case notModelled(String, stack: [UInt64])

    /// See ``RunOutcome/outOfBudget(what:stack:)``.
    case outOfBudget(String, stack: [UInt64])

    /// See ``RunOutcome/simulatorFault(_:)``.
    case simulatorFault(String)
}
