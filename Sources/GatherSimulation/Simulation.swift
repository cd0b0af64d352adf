// SPDX-License-Identifier: GPL-2.0-only

public import Benches
import RISCVMachine

/// Runs scenarios on drivers.
public enum Simulation {
    /// Runs one scenario on a freshly loaded executable, and says what happened.
    ///
    /// The result follows from the arguments alone, and no input traps: an executable that is none,
    /// a bench that lacks an entry point, and code that does anything at all each have an
    /// ``RunOutcome``.
    ///
    /// - Parameters:
    ///   - image: The linked executable, an ELF file.
    ///   - hostSymbols: Its undefined symbols, each with the address that the linker was told: the
    ///     start of 4096 bytes of its own.
    ///   - bench: The bench that was linked; it says where scenarios happen.
    public static func run(
        image: [UInt8], hostSymbols: [String: UInt64], bench: Bench, scenario: Scenario,
        limits: SimulationLimits = SimulationLimits()
    ) -> ScenarioRun {
        run(
            image: image, hostSymbols: hostSymbols,
            window: ScenarioWindow(pageSize: bench.pageSize, iovaBase: bench.iovaBase),
            scenario: scenario, limits: limits)
    }

    /// Runs one scenario where `window` says, as ``run(image:hostSymbols:bench:scenario:limits:)``.
    public static func run(
        image: [UInt8], hostSymbols: [String: UInt64], window: ScenarioWindow, scenario: Scenario,
        limits: SimulationLimits = SimulationLimits()
    ) -> ScenarioRun {
        do throws(RunStop) {
            let guest = try Guest(
                image: try readImage(image), symbols: try readSymbols(hostSymbols), limits: limits)
            return ScenarioRunner(guest: guest, window: window).run(scenario)
        } catch {
            return ScenarioRun(
                scenario: scenario.name, outcome: RunOutcome(error), findings: [], operations: [],
                trace: [], isTraceCut: false, executed: [])
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

extension RunOutcome {
    init(_ stop: RunStop) {
        switch stop {
        case .defect:
            self = .crashed
        case .notModelled(let name, let stack):
            self = .notModelled(name: name, stack: stack)
        case .outOfBudget(let what, let stack):
            self = .outOfBudget(what: what, stack: stack)
        case .simulatorFault(let reason):
            self = .simulatorFault(reason)
        }
    }
}
