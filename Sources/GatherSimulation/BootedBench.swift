// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// A bench that was set up once and is set back before each scenario.
final class BootedBench {
    let guest: Guest
    let window: ScenarioWindow

    /// What the bench's domain can map.
    let aperture: Aperture

    private let start: Guest.State

    /// Loads the executable and sets the bench up.
    ///
    /// - Parameter freshByte: What memory holds that nobody has written.
    /// - Throws: ``BootFailure``
    init(
        image: [UInt8], symbols: [String: UInt64], window: ScenarioWindow,
        limits: SimulationLimits, freshByte: UInt8 = GuestHeap.freshBytes[0]
    ) throws(BootFailure) {
        self.window = window
        do throws(RunStop) {
            guest = try Guest(
                image: try Self.readImage(image), symbols: try Self.readSymbols(symbols),
                limits: limits, freshByte: freshByte)
        } catch {
            throw BootFailure(outcome: RunOutcome(error), trace: [], isTraceCut: false)
        }
        if !window.isWalkerCoherent {
            guest.deviceView = DeviceView()
        }
        if let outcome = Self.setUp(guest) {
            throw BootFailure(
                outcome: outcome, trace: guest.log.trace, isTraceCut: guest.log.isTraceCut)
        }
        do throws(RunStop) {
            aperture = Aperture(
                first: try Self.ask(guest.entries.firstIOVA, guest),
                last: try Self.ask(guest.entries.lastIOVA, guest))
        } catch {
            throw BootFailure(outcome: RunOutcome(error), trace: [], isTraceCut: false)
        }
        guest.machine.clearCoverage()
        start = guest.save()
    }

    private static func ask(_ entry: UInt64?, _ guest: Guest) throws(RunStop) -> UInt64? {
        guard let entry else { return nil }
        return try guest.callDevice(entry, [])
    }

    /// The guest as it was after the bench had been set up.
    ///
    /// - Throws: ``RunStop/simulatorFault(_:)``
    func reset() throws(RunStop) {
        try guest.restore(start)
    }

    /// Nil when the bench is ready. What goes wrong before is not blamed on the code under test,
    /// for it may as well be the bench's fault.
    private static func setUp(_ guest: Guest) -> RunOutcome? {
        do throws(RunStop) {
            let result = try guest.callDriver(
                guest.entries.setup, [], budget: guest.limits.setupInstructions,
                purpose: "to set up the bench")
            let status = Int32(truncatingIfNeeded: result)
            guard status == 0 else { return .setupFailed("bench_setup() returned \(status)") }
            try guest.runDeferredCalls()
            return nil
        } catch {
            guard case .defect(let kind, let stack) = error else { return RunOutcome(error) }
            let place = stack.map { "0x" + String($0, radix: 16) }.joined(separator: " ")
            return .setupFailed("bench_setup() ended in \(kind) at \(place)")
        }
    }

    private static func readImage(_ bytes: [UInt8]) throws(RunStop) -> ELFImage {
        do throws(ELFProblem) {
            return try ELFImage(bytes)
        } catch {
            throw .simulatorFault("the executable cannot be read: \(error)")
        }
    }

    private static func readSymbols(
        _ symbols: [String: UInt64]
    ) throws(RunStop) -> HostSymbols {
        guard let read = HostSymbols(symbols) else {
            throw .simulatorFault("two undefined symbols share a page, or one does not start it")
        }
        return read
    }
}

/// Why a bench is not ready, and what happened before.
struct BootFailure: Error {
    let outcome: RunOutcome
    let trace: [TraceEvent]
    let isTraceCut: Bool

    /// The run of a scenario that was never begun.
    func run(of scenario: Scenario) -> ScenarioRun {
        ScenarioRun(
            scenario: scenario.name, outcome: outcome, findings: [], operations: [], trace: trace,
            isTraceCut: isTraceCut, executed: [])
    }
}
