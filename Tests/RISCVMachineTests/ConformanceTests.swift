// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import RISCVMachine
import Testing

/// The programs of riscv-tests that are at hand.
enum ConformancePrograms {
    static let folder = ProcessInfo.processInfo.environment["REVIEW_THREAD_RISCV_TESTS"]

    /// The programs of the folder, sorted.
    static var names: [String] {
        guard let folder else { return [] }
        // Absence is the answer: `complete` fails when there is none.
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (names ?? []).filter { $0.hasPrefix("rv64u") }.sorted()
    }
}

/// Runs the programs of riscv-tests; `docs/conformance.md` says how to build them.
///
/// A program ends by ECALL with 93 in a7: a0 is 0, or else the number of the check that failed.
@Suite(
    .enabled(
        if: ConformancePrograms.folder != nil, "skipped: REVIEW_THREAD_RISCV_TESTS is not set"))
struct ConformanceTests {
    private func machine(running program: String) throws -> (Machine, Stop) {
        let file = URL(filePath: try #require(ConformancePrograms.folder)).appending(path: program)
        let image = try ELFImage([UInt8](try Data(contentsOf: file)))
        let machine = try Machine(
            image,
            layout: MachineLayout(
                ram: 0x1_0000..<0x101_0000, hostCalls: 0x8000_0000..<0x8000_1000,
                returnAddress: 0x7000_0000))
        machine.fuel = 10_000_000
        return (machine, machine.call(image.entry))
    }

    @Test("Both suites are there")
    func complete() {
        #expect(ConformancePrograms.names.count { $0.hasPrefix("rv64ui-") } >= 50)
        #expect(ConformancePrograms.names.count { $0.hasPrefix("rv64um-") } >= 13)
    }

    @Test(
        "A program passes", arguments: ConformancePrograms.names.filter { $0 != "rv64ui-fence_i" })
    func passes(program: String) throws {
        let (machine, stop) = try machine(running: program)
        guard case .fault(.environmentCall) = stop else {
            Issue.record("stopped by \(stop)")
            return
        }
        #expect(machine[.a7] == 93)
        #expect(machine[.a0] == 0, "check \(machine[.a0]) failed")
    }

    /// Code is never writable here, so that what was inspected is what runs. The program stores
    /// instructions in its data and jumps there: it has to be stopped at that jump.
    @Test("Instructions that a program has written are not executed")
    func writtenCode() throws {
        guard ConformancePrograms.names.contains("rv64ui-fence_i") else { return }
        let (_, stop) = try machine(running: "rv64ui-fence_i")
        guard case .fault(.memory(let fault, _)) = stop else {
            Issue.record("stopped by \(stop)")
            return
        }
        #expect(fault.access == .fetch)
        #expect(fault.reason == .permission)
    }
}
