// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// The guest's dynamic memory.
///
/// Every allocation has its exact size and inaccessible bytes on both sides, and is never used
/// again after it was freed: reads and writes beyond it, and after its end of life, fault.
struct GuestHeap {
    /// Memory that is freed by another family's functions is a defect.
    enum Family {
        /// `kmalloc()` and slab caches.
        case slab
        /// Whole pages.
        case pages
        /// `dma_alloc_attrs()`.
        case dma
    }

    struct Allocation {
        let addresses: Range<UInt64>
        let family: Family
        var isFree = false

        var byteCount: UInt64 { addresses.upperBound - addresses.lowerBound }
    }

    /// How an address relates to the allocations.
    enum Place {
        case allocated
        case freed
        /// In the inaccessible bytes around an allocation.
        case beside
        case elsewhere
    }

    enum AllocationProblem: Error {
        case full
        case machine(MachineProblem)
    }

    /// What memory may hold that nobody has written: a value that is neither zero nor an address,
    /// its complement, so that each bit is once set and once not, and the zeros of lucky days.
    static let freshBytes: [UInt8] = [0x5a, 0xa5, 0]

    /// Inaccessible bytes between allocations.
    static let gap: UInt64 = 64

    private let memory: GuestMemory
    let freshByte: UInt8
    private let end: UInt64
    private var top: UInt64
    private var budget: UInt64

    /// In ascending order.
    private var allocations: [Allocation] = []

    /// - Parameter freshByte: What memory holds that nobody has written.
    init(
        memory: GuestMemory, room: Range<UInt64>, byteLimit: UInt64,
        freshByte: UInt8 = freshBytes[0]
    ) {
        self.memory = memory
        self.freshByte = freshByte
        top = room.lowerBound
        end = room.upperBound
        budget = byteLimit
    }

    /// - Parameter alignment: A power of two, at least 8.
    mutating func allocate(
        _ byteCount: UInt64, alignment: UInt64, family: Family, zeroed: Bool
    ) throws(AllocationProblem) -> UInt64 {
        guard byteCount > 0, byteCount <= budget else { throw .full }
        let first = (top + Self.gap + alignment - 1) & ~(alignment - 1)
        guard first <= end, byteCount + Self.gap <= end - first else { throw .full }
        let addresses = first..<first + byteCount
        do throws(MachineProblem) {
            try memory.setPermissions(addresses, [.read, .write])
        } catch {
            throw .machine(error)
        }
        if !zeroed {
            do throws(MemoryFault) {
                try memory.fill(at: first, count: byteCount, with: freshByte)
            } catch {
                throw .full
            }
        }
        budget -= byteCount
        top = addresses.upperBound
        allocations.append(Allocation(addresses: addresses, family: family))
        return first
    }

    /// Frees an allocation; the result says why it could not be.
    mutating func free(_ address: UInt64, family: Family) -> BadFree? {
        guard let index = index(at: address),
            allocations[index].addresses.lowerBound == address
        else { return .neverAllocated }
        guard !allocations[index].isFree else { return .alreadyFree }
        guard allocations[index].family == family else { return .otherAllocator }
        allocations[index].isFree = true
        // Its permissions were set when it was allocated, so they can be taken away.
        _ = try? memory.setPermissions(allocations[index].addresses, [])
        return nil
    }

    /// The allocation that starts at an address and is not free.
    func allocation(at address: UInt64) -> Allocation? {
        guard let index = index(at: address), !allocations[index].isFree,
            allocations[index].addresses.lowerBound == address
        else { return nil }
        return allocations[index]
    }

    /// The start of the allocation in which an address lies, be it free or not.
    func start(of address: UInt64) -> UInt64? {
        guard let index = index(at: address), allocations[index].addresses.contains(address)
        else { return nil }
        return allocations[index].addresses.lowerBound
    }

    /// Whether a device that is not coherent has to be told what the memory holds: it is of the
    /// heap, and was not allocated for devices.
    func needsSync(_ address: UInt64) -> Bool {
        guard let index = index(at: address), allocations[index].addresses.contains(address)
        else { return false }
        return allocations[index].family != .dma
    }

    func place(of address: UInt64) -> Place {
        if let index = index(at: address), allocations[index].addresses.contains(address) {
            return allocations[index].isFree ? .freed : .allocated
        }
        let next = upperIndex(of: address)
        if next > 0, address - allocations[next - 1].addresses.upperBound < Self.gap {
            return .beside
        }
        if next < allocations.count, allocations[next].addresses.lowerBound - address <= Self.gap {
            return .beside
        }
        return .elsewhere
    }

    /// The last allocation that starts at or below an address.
    private func index(at address: UInt64) -> Int? {
        let next = upperIndex(of: address)
        return next > 0 ? next - 1 : nil
    }

    /// The number of allocations that start at or below an address.
    private func upperIndex(of address: UInt64) -> Int {
        var low = 0
        var high = allocations.count
        while low < high {
            let middle = (low + high) / 2
            if allocations[middle].addresses.lowerBound <= address {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
