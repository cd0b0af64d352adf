// SPDX-License-Identifier: GPL-2.0-only

import RISCVMachine

/// What every bench defines, `runtime/bench.h`: functions by their address, and numbers.
struct BenchEntries {
    let setup: UInt64
    let walk: UInt64
    let registerRead: UInt64
    let registerWrite: UInt64
    let map: UInt64
    let unmap: UInt64
    let unmapFast: UInt64
    let gatherInit: UInt64
    let sync: UInt64
    let gatherStart: UInt64
    let gatherEnd: UInt64
    let gatherPageSize: UInt64

    /// What only some trees and benches have: nil for those that have not.
    let unmapQueued: UInt64?
    let flushAll: UInt64?
    let translate: UInt64?
    let firstIOVA: UInt64?
    let lastIOVA: UInt64?
    let poll: UInt64?

    /// The driver's own operations and the gather that they are given, for the survey.
    let driverUnmap: UInt64?
    let driverSync: UInt64?
    let gatherAddress: UInt64?
    let gatherBytes: UInt64?
    let gatherQueuedOffset: UInt64?

    /// `sizeof(struct page)`, 0 in a tree without it.
    let bytesPerPageStruct: UInt64

    /// The tree's `__GFP_ZERO`; 0 in a tree where every allocation is zeroed.
    let zeroFlag: UInt64

    /// Flags of an allocation that may sleep; 0 in a tree without such.
    let sleepFlags: UInt64

    /// - Throws: ``RunStop/simulatorFault(_:)`` for what is missing.
    init(_ image: ELFImage, _ memory: GuestMemory) throws(RunStop) {
        setup = try Self.address("bench_setup", image)
        walk = try Self.address("bench_walk", image)
        registerRead = try Self.address("bench_mmio_read", image)
        registerWrite = try Self.address("bench_mmio_write", image)
        map = try Self.address("scenario_map", image)
        unmap = try Self.address("scenario_unmap", image)
        unmapFast = try Self.address("scenario_unmap_fast", image)
        gatherInit = try Self.address("scenario_gather_init", image)
        sync = try Self.address("scenario_sync", image)
        gatherStart = try Self.address("scenario_gather_start", image)
        gatherEnd = try Self.address("scenario_gather_end", image)
        gatherPageSize = try Self.address("scenario_gather_pgsize", image)
        unmapQueued = image.symbol(named: "scenario_unmap_queued")?.address
        flushAll = image.symbol(named: "scenario_flush_all")?.address
        translate = image.symbol(named: "scenario_translate")?.address
        firstIOVA = image.symbol(named: "scenario_first_iova")?.address
        lastIOVA = image.symbol(named: "scenario_last_iova")?.address
        poll = image.symbol(named: "bench_poll")?.address
        driverUnmap = image.symbol(named: "scenario_driver_unmap")?.address
        driverSync = image.symbol(named: "scenario_driver_sync")?.address
        gatherAddress = image.symbol(named: "scenario_gather_address")?.address
        gatherBytes = try Self.optionalNumber("bench_gather_bytes", image, memory)
        gatherQueuedOffset = try Self.optionalNumber("bench_gather_queued", image, memory)
        bytesPerPageStruct = try Self.number("bench_page_struct_bytes", image, memory)
        zeroFlag = try Self.number("bench_gfp_zero", image, memory)
        sleepFlags = try Self.optionalNumber("bench_gfp_sleep", image, memory) ?? 0
    }

    private static func address(_ name: String, _ image: ELFImage) throws(RunStop) -> UInt64 {
        guard let symbol = image.symbol(named: name) else {
            throw .simulatorFault("the bench does not define \(name)")
        }
        return symbol.address
    }

    private static func optionalNumber(
        _ name: String, _ image: ELFImage, _ memory: GuestMemory
    ) throws(RunStop) -> UInt64? {
        image.symbol(named: name) == nil ? nil : try number(name, image, memory)
    }

    private static func number(
        _ name: String, _ image: ELFImage, _ memory: GuestMemory
    ) throws(RunStop) -> UInt64 {
        let address = try address(name, image)
        do throws(MemoryFault) {
            return try memory.load64(at: address)
        } catch {
            throw .simulatorFault("\(name) cannot be read: \(error)")
        }
    }
}
