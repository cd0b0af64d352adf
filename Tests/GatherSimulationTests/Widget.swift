// SPDX-License-Identifier: GPL-2.0-only

import Foundation

@testable import GatherSimulation

/// The executable of ``widgetSource``, built with a planted bug.
struct Widget {
    let image: [UInt8]
    let symbols: [String: UInt64]

    /// Functions and data of the host that the source names.
    static let hostNames = [
        "__kmalloc_noprof", "kfree", "shim_write64", "shim_read32", "memset", "_printk",
        "warn_slowpath_fmt", "panic", "mystery", "mystery_data", "device_invalidate_all",
        "device_invalidate_range", "device_complete", "device_read64", "device_unsupported",
        "cpu_relax",
    ]

    /// Whether the programs that it takes are on the PATH.
    static let canBuild = find("clang") != nil && find("ld.lld") != nil

    /// The driver without bugs; built once.
    static let clean = Result { try Widget() }

    static let window = ScenarioWindow(pageSize: 4096, iovaBase: 0x100000)

    /// - Parameter bug: One of the source's `PLANT_` names without that, nil for none.
    init(
        plant bug: String? = nil, source text: String = widgetSource,
        hostNames: [String] = Widget.hostNames
    ) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("widget-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appendingPathComponent("widget.c")
        try Data(text.utf8).write(to: source)
        let object = folder.appendingPathComponent("widget.o").path
        let executable = folder.appendingPathComponent("widget.elf")
        try Self.run(
            "clang",
            [
                "--target=riscv64-unknown-none-elf", "-march=rv64im", "-mabi=lp64",
                "-mcmodel=medany", "-mno-relax", "-ffreestanding", "-nostdinc", "-O1",
                "-fno-optimize-sibling-calls", "-fno-delete-null-pointer-checks", "-Wno-everything",
                "-c", source.path, "-o", object,
            ] + (bug.map { ["-DPLANT_\($0)"] } ?? []))
        let addresses = hostNames.enumerated().map { index, name in
            (name, 0x1_3000_0000 + UInt64(index) * 4096)
        }
        symbols = Dictionary(uniqueKeysWithValues: addresses)
        try Self.run(
            "ld.lld",
            ["--image-base=0x140001000", "-e", "bench_setup", object, "-o", executable.path]
                + addresses.map { "--defsym=\($0)=0x\(String($1, radix: 16))" })
        image = [UInt8](try Data(contentsOf: executable))
    }

    /// Runs a scenario of these operations.
    func run(_ operations: String, limits: SimulationLimits = SimulationLimits()) throws
        -> ScenarioRun
    {
        let scenario = try Scenario(
            name: "test", path: "test.scenario", bytes: Array("title: test\n\(operations)\n".utf8))
        return Simulation.run(
            image: image, hostSymbols: symbols, window: Self.window, scenario: scenario,
            limits: limits)
    }

    private struct ToolFailure: Error, CustomStringConvertible {
        let description: String
    }

    private static func run(_ tool: String, _ arguments: [String]) throws {
        guard let path = find(tool) else { throw ToolFailure(description: "no \(tool)") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ToolFailure(description: String(decoding: text, as: UTF8.self))
        }
    }

    private static func find(_ tool: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .map { "\($0)/\(tool)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
