// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// What the fuzzer's bytes stand for: a program, what it starts with, and how long it runs.
///
/// Bytes that are missing are 0. Most instruction words get a valid opcode, so that mutations of the
/// input are mutations of programs; some are taken as they are.
struct FuzzInput {
    static let layout = MachineLayout(
        ram: 0x1_0000..<0x5_0000, hostCalls: 0x8000_0000..<0x8000_1000, returnAddress: 0x7000_0000,
        stackByteCount: 0x1000, stackGuardByteCount: 0x1000)
    /// Memory that the embedder opens, up to a byte that the input chooses.
    static let heap: UInt64 = 0x4_0000

    let fuel: Int
    let pause: Int
    let heapByteCount: UInt64
    let registers: [UInt64]
    let words: [UInt32]

    private static let opcodes: [UInt32] = [
        0x37, 0x17, 0x6F, 0x67, 0x63, 0x03, 0x03, 0x23, 0x23, 0x13, 0x13, 0x33, 0x33, 0x1B, 0x3B,
        0x0F,
    ]

    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        func byte() -> UInt64 { rest.popFirst().map(UInt64.init) ?? 0 }
        fuel = Int(byte() << 3 | byte() & 7)
        pause = fuel * Int(byte()) / 256
        heapByteCount = 1 + (byte() << 5 | byte() & 31)
        registers = (0..<16).map { _ in Self.value(byte(), byte()) }
        var words: [UInt32] = []
        while !rest.isEmpty, words.count < 256 {
            let word = (0..<4).reduce(UInt32(0)) { word, _ in word << 8 | UInt32(byte()) }
            let isRaw = word & 0x70 == 0x70
            words.append(isRaw ? word : word & ~0x7F | Self.opcodes[Int(word & 15)])
        }
        self.words = words
    }

    /// A value that programs do something with: near an address or near an edge of arithmetic.
    private static func value(_ kind: UInt64, _ offset: UInt64) -> UInt64 {
        let bases: [UInt64] = [
            0, Executable.textAddress, Executable.constantsAddress, Executable.dataAddress, heap,
            heap + 0xFC0, layout.ram.upperBound - 128, layout.stackGuard.upperBound - 128,
            layout.hostCalls.lowerBound, layout.returnAddress, 0x7FFF_FFFF, 0x8000_0000,
            0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, .max &- 128, 1 << 32,
        ]
        return bases[Int(kind & 15)] &+ offset
    }

    /// A machine with the program, ready for its first call.
    func machine() -> Machine? {
        var limits = MachineLimits()
        limits.callDepth = 24
        limits.hostCallDepth = 4
        guard let image = try? ELFImage(Executable(words).bytes),
            let machine = try? Machine(image, layout: Self.layout, limits: limits),
            (try? machine.memory.setPermissions(
                Self.heap..<Self.heap + heapByteCount, [.read, .write])) != nil
        else { return nil }
        for (index, value) in registers.enumerated() {
            guard let register = Register(rawValue: UInt8(index + 5)) else { continue }
            machine[register] = value
        }
        return machine
    }
}
