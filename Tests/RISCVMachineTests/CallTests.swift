// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@Suite struct CallTests {
    /// Calls the host function whose address is in `a1`, adds 1 to its result, and returns.
    private static let caller: [UInt32] = {
        let words = try? [
            Assembly.immediate("addi", .sp, .sp, -16),
            Assembly.store("sd", .ra, 8, .sp),
            Assembly.store("sd", .s0, 0, .sp),
            Assembly.immediate("addi", .s0, .zero, 1),
            Assembly.jalr(.ra, 0, .a1),
            Assembly.register("add", .a0, .a0, .s0),
            Assembly.immediate("ld", .s0, .sp, 0),
            Assembly.immediate("ld", .ra, .sp, 8),
            Assembly.immediate("addi", .sp, .sp, 16),
            Assembly.ret,
        ]
        return words ?? []
    }()

    @Test("Arguments arrive and the result comes back")
    func arguments() throws {
        let guest = try Guest([
            try Assembly.register("sub", .a0, .a0, .a7), Assembly.ret,
        ])
        #expect(
            guest.machine.call(Guest.text, arguments: [10, 1, 2, 3, 4, 5, 6, 7]) == .returned(3))
        #expect(guest.machine.openCallCount == 0)
        #expect(guest.machine.callStack == [])
        #expect(guest.machine.pc == Guest.layout.returnAddress)
    }

    @Test("Registers are put back when a call has returned")
    func savedRegisters() throws {
        let guest = try Guest([
            try Assembly.immediate("addi", .s0, .zero, 9),
            try Assembly.immediate("addi", .t0, .zero, 9), Assembly.ret,
        ])
        guest.machine[.s0] = 4
        guest.machine[.t0] = 5
        guest.machine[.zero] = 6
        #expect(guest.run(1) == .returned(1))
        #expect(guest.machine[.s0] == 4)
        #expect(guest.machine[.t0] == 5)
        #expect(guest.machine[.zero] == 0)
    }

    @Test("A host call stops with its address, arguments and call stack, and goes on")
    func hostCall() throws {
        let guest = try Guest(Self.caller)
        let machine = guest.machine
        #expect(guest.run(7, Guest.host + 0x2000) == .hostCall(Guest.host + 0x2000))
        #expect(machine.argument(0) == 7)
        #expect(machine.argument(1) == Guest.host + 0x2000)
        #expect(
            machine.callStack == [
                CallFrame(function: Guest.host + 0x2000, callSite: Guest.text + 16),
                CallFrame(function: Guest.text, callSite: nil),
            ])
        machine.returnFromHost(41)
        #expect(machine.pc == Guest.text + 20)
        #expect(machine.callStack == [CallFrame(function: Guest.text, callSite: nil)])
        #expect(machine.resume() == .returned(42))
        #expect(machine.instructionCount == 10)
    }

    @Test("Every way of jumping reaches the host")
    func hostCallForms() throws {
        let far = Int32(Guest.host - Guest.text)
        #expect(far > 0)
        let forms: [[UInt32]] = [
            [Assembly.jalr(.ra, 0, .a0)], [Assembly.jalr(.zero, 0, .a0)],
            [Assembly.jalr(.t0, 0, .a0)],
        ]
        for form in forms {
            #expect(try Guest(form).run(Guest.host + 8) == .hostCall(Guest.host + 8))
        }
    }

    @Test("A direct call reaches a host function in range of jal")
    func directHostCall() throws {
        let layout = MachineLayout(
            ram: 0x1_0000..<0x11_0000, hostCalls: 0x1000..<0x2000, returnAddress: 0x7000_0000,
            stackByteCount: 0x1000, stackGuardByteCount: 0x1000)
        let words = [
            try Assembly.immediate("addi", .s0, .ra, 0), Assembly.jal(.ra, -0xF004),
            try Assembly.immediate("addi", .ra, .s0, 0), Assembly.ret,
        ]
        let machine = try Machine(try ELFImage(Executable(words).bytes), layout: layout)
        machine.fuel = 100
        #expect(machine.call(Guest.text) == .hostCall(0x1000))
        #expect(machine.callStack.first == CallFrame(function: 0x1000, callSite: 0x1_0004))
        machine.returnFromHost(6)
        #expect(machine.resume() == .returned(6))
    }

    @Test("A tail call into the host returns to the caller's caller")
    func tailCall() throws {
        let guest = try Guest([
            try Assembly.immediate("addi", .s0, .ra, 0),
            Assembly.jal(.ra, 16),
            try Assembly.immediate("addi", .a0, .a0, 1),
            try Assembly.immediate("addi", .ra, .s0, 0),
            Assembly.ret,
            Assembly.jalr(.zero, 0, .a1),
        ])
        #expect(guest.run(0, Guest.host) == .hostCall(Guest.host))
        #expect(guest.machine.callStack.map(\.callSite) == [Guest.text + 4, nil])
        guest.machine.returnFromHost(1)
        #expect(guest.machine.callStack.map(\.callSite) == [nil])
        #expect(guest.machine.resume() == .returned(2))
    }

    @Test("While a host call is served another function may be called")
    func nestedCall() throws {
        let inner = Guest.text + UInt64(Self.caller.count * 4)
        let guest = try Guest(
            Self.caller + [
                try Assembly.immediate("addi", .s0, .zero, 99),
                try Assembly.register("add", .a0, .a0, .a0), Assembly.ret,
            ])
        let machine = guest.machine
        #expect(guest.run(7, Guest.host) == .hostCall(Guest.host))
        let registers = Register.allCases.map { machine[$0] }
        #expect(machine.call(inner, arguments: [20]) == .returned(40))
        #expect(machine.lastCallCost == CallCost(instructions: 3, nestedInstructions: 0))
        #expect(Register.allCases.map { machine[$0] } == registers)
        #expect(machine.pc == Guest.host)
        machine.returnFromHost(40)
        #expect(machine.resume() == .returned(41))
        #expect(machine.lastCallCost == CallCost(instructions: 10, nestedInstructions: 3))
        #expect(machine.instructionCount == 13)
    }

    @Test("Nested calls may call the host themselves, and their depth is bounded")
    func deepNesting() throws {
        var limits = MachineLimits()
        limits.hostCallDepth = 5
        let guest = try Guest(Self.caller, limits: limits)
        let machine = guest.machine
        for depth in 1...5 {
            #expect(guest.run(1, Guest.host) == .hostCall(Guest.host))
            #expect(machine.openCallCount == depth)
            #expect(machine.callStack.count == 2 * depth)
        }
        #expect(guest.run(1, Guest.host) == .fault(.hostCallsTooDeep(pc: Guest.host)))
        for depth in 1...5 {
            machine.returnFromHost(UInt64(depth))
            #expect(machine.resume() == .returned(UInt64(depth + 1)))
        }
        #expect(machine.openCallCount == 0)
        #expect(machine.lastCallCost == CallCost(instructions: 10, nestedInstructions: 40))
    }

    @Test("A nested call that faults can be abandoned, and the outer one goes on")
    func abandonedCall() throws {
        let inner = Guest.text + UInt64(Self.caller.count * 4)
        let guest = try Guest(Self.caller + [try Assembly.immediate("lb", .a0, .zero, 0)])
        #expect(guest.run(7, Guest.host) == .hostCall(Guest.host))
        let fault = MemoryFault(.load, at: 0, byteCount: 1, firstBadAddress: 0, reason: .unmapped)
        #expect(guest.machine.call(inner) == .fault(.memory(fault, pc: inner)))
        #expect(guest.machine.callStack.count == 3)
        guest.machine.abandonCall()
        #expect(guest.machine.callStack.count == 2)
        guest.machine.returnFromHost(1)
        #expect(guest.machine.resume() == .returned(2))
        guest.machine.abandonCall()
        #expect(guest.machine.openCallCount == 0)
    }

    @Test("The stack of a nested call lies below the one in use")
    func nestedStack() throws {
        let guest = try Guest(Self.caller)
        let machine = guest.machine
        #expect(guest.run(1, Guest.host) == .hostCall(Guest.host))
        let outer = machine[.sp]
        #expect(guest.run(1, Guest.host + 4) == .hostCall(Guest.host + 4))
        #expect(machine[.sp] == outer - 16)
        #expect(machine[.sp] % 16 == 0)
    }

    @Test("Fuel is used up exactly, and more of it goes on")
    func fuel() throws {
        let guest = try Guest([
            try Assembly.immediate("addi", .a0, .a0, 1), Assembly.jal(.zero, -4),
        ])
        let machine = guest.machine
        machine.fuel = 101
        #expect(guest.run(0) == .outOfFuel)
        #expect(machine.fuel == 0)
        #expect(machine.instructionCount == 101)
        #expect(machine[.a0] == 51)
        #expect(machine.pc == Guest.text + 4)
        #expect(machine.resume() == .outOfFuel)
        machine.fuel = 2
        #expect(machine.resume() == .outOfFuel)
        #expect(machine[.a0] == 52)
        #expect(machine.instructionCount == 103)
    }

    @Test("Any fuel stops a program at the same place as one instruction after the other")
    func fuelSteps() throws {
        let words = try [
            Assembly.immediate("addi", .a1, .zero, 5),
            Assembly.auipc(.t0, 0),
            Assembly.jalr(.ra, 24, .t0),
            Assembly.immediate("addi", .a1, .a1, -1),
            Assembly.branch("bne", .a1, .zero, -12),
            Assembly.immediate("addi", .ra, .s0, 0),
            Assembly.ret,
            Assembly.immediate("addi", .a0, .a0, 1),
            Assembly.ret,
        ]
        let total = 3 + 5 * 6
        var places: [UInt64] = []
        let stepped = try Guest(words).machine
        stepped[.s0] = Guest.layout.returnAddress
        stepped.fuel = 0
        var stop = stepped.call(Guest.text)
        while stop == .outOfFuel {
            places.append(stepped.pc)
            stepped.fuel = 1
            stop = stepped.resume()
        }
        #expect(stop == .returned(5))
        #expect(places.count == total)
        for fuel in 0...total {
            let machine = try Guest(words).machine
            machine[.s0] = Guest.layout.returnAddress
            machine.fuel = fuel
            let stop = machine.call(Guest.text)
            if fuel < total {
                #expect(stop == .outOfFuel)
                #expect(machine.pc == places[fuel])
                #expect(machine.instructionCount == UInt64(fuel))
            } else {
                #expect(stop == .returned(5))
            }
        }
    }

    @Test("Going off the end of the code takes no fuel, and is blamed on the last instruction")
    func fuelAtTheEnd() throws {
        for fuel in 2...3 {
            let machine = try Guest([Assembly.nop, Assembly.nop]).machine
            machine.fuel = fuel
            let fault = MemoryFault(
                .fetch, at: Guest.text + 8, byteCount: 4, firstBadAddress: Guest.text + 8,
                reason: .unmapped)
            #expect(machine.call(Guest.text) == .fault(.memory(fault, pc: Guest.text + 4)))
            #expect(machine.fuel == fuel - 2)
        }
    }

    @Test("Negative fuel is none")
    func negativeFuel() throws {
        let guest = try Guest([Assembly.ret])
        guest.machine.fuel = -5
        #expect(guest.run() == .outOfFuel)
        #expect(guest.machine.instructionCount == 0)
    }

    @Test("Without an open call there is nothing to resume")
    func idle() throws {
        let machine = try Guest([Assembly.ret]).machine
        #expect(machine.resume() == .returned(0))
    }
}
