// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine
import Testing

@testable import GatherSimulation

/// Single host functions, called by a guest that does nothing else.
@Suite(
    .enabled(
        if: Widget.canBuild, "skipped: clang and ld.lld with a RISC-V target are not on the PATH"))
struct HostFunctionTests {
    static let zero: UInt64 = 0x100
    static let noSpace = UInt64(bitPattern: -28)

    // MARK: Memory

    /// 40 bytes by every name of kmalloc() from 6.1 to 7.1.
    @Test(
        arguments: [
            ("__kmalloc", [40, 0]), ("__kmalloc_noprof", [40, 0]),
            ("kmem_cache_alloc_trace", [7, 0, 40]), ("kmalloc_trace", [7, 0, 40]),
            ("__kmalloc_cache_noprof", [7, 0, 40]), ("__kmalloc_cache_node_noprof", [7, 0, 0, 40]),
            ("kmalloc_node_trace", [7, 0, 0, 40]), ("__kmalloc_node_noprof", [40, 0, 0]),
            ("__kvmalloc_node_noprof", [40, 0xcc0, .max]),
            ("__kvmalloc_node_noprof", [40, 1, 0xcc0, .max]),
            ("devm_kmalloc", [7, 40, 0]), ("krealloc_noprof", [0, 40, 0]),
        ] as [(String, [UInt64])])
    func everyNameOfAnAllocatorTakesItsArguments(name: String, arguments: [UInt64]) throws {
        let guest = try Caller()
        let address = try guest.call(name, arguments)
        #expect(try guest.bytes(address, 40) == Array(repeating: 0x5a, count: 40))
        #expect(throws: MemoryFault.self) { try guest.bytes(address, 41) }
        #expect(throws: MemoryFault.self) { try guest.bytes(address - 1, 1) }
        #expect(guest.findings.isEmpty)
        _ = try guest.call("kfree", [address])
        #expect(throws: MemoryFault.self) { try guest.bytes(address, 1) }
        #expect(guest.findings.isEmpty)
    }

    @Test func theFlagForZerosIsKept() throws {
        let guest = try Caller()
        for (name, arguments) in [
            ("__kmalloc", [24, Self.zero]), ("kmalloc_trace", [0, Self.zero | 0xcc0, 24]),
            ("devm_bitmap_zalloc", [0, 129, 0]),
        ] {
            let address = try guest.call(name, arguments)
            #expect(try guest.bytes(address, 24) == Array(repeating: 0, count: 24))
            #expect(throws: MemoryFault.self) { try guest.bytes(address, 25) }
        }
    }

    @Test func powersOfTwoAreAligned() throws {
        let guest = try Caller()
        for size: UInt64 in [8, 64, 512, 1024, 4096, 16384] {
            let address = try guest.call("__kmalloc", [size, 0])
            #expect(address % size == 0)
        }
        #expect(try guest.call("__kmalloc", [0, 0]) == 16)
        _ = try guest.call("kfree", [16])
        _ = try guest.call("kfree", [0])
        #expect(guest.findings.isEmpty)
    }

    @Test func reallocationKeepsWhatWasThere() throws {
        let guest = try Caller()
        let old = try guest.call("__kmalloc", [16, Self.zero])
        let new = try guest.call("krealloc_noprof", [old, 32, 0])
        #expect(
            try guest.bytes(new, 32)
                == Array(repeating: 0, count: 16) + Array(repeating: 0x5a, count: 16))
        #expect(throws: MemoryFault.self) { try guest.bytes(old, 1) }
    }

    @Test func aFamilyFreesItsOwn() throws {
        let guest = try Caller()
        let pages = try guest.call("__get_free_pages", [0, 1])
        #expect(pages % 8192 == 0)
        _ = try guest.call("kfree", [pages])
        _ = try guest.call("free_pages", [pages, 1])
        _ = try guest.call("free_pages", [pages, 1])
        #expect(
            guest.findings == [
                .badFree(address: pages, .otherAllocator), .badFree(address: pages, .alreadyFree),
            ])
    }

    @Test func slabCachesRememberTheirObjects() throws {
        let guest = try Caller()
        let mark = try guest.symbol("mark")
        let old = try guest.call("kmem_cache_create", [0, 1000, 1024, 0, mark])
        let object = try guest.call("kmem_cache_alloc", [old, 0])
        #expect(object % 1024 == 0)
        #expect(try guest.bytes(object, 8) == [0x6b, 0x72, 0x61, 0x6d, 0, 0, 0, 0])
        #expect(throws: MemoryFault.self) { try guest.bytes(object, 1001) }
        let arguments = try guest.call("__kmalloc", [40, Self.zero])
        try guest.store(256, at: arguments)
        let new = try guest.call("__kmem_cache_create_args", [0, 24, arguments, 0])
        let other = try guest.call("kmem_cache_alloc_lru_noprof", [new, 0, Self.zero])
        #expect(other % 256 == 0)
        #expect(try guest.bytes(other, 24) == Array(repeating: 0, count: 24))
        _ = try guest.call("kmem_cache_free", [new, other])
        _ = try guest.call("kmem_cache_free", [new, other])
        #expect(guest.findings == [.badFree(address: other, .alreadyFree)])
        #expect(throws: RunStop.self) { try guest.call("kmem_cache_alloc", [4, 0]) }
    }

    @Test func pagesHaveTheirStructures() throws {
        let guest = try Caller()
        let page = try guest.call("__alloc_pages_noprof", [Self.zero, 2, 0, 0])
        #expect(try guest.bytes(page + 52, 4) == [1, 0, 0, 0])
        let physical = page / 64 * 4096
        #expect(physical % 16384 == 0)
        #expect(try guest.bytes(physical + 0x1_0000_0000, 16384).allSatisfy { $0 == 0 })
        #expect(
            try guest.call("dma_map_page_attrs", [0, page, 0x123, 8, 0, 0]) == physical + 0x123)
        _ = try guest.call("__free_pages", [page, 2])
        #expect(throws: MemoryFault.self) { try guest.bytes(physical + 0x1_0000_0000, 1) }
        #expect(try guest.call("__get_free_pages", [0, 11]) == 0)
        #expect(guest.findings.isEmpty)
    }

    @Test func aListOfPagesIsFreed() throws {
        let guest = try Caller()
        let head = try guest.call("__kmalloc", [16, 0])
        let pages = try (0..<3).map { _ in try guest.call("__alloc_pages_noprof", [0, 0, 0, 0]) }
        // Chained by what is 8 bytes into a struct page.
        let nodes = [head] + pages.map { $0 + 8 } + [head]
        for (node, next) in zip(nodes, nodes.dropFirst()) { try guest.store(next, at: node) }
        _ = try guest.call("put_pages_list", [head])
        #expect(try guest.load(head) == head)
        #expect(try guest.load(head + 8) == head)
        for page in pages {
            let address = page / 64 * 4096 + 0x1_0000_0000
            #expect(throws: MemoryFault.self) { try guest.bytes(address, 1) }
        }
        #expect(guest.findings.isEmpty)
    }

    @Test func coherentMemoryHasTwoAddresses() throws {
        let guest = try Caller()
        let handle = try guest.call("__kmalloc", [8, 0])
        let address = try guest.call("dma_alloc_attrs", [0, 5000, handle, 0, 0])
        #expect(address % 8192 == 0)
        #expect(try guest.load(handle) == address - 0x1_0000_0000)
        #expect(try guest.bytes(address, 5000).allSatisfy { $0 == 0 })
        _ = try guest.call("dma_free_attrs", [0, 5000, address, 0, 0])
        #expect(throws: MemoryFault.self) { try guest.bytes(address, 1) }
        #expect(guest.findings.isEmpty)
    }

    // MARK: Bytes, strings, numbers, time

    @Test func blocksOfBytesAreChecked() throws {
        let guest = try Caller()
        let block = try guest.call("__kmalloc", [16, 0])
        #expect(try guest.call("memset", [block, 0x1ab, 16]) == block)
        #expect(try guest.bytes(block, 16) == Array(repeating: 0xab, count: 16))
        _ = try guest.call("memset", [block, 1, 4])
        _ = try guest.call("memmove", [block + 2, block, 8])
        #expect(
            try guest.bytes(block, 12) == [1, 1, 1, 1, 1, 1] + Array(repeating: 0xab, count: 6))
        #expect(Int64(bitPattern: try guest.call("memcmp", [block, block + 6, 4])) < 0)
        #expect(try guest.call("memchr_inv", [block, 1, 16]) == block + 6)
        for (name, arguments) in [
            ("memset", [block, 0, 17]), ("memcpy", [block, 0, 1]), ("memcmp", [block, block, 17]),
        ] {
            #expect(throws: RunStop.self) { try guest.call(name, arguments) }
        }
    }

    @Test func stringsAreStrings() throws {
        let guest = try Caller()
        let text = try guest.string("shelf")
        let buffer = try guest.call("__kmalloc", [8, 0])
        #expect(try guest.call("strlen", [text]) == 5)
        #expect(try guest.call("strnlen", [text, 3]) == 3)
        #expect(try guest.call("strcmp", [text, text]) == 0)
        #expect(Int64(bitPattern: try guest.call("strcmp", [text, try guest.string("shell")])) < 0)
        #expect(try guest.call("strncmp", [text, try guest.string("shell"), 4]) == 0)
        #expect(try guest.call("sized_strscpy", [buffer, text, 8]) == 5)
        #expect(try guest.bytes(buffer, 6) == Array("shelf\0".utf8))
        #expect(try guest.call("strscpy", [buffer, text, 3]) == UInt64(bitPattern: -7))
        #expect(try guest.bytes(buffer, 3) == Array("sh\0".utf8))
        let format = try guest.string("%s-%03d")
        #expect(try guest.call("snprintf", [buffer, 8, format, text, 7]) == 9)
        #expect(try guest.bytes(buffer, 8) == Array("shelf-0\0".utf8))
        #expect(try guest.call("scnprintf", [buffer, 8, format, text, 7]) == 7)
        let copy = try guest.call("kasprintf", [0, format, text, UInt64(bitPattern: -42)])
        #expect(try guest.bytes(copy, 10) == Array("shelf--42\0".utf8))
    }

    @Test func argumentsBeyondTheRegistersAreOnTheStack() throws {
        let guest = try Caller()
        let buffer = try guest.call("__kmalloc", [64, 0])
        let format = try guest.string("%d %d %d %d %d %d %d")
        _ = try guest.call("snprintf", [buffer, 64, format], through: "invoke_with_many")
        #expect(try guest.bytes(buffer, 15) == Array("4 5 6 7 8 9 10\0".utf8))
    }

    @Test func aLockKnowsWhetherItIsHeld() throws {
        let guest = try Caller()
        let lock = try guest.call("__kmalloc", [8, Self.zero])
        for (take, ask, release) in [
            ("_raw_spin_lock_irqsave", "arch_spin_is_locked", "_raw_spin_unlock"),
            ("mutex_lock", "mutex_is_locked", "mutex_unlock"),
        ] {
            #expect(try guest.call(ask, [lock]) == 0)
            _ = try guest.call(take, [lock])
            #expect(try guest.call(ask, [lock]) == 1)
            _ = try guest.call(release, [lock])
            #expect(try guest.call(ask, [lock]) == 0)
            _ = try guest.call("arch_local_irq_restore", [0])
        }
        #expect(guest.findings.isEmpty)
    }

    @Test func identifiersAreGivenOutOnce() throws {
        let guest = try Caller()
        #expect(try guest.call("ida_alloc_range", [1, 3, 4, 0]) == 3)
        #expect(try guest.call("ida_alloc_range", [1, 3, 4, 0]) == 4)
        #expect(try guest.call("ida_alloc_range", [1, 3, 4, 0]) == Self.noSpace)
        #expect(try guest.call("ida_alloc_range", [2, 3, .max, 0]) == 3)
        _ = try guest.call("ida_free", [1, 3])
        #expect(try guest.call("ida_alloc_range", [1, 0, 4, 0]) == 0)
        #expect(guest.findings.isEmpty)
        _ = try guest.call("ida_free", [1, 77])
        #expect(guest.findings.count == 1)
    }

    @Test func timePasses() throws {
        let guest = try Caller()
        let start = try guest.call("ktime_get", [])
        let soon = try guest.call("ktime_get", [])
        #expect(start < soon && soon < start + 10000)
        _ = try guest.call("__udelay", [500])
        // 0x10c7 is a microsecond, rounded up.
        _ = try guest.call("__const_udelay", [500 * 0x10c7])
        let later = try guest.call("ktime_get", [])
        #expect(later - soon > 1_000_000 && later - soon < 1_010_000)
        let jiffies = try guest.load(guest.address("jiffies"))
        _ = try guest.call("msleep", [40])
        _ = try guest.call("cpu_relax", [])
        #expect(try guest.load(guest.address("jiffies")) == jiffies + 10)
    }

    @Test func registersAreWhereTheBenchSays() throws {
        let guest = try Caller()
        #expect(try guest.call("ioremap", [0x1000_4000, 0x1000]) == 0x1000_4000)
        #expect(try guest.call("ioremap", [0x2000_0000, 0x1000]) == 0)
        let region = try guest.call("__request_region", [0, 0x1000_0000, 0x1000, 0, 0])
        #expect(try guest.bytes(region, 8).count == 8)
        #expect(try guest.call("__release_region", [0, 0x1000_0000, 0x1000]) == 0)
        #expect(try guest.call("clflush_cache_range", [region, 64]) == 0)
        #expect(guest.findings.isEmpty)
    }

    @Test func callbacksWaitForTheGracePeriod() throws {
        let guest = try Caller()
        let object = try guest.call("__kmalloc", [8, Self.zero])
        _ = try guest.call("call_rcu", [object, try guest.symbol("mark")])
        #expect(try guest.load(object) == 0)
        _ = try guest.call("synchronize_rcu", [])
        #expect(try guest.load(object) == 0x6d61_726b)
    }

    @Test func aProbeFunctionGetsWhatItAsksFor() throws {
        let guest = try Caller()
        #expect(try guest.call("platform_irq_count", [0x1000]) == 1)
        #expect(try guest.call("platform_get_irq", [0x1000, 0]) == 32)
        #expect(try guest.call("platform_get_irq", [0x1000, 3]) == 35)
        for name in ["devm_clk_get", "__devm_reset_control_get", "device_link_add"] {
            let handle = try guest.call(name, [0x1000, 0])
            #expect(handle != 0 && Int64(bitPattern: handle) > 0)
            #expect(throws: MemoryFault.self) { try guest.bytes(handle, 1) }
        }
        #expect(try guest.call("devm_clk_bulk_get", [0x1000, 2, 0x2000]) == 0)
        #expect(try guest.call("bus_for_each_dev", [0x1000, 0, 0, 0]) == 0)
        #expect(try guest.call("fwnode_handle_get", [0x1000]) == 0x1000)
        #expect(try guest.call("component_master_add_with_match", [0x1000, 0x2000, 0]) == 0)
        #expect(guest.findings.isEmpty)
    }

    @Test func aClockRunsWhenItIsPreparedAndEnabled() throws {
        let guest = try Caller()
        #expect(Int32(truncatingIfNeeded: try guest.call("clk_enable", [0x1000])) == -108)
        #expect(guest.power == PowerState())
        _ = try guest.call("devm_clk_get_prepared", [0x1000, 0])
        #expect(guest.power == PowerState(preparedClocks: 1))
        #expect(try guest.call("clk_bulk_enable", [3, 0x1000]) == 0)
        #expect(guest.power == PowerState(preparedClocks: 1, enabledClocks: 3))
        _ = try guest.call("clk_bulk_disable", [3, 0x1000])
        _ = try guest.call("clk_unprepare", [0x1000])
        #expect(guest.power == PowerState())
        _ = try guest.call("devm_clk_get_enabled", [0x1000, 0])
        #expect(guest.power == PowerState(preparedClocks: 1, enabledClocks: 1))
        #expect(try guest.call("clk_bulk_prepare", [0, 0x1000]) == 0)
        #expect(guest.power == PowerState(preparedClocks: 1, enabledClocks: 1))
    }

    @Test func objectsInSysfsAreMadeAndForgotten() throws {
        let guest = try Caller()
        #expect(try guest.call("kobject_init_and_add", [0x1000, 0x2000, 0, 0]) == 0)
        #expect(try guest.call("kobject_create_and_add", [0, 0x1000]) == HostFunctions.handle)
        #expect(try guest.call("kobject_get", [0x1000]) == 0x1000)
        #expect(try guest.call("kobject_put", [0x1000]) == 0)
        #expect(try guest.call("sysfs_create_file_ns", [0x1000, 0x2000, 0]) == 0)
        #expect(try guest.call("iommu_device_sysfs_add", [0x1000, 0, 0, 0]) == 0)
        #expect(guest.findings.isEmpty)
    }

    @Test func everyFunctionSaysItsSignature() {
        #expect(HostFunctions.named.count > 200)
        for (name, function) in HostFunctions.named {
            #expect(
                function.signature.contains("(") && function.signature.hasSuffix(")"), "\(name)")
            #expect(DataSymbols.byteCount(of: name) == nil, "\(name)")
        }
    }
}

/// A guest that calls host functions by their address.
struct Caller {
    private let guest: Guest
    private let image: ELFImage
    private let addresses: [String: UInt64]

    init() throws {
        image = try ELFImage(try Widget.clean.get().image)
        let names = HostFunctions.named.keys.sorted() + ["jiffies", "mem_map"]
        addresses = Dictionary(
            uniqueKeysWithValues: names.enumerated().map { index, name in
                (name, 0x1_3000_0000 + UInt64(index) * 4096)
            })
        guest = try Guest(
            image: image, symbols: try #require(HostSymbols(addresses)),
            limits: SimulationLimits())
    }

    var power: PowerState { guest.kernel.power }

    var findings: [FindingKind] { guest.log.findings.map(\.kind) }

    func symbol(_ name: String) throws -> UInt64 {
        try #require(image.symbol(named: name)).address
    }

    func address(_ name: String) throws -> UInt64 {
        try #require(addresses[name])
    }

    func call(
        _ name: String, _ arguments: [UInt64], through trampoline: String = "invoke"
    ) throws -> UInt64 {
        try guest.callDriver(
            try symbol(trampoline), [try address(name)] + arguments, budget: 10000,
            purpose: "in a test")
    }

    func bytes(_ address: UInt64, _ count: UInt64) throws(MemoryFault) -> [UInt8] {
        try guest.machine.memory.bytes(at: address, count: count)
    }

    func load(_ address: UInt64) throws -> UInt64 {
        try guest.machine.memory.load64(at: address)
    }

    func store(_ value: UInt64, at address: UInt64) throws {
        try guest.machine.memory.store64(value, at: address)
    }

    func string(_ text: String) throws -> UInt64 {
        let address = try call("__kmalloc", [UInt64(text.utf8.count) + 1, 0])
        try guest.machine.memory.store(Array(text.utf8) + [0], at: address)
        return address
    }
}
