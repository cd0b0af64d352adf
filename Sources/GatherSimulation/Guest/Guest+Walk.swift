// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// The IOVAs that a scenario is about.
struct Watch {
    let iovas: AddressRangeSet
    let pageSize: UInt64
}

extension Guest {
    /// The layout of `struct bench_leaf`: three 64-bit numbers.
    private enum LeafField {
        static let first: UInt64 = 0
        static let byteCount: UInt64 = 8
        static let physicalAddress: UInt64 = 16
    }

    /// Looks up the watched IOVAs in the page table, as the device does, and tells the model.
    func observe() throws(RunStop) {
        guard let watch else { return }
        try observe(watch.iovas, watch)
    }

    /// Issues an invalidation: what it reaches is looked up first, for only what the table has lost
    /// by now can be forgotten for good.
    func issue(_ invalidation: Invalidation) throws(RunStop) {
        if let watch {
            var reached = tlb.leaves(reachedBy: invalidation)
            reached.insert(invalidation.iovas)
            for witness in walkCache.witnesses(reachedBy: invalidation) {
                reached.insert(AddressRange(first: witness, last: witness))
            }
            try observe(watch.iovas.intersection(reached), watch)
        }
        let refetched = tlb.issue(invalidation)
        walkCache.issue(invalidation)
        spend(HostWork.comparison(entries: tlb.count + walkCache.count))
        log.recordInvalidation(
            invalidation, refetchedLeaves: refetched.count, stack: driverStack)
    }

    /// Everything issued so far is complete, and the driver can know it.
    func complete() {
        spend(HostWork.comparison(entries: tlb.count + walkCache.count))
        tlb.complete()
        walkCache.complete()
        log.cost.completions += 1
        log.record(.completion, stack: driverStack)
    }

    private func observe(_ iovas: AddressRangeSet, _ watch: Watch) throws(RunStop) {
        var budget = limits.pagesPerWalk
        for window in iovas.ranges {
            let leaves = try walk(window, pageSize: watch.pageSize, budget: &budget)
            tlb.observe(leaves, in: window)
        }
    }

    /// Every leaf that translates an IOVA of the window, by the walk of the bench.
    private func walk(
        _ window: AddressRange, pageSize: UInt64, budget: inout UInt64
    ) throws(RunStop) -> [Leaf] {
        var leaves: [Leaf] = []
        var address = window.first & ~(pageSize - 1)
        while true {
            guard budget > 0 else {
                throw .outOfBudget(
                    "the IOVAs of an operation have more than \(limits.pagesPerWalk) pages",
                    stack: driverStack)
            }
            budget -= 1
            spendOnDevice(HostWork.lookUp(tables: walkCache.count))
            let leaf = try lookUp(address)
            if let leaf {
                leaves.append(leaf)
            }
            let end = leaf?.iovas.last ?? address | (pageSize - 1)
            walkCache.observe(
                tablesOfLastWalk, for: AddressRange(first: address, last: min(end, window.last)))
            guard end < window.last else { return leaves }
            address = end + 1
        }
    }

    /// One walk for one IOVA, which leaves in ``walkedAddresses`` what it read.
    private func lookUp(_ address: UInt64) throws(RunStop) -> Leaf? {
        walkedAddresses = []
        // A bool is in the low byte.
        guard try callDevice(entries.walk, [address, leafBuffer]) & 0xff != 0 else { return nil }
        return try readLeaf(for: address)
    }

    /// The allocations in which the tables lie that the last walk read, but for those that only
    /// name the outermost one.
    private var tablesOfLastWalk: [UInt64] {
        defer { walkedAddresses = nil }
        return (walkedAddresses ?? []).compactMap(heap.start)
    }

    private func readLeaf(for address: UInt64) throws(RunStop) -> Leaf {
        let first: UInt64
        let byteCount: UInt64
        let physical: UInt64
        do throws(MemoryFault) {
            first = try machine.memory.load64(at: leafBuffer + LeafField.first)
            byteCount = try machine.memory.load64(at: leafBuffer + LeafField.byteCount)
            physical = try machine.memory.load64(at: leafBuffer + LeafField.physicalAddress)
        } catch {
            throw .simulatorFault("the result of bench_walk() cannot be read: \(error)")
        }
        guard let iovas = AddressRange(first: first, byteCount: byteCount), iovas.contains(address)
        else {
            throw .simulatorFault(
                "bench_walk() found for 0x\(String(address, radix: 16)) a leaf of other IOVAs")
        }
        return Leaf(iovas: iovas, physicalAddress: physical)
    }
}
