// SPDX-License-Identifier: GPL-2.0-only

import BenchmarkTools
import Foundation

/// Each program by each contestant, in turn, several times; the least processor time counts, for
/// what else the host does only adds to it.
struct SpeedTable {
    private let contestants: [Contestant]
    private let rows: [Row]

    private struct Row {
        let program: String
        let instructions: Double
        /// For each contestant the least time in seconds.
        var times: [Double]
    }

    init(_ programs: [BenchmarkProgram], _ contestants: [Contestant], rounds: Int) throws {
        self.contestants = contestants
        rows = try programs.map { program in
            let output = try Contestant.machine.run(program).standardOutput
            guard let instructions = Double(output.filter(\.isNumber)) else {
                throw BenchmarkFailure("no instruction count in \(output)")
            }
            var row = Row(
                program: program.name, instructions: instructions,
                times: contestants.map { _ in .infinity })
            for _ in 0..<max(1, rounds) {
                for (index, contestant) in contestants.enumerated() {
                    row.times[index] = min(row.times[index], try contestant.time(program))
                }
            }
            return row
        }
    }

    /// One line a program: instructions, then million instructions a second of each contestant, and
    /// the machine's speed relative to the others.
    func print() throws {
        let names = contestants.map(\.name)
        let head =
            ["program", "instructions", "machine"] + names.dropFirst().flatMap { [$0, "ratio"] }
        Swift.print(line(head))
        for row in rows {
            var cells = [row.program, String(Int(row.instructions)), speed(row, 0)]
            for index in contestants.indices.dropFirst() {
                let ratio = row.times[index] / row.times[0]
                cells += [speed(row, index), String(format: "%.2f", ratio)]
            }
            Swift.print(line(cells))
        }
        if let load = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8) {
            Swift.print("load: \(load.split(separator: " ").prefix(3).joined(separator: " "))")
        }
    }

    private func speed(_ row: Row, _ index: Int) -> String {
        String(Int(row.instructions / row.times[index] / 1e6))
    }

    private func line(_ cells: [String]) -> String {
        cells.enumerated().map { index, cell in
            let blanks = String(repeating: " ", count: max(0, (index == 1 ? 13 : 11) - cell.count))
            return index == 0 ? cell + blanks : blanks + cell
        }.joined(separator: " ")
    }
}
