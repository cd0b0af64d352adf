// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import RISCVMachine
import Testing

/// Random programs, run by the machine and by qemu, whose results must be the same.
///
/// `REVIEW_THREAD_DIFFERENTIAL_PROGRAMS` sets how many programs are tried; four take some seconds.
/// How many instructions the machine executed is printed.
@Suite(
    .enabled(
        if: QEMUOracle.installed != nil,
        "skipped: qemu-riscv64, ld.lld or a clang with RISC-V is missing"))
struct QEMUDifferentialTests {
    static var seeds: [UInt64] {
        let count = ProcessInfo.processInfo.environment["REVIEW_THREAD_DIFFERENTIAL_PROGRAMS"]
        return Array(0..<(count.flatMap(UInt64.init) ?? 4))
    }

    /// What a program writes before it exits, by the machine.
    private func output(of executable: [UInt8]) throws -> (bytes: [UInt8], instructions: UInt64) {
        let image = try ELFImage(executable)
        let machine = try Machine(
            image,
            layout: MachineLayout(
                ram: 0x1_0000..<0x401_0000, hostCalls: 0x8000_0000..<0x8000_1000,
                returnAddress: 0x7000_0000))
        machine.fuel = 100_000_000
        let stop = machine.call(image.entry)
        guard case .fault(.environmentCall) = stop, machine[.a7] == 64 else {
            throw Guest.UnexpectedStop(stop: stop)
        }
        return (
            try machine.memory.bytes(at: machine[.a1], count: machine[.a2]),
            machine.instructionCount
        )
    }

    @Test("The machine and qemu agree on every register")
    func agree() throws {
        let oracle = try #require(QEMUOracle.installed)
        var total: UInt64 = 0
        for seed in Self.seeds {
            let program = RandomProgram(seed: seed, blockCount: 300)
            let (executable, expected) = try oracle.run(program.text)
            let (found, instructions) = try output(of: executable)
            #expect(expected.count == program.outputByteCount)
            #expect(found.count == expected.count)
            #expect(instructions > 300 * 40)
            #expect(Self.firstDifference(found, expected) == nil, "program \(seed)")
            total += instructions
        }
        print("\(Self.seeds.count) programs, \(total) instructions, compared with qemu")
    }

    /// Where two outputs differ, in words; nil when they do not.
    private static func firstDifference(_ found: [UInt8], _ expected: [UInt8]) -> String? {
        guard let offset = zip(found, expected).enumerated().first(where: { $1.0 != $1.1 })?.offset
        else { return nil }
        let start = offset / 8 * 8
        func value(_ bytes: [UInt8]) -> String {
            let value = bytes[start..<start + 8].reversed().reduce(UInt64(0)) {
                $0 << 8 | UInt64($1)
            }
            return String(value, radix: 16)
        }
        let (block, register) = (offset / 8).quotientAndRemainder(
            dividingBy: RandomProgram.registersPerBlock)
        return "block \(block), x\(register + 1): \(value(found)), qemu says \(value(expected))"
    }
}
