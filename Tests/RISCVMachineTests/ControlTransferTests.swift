// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@Suite struct ControlTransferTests {
    static let conditions: [(String, UInt64, UInt64, Bool)] = [
        ("beq", 1, 1, true), ("beq", 1, 2, false),
        ("bne", 1, 2, true), ("bne", 2, 2, false),
        ("blt", .max, 0, true), ("blt", 0, .max, false), ("blt", 3, 3, false),
        ("bge", 0, .max, true), ("bge", .max, 0, false), ("bge", 3, 3, true),
        ("bltu", 0, .max, true), ("bltu", .max, 0, false), ("bltu", 3, 3, false),
        ("bgeu", .max, 0, true), ("bgeu", 0, .max, false), ("bgeu", 3, 3, true),
    ]

    @Test("A branch is taken when its condition holds", arguments: conditions)
    func branch(name: String, left: UInt64, right: UInt64, isTaken: Bool) throws {
        let words = [
            try Assembly.branch(name, .a0, .a1, 12),
            try Assembly.immediate("addi", .a0, .zero, 0),
            Assembly.ret,
            try Assembly.immediate("addi", .a0, .zero, 1),
        ]
        #expect(try Guest.result(of: words, left, right) == (isTaken ? 1 : 0))
    }

    @Test("A branch out of the code faults only when it is taken", arguments: conditions)
    func distantBranch(name: String, left: UInt64, right: UInt64, isTaken: Bool) throws {
        let guest = try Guest([try Assembly.branch(name, .a0, .a1, -64), Assembly.ret])
        let stop = guest.run(left, right)
        let target = Guest.text - 64
        let fault = MemoryFault(
            .fetch, at: target, byteCount: 4, firstBadAddress: target, reason: .unmapped)
        #expect(
            stop == (isTaken ? .fault(.memory(fault, pc: Guest.text)) : .returned(left)))
    }

    @Test("A loop runs until its counter is zero")
    func loop() throws {
        let words = [
            try Assembly.immediate("addi", .a1, .zero, 0),
            try Assembly.register("add", .a1, .a1, .a0),
            try Assembly.immediate("addi", .a0, .a0, -1),
            try Assembly.branch("bne", .a0, .zero, -8),
            try Assembly.immediate("addi", .a0, .a1, 0),
        ]
        #expect(try Guest.result(of: words, 100) == 5050)
    }

    @Test("jal writes the address behind it", arguments: [Register.ra, .t0, .a0])
    func link(register: Register) throws {
        let words = [
            try Assembly.immediate("addi", .a1, .ra, 0),
            Assembly.jal(register, 8),
            Assembly.ebreak,
            try Assembly.immediate("addi", .a0, register, 0),
            Assembly.jalr(.zero, 0, .a1),
        ]
        #expect(try Guest.result(of: words) == Guest.text + 8)
    }

    @Test("jalr uses its register before it writes the same one", arguments: [Register.ra, .t0])
    func linkThroughItself(register: Register) throws {
        let words = [
            try Assembly.immediate("addi", .a1, .ra, 0),
            Assembly.auipc(register, 0),
            Assembly.jalr(register, 12, register),
            Assembly.ebreak,
            try Assembly.immediate("addi", .a0, register, 0),
            Assembly.jalr(.zero, 0, .a1),
        ]
        #expect(try Guest.result(of: words) == Guest.text + 12)
    }

    @Test("jalr clears the lowest bit of its target")
    func lowestBit() throws {
        let words = [
            try Assembly.immediate("addi", .a1, .ra, 0),
            Assembly.auipc(.t1, 0),
            Assembly.jalr(.ra, 13, .t1),
            Assembly.ebreak,
            try Assembly.immediate("addi", .a0, .zero, 5),
            Assembly.jalr(.zero, 1, .a1),
        ]
        #expect(try Guest.result(of: words) == 5)
    }

    @Test("A jump to half an instruction is a fault of the jump, and links nothing")
    func misalignedJumps() throws {
        let jumps: [UInt32] = [
            Assembly.jal(.ra, 6), Assembly.jal(.zero, 6), Assembly.jal(.t0, 6),
            Assembly.jalr(.ra, 6, .a0), Assembly.jalr(.zero, 6, .a0),
            Assembly.jalr(.t0, 6, .a0), try Assembly.branch("beq", .zero, .zero, 6),
        ]
        for jump in jumps {
            let guest = try Guest([jump, Assembly.nop, Assembly.nop])
            guest.machine[.t0] = 77
            let target = Guest.text + 6
            let fault = MemoryFault(
                .fetch, at: target, byteCount: 4, firstBadAddress: target, reason: .misaligned)
            #expect(guest.run(Guest.text) == .fault(.memory(fault, pc: Guest.text)))
            #expect(guest.machine.pc == Guest.text)
            #expect(guest.machine[.ra] == Guest.layout.returnAddress)
            #expect(guest.machine[.t0] == 77)
            #expect(guest.machine.instructionCount == 0)
            #expect(guest.machine.callStack.count == 1)
        }
    }

    @Test("A return to half an instruction is a fault of the return")
    func misalignedReturn() throws {
        let guest = try Guest([
            try Assembly.immediate("addi", .ra, .zero, 2), Assembly.ret,
        ])
        let fault = MemoryFault(
            .fetch, at: 2, byteCount: 4, firstBadAddress: 2, reason: .misaligned)
        #expect(guest.run() == .fault(.memory(fault, pc: Guest.text + 4)))
    }

    @Test("Wild jumps name the instruction that jumped")
    func wildJumps() throws {
        let targets: [(UInt64, MemoryFault.Reason)] = [
            (0, .unmapped), (0x1234_5678, .unmapped), (Guest.data, .permission),
            (Guest.constants, .permission), (UInt64.max & ~3, .unmapped),
        ]
        for (target, reason) in targets {
            for word in [Assembly.jalr(.ra, 0, .a0), Assembly.jalr(.zero, 0, .a0)] {
                let guest = try Guest([Assembly.nop, word])
                let fault = MemoryFault(
                    .fetch, at: target, byteCount: 4, firstBadAddress: target, reason: reason)
                #expect(guest.run(target) == .fault(.memory(fault, pc: Guest.text + 4)))
                #expect(guest.machine.pc == target)
                #expect(guest.machine.instructionCount == 2)
            }
        }
    }

    @Test("Running off the end of the code is a fetch fault behind it")
    func endOfCode() throws {
        let guest = try Guest([Assembly.nop, Assembly.nop])
        let fault = MemoryFault(
            .fetch, at: Guest.text + 8, byteCount: 4, firstBadAddress: Guest.text + 8,
            reason: .unmapped)
        #expect(guest.run() == .fault(.memory(fault, pc: Guest.text + 4)))
        #expect(guest.machine.instructionCount == 2)
    }

    @Test("Far jumps reach both ends of their range")
    func farJump() throws {
        let count = 1 << 18
        var words = [UInt32](repeating: Assembly.nop, count: count)
        words[0] = Assembly.jal(.zero, 0xF_FFFC)
        words[count - 1] = Assembly.jal(.zero, -0xF_FFF8)
        words[1] = Assembly.ret
        var executable = Executable(words)
        executable.segments.removeLast(2)
        let image = try ELFImage(executable.bytes)
        let machine = try Machine(
            image,
            layout: MachineLayout(
                ram: 0x1_0000..<0x41_0000, hostCalls: 0x8000_0000..<0x8001_0000,
                returnAddress: 0x7000_0000))
        machine.fuel = 3
        #expect(machine.call(Guest.text) == .returned(0))
    }
}
