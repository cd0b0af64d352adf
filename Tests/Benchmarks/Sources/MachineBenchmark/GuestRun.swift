// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation
import RISCVMachine

/// One execution of a program in the machine.
struct GuestRun {
    let instructions: UInt64

    /// Runs until the program exits with status 0 or, with less fuel than that takes, the fuel ends.
    init(_ path: String, fuel: Int) throws {
        let image = try ELFImage([UInt8](try Data(contentsOf: URL(filePath: path))))
        let machine = try Machine(
            image,
            layout: MachineLayout(
                ram: 0x1_0000..<0x401_0000, hostCalls: 0x8000_0000..<0x8000_1000,
                returnAddress: 0x7000_0000))
        machine.fuel = fuel
        let stop = machine.call(image.entry)
        switch stop {
        case .fault(.environmentCall) where machine[.a7] == 93 && machine[.a0] == 0: break
        case .outOfFuel: break
        default: throw BenchmarkFailure("\(path): \(stop), a0 is \(machine[.a0])")
        }
        instructions = machine.instructionCount
    }
}
