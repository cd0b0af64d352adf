// SPDX-License-Identifier: GPL-2.0-only

// kmalloc() and its kin: include/linux/slab.h of 6.1 to 7.1. Entry points changed their names, and
// the order of their parameters, with 6.1 (kmalloc_trace), 6.10 (_noprof) and 6.11 (_cache).

extension HostFunctions {
    static let allocations: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        table += aliases(
            [
                "__kmalloc", "__kmalloc_noprof", "kmalloc_noprof", "kmalloc_large",
                "__kmalloc_large_noprof", "__kmalloc_node", "__kmalloc_node_noprof",
                "__kmalloc_large_node_noprof", "kmalloc_large_node",
                "__kmalloc_node_track_caller", "__kmalloc_node_track_caller_noprof",
                "kvmalloc_node", "kvmalloc_node_noprof",
            ],
            HostFunction("void *(size_t size, gfp_t flags, ...)") { call throws(RunStop) in
                try call.kmalloc(try call.argument(0), flags: try call.argument(1))
            })
        table += aliases(
            [
                "kmem_cache_alloc_trace", "kmalloc_trace", "kmalloc_trace_noprof",
                "__kmalloc_cache_noprof",
            ],
            HostFunction("void *(struct kmem_cache *, gfp_t flags, size_t size)") {
                call throws(RunStop) in
                try call.kmalloc(try call.argument(2), flags: try call.argument(1))
            })
        table += aliases(
            [
                "kmem_cache_alloc_node_trace", "kmalloc_node_trace", "kmalloc_node_trace_noprof",
                "__kmalloc_cache_node_noprof",
            ],
            HostFunction("void *(struct kmem_cache *, gfp_t flags, int node, size_t size)") {
                call throws(RunStop) in
                try call.kmalloc(try call.argument(3), flags: try call.argument(1))
            })
        table += [
            ("__kvmalloc_node_noprof", kvmalloc),
            (
                "devm_kmalloc",
                HostFunction("void *(struct device *, size_t size, gfp_t flags)") {
                    call throws(RunStop) in
                    try call.kmalloc(try call.argument(1), flags: try call.argument(2))
                }
            ),
            (
                "devm_bitmap_zalloc",
                HostFunction("unsigned long *(struct device *, unsigned int bits, gfp_t flags)") {
                    call throws(RunStop) in
                    try call.kmalloc(
                        bitmapByteCount(try call.argument(1)), flags: call.guest.entries.zeroFlag)
                }
            ),
            (
                "bitmap_zalloc",
                HostFunction("unsigned long *(unsigned int bits, gfp_t flags)") {
                    call throws(RunStop) in
                    try call.kmalloc(
                        bitmapByteCount(try call.argument(0)), flags: call.guest.entries.zeroFlag)
                }
            ),
        ]
        table += aliases(["krealloc", "krealloc_noprof"], krealloc)
        table += aliases(
            ["kfree", "kvfree", "kfree_sensitive", "bitmap_free", "vfree"],
            HostFunction("void (const void *)") { call throws(RunStop) in
                try call.kfree(try call.argument(0))
            })
        table += [
            (
                "devm_kfree",
                HostFunction("void (struct device *, const void *)") { call throws(RunStop) in
                    try call.kfree(try call.argument(1))
                }
            ),
            (
                "kvfree_call_rcu",
                HostFunction("void (struct rcu_head *, void *)") { call throws(RunStop) in
                    try call.kfree(try call.argument(1))
                }
            ),
        ]
        return Dictionary(uniqueKeysWithValues: table)
    }()

    /// 6.18 put an alignment before the flags. The flags of an allocation that may sleep are above
    /// any alignment which is asked for, and the node behind them is small or -1.
    private static let kvmalloc = HostFunction("void *(size_t, [unsigned long align,] gfp_t, int)")
    {
        call throws(RunStop) in
        let second = try call.argument(1)
        let hasAlignment = second > 0 && second & (second - 1) == 0 && second < 0x400
        return try call.kmalloc(
            try call.argument(0), flags: try call.argument(hasAlignment ? 2 : 1))
    }

    private static let krealloc = HostFunction("void *(const void *, size_t size, gfp_t flags)") {
        call throws(RunStop) in
        let old = try call.argument(0)
        let size = try call.argument(1)
        let new = try call.kmalloc(size, flags: try call.argument(2))
        // What cannot grow stays as it is.
        guard new != 0 else { return 0 }
        guard let allocation = call.guest.heap.allocation(at: old) else {
            try call.kfree(old)
            return new
        }
        if new > HostCall.zeroSizeAddress {
            let kept = min(allocation.byteCount, size)
            try call.store(try call.bytes(at: old, count: kept), at: new)
        }
        try call.kfree(old)
        return new
    }

    private static func bitmapByteCount(_ bits: UInt64) -> UInt64 {
        (bits & 0xffff_ffff) / 64 * 8 + (bits % 64 == 0 ? 0 : 8)
    }
}

extension HostCall {
    /// What `kmalloc(0)` returns, `ZERO_SIZE_PTR`: an address that faults when it is used.
    static let zeroSizeAddress: UInt64 = 16

    /// Whether an allocation with these flags is filled with zeros; else it is poisoned.
    func isZeroed(_ flags: UInt64) -> Bool {
        guest.entries.zeroFlag == 0 || flags & guest.entries.zeroFlag != 0
    }

    /// Powers of two are aligned to their size, everything else to 8 bytes.
    func kmalloc(_ byteCount: UInt64, flags: UInt64) throws(RunStop) -> UInt64 {
        guard byteCount > 0 else { return Self.zeroSizeAddress }
        try noteFlags(flags)
        let isPowerOfTwo = byteCount & (byteCount - 1) == 0
        return try allocate(
            byteCount,
            alignment: isPowerOfTwo ? min(max(byteCount, 8), 4 << 20) : 8,
            family: .slab, zeroed: isZeroed(flags))
    }

    @discardableResult
    func kfree(_ address: UInt64) throws(RunStop) -> UInt64 {
        guard address > Self.zeroSizeAddress else { return 0 }
        try free(address, family: .slab)
        return 0
    }

    /// The address of new memory; 0 where this allocation is made to fail.
    func allocate(
        _ byteCount: UInt64, alignment: UInt64, family: GuestHeap.Family, zeroed: Bool
    ) throws(RunStop) -> UInt64 {
        guest.log.cost.allocations += 1
        guest.spend(HostWork.allocation + HostWork.bytes(min(byteCount, guest.limits.heapBytes)))
        if guest.watch != nil, guest.role == .driver, guest.injection.next() {
            guest.log.record(.allocationFailed(byteCount: byteCount), stack: guest.driverStack)
            // What the operation did so far is in the page table, and may not stay there for long.
            try guest.observe()
            return 0
        }
        do throws(GuestHeap.AllocationProblem) {
            return try guest.heap.allocate(
                byteCount, alignment: alignment, family: family, zeroed: zeroed)
        } catch {
            switch error {
            case .full:
                throw .outOfBudget(
                    "\(guest.limits.heapBytes) bytes of memory to allocate",
                    stack: guest.driverStack)
            case .machine(let problem):
                throw .simulatorFault("the heap cannot be opened: \(problem)")
            }
        }
    }

    /// Frees memory; what cannot be freed is a defect, after which the kernel goes on.
    func free(_ address: UInt64, family: GuestHeap.Family) throws(RunStop) {
        guest.log.cost.frees += 1
        guest.spend(HostWork.allocation)
        if let allocation = guest.heap.allocation(at: address) {
            guest.spend(HostWork.bytes(allocation.byteCount))
        }
        if guest.watch != nil, guest.walkCache.mayWalk(address),
            guest.heap.allocation(at: address) != nil
        {
            try guest.log.find(
                .freedTooEarly(physicalAddress: GuestLayout.physical(address)),
                stack: guest.driverStack)
            guest.walkCache.forget(address)
        }
        if let reason = guest.heap.free(address, family: family) {
            try guest.log.find(
                .badFree(address: address, reason), stack: guest.driverStack)
        }
    }
}
