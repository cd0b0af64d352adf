// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// Where the guest's things are. `docs/architecture.md` has the picture.
///
/// A physical address is the virtual one less 4 GiB, so that code which mixes the two up is seen.
enum GuestLayout {
    static let physicalOffset: UInt64 = 0x1_0000_0000
    static let ram: Range<UInt64> = 0x1_4000_0000..<0x1_4400_0000
    static let returnAddress: UInt64 = 0x1_2000_0000

    /// Where the page structures are: `struct page` number n stands at n times its size, for
    /// `mem_map` is 0. Those of the RAM and of the memory that scenarios map are there.
    static func pageStructs(byteCount: UInt64) -> Range<UInt64> {
        let lowest = (physical(ram.lowerBound) >> pageShift) * byteCount
        let highest = (ScenarioPlan.physicalAddressEnd >> pageShift) * byteCount
        return lowest & ~(pageSize - 1)..<(highest + pageSize - 1) & ~(pageSize - 1)
    }

    /// Each host function or data symbol has as many bytes of address space.
    static let bytesPerHostSymbol: UInt64 = 4096

    /// Where an executable without host symbols has none.
    static let unusedHostPage: UInt64 = 0x1_3000_0000

    static let pageShift: UInt64 = 12
    static let pageSize: UInt64 = 1 << pageShift

    /// Addresses below are never mapped, so that a NULL pointer to a structure is seen.
    static let nullPageEnd: UInt64 = 4096

    static func physical(_ virtual: UInt64) -> UInt64 { virtual &- physicalOffset }
    static func virtual(_ physical: UInt64) -> UInt64 { physical &+ physicalOffset }

    /// Bytes of stack for the device model, which stands for no code of a kernel.
    static let deviceStackByteCount: UInt64 = 64 << 10

    /// The stack of the RAM is the one of the code under test.
    static func machineLayout(hostCalls: Range<UInt64>, stackBytes: UInt64) -> MachineLayout {
        MachineLayout(
            ram: ram, hostCalls: hostCalls, returnAddress: returnAddress,
            stackByteCount: max(16, stackBytes & ~15))
    }
}
