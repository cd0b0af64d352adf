// SPDX-License-Identifier: GPL-2.0-only

import Benches

@testable import GatherSimulation

/// The executable of ``gadgetSource``, with or without a planted bug.
struct Gadget {
    /// The bugs that the source has, by the names it has for them.
    enum Bug: UInt64, CaseIterable {
        case NONE, NO_FLUSH, SHORT, FLUSH_FIRST, WRONG_LEAF, SPLIT_HINT, FIRST_ONLY, QUEUE_NO_FLUSH
        case END_EXCLUSIVE, BLOCK_NOT_GATHERED, SECOND_TABLE, HALF_NO_FLUSH, UNWIND_NO_FLUSH
        case NO_WAIT, QUEUE_NO_WAIT, LEFT, UNMAP_NOT_SYNCED, MAP_NOT_SYNCED, TABLE_NOT_MAPPED
        case NO_WALK_FLUSH, WALK_LEAVES_ONLY, WALK_NO_WAIT, REMAP_NO_WALK_FLUSH
        case WRONG_TRANSLATION, SPLIT_LOSES_ADDRESS, SPLIT_LOSES_REST, LOST, NO_UNWIND, MAP_FAILS
        case WRONG_RETURN, TOO_MUCH, RETURNS_SIZE, WARNS, TRANSLATES_BLOCK
        case ONLY_TRANSLATE_FLUSHES
        case DOUBLE_LOCK, UNLOCK_TWICE, KEEPS_LOCK, KEEPS_LOCK_ON_ERROR, SLEEP, MUTEX
        case SLEEPING_ALLOCATION, INTERRUPTS_OFF
        case NULL_GATHER, NULL_TABLE, NULL_LOAD, WILD_STORE, OUT_OF_BOUNDS, USE_AFTER_FREE
        case DOUBLE_FREE, UNINITIALISED, STACK, PANIC, ENDLESS, WRONG_TABLE, OVER, FLUSH_ALL
        case FRAME, FRESH_FLAG, FRESH_COPY, KEEPS_CLOCK, COMPLAINS, FREES_TWO_PAGES
        case START_IS_NONE, GIVES_UP_LATER
        // Those from here on have a device with a cache of its own; the first two are no bugs.
        case ATC_FINE, ATC_WAITS, ATC_NOT_FLUSHED, ATC_SHORT, ATC_FIRST, ATC_TOO_EARLY
        case ATC_NO_WAIT
    }

    static let window = ScenarioWindow(
        pageSize: 4096, iovaBase: 0x200000, isWalkerCoherent: false)

    private static let hostNames = [
        "__kmalloc_noprof", "kfree", "shim_write64", "shim_read32", "memset",
        "warn_slowpath_fmt", "panic", "dma_map_phys", "dma_sync_single_for_device",
        "_raw_spin_lock_irqsave", "_raw_spin_unlock_irqrestore", "mutex_lock", "mutex_unlock",
        "msleep", "device_invalidate_all", "device_invalidate_range", "device_invalidate_leaves",
        "device_complete", "device_read64", "device_unsupported", "device_atc_enable",
        "device_atc_invalidate_range", "clk_prepare", "_printk", "__get_free_pages", "free_pages",
    ]

    /// Built once; the number of the bug is put into its bytes.
    private static let built = Result {
        let names = Bug.allCases.map { "\($0) = \($0.rawValue)" }.joined(separator: ", ")
        return try Widget(
            source: "enum { \(names) };\n" + gadgetSource, hostNames: hostNames)
    }

    private static let marker = Array("PLANTED\0".utf8)

    let image: [UInt8]
    let symbols: [String: UInt64]

    private struct MarkerIsMissing: Error {}

    init(plant bug: Bug = .NONE) throws {
        let widget = try Self.built.get()
        guard
            let place = widget.image.indices.first(where: {
                widget.image[$0...].starts(with: Self.marker)
            })
        else { throw MarkerIsMissing() }
        var image = widget.image
        image.replaceSubrange(
            place..<place + 8,
            with: (0..<8).map { UInt8(truncatingIfNeeded: bug.rawValue >> (8 * $0)) })
        self.image = image
        symbols = widget.symbols
    }

    /// Runs scenarios that the program has, by their names.
    func run(scenarios names: [String], limits: SimulationLimits = SimulationLimits()) throws
        -> [ScenarioRun]
    {
        let files = try BenchCatalogue().scenarios
        let scenarios = try names.map { name in
            try files.first { $0.name == name }.map { file in try Scenario(file) }
                ?? Scenario(name: name, title: "missing", operations: [])
        }
        return Simulation.run(
            image: image, hostSymbols: symbols, window: Self.window, scenarios: scenarios,
            limits: limits)
    }

    /// Runs a scenario of these lines.
    func run(_ lines: String, limits: SimulationLimits = SimulationLimits()) throws -> ScenarioRun {
        let scenario = try Scenario(
            name: "test", path: "test.scenario", bytes: Array("title: test\n\(lines)\n".utf8))
        return Simulation.run(
            image: image, hostSymbols: symbols, window: Self.window, scenario: scenario,
            limits: limits)
    }
}
