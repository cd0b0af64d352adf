// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@Suite struct GuestMemoryTests {
    private let machine: Machine
    private var memory: GuestMemory { machine.memory }

    init() throws {
        machine = try Guest([Assembly.ret]).machine
    }

    private func expect(
        _ reason: MemoryFault.Reason, _ access: MemoryFault.Access, at address: UInt64,
        count: UInt64, bad: UInt64, _ body: () throws -> Void
    ) {
        let fault = MemoryFault(
            access, at: address, byteCount: count, firstBadAddress: bad, reason: reason)
        #expect(throws: fault, performing: body)
    }

    @Test("What is stored is loaded, in every width and at every alignment")
    func roundTrip() throws {
        for address in Guest.data..<Guest.data + 9 {
            try memory.store64(0x0102_0304_0506_0708, at: address)
            #expect(try memory.load64(at: address) == 0x0102_0304_0506_0708)
            #expect(try memory.load32(at: address) == 0x0506_0708)
            #expect(try memory.load16(at: address) == 0x0708)
            #expect(try memory.load8(at: address) == 0x08)
            try memory.store32(0xA0B0_C0D0, at: address)
            try memory.store16(0xE0F0, at: address + 4)
            try memory.store8(0x11, at: address + 6)
            #expect(try memory.load64(at: address) == 0x0111_E0F0_A0B0_C0D0)
        }
    }

    @Test("The embedder obeys the permissions of the guest")
    func segments() throws {
        #expect(try memory.load32(at: Guest.text) == Assembly.ret)
        expect(.permission, .store, at: Guest.text, count: 4, bad: Guest.text) {
            try memory.store32(0, at: Guest.text)
        }
        expect(.permission, .store, at: Guest.constants, count: 1, bad: Guest.constants) {
            try memory.store8(0, at: Guest.constants)
        }
        expect(.unmapped, .load, at: 0, count: 8, bad: 0) { _ = try memory.load64(at: 0) }
        expect(.unmapped, .load, at: .max, count: 8, bad: .max) {
            _ = try memory.load64(at: .max)
        }
    }

    @Test("A segment ends where it ends, to the byte")
    func exactEnds() throws {
        let end = Guest.data + 128
        #expect(try memory.load8(at: end - 1) == 0)
        expect(.unmapped, .load, at: end - 4, count: 8, bad: end) {
            _ = try memory.load64(at: end - 4)
        }
        expect(.unmapped, .store, at: end, count: 1, bad: end) { try memory.store8(0, at: end) }
    }

    @Test("Permissions may end inside eight bytes", arguments: UInt64(1)...16)
    func partialGranules(size: UInt64) throws {
        let start: UInt64 = 0x4_0000
        try memory.setPermissions(start..<start + size, [.read, .write])
        for offset in 0..<UInt64(24) {
            for count in [UInt64(1), 2, 4, 8] {
                let isInside = offset + count <= size
                let loaded = try? memory.bytes(at: start + offset, count: count)
                #expect((loaded != nil) == isInside)
                if !isInside {
                    let bad = max(start + offset, start + size)
                    expect(
                        .unmapped, .store, at: start + offset, count: count, bad: bad
                    ) {
                        try memory.fill(at: start + offset, count: count, with: 1)
                    }
                }
            }
        }
        #expect(memory.permissions(at: start + size - 1) == [.read, .write])
        #expect(memory.permissions(at: start + size) == [])
    }

    @Test("Guest code sees permissions to the byte as well", arguments: ["lw", "sw"])
    func partialGranulesInCode(name: String) throws {
        let word =
            name == "lw"
            ? try Assembly.immediate("lw", .a0, .a0, 0) : try Assembly.store("sw", .a0, 0, .a0)
        for (offset, isAllowed) in [(0, true), (8, true), (9, true), (10, false), (13, false)] {
            let guest = try Guest([word, Assembly.ret])
            let start: UInt64 = 0x4_0000
            try guest.machine.memory.setPermissions(start..<start + 13, [.read, .write])
            let stop = guest.run(start + UInt64(offset))
            if case .returned = stop {
                #expect(isAllowed)
            } else {
                let fault = MemoryFault(
                    name == "lw" ? .load : .store, at: start + UInt64(offset), byteCount: 4,
                    firstBadAddress: start + 13, reason: .unmapped)
                #expect(stop == .fault(.memory(fault, pc: Guest.text)))
                #expect(!isAllowed)
            }
        }
    }

    @Test("Permissions can be taken and given again")
    func changedPermissions() throws {
        let page: UInt64 = 0x5_0000
        try memory.setPermissions(page..<page + 4096, [.read, .write])
        try memory.store64(7, at: page)
        try memory.setPermissions(page..<page + 4096, [.read])
        expect(.permission, .store, at: page, count: 8, bad: page) {
            try memory.store64(8, at: page)
        }
        try memory.setPermissions(page..<page + 4096, [])
        expect(.unmapped, .load, at: page, count: 8, bad: page) { _ = try memory.load64(at: page) }
        try memory.setPermissions(page..<page + 4096, [.read])
        #expect(try memory.load64(at: page) == 7)
    }

    @Test("A mapped region is zero, sparse and checked like the RAM")
    func mappedRegion() throws {
        let region: Range<UInt64> = 0x100_0000_0000..<0x100_4000_0000
        try memory.map(region, permissions: [.read, .write])
        #expect(try memory.load64(at: region.upperBound - 8) == 0)
        try memory.store64(5, at: region.lowerBound + 0x2000_0000)
        #expect(try memory.load64(at: region.lowerBound + 0x2000_0000) == 5)
        expect(
            .unmapped, .load, at: region.upperBound - 4, count: 8, bad: region.upperBound
        ) { _ = try memory.load64(at: region.upperBound - 4) }
        try memory.setPermissions(region.lowerBound..<region.lowerBound + 8, [])
        expect(.unmapped, .load, at: region.lowerBound, count: 1, bad: region.lowerBound) {
            _ = try memory.load8(at: region.lowerBound)
        }
        #expect(try memory.load8(at: region.lowerBound + 8) == 0)
    }

    @Test("The guest uses a mapped region like its RAM")
    func mappedRegionInCode() throws {
        let guest = try Guest([
            try Assembly.store("sd", .a1, 8, .a0), try Assembly.immediate("lw", .a0, .a0, 8),
            Assembly.ret,
        ])
        try guest.machine.memory.map(0x10_0000_0000..<0x10_0000_1000, permissions: [.read, .write])
        #expect(
            guest.run(0x10_0000_0000, 0xFFFF_FFFF_8000_0001) == .returned(0xFFFF_FFFF_8000_0001))
    }

    @Test("Ranges that cannot be mapped are refused")
    func badRegions() throws {
        let bad: [Range<UInt64>] = [
            0..<4096, 4096..<4096, 0x100_0001..<0x100_2000, 0x100_0000..<0x100_2001,
        ]
        for range in bad {
            #expect(throws: MachineProblem.badRange(range)) {
                try memory.map(range, permissions: .read)
            }
        }
        #expect(throws: MachineProblem.overlaps(0x11_0000 - 4096..<0x12_0000)) {
            try memory.map(0x11_0000 - 4096..<0x12_0000, permissions: .read)
        }
        let huge: Range<UInt64> = 0x100_0000..<0xFFFF_FFFF_FFFF_F000
        #expect(throws: MachineProblem.tooMuchMemory(huge)) {
            try memory.map(huge, permissions: .read)
        }
    }

    @Test("Permissions that cannot be set are refused")
    func badPermissions() throws {
        let bad: [(Range<UInt64>, Permissions)] = [
            (0x4_0001..<0x4_0009, .read), (0x4_0000..<0x4_0000, .read),
            (0x10_F000..<0x12_0000, .read), (0..<4096, .read), (0x4_0000..<0x4_1000, .execute),
        ]
        for (range, permissions) in bad {
            #expect(throws: MachineProblem.badRange(range)) {
                try memory.setPermissions(range, permissions)
            }
        }
        let code = Guest.text..<Guest.text + 8
        #expect(throws: MachineProblem.codeIsFixed(code)) {
            try memory.setPermissions(code, [.read, .write])
        }
    }

    @Test("Bulk accesses are all or nothing, whatever their size")
    func bulk() throws {
        try memory.store([9, 8, 7], at: Guest.data + 1)
        #expect(try memory.bytes(at: Guest.data, count: 5) == [0, 9, 8, 7, 4])
        try memory.fill(at: Guest.data + 1, count: 3, with: 0)
        #expect(try memory.bytes(at: Guest.data, count: 5) == [0, 0, 0, 0, 4])
        let end = Guest.data + 128
        expect(.unmapped, .store, at: end - 2, count: 3, bad: end) {
            try memory.store([1, 1, 1], at: end - 2)
        }
        #expect(try memory.load16(at: end - 2) == 0)
        expect(.unmapped, .store, at: Guest.data, count: .max, bad: end) {
            try memory.fill(at: Guest.data, count: .max, with: 1)
        }
        expect(.unmapped, .load, at: Guest.data, count: .max, bad: end) {
            _ = try memory.bytes(at: Guest.data, count: .max)
        }
        #expect(try memory.bytes(at: 0, count: 0) == [])
        try memory.store([], at: 0)
        try memory.fill(at: 0, count: 0, with: 1)
    }

    @Test("A C string ends at its NUL, its limit or the memory's end")
    func strings() throws {
        try memory.store(Array("gather\0".utf8), at: Guest.data)
        #expect(try memory.cString(at: Guest.data, limit: 100) == Array("gather".utf8))
        #expect(try memory.cString(at: Guest.data + 6, limit: 100) == [])
        #expect(try memory.cString(at: Guest.data, limit: 6) == nil)
        let end = Guest.data + 128
        try memory.store([0x41, 0x42], at: end - 2)
        expect(.unmapped, .load, at: end, count: 1, bad: end) {
            _ = try memory.cString(at: end - 2, limit: 100)
        }
    }
}
