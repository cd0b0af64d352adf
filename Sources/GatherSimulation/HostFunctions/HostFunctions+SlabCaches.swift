// SPDX-License-Identifier: GPL-2.0-only

// Slab caches: include/linux/slab.h. kmem_cache_create() became a macro over
// __kmem_cache_create_args() in 6.12.

extension HostFunctions {
    static let slabCaches: [String: HostFunction] = {
        var table: [(String, HostFunction)] = [
            ("kmem_cache_create", create),
            ("__kmem_cache_create_args", createWithArguments),
            (
                "kmem_cache_destroy",
                HostFunction("void (struct kmem_cache *)") { call throws(RunStop) in
                    let cache = try call.argument(0)
                    guard cache != 0 else { return 0 }
                    call.guest.kernel.slabCaches[cache] = nil
                    return try call.kfree(cache)
                }
            ),
            (
                "kmem_cache_free",
                HostFunction("void (struct kmem_cache *, void *)") { call throws(RunStop) in
                    try call.free(try call.argument(1), family: .slab)
                    return 0
                }
            ),
            (
                "kmem_cache_free_bulk",
                HostFunction("void (struct kmem_cache *, size_t, void **)") {
                    call throws(RunStop) in
                    let objects = try call.argument(2)
                    for index in 0..<(try call.argument(1)) {
                        try call.guest.checkFuel()
                        let object = try call.load(objects &+ index &* 8, byteCount: 8)
                        try call.free(object, family: .slab)
                    }
                    return 0
                }
            ),
        ]
        table += aliases(
            [
                "kmem_cache_alloc", "kmem_cache_alloc_noprof", "kmem_cache_alloc_node",
                "kmem_cache_alloc_node_noprof",
            ],
            HostFunction("void *(struct kmem_cache *, gfp_t flags, ...)") { call throws(RunStop) in
                try call.allocateObject(try call.argument(0), flags: try call.argument(1))
            })
        table += aliases(
            ["kmem_cache_alloc_lru", "kmem_cache_alloc_lru_noprof"],
            HostFunction("void *(struct kmem_cache *, struct list_lru *, gfp_t flags)") {
                call throws(RunStop) in
                try call.allocateObject(try call.argument(0), flags: try call.argument(2))
            })
        return Dictionary(uniqueKeysWithValues: table)
    }()

    private static let create = HostFunction(
        "struct kmem_cache *(const char *, unsigned size, unsigned align, slab_flags_t, ctor)"
    ) { call throws(RunStop) in
        try call.makeCache(
            byteCount: try call.argument(1), alignment: try call.argument(2),
            constructor: try call.argument(4))
    }

    private static let createWithArguments = HostFunction(
        "struct kmem_cache *(const char *, unsigned size, struct kmem_cache_args *, slab_flags_t)"
    ) { call throws(RunStop) in
        // struct kmem_cache_args: four unsigned int, the first of them the alignment, a bool, and
        // at byte 24 the constructor.
        let arguments = try call.argument(2)
        guard arguments != 0 else {
            return try call.makeCache(
                byteCount: try call.argument(1), alignment: 0, constructor: 0)
        }
        return try call.makeCache(
            byteCount: try call.argument(1),
            alignment: try call.load(arguments, byteCount: 4),
            constructor: try call.load(arguments &+ 24, byteCount: 8))
    }
}

extension HostCall {
    /// `sizeof(struct xa_node)` on a 64-bit kernel with `XA_CHUNK_SHIFT` 6.
    private static let radixTreeNodeByteCount: UInt64 = 576

    fileprivate func makeCache(
        byteCount: UInt64, alignment: UInt64, constructor: UInt64
    ) throws(RunStop) -> UInt64 {
        let size = byteCount & 0xffff_ffff
        let wanted = max(8, alignment & 0xffff_ffff)
        guard size > 0, wanted & (wanted - 1) == 0 else {
            throw notModelled("a slab cache of \(size) bytes aligned to \(wanted)")
        }
        // The structure itself is never looked into: a token that can be freed.
        let cache = try allocate(8, alignment: 8, family: .slab, zeroed: true)
        guard cache != 0 else { return 0 }
        guest.kernel.slabCaches[cache] = KernelState.SlabCache(
            objectByteCount: size, alignment: wanted, constructor: constructor)
        return cache
    }

    fileprivate func allocateObject(_ cache: UInt64, flags: UInt64) throws(RunStop) -> UInt64 {
        try noteFlags(flags)
        if cache == 0, function.hasPrefix("kmem_cache_alloc_lru") {
            // lib/radix-tree.c makes its cache when the kernel boots, which nobody did.
            return try allocate(
                Self.radixTreeNodeByteCount, alignment: 64, family: .slab, zeroed: true)
        }
        guard let cache = guest.kernel.slabCaches[cache] else {
            throw notModelled("\(function)() from a cache that was never created")
        }
        let object = try allocate(
            cache.objectByteCount, alignment: cache.alignment, family: .slab,
            zeroed: isZeroed(flags))
        if object != 0, cache.constructor != 0 {
            _ = try guest.callNested(cache.constructor, [object])
        }
        return object
    }
}
