// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

/// Instructions that are fused when they are met again: two `addi`, `sd` or `ld` in a row, and `addi`
/// with `bne`.
@Suite struct FusionTests {
    /// Adds and stores and loads at `a0`, which goes on by `a5` each time, `a6` times.
    private static func words() throws -> [UInt32] {
        [
            try Assembly.immediate("addi", .a1, .a1, 1),
            try Assembly.immediate("addi", .a2, .a1, 10),
            try Assembly.store("sd", .a1, 0, .a0),
            try Assembly.store("sd", .a2, 8, .a0),
            try Assembly.immediate("ld", .a3, .a0, 0),
            try Assembly.immediate("ld", .a4, .a0, 8),
            try Assembly.register("add", .a0, .a0, .a5),
            try Assembly.immediate("addi", .a6, .a6, -1),
            try Assembly.branch("bne", .a6, .zero, -32),
            try Assembly.register("add", .a0, .a3, .a4),
            Assembly.ret,
        ]
    }

    private func machine(step: UInt64, count: UInt64) throws -> (Machine, Stop) {
        try machine(start: Guest.data, step: step, count: count, fuel: 1000)
    }

    private func machine(
        start: UInt64, step: UInt64, count: UInt64, fuel: Int
    ) throws -> (Machine, Stop) {
        let machine = try Guest(Self.words()).machine
        machine.fuel = fuel
        let stop = machine.call(Guest.text, arguments: [start, 0, 0, 0, 0, step, count])
        return (machine, stop)
    }

    @Test("A loop computes the same in every turn", arguments: UInt64(1)...8)
    func loop(count: UInt64) throws {
        let (machine, stop) = try machine(step: 16, count: count)
        #expect(stop == .returned(2 * count + 10))
        #expect(machine.instructionCount == 9 * count + 2)
        for turn in 0..<count {
            #expect(try machine.memory.load64(at: Guest.data + 16 * turn) == turn + 1)
            #expect(try machine.memory.load64(at: Guest.data + 16 * turn + 8) == turn + 11)
        }
    }

    @Test("Fuel ends between two fused instructions", arguments: 0...29)
    func fuel(fuel: Int) throws {
        let (machine, stop) = try machine(start: Guest.data, step: 0, count: 3, fuel: fuel)
        #expect(machine.instructionCount == UInt64(min(fuel, 29)))
        guard fuel < 29 else {
            #expect(stop == .returned(16))
            return
        }
        #expect(stop == .outOfFuel)
        #expect(machine.pc == Guest.text + 4 * UInt64(fuel < 27 ? fuel % 9 : fuel - 18))
        machine.fuel = 100
        #expect(machine.resume() == .returned(16))
        #expect(machine.instructionCount == 29)
    }

    @Test("The second of two fused accesses faults alone")
    func fault() throws {
        let end = Guest.data + 128
        let (machine, stop) = try machine(start: end - 16, step: 8, count: 2, fuel: 1000)
        let fault = MemoryFault(
            .store, at: end, byteCount: 8, firstBadAddress: end, reason: .unmapped)
        #expect(stop == .fault(.memory(fault, pc: Guest.text + 12)))
        #expect(machine.pc == Guest.text + 12)
        #expect(machine.instructionCount == 9 + 3)
        #expect(try machine.memory.load64(at: end - 8) == 2)
        #expect(machine[.a3] == 1)
    }

    @Test("The first of two fused accesses faults before the second")
    func firstFault() throws {
        let end = Guest.data + 128
        let (machine, stop) = try machine(start: end - 16, step: 16, count: 2, fuel: 1000)
        let fault = MemoryFault(
            .store, at: end, byteCount: 8, firstBadAddress: end, reason: .unmapped)
        #expect(stop == .fault(.memory(fault, pc: Guest.text + 8)))
        #expect(machine.instructionCount == 9 + 2)
    }

    @Test("A fused load faults where it is", arguments: [UInt64(0), 8])
    func loadFault(offset: UInt64) throws {
        // Two loads, run once where they work, then where one of them does not.
        let words = [
            try Assembly.immediate("ld", .a2, .a0, 0), try Assembly.immediate("ld", .a3, .a0, 8),
            Assembly.ret,
        ]
        let guest = try Guest(words)
        #expect(guest.run(Guest.data) == .returned(Guest.data))
        let end = Guest.data + 128
        let fault = MemoryFault(
            .load, at: end, byteCount: 8, firstBadAddress: end, reason: .unmapped)
        let isSecond = offset == 8
        #expect(
            guest.run(end - offset)
                == .fault(.memory(fault, pc: Guest.text + (isSecond ? 4 : 0))))
        #expect(guest.machine.instructionCount == (isSecond ? 4 : 3))
    }

    @Test("A jump to the second of two fused instructions does it alone")
    func jumpIntoPair() throws {
        let words = [
            try Assembly.immediate("addi", .a0, .a0, 1),
            try Assembly.immediate("addi", .a0, .a0, 2),
            try Assembly.immediate("addi", .a0, .a0, 4),
            Assembly.ret,
        ]
        let guest = try Guest(words)
        for _ in 0..<3 {
            for (start, result) in [(UInt64(0), UInt64(7)), (1, 6), (2, 4)] {
                #expect(
                    guest.machine.call(Guest.text + 4 * start, arguments: [0])
                        == .returned(result))
            }
        }
    }
}
