// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

/// A machine with a small executable, for tests.
struct Guest {
    static let layout = MachineLayout(
        ram: 0x1_0000..<0x11_0000, hostCalls: 0x8000_0000..<0x8001_0000,
        returnAddress: 0x7000_0000, stackByteCount: 0x1_0000, stackGuardByteCount: 0x1000)
    static let text = Executable.textAddress
    static let constants = Executable.constantsAddress
    static let data = Executable.dataAddress
    static let host = layout.hostCalls.lowerBound

    let machine: Machine

    init(_ words: [UInt32], limits: MachineLimits = MachineLimits()) throws {
        try self.init(Executable(words), limits: limits)
    }

    init(_ executable: Executable, limits: MachineLimits = MachineLimits()) throws {
        machine = try Machine(
            try ELFImage(executable.bytes), layout: Self.layout, limits: limits)
        machine.fuel = 1_000_000
    }

    /// Runs the code from its start.
    func run(_ arguments: UInt64...) -> Stop {
        machine.call(Self.text, arguments: arguments)
    }

    /// What the code, followed by a return, leaves in `a0`.
    static func result(of words: [UInt32], _ arguments: UInt64...) throws -> UInt64 {
        let guest = try Guest(words + [Assembly.ret])
        let stop = guest.machine.call(text, arguments: arguments)
        guard case .returned(let value) = stop else {
            throw UnexpectedStop(stop: stop)
        }
        return value
    }

    struct UnexpectedStop: Error {
        let stop: Stop
    }
}

/// The SplitMix64 generator: the same numbers for the same seed everywhere.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
