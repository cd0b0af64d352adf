// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// Runs the program of the input in one go, one instruction at a time, and from a snapshot taken on
/// the way (in the same and in another machine): all must end in the same state.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMachine(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(unsafe [UInt8](UnsafeBufferPointer(start: start, count: count)))
    guard let whole = input.machine(), let stepped = input.machine(),
        let paused = input.machine()
    else { return 0 }
    let expected = run(whole, fuel: input.fuel, portion: input.fuel)
    let found = run(stepped, fuel: input.fuel, portion: 1)
    precondition(found == expected, "steps make a difference: \(found), not \(expected)")

    var embedder = Embedder()
    paused.fuel = 0
    let first = paused.call(Executable.textAddress)
    let stop = embedder.run(paused, first, budget: input.pause, portion: input.pause)
    guard stop == .outOfFuel else { return 0 }
    let snapshot = paused.snapshot()
    let rest = input.fuel - input.pause
    let before = Observation(paused)
    for machine in [paused, paused, try? Machine(snapshot)].compactMap(\.self) {
        guard (try? machine.restore(snapshot)) != nil else { continue }
        precondition(Observation(machine) == before, "a restored state differs")
        var embedder = embedder
        let stop = embedder.run(machine, nil, budget: rest, portion: rest)
        precondition(
            Outcome(stop: stop, state: Observation(machine)) == expected,
            "a snapshot makes a difference")
    }
    return 0
}

private struct Outcome: Equatable {
    let stop: Stop
    let state: Observation
}

private func run(_ machine: Machine, fuel: Int, portion: Int) -> Outcome {
    var embedder = Embedder()
    machine.fuel = 0
    let first = machine.call(Executable.textAddress)
    let stop = embedder.run(machine, first, budget: fuel, portion: portion)
    return Outcome(stop: stop, state: Observation(machine))
}
