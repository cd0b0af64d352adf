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
            image: image, hostSymbols: hostSymbols, window: ScenarioWindow(bench),
            scenario: scenario, limits: limits)
    }

    /// Runs one scenario where `window` says, as ``run(image:hostSymbols:bench:scenario:limits:)``.
    public static func run(
        image: [UInt8], hostSymbols: [String: UInt64], window: ScenarioWindow, scenario: Scenario,
        limits: SimulationLimits = SimulationLimits()
    ) -> ScenarioRun {
        let runs = run(
            image: image, hostSymbols: hostSymbols, window: window, scenarios: [scenario],
            limits: limits)
        // One scenario, one run.
        return runs[0]
    }

    /// Runs several scenarios on one executable, in their order: each as if it were the only one,
    /// but the bench is set up once.
    public static func run(
        image: [UInt8], hostSymbols: [String: UInt64], bench: Bench, scenarios: [Scenario],
        limits: SimulationLimits = SimulationLimits()
    ) -> [ScenarioRun] {
        run(
            image: image, hostSymbols: hostSymbols, window: ScenarioWindow(bench),
            scenarios: scenarios, limits: limits)
    }

    /// Runs several scenarios where `window` says, as
    /// ``run(image:hostSymbols:bench:scenarios:limits:)``.
    public static func run(
        image: [UInt8], hostSymbols: [String: UInt64], window: ScenarioWindow,
        scenarios: [Scenario], limits: SimulationLimits = SimulationLimits()
    ) -> [ScenarioRun] {
        let runs = GuestHeap.freshBytes.prefix(limits.comparesFreshMemory ? .max : 1).map { byte in
            do throws(BootFailure) {
                let bench = try BootedBench(
                    image: image, symbols: hostSymbols, window: window, limits: limits,
                    freshByte: byte)
                return scenarios.map { ScenarioRunner.run($0, on: bench) }
            } catch {
                return scenarios.map(error.run)
            }
        }
        return scenarios.indices.map { index in
            runs.dropFirst().reduce(runs[0][index]) { $0.comparedWithOtherMemory($1[index]) }
        }
    }
}

extension Simulation {
    /// The functions which the simulation stands in for that an executable defines itself, visible
    /// to all of its units. One that it has, and the same code before a patch has not, is a second
    /// definition of what the kernel has elsewhere.
    ///
    /// - Returns: Names, in order; none for what is no executable.
    public static func hostFunctions(definedIn image: [UInt8]) -> [String] {
        guard let image = try? ELFImage(image) else { return [] }
        return HostFunctions.defined(in: image).sorted()
    }
}

extension Simulation {
    /// Whether the simulation has a kernel function or variable of that name.
    public static func models(_ name: String) -> Bool {
        HostFunctions.named[name] != nil || DataSymbols.byteCount(of: name) != nil
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
