// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// Notes each load and store of the gather: it may not be accessed, and each access that fails for
/// that is allowed for the length of one instruction.
struct GatherWatch {
    /// An access by the code under test.
    struct Access {
        let isStore: Bool
        let field: GatherField
        /// The program counters, innermost first.
        let stack: [UInt64]
    }

    /// Where the gather is; a multiple of eight bytes at either end.
    let addresses: Range<UInt64>

    /// Where its last field, `queued`, is.
    let queued: UInt64

    private(set) var accesses: [Access] = []

    init(addresses: Range<UInt64>, queued: UInt64) {
        self.addresses = addresses
        self.queued = queued
    }

    /// `struct iommu_iotlb_gather` begins with three 64-bit fields and ends with a flag; what is
    /// between them is the list of tables to free.
    private func field(at address: UInt64) -> GatherField {
        if address >= queued { return .queued }
        return switch address - addresses.lowerBound {
        case 0..<8: .start
        case 8..<16: .end
        case 16..<24: .pgsize
        default: .freelist
        }
    }

    mutating func note(_ fault: MemoryFault, stack: [UInt64]) {
        accesses.append(
            Access(
                isStore: fault.access == .store, field: field(at: fault.firstBadAddress),
                stack: stack))
    }
}

extension Guest {
    /// Allows or forbids every access of the watched gather.
    func setGatherAccess(_ permissions: Permissions) throws(RunStop) {
        guard let addresses = gatherWatch?.addresses else { return }
        do throws(MachineProblem) {
            try machine.memory.setPermissions(addresses, permissions)
        } catch {
            throw .simulatorFault("the gather cannot be watched: \(error)")
        }
    }

    /// Takes note of a fault that is an access of the watched gather, and lets it happen; nil for
    /// any other fault.
    func passGatherAccess(_ fault: Fault) throws(RunStop) -> Stop? {
        guard role == .driver, case .memory(let memoryFault, let pc) = fault,
            let watch = gatherWatch, watch.addresses.contains(memoryFault.firstBadAddress)
        else { return nil }
        gatherWatch?.note(memoryFault, stack: [pc] + callSites)
        try setGatherAccess([.read, .write])
        let fuel = machine.fuel
        machine.fuel = 1
        let stop = machine.resume()
        machine.fuel = fuel - 1
        try setGatherAccess([])
        // One load or store cannot end in anything else but a fault of its own.
        guard stop == .outOfFuel else { return stop }
        return machine.resume()
    }
}
