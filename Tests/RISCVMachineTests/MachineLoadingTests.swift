// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@Suite struct MachineLoadingTests {
    private func machine(
        _ executable: Executable, _ layout: MachineLayout = Guest.layout,
        _ limits: MachineLimits = MachineLimits()
    ) throws -> Machine {
        try Machine(try ELFImage(executable.bytes), layout: layout, limits: limits)
    }

    @Test("Contents are in place, the rest of a segment is zero")
    func contents() throws {
        let memory = try machine(Executable([Assembly.ret])).memory
        #expect(
            try memory.bytes(at: Guest.data, count: 128)
                == [UInt8](0..<64) + [UInt8](repeating: 0, count: 64))
        #expect(memory.permissions(at: Guest.text) == [.read, .execute])
        #expect(memory.permissions(at: Guest.constants) == [.read])
        #expect(memory.permissions(at: Guest.data + 127) == [.read, .write])
        #expect(memory.permissions(at: Guest.data + 128) == [])
        #expect(memory.permissions(at: 0x10_FFFF) == [.read, .write])
        #expect(memory.permissions(at: 0x11_0000) == [])
    }

    @Test("An executable outside of the RAM or in the stack's place is refused")
    func outside() throws {
        for address: UInt64 in [0x8000, 0xFF80, 0x10_0000, 0xFF_FFFF_0000] {
            var executable = Executable([Assembly.ret])
            executable.segments[2].address = address
            #expect(throws: MachineProblem.segmentOutsideRAM(address..<address + 128)) {
                try machine(executable)
            }
        }
    }

    @Test("Code that is writable is refused")
    func writableCode() throws {
        var executable = Executable([Assembly.ret])
        executable.segments[0].flags = 7
        #expect(throws: MachineProblem.writableCode(0x1_0000..<0x1_0004)) {
            try machine(executable)
        }
    }

    @Test("Segments that share eight bytes are refused")
    func closeSegments() throws {
        var executable = Executable([Assembly.ret])
        executable.segments[1].address = 0x1_0004
        #expect(throws: MachineProblem.segmentsTooClose(address: 0x1_0004)) {
            try machine(executable)
        }
    }

    @Test("Too much code is refused")
    func hugeCode() throws {
        var executable = Executable([Assembly.ret])
        executable.segments[0].zeroBytes = 0x8000
        var limits = MachineLimits()
        limits.codeBytes = 0x8000
        #expect(throws: MachineProblem.tooMuchMemory(0x1_0000..<0x1_8004)) {
            try machine(executable, Guest.layout, limits)
        }
    }

    @Test("A layout that makes no sense is refused")
    func badLayouts() throws {
        var layouts = [MachineLayout](repeating: Guest.layout, count: 6)
        layouts[0].stackByteCount = 8
        layouts[1].stackByteCount = 0x200_0000
        layouts[2].stackGuardByteCount = .max
        layouts[3].returnAddress = 0x1_0000
        layouts[4].hostCalls = 0x1_8000..<0x1_9000
        layouts[5].returnAddress = 0x8000_0000
        for layout in layouts {
            #expect(throws: MachineProblem.badLayout) {
                try machine(Executable([Assembly.ret]), layout)
            }
        }
    }

    @Test("Execute-only code runs and cannot be read")
    func executeOnly() throws {
        var executable = Executable([
            try Assembly.immediate("lw", .a0, .a0, 0), Assembly.ret,
        ])
        executable.segments[0].flags = 1
        let guest = try Guest(executable)
        #expect(guest.run(Guest.constants) == .returned(0xFFFF_FFFF_8899_AABB))
        let fault = MemoryFault(
            .load, at: Guest.text, byteCount: 4, firstBadAddress: Guest.text, reason: .permission)
        #expect(guest.run(Guest.text) == .fault(.memory(fault, pc: Guest.text)))
    }

    @Test("The global pointer is the linker's")
    func globalPointer() throws {
        var executable = Executable([Assembly.ret])
        executable.symbols = [
            .init(name: "__global_pointer$", address: 0x3_0800, size: 0, info: 0x10)
        ]
        let machine = try machine(executable)
        #expect(machine[.gp] == 0x3_0800)
        #expect(machine[.sp] == 0x11_0000)
    }
}
