// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@Suite struct CallStackTests {
    @Test("A crash deep in calls shows every call site")
    func crash() throws {
        // start calls middle (jal), middle calls inner (jalr), inner stops.
        let guest = try Guest([
            Assembly.nop, Assembly.jal(.ra, 8), Assembly.nop,
            Assembly.auipc(.t1, 0), Assembly.jalr(.ra, 12, .t1), Assembly.nop,
            Assembly.ebreak,
        ])
        #expect(guest.run() == .fault(.breakpoint(pc: Guest.text + 24)))
        #expect(
            guest.machine.callStack == [
                CallFrame(function: Guest.text + 24, callSite: Guest.text + 16),
                CallFrame(function: Guest.text + 12, callSite: Guest.text + 4),
                CallFrame(function: Guest.text, callSite: nil),
            ])
    }

    @Test("Returns close calls, and a jump out of several closes them all")
    func jumpOut() throws {
        // outer saves where inner shall return to; middle calls inner; inner returns to outer.
        let guest = try Guest([
            Assembly.jal(.ra, 8),
            Assembly.ebreak,
            try Assembly.immediate("addi", .s1, .ra, 0),
            Assembly.jal(.ra, 8),
            Assembly.nop,
            try Assembly.immediate("addi", .ra, .s1, 0),
            Assembly.ret,
        ])
        #expect(guest.run() == .fault(.breakpoint(pc: Guest.text + 4)))
        #expect(guest.machine.callStack == [CallFrame(function: Guest.text, callSite: nil)])
    }

    @Test("An overwritten return address does not change the call stack")
    func smashedReturn() throws {
        let guest = try Guest([
            Assembly.jal(.ra, 8), Assembly.nop,
            try Assembly.immediate("addi", .ra, .zero, 0x100), Assembly.ret,
        ])
        let fault = MemoryFault(
            .fetch, at: 0x100, byteCount: 4, firstBadAddress: 0x100, reason: .unmapped)
        #expect(guest.run() == .fault(.memory(fault, pc: Guest.text + 12)))
        #expect(guest.machine.callStack.map(\.callSite) == [Guest.text, nil])
    }

    @Test("Links in other registers than ra are no calls")
    func otherLinks() throws {
        let guest = try Guest([
            Assembly.jal(.t0, 4), Assembly.auipc(.t1, 0), Assembly.jalr(.t0, 8, .t1),
            Assembly.ebreak,
        ])
        #expect(guest.run() == .fault(.breakpoint(pc: Guest.text + 12)))
        #expect(guest.machine.callStack.count == 1)
    }
}
