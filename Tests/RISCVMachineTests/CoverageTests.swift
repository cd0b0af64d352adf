// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@Suite struct CoverageTests {
    private let guest: Guest

    init() throws {
        guest = try Guest([
            try Assembly.branch("beq", .a0, .zero, 12),
            try Assembly.immediate("lb", .a1, .a0, 0),
            Assembly.ret,
            Assembly.nop,
            Assembly.ret,
        ])
    }

    private func addresses(_ indices: UInt64...) -> [UInt64] {
        indices.map { Guest.text + 4 * $0 }
    }

    @Test("Exactly the instructions on the way are reached")
    func reached() {
        #expect(guest.machine.reachedAddresses == [])
        _ = guest.run(0)
        #expect(guest.machine.reachedAddresses == addresses(0, 3, 4))
        _ = guest.run(Guest.data)
        #expect(guest.machine.reachedAddresses == addresses(0, 1, 2, 3, 4))
        #expect(guest.machine.isReached(Guest.text))
        #expect(!guest.machine.isReached(Guest.text + 1))
        #expect(!guest.machine.isReached(Guest.data))
    }

    @Test("A faulting instruction was reached, the next was not")
    func fault() {
        _ = guest.run(8)
        #expect(guest.machine.reachedAddresses == addresses(0, 1))
    }

    @Test("Fuel that ends before an instruction leaves it unreached")
    func fuel() {
        guest.machine.fuel = 1
        _ = guest.run(0)
        #expect(guest.machine.reachedAddresses == addresses(0))
    }

    @Test("Cleared coverage starts again")
    func cleared() {
        _ = guest.run(0)
        guest.machine.clearCoverage()
        #expect(guest.machine.reachedAddresses == [])
        #expect(guest.run(Guest.data) == .returned(Guest.data))
        #expect(guest.machine.reachedAddresses == addresses(0, 1, 2))
    }
}
