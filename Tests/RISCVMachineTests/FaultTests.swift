// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@Suite struct FaultTests {
    static let badAccesses: [(String, UInt64, UInt64, MemoryFault.Reason)] = [
        ("lb", 0, 1, .unmapped), ("ld", 8, 8, .unmapped), ("lw", 0x5_0000, 4, .unmapped),
        ("lhu", 0xFFFF_0000_0000_0000, 2, .unmapped), ("sb", 0, 1, .unmapped),
        ("sd", Guest.text, 8, .permission), ("sw", Guest.constants, 4, .permission),
        ("sh", 0x5_0000, 2, .unmapped), ("sd", .max - 7, 8, .unmapped),
    ]

    @Test("A forbidden access stops before it changes anything", arguments: badAccesses)
    func access(
        name: String, address: UInt64, count: UInt64, reason: MemoryFault.Reason
    ) throws {
        let isStore = name.hasPrefix("s")
        let word =
            isStore
            ? try Assembly.store(name, .a1, 0, .a0) : try Assembly.immediate(name, .a1, .a0, 0)
        let guest = try Guest([Assembly.nop, word, Assembly.ret])
        let fault = MemoryFault(
            isStore ? .store : .load, at: address, byteCount: count, firstBadAddress: address,
            reason: reason)
        let expected = Fault.memory(fault, pc: Guest.text + 4)
        #expect(guest.run(address, 55) == .fault(expected))
        #expect(expected.pc == guest.machine.pc)
        #expect(guest.machine[.a1] == 55)
        #expect(guest.machine.instructionCount == 1)
        #expect(guest.machine.fuel == 999_999)
        // It is met again, until what it needs is there.
        #expect(guest.machine.resume() == .fault(expected))
    }

    @Test("A fault can be repaired and the instruction done again")
    func repairedAccess() throws {
        let guest = try Guest([try Assembly.immediate("ld", .a0, .a0, 0), Assembly.ret])
        let fault = MemoryFault(
            .load, at: 0x5_0000, byteCount: 8, firstBadAddress: 0x5_0000, reason: .unmapped)
        #expect(guest.run(0x5_0000) == .fault(.memory(fault, pc: Guest.text)))
        try guest.machine.memory.setPermissions(0x5_0000..<0x5_0008, [.read, .write])
        try guest.machine.memory.store64(12, at: 0x5_0000)
        #expect(guest.machine.resume() == .returned(12))
    }

    @Test("Endless recursion ends in a stack overflow of the guest")
    func recursion() throws {
        let guest = try Guest([
            try Assembly.immediate("addi", .sp, .sp, -64),
            try Assembly.store("sd", .ra, 56, .sp),
            Assembly.jal(.ra, -8),
        ])
        let stack = try #require(Guest.layout.stack)
        let address = stack.lowerBound - 8
        #expect(guest.run() == .fault(.stackOverflow(address: address, pc: Guest.text + 4)))
        #expect(guest.machine.callStack.count == 1025)
    }

    @Test("A big frame that skips to the gap is a stack overflow, one behind it is not")
    func bigFrame() throws {
        let gap = Guest.layout.stackGuard
        let guest = try Guest([try Assembly.immediate("lb", .a0, .a0, 0), Assembly.ret])
        #expect(
            guest.run(gap.lowerBound)
                == .fault(.stackOverflow(address: gap.lowerBound, pc: Guest.text)))
        let below = gap.lowerBound - 1
        let other = try Guest([try Assembly.immediate("lb", .a0, .a0, 0), Assembly.ret])
        let fault = MemoryFault(
            .load, at: below, byteCount: 1, firstBadAddress: below, reason: .unmapped)
        #expect(other.run(below) == .fault(.memory(fault, pc: Guest.text)))
    }

    @Test("Endless calls without a frame are a stack overflow too")
    func frameless() throws {
        let calls: [[UInt32]] = [
            [Assembly.jal(.ra, 0)],
            [Assembly.jalr(.ra, 0, .a0)],
        ]
        var limits = MachineLimits()
        limits.callDepth = 100
        for words in calls {
            let guest = try Guest(words, limits: limits)
            #expect(
                guest.run(Guest.text)
                    == .fault(.stackOverflow(address: Guest.text, pc: Guest.text)))
            #expect(guest.machine.instructionCount == 99)
            #expect(guest.machine.callStack.count == 100)
        }
    }

    @Test("A function that returns with another stack pointer is caught")
    func unbalancedStack() throws {
        let guest = try Guest([try Assembly.immediate("addi", .sp, .sp, -16), Assembly.ret])
        #expect(guest.run() == .fault(.unbalancedStack(pc: Guest.text + 4)))
    }

    @Test("Breakpoints and environment calls stop at their own address")
    func environment() throws {
        let breakpoint = try Guest([Assembly.nop, Assembly.ebreak])
        #expect(breakpoint.run() == .fault(.breakpoint(pc: Guest.text + 4)))
        let call = try Guest([Assembly.nop, Assembly.ecall])
        #expect(call.run() == .fault(.environmentCall(pc: Guest.text + 4)))
        #expect(call.machine.instructionCount == 1)
    }

    /// Reserved and foreign encodings: CSR access, compressed, float, atomic, vector, shifts with
    /// bits that must be zero, undefined funct3 and funct7.
    static let illegal: [UInt32] = [
        0, 0xFFFF_FFFF, 0xC000_1073, 0x3020_0073, 0x1050_0073, 0x0000_0001, 0x0000_4501,
        0x0005_2007, 0x0000_0053, 0x1005_252F, 0x0200_0057, 0x0000_2063, 0x0000_3063,
        0x0000_7003, 0x0000_4023, 0x0000_1067, 0x0000_200F, 0x8000_1013, 0x0400_1013,
        0x4400_5013, 0xC000_5013, 0x4000_1033, 0x4000_7033, 0x0400_0033, 0x0200_101B,
        0x0200_501B, 0x6000_501B, 0x0000_201B, 0x4000_103B, 0x0000_203B, 0x0200_103B,
        0x0000_00F3, 0x0020_0073,
    ]

    @Test("Reserved encodings are illegal, with their word", arguments: illegal)
    func illegalInstruction(word: UInt32) throws {
        let guest = try Guest([Assembly.nop, word, Assembly.ret])
        #expect(
            guest.run() == .fault(.illegalInstruction(word: word, pc: Guest.text + 4)))
        #expect(!guest.machine.isReached(Guest.text + 4))
    }

    @Test("Fences do nothing", arguments: [UInt32(0x0FF0_000F), 0x8330_000F, 0x0000_100F])
    func fences(word: UInt32) throws {
        #expect(try Guest.result(of: [word], 3) == 3)
    }

    @Test("No random code traps or runs beyond its fuel", arguments: UInt64(0)..<40)
    func randomCode(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let opcodes: [UInt32] = [
            0x37, 0x17, 0x6F, 0x67, 0x63, 0x03, 0x23, 0x13, 0x33, 0x1B, 0x3B, 0x0F, 0x73,
        ]
        let words = (0..<256).map { _ in
            let word = UInt32.random(in: .min ... .max, using: &generator)
            return word & ~0x7F | (opcodes.randomElement(using: &generator) ?? 0)
        }
        let guest = try Guest(words)
        for register in Register.allCases where register != .sp {
            guest.machine[register] = generator.next()
        }
        guest.machine.fuel = 10_000
        for start in stride(from: 0, to: UInt64(256), by: 5) {
            let before = guest.machine.instructionCount
            let fuel = guest.machine.fuel
            let stop = guest.machine.call(
                Guest.text + 4 * start, arguments: [Guest.data, Guest.constants, 1])
            #expect(guest.machine.fuel >= 0)
            #expect(
                guest.machine.instructionCount - before == UInt64(fuel - guest.machine.fuel))
            if case .fault(.memory(let fault, _)) = stop {
                #expect(fault.byteCount <= 8)
            }
            guest.machine.abandonCall()
        }
    }
}
