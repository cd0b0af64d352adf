// SPDX-License-Identifier: GPL-2.0-only

// The DMA API: include/linux/dma-mapping.h. Devices see memory by its physical address. One that is
// not coherent sees of memory that does not come from dma_alloc_attrs() what was there when it was
// mapped or synced.

extension HostFunctions {
    static let dma: [String: HostFunction] = {
        var table: [(String, HostFunction)] = [
            (
                "dma_map_page_attrs",
                HostFunction(
                    "dma_addr_t (struct device *, struct page *, size_t offset, size_t, dir, attrs)"
                ) { call throws(RunStop) in
                    let address =
                        try call.physicalAddress(ofPage: try call.argument(1))
                        &+ (try call.argument(2))
                    try call.publish(
                        GuestLayout.virtual(address), byteCount: try call.argument(3))
                    return address
                }
            ),
            (
                "dma_map_phys",
                HostFunction("dma_addr_t (struct device *, phys_addr_t, size_t, dir, attrs)") {
                    call throws(RunStop) in
                    let address = try call.argument(1)
                    try call.publish(
                        GuestLayout.virtual(address), byteCount: try call.argument(2))
                    return address
                }
            ),
            (
                "dma_free_attrs",
                HostFunction("void (struct device *, size_t, void *, dma_addr_t, attrs)") {
                    call throws(RunStop) in
                    let address = try call.argument(2)
                    if address != 0 {
                        try call.free(address, family: .dma)
                    }
                    return 0
                }
            ),
        ]
        table += aliases(
            ["dma_alloc_attrs", "dmam_alloc_attrs"],
            HostFunction("void *(struct device *, size_t, dma_addr_t *handle, gfp_t, attrs)") {
                call throws(RunStop) in
                let size = try call.argument(1)
                guard size > 0, size <= 1 << 40 else { return 0 }
                try call.noteFlags(try call.argument(3))
                // Aligned to the smallest order that is large enough, see DMA-API.
                var alignment = GuestLayout.pageSize
                while alignment < size, alignment < 4 << 20 {
                    alignment <<= 1
                }
                let address = try call.allocate(
                    size, alignment: alignment, family: .dma, zeroed: true)
                guard address != 0 else { return 0 }
                try call.store(
                    GuestLayout.physical(address), at: try call.argument(2), byteCount: 8)
                return address
            })
        table += aliases(
            ["dma_unmap_page_attrs", "dma_unmap_phys"],
            HostFunction("void (struct device *, dma_addr_t, size_t, dir, attrs)", returning: 0))
        table += aliases(
            ["dma_sync_single_for_device", "__dma_sync_single_for_device"],
            HostFunction("void (struct device *, dma_addr_t, size_t, dir)") {
                call throws(RunStop) in
                call.guest.log.cost.memorySyncs += 1
                try call.publish(
                    GuestLayout.virtual(try call.argument(1)), byteCount: try call.argument(2))
                return 0
            })
        // x86: arch/x86/include/asm/cacheflush.h.
        table += aliases(
            ["clflush_cache_range"],
            HostFunction("void (void *, unsigned int)") { call throws(RunStop) in
                try call.publish(
                    try call.argument(0), byteCount: try call.argument(1) & 0xffff_ffff)
                return 0
            })
        table += aliases(
            ["dma_sync_single_for_cpu", "__dma_sync_single_for_cpu"],
            HostFunction("void (struct device *, dma_addr_t, size_t, dir)", returning: 0))
        table += aliases(
            ["dma_need_sync", "__dma_need_sync"],
            HostFunction("bool (struct device *, dma_addr_t)", returning: 1))
        table += aliases(
            ["dma_set_mask", "dma_set_coherent_mask"],
            HostFunction("int (struct device *, u64 mask)", returning: 0))
        return Dictionary(uniqueKeysWithValues: table)
    }()
}

extension HostCall {
    /// Lets a device that is not coherent see what memory holds by now.
    func publish(_ address: UInt64, byteCount: UInt64) throws(RunStop) {
        guard guest.deviceView != nil, byteCount > 0 else { return }
        guest.deviceView?.publish(try bytes(at: address, count: byteCount), at: address)
    }
}
