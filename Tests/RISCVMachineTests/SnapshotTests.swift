// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@Suite struct SnapshotTests {
    /// Everything of a machine that a snapshot is to keep and that can be seen.
    private struct Visible: Equatable {
        let registers: [UInt64]
        let pc: UInt64
        let fuel: Int
        let counts: [UInt64]
        let openCallCount: Int
        let frames: [CallFrame]
        let reached: [UInt64]
        /// All that can be read of some pages, a byte at a time; nil where nothing can.
        let bytes: [UInt8?]
        /// Of the first of each eight bytes.
        let permissions: [Permissions]

        init(_ machine: Machine, pages: [UInt64] = SnapshotTests.pages) {
            registers = Register.allCases.map { machine[$0] }
            pc = machine.pc
            fuel = machine.fuel
            let cost = machine.lastCallCost
            counts = [machine.instructionCount, cost.instructions, cost.nestedInstructions]
            openCallCount = machine.openCallCount
            frames = machine.callStack
            reached = machine.reachedAddresses
            let granules = pages.flatMap { stride(from: $0, to: $0 + 4096, by: 8) }
            bytes = granules.flatMap { granule -> [UInt8?] in
                if let word = try? machine.memory.bytes(at: granule, count: 8) { return word }
                return (0..<8).map { try? machine.memory.load8(at: granule + $0) }
            }
            permissions = granules.map(machine.memory.permissions)
        }
    }

    private static let heap: UInt64 = 0x4_0000
    private static let mapped: UInt64 = 0x100_0000
    private static let pages: [UInt64] = [
        Guest.text, Guest.data, heap, heap + 4096, Guest.layout.ram.upperBound - 4096, mapped,
    ]

    /// Stores a1 at a0, calls the host, and stores a0 at s0 when it is back.
    private static let storing: [UInt32] =
        (try? [
            Assembly.immediate("addi", .sp, .sp, -16), Assembly.store("sd", .ra, 8, .sp),
            Assembly.immediate("addi", .s0, .a0, 0), Assembly.store("sd", .a1, 0, .a0),
            Assembly.jalr(.ra, 0, .a2), Assembly.store("sd", .a0, 8, .s0),
            Assembly.immediate("ld", .ra, .sp, 8), Assembly.immediate("addi", .sp, .sp, 16),
            Assembly.ret,
        ]) ?? []

    private func storingGuest() throws -> Machine {
        let machine = try Guest(Self.storing).machine
        try machine.memory.setPermissions(Self.heap..<Self.heap + 0x3000, [.read, .write])
        return machine
    }

    @Test("Everything is as it was when the snapshot was taken")
    func roundTrip() throws {
        let machine = try storingGuest()
        try machine.memory.map(Self.mapped..<Self.mapped + 4096, permissions: .read)
        machine.fuel = 500
        #expect(
            machine.call(Guest.text, arguments: [Self.heap, 1, Guest.host]) == .hostCall(Guest.host)
        )
        let before = Visible(machine)
        let snapshot = machine.snapshot()
        #expect(Visible(machine) == before)

        try machine.memory.store64(2, at: Self.heap + 4096)
        try machine.memory.setPermissions(Self.heap..<Self.heap + 13, [.read])
        try machine.memory.setPermissions(Self.mapped..<Self.mapped + 8, [.read, .write])
        try machine.memory.store64(3, at: Self.mapped)
        try machine.memory.map(0x200_0000..<0x200_1000, permissions: [.read, .write])
        machine.returnFromHost(9)
        guard case .fault = machine.resume() else {
            Issue.record("the store to memory made read-only was done")
            return
        }
        #expect(Visible(machine) != before)

        try machine.restore(snapshot)
        #expect(Visible(machine) == before)
        #expect(machine.memory.permissions(at: 0x200_0000) == [])
        machine.returnFromHost(9)
        #expect(machine.resume() == .returned(9))
        #expect(try machine.memory.load64(at: Self.heap) == 1)
        #expect(try machine.memory.load64(at: Self.heap + 8) == 9)
    }

    @Test("The guest's stores are noticed after each restore, in code and at every width")
    func repeatedly() throws {
        for name in ["sb", "sh", "sw", "sd"] {
            let machine = try Guest([try Assembly.store(name, .a1, 0, .a0), Assembly.ret]).machine
            try machine.memory.setPermissions(Self.heap..<Self.heap + 0x2000, [.read, .write])
            _ = machine.call(Guest.text, arguments: [Self.heap, 0x55])
            let snapshot = machine.snapshot()
            for round in 1...3 as ClosedRange<UInt64> {
                for address in [Self.heap, Self.heap + 4093, Self.heap + 0x1FF8] {
                    #expect(
                        machine.call(Guest.text, arguments: [address, round]) == .returned(address))
                    #expect(try machine.memory.load8(at: address) == UInt8(round))
                }
                try machine.restore(snapshot)
                #expect(try machine.memory.load8(at: Self.heap) == 0x55)
                #expect(try machine.memory.load64(at: Self.heap + 4092) == 0)
                #expect(try machine.memory.load64(at: Self.heap + 0x1FF8) == 0)
            }
        }
    }

    @Test("Code whose two instructions were done in one step is taken apart again")
    func fusion() throws {
        let addition = try Assembly.immediate("addi", .a0, .a0, 1)
        let machine = try Guest([addition, addition, addition, Assembly.ret]).machine
        machine.fuel = 1
        #expect(machine.call(Guest.text, arguments: [0]) == .outOfFuel)
        let snapshot = machine.snapshot()
        for _ in 0..<3 {
            machine.fuel = 10
            #expect(machine.resume() == .returned(3))
            #expect(machine.reachedAddresses.count == 4)
            try machine.restore(snapshot)
            #expect(machine.reachedAddresses == [Guest.text])
            machine.fuel = 10
            #expect(machine.call(Guest.text, arguments: [0]) == .returned(3))
            #expect(machine.reachedAddresses.count == 4)
            try machine.restore(snapshot)
        }
    }

    @Test("Any state of a tree of snapshots is reached from any other")
    func tree() throws {
        var generator = SeededGenerator(seed: 7)
        let machine = try storingGuest()
        var known: [(MachineSnapshot, Visible)] = [(machine.snapshot(), Visible(machine))]
        for step in 0..<24 {
            for _ in 0..<Int.random(in: 0..<4, using: &generator) {
                try change(machine, by: generator.next(), with: UInt64(step))
            }
            if step % 3 == 0 { known.append((machine.snapshot(), Visible(machine))) }
            let (snapshot, visible) = known[Int.random(in: known.indices, using: &generator)]
            try machine.restore(snapshot)
            #expect(Visible(machine) == visible)
        }
        for (snapshot, visible) in known {
            #expect(Visible(try Machine(snapshot)) == visible)
        }
    }

    /// Does one of several things to a machine.
    private func change(_ machine: Machine, by choice: UInt64, with value: UInt64) throws {
        let address = Self.heap + choice >> 8 % 0x2FF0
        switch choice % 6 {
        case 0: try? machine.memory.store64(value, at: address)
        case 1: try machine.memory.setPermissions(address & ~7..<address + 5, .read)
        case 2: try machine.memory.setPermissions(address & ~7..<address | 7 + 1, [.read, .write])
        case 3: _ = machine.call(Guest.text, arguments: [address & ~7, value, Guest.host])
        case 4: machine.abandonCall()
        default:
            // Refused when it is mapped already, which is as good.
            try? machine.memory.map(Self.mapped..<Self.mapped + 4096, permissions: [.read, .write])
            try? machine.memory.store8(UInt8(truncatingIfNeeded: value), at: Self.mapped + value)
        }
    }

    @Test("A snapshot makes machines of their own, in other tasks too")
    func copies() async throws {
        let machine = try storingGuest()
        #expect(
            machine.call(Guest.text, arguments: [Self.heap, 1, Guest.host]) == .hostCall(Guest.host)
        )
        let snapshot = machine.snapshot()
        let results = try await withThrowingTaskGroup(of: Stop.self) { group in
            for value in 0..<4 as Range<UInt64> {
                group.addTask {
                    let copy = try Machine(snapshot)
                    copy.returnFromHost(value)
                    guard case .returned = copy.resume() else { return copy.resume() }
                    return .returned(try copy.memory.load64(at: Self.heap + 8))
                }
            }
            var stops: [Stop] = []
            for try await stop in group { stops.append(stop) }
            return stops
        }
        #expect(Set(results) == Set((0..<4).map(Stop.returned)))
        #expect(try machine.memory.load64(at: Self.heap + 8) == 0)
    }

    @Test("A snapshot of another machine is refused, and nothing changes")
    func otherMachine() throws {
        let snapshot = try Guest([Assembly.nop, Assembly.ret]).machine.snapshot()
        let machine = try storingGuest()
        let before = Visible(machine)
        #expect(throws: MachineProblem.otherMachine) { try machine.restore(snapshot) }
        #expect(Visible(machine) == before)
    }

    @Test("A snapshot holds the pages that were used, and no others")
    func size() throws {
        let machine = try storingGuest()
        let first = machine.snapshot().byteCount
        #expect(machine.snapshot().byteCount == first)
        try machine.memory.store8(1, at: Self.heap)
        try machine.memory.store8(1, at: Self.heap + 1)
        #expect(machine.snapshot().byteCount == first + 4096)
        try machine.memory.map(0x1_0000_0000..<0x1_4000_0000, permissions: [.read, .write])
        #expect(machine.snapshot().byteCount == first + 4096)
    }
}
