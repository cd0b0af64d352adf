// SPDX-License-Identifier: GPL-2.0-only

// Whole pages: include/linux/gfp.h, drivers/iommu/iommu-pages.h.

extension HostFunctions {
    static let pages: [String: HostFunction] = {
        var table: [(String, HostFunction)] = []
        table += aliases(
            [
                "alloc_pages", "alloc_pages_noprof", "__alloc_pages", "__alloc_pages_noprof",
                "__folio_alloc", "__folio_alloc_noprof", "folio_alloc", "folio_alloc_noprof",
            ],
            HostFunction("struct page *(gfp_t flags, unsigned int order, ...)") {
                call throws(RunStop) in
                let flags = try call.argument(0)
                try call.noteFlags(flags)
                let pages = try call.allocatePages(
                    order: try call.argument(1), zeroed: call.isZeroed(flags))
                return try call.pageStruct(of: pages)
            })
        table += aliases(
            ["__get_free_pages", "get_free_pages_noprof"],
            HostFunction("unsigned long (gfp_t flags, unsigned int order)") {
                call throws(RunStop) in
                let flags = try call.argument(0)
                try call.noteFlags(flags)
                return try call.allocatePages(
                    order: try call.argument(1), zeroed: call.isZeroed(flags))
            })
        table += aliases(
            ["get_zeroed_page", "get_zeroed_page_noprof"],
            HostFunction("unsigned long (gfp_t flags)") { call throws(RunStop) in
                try call.noteFlags(try call.argument(0))
                return try call.allocatePages(order: 0, zeroed: true)
            })
        table += aliases(
            ["alloc_pages_exact", "alloc_pages_exact_noprof"],
            HostFunction("void *(size_t size, gfp_t flags)") { call throws(RunStop) in
                let flags = try call.argument(1)
                try call.noteFlags(flags)
                return try call.allocatePages(
                    byteCount: try call.argument(0), zeroed: call.isZeroed(flags))
            })
        table += [
            (
                "iommu_alloc_pages_node_sz",
                HostFunction("void *(int node, gfp_t flags, size_t size)") { call throws(RunStop) in
                    try call.noteFlags(try call.argument(1))
                    return try call.allocatePages(
                        byteCount: try call.argument(2), zeroed: true)
                }
            )
        ]
        table += aliases(
            ["__free_pages"],
            HostFunction("void (struct page *, unsigned int order)") { call throws(RunStop) in
                let address = try call.address(ofPage: try call.argument(0))
                try call.free(address, family: .pages, order: try call.argument(1))
                return 0
            })
        table += aliases(
            ["__folio_put", "free_unref_page"],
            HostFunction("void (struct page *, unsigned int order)") { call throws(RunStop) in
                let page = try call.argument(0)
                try call.free(try call.address(ofPage: page), family: .pages)
                return 0
            })
        table += aliases(
            ["free_pages"],
            HostFunction("void (unsigned long address, unsigned int order)") {
                call throws(RunStop) in
                let address = try call.argument(0)
                if address != 0 {
                    try call.free(address, family: .pages, order: try call.argument(1))
                }
                return 0
            })
        table += aliases(
            ["iommu_free_pages", "free_pages_exact"],
            HostFunction("void (unsigned long address, ...)") { call throws(RunStop) in
                let address = try call.argument(0)
                if address != 0 {
                    try call.free(address, family: .pages)
                }
                return 0
            })
        table += aliases(
            [
                "mod_node_page_state", "__mod_node_page_state", "mod_lruvec_page_state",
                "__mod_lruvec_page_state", "lruvec_stat_mod_folio", "__lruvec_stat_mod_folio",
            ],
            HostFunction("void (..., enum node_stat_item, long)", returning: 0))
        table += [
            ("put_pages_list", putPagesList),
            ("is_vmalloc_addr", HostFunction("bool (const void *)", returning: 0)),
            (
                "clear_page",
                HostFunction("void (void *)") { call throws(RunStop) in
                    try call.fill(try call.argument(0), count: GuestLayout.pageSize, with: 0)
                    return 0
                }
            ),
        ]
        return Dictionary(uniqueKeysWithValues: table)
    }()

    /// Frees single pages that are chained by a `list_head` in their `struct page`, and leaves the
    /// list empty.
    private static let putPagesList = HostFunction("void (struct list_head *pages)") {
        call throws(RunStop) in
        let head = try call.argument(0)
        var node = try call.load(head, byteCount: 8)
        for _ in 0..<HostCall.longestPageList where node != head {
            let address = try call.address(ofPage: node)
            node = try call.load(node, byteCount: 8)
            try call.free(address, family: .pages)
        }
        guard node == head else { throw call.notModelled("put_pages_list() of a long list") }
        try call.store(head, at: head, byteCount: 8)
        try call.store(head, at: head &+ 8, byteCount: 8)
        return 0
    }
}

extension HostCall {
    /// Where `_refcount` is in a `struct page` of a 64-bit kernel from 6.1 to 7.1.
    private static let referenceCountOffset: UInt64 = 52

    /// `MAX_PAGE_ORDER`: a larger order fails with a warning in a kernel.
    private static let greatestOrder: UInt64 = 10

    /// More pages than a domain of a scenario has.
    fileprivate static let longestPageList = 1 << 16

    /// The order has to be the one with which the pages were allocated.
    fileprivate func free(
        _ address: UInt64, family: GuestHeap.Family, order: UInt64
    ) throws(RunStop) {
        let size = GuestLayout.pageSize << min(order & 0xffff_ffff, Self.greatestOrder)
        if let allocation = guest.heap.allocation(at: address), allocation.byteCount != size {
            try guest.log.find(
                .badFree(address: address, .otherSize), stack: guest.driverStack)
        }
        try free(address, family: family)
    }

    fileprivate func allocatePages(order: UInt64, zeroed: Bool) throws(RunStop) -> UInt64 {
        let order = order & 0xffff_ffff
        guard order <= Self.greatestOrder else { return 0 }
        return try allocatePages(byteCount: GuestLayout.pageSize << order, zeroed: zeroed)
    }

    /// Pages aligned to their size, as the buddy allocator gives them; sizes are rounded up.
    func allocatePages(byteCount: UInt64, zeroed: Bool) throws(RunStop) -> UInt64 {
        guard byteCount > 0, byteCount <= GuestLayout.pageSize << Self.greatestOrder else {
            return 0
        }
        let rounded = (byteCount + GuestLayout.pageSize - 1) & ~(GuestLayout.pageSize - 1)
        var alignment = GuestLayout.pageSize
        while alignment < rounded {
            alignment <<= 1
        }
        return try allocate(rounded, alignment: alignment, family: .pages, zeroed: zeroed)
    }

    /// The `struct page` of an address, which it gets its first reference in.
    func pageStruct(of address: UInt64) throws(RunStop) -> UInt64 {
        guard address != 0 else { return 0 }
        let size = guest.entries.bytesPerPageStruct
        guard size > 0 else { throw notModelled("\(function)() in a tree without struct page") }
        let page = (GuestLayout.physical(address) >> GuestLayout.pageShift) &* size
        if size >= Self.referenceCountOffset + 4 {
            try store(1, at: page &+ Self.referenceCountOffset, byteCount: 4)
        }
        return page
    }

    /// The virtual address of what a `struct page` describes.
    func address(ofPage page: UInt64) throws(RunStop) -> UInt64 {
        GuestLayout.virtual(try physicalAddress(ofPage: page))
    }

    func physicalAddress(ofPage page: UInt64) throws(RunStop) -> UInt64 {
        let size = guest.entries.bytesPerPageStruct
        guard size > 0 else { throw notModelled("\(function)() in a tree without struct page") }
        return (page / size) << GuestLayout.pageShift
    }
}
