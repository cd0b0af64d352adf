// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// What can be seen of a machine that stopped.
struct Observation: Equatable {
    let registers: [UInt64]
    let pc: UInt64
    let counts: [UInt64]
    let frames: [CallFrame]
    let reached: [UInt64]
    let bytes: [[UInt8]?]

    init(_ machine: Machine) {
        registers = Register.allCases.map { machine[$0] }
        pc = machine.pc
        let cost = machine.lastCallCost
        counts = [
            machine.instructionCount, cost.instructions, cost.nestedInstructions,
            UInt64(machine.openCallCount),
        ]
        frames = machine.callStack
        reached = machine.reachedAddresses
        let places: [(UInt64, UInt64)] = [
            (Executable.dataAddress, 128), (FuzzInput.heap, 256), (FuzzInput.heap + 0xF80, 256),
            (FuzzInput.layout.ram.upperBound - 512, 512),
        ]
        bytes = places.map { try? machine.memory.bytes(at: $0, count: $1) }
    }
}

/// Goes on with a machine until `budget` more instructions were executed or nothing can go on, with
/// at most `portion` units of fuel at a time.
///
/// As host it does what depends on the machine's state alone, so that portions make no difference.
struct Embedder {
    /// Host calls and faults that are still answered.
    var answers = 48

    mutating func run(_ machine: Machine, _ first: Stop?, budget: Int, portion: Int) -> Stop {
        let end = machine.instructionCount + UInt64(budget)
        func refuel() { machine.fuel = min(portion, Int(end - machine.instructionCount)) }
        refuel()
        var stop = first ?? machine.resume()
        while true {
            switch stop {
            case .outOfFuel:
                if machine.instructionCount >= end { return stop }
                refuel()
                stop = machine.resume()
            case .returned:
                if machine.openCallCount == 0 { return stop }
                stop = machine.resume()
            case .hostCall:
                guard answers > 0 else { return stop }
                answers -= 1
                if machine[.a1] & 3 == 1 {
                    stop = machine.call(Executable.textAddress + machine[.a2] & 0xFC)
                } else {
                    machine.returnFromHost(machine[.a0] &* 0x9E37_79B9 &+ 1)
                    stop = machine.resume()
                }
            case .fault:
                guard answers > 0, machine.openCallCount > 1 else { return stop }
                answers -= 1
                machine.abandonCall()
                machine[.a1] = 0
                stop = machine.resume()
            }
        }
    }
}
